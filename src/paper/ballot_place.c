/*
 * The parts of a ballot on its pages.
 *
 *   ■ band ■      squares 12 mm from the edges; the band has the colour of the paper
 *   congress, title, rules
 *   question      应选 n 名
 *     name □ □ □   name □ □ □          columns of names, top to bottom, then left to right
 *     another: ______ □  ______ □      beside the names where columns are free
 *   ■         organiser, date  QR ■
 */
#include "paper/ballot_place.h"

enum {
    SIDE = 20 * MM, /* left and right margin of all text */
    FOOT = 31 * MM, /* from the lower edge up: organiser, QR */
    QR_SIDE = 17500,
    FREE = 5 * MM,          /* between two boxes of a name */
    GUTTER = 6 * MM,        /* between columns */
    NAME_GAP = 1 * MM,      /* between a name and its boxes */
    NAME_LEAST = 16 * MM,   /* room for a name, however short */
    MARK_AIR = 1 * MM,      /* free above a name and below the mark beneath it, together */
    COLUMN_MOST = 125 * MM, /* wider, the eye loses the line */
    COLUMN_ALONE = 100 * MM,
    LINE_LEAST = 42 * MM, /* a write-in line with its box */
    BESIDE_LEAST = 52 * MM,
    BESIDE_MOST = 64 * MM,
    LINE_BOX = 14 * MM,  /* room of its box */
    HEAD = 9 * MM,       /* title of a question */
    MARKS = 5 * MM,      /* 赞成 反对 弃权 over the boxes */
    LINES_HEAD = 7 * MM, /* what the lines are for */
    TITLE_BAND = 8 * MM, /* above the title */
    A3_LONG = 420 * MM,
};

static int content_width(const struct ballot_plan *p)
{
    return p->width - 2 * SIDE;
}

static bool is_a3(const struct ballot_plan *p)
{
    return p->width == A3_LONG;
}

/* Between the squares on A4; on A3 one stands in the middle. */
static int top_of(const struct ballot_plan *p)
{
    return is_a3(p) ? 20 * MM : BALLOT_EDGE;
}

int place_room(const struct ballot_plan *p)
{
    return p->height - FOOT - top_of(p) - TITLE_BAND;
}

static void add_label(struct flow *w, struct label label)
{
    struct ballot_page *page = w->page;

    if (str_is_empty(label.text))
        return;
    if (!label.least)
        label.least = label.size;
    *ARENA_PUSH(w->p->arena, page->labels, page->label_count, page->label_room) = label;
}

static void add_rule(struct flow *w, struct rect at)
{
    struct ballot_page *page = w->page;

    *ARENA_PUSH(w->p->arena, page->rules, page->rule_count, page->rule_room) = at;
}

/* ---- the page and what stands above the questions --------------------------------------------- */

static void place_marks(const struct ballot_plan *p, struct ballot_page *page)
{
    const int far_x = p->width - BALLOT_EDGE - BALLOT_SQUARE;
    const int far_y = p->height - BALLOT_EDGE - BALLOT_SQUARE;
    const int middle = (p->width - BALLOT_SQUARE) / 2;
    const int places[6][2] = {
        {BALLOT_EDGE, BALLOT_EDGE}, {far_x, BALLOT_EDGE},  {far_x, far_y},
        {BALLOT_EDGE, far_y},       {middle, BALLOT_EDGE}, {middle, far_y}};

    page->square_count = is_a3(p) ? 6 : 4;
    for (size_t i = 0; i < page->square_count; i++)
        page->squares[i] =
            (struct rect){places[i][0], places[i][1], BALLOT_SQUARE, BALLOT_SQUARE};
    page->qr = (struct rect){p->width - BALLOT_EDGE - BALLOT_SQUARE - 6 * MM - QR_SIDE,
                             p->height - BALLOT_EDGE - QR_SIDE, QR_SIDE, QR_SIDE};
}

static void place_foot(struct flow *w)
{
    const struct ballot_design *d = w->p->design;
    struct rect line = {SIDE, w->p->height - 29 * MM, w->page->qr.x - 6 * MM - SIDE,
                        6 * MM};

    add_label(w, (struct label){line, d->organiser, FACE_SONG, TYPE_RIGHT, 120, 70});
    line.y += 6 * MM;
    add_label(w, (struct label){line, d->date, FACE_SONG, TYPE_RIGHT, 120, 70});
}

/* Which page of how many, where there are several; which revision, where there was one before. */
static struct str numbers_of(const struct ballot_plan *p, size_t page)
{
    struct str text = STR("");

    if (p->design->revision > 1)
        text = str_print(p->arena, "第 %d 版　", p->design->revision);
    if (p->page_count > 1)
        text = str_print(p->arena, "%.*s第 %zu 页　共 %zu 页", STR_FMT(text), page,
                         p->page_count);
    return str_trim(text);
}

void place_numbers(struct ballot_plan *p)
{
    struct flow w = {.p = p};

    for (size_t i = 0; i < p->page_count; i++) {
        w.page = &p->pages[i];
        struct rect at = {w.page->qr.x - 62 * MM, p->height - 17 * MM, 56 * MM, 5 * MM};
        struct str text = numbers_of(p, i + 1);
        if (!text.len)
            continue;
        add_label(&w, (struct label){at, text, FACE_SONG, TYPE_RIGHT, 100, 0});
    }
}

enum err place_page(struct flow *w)
{
    struct ballot_plan *p = w->p;

    if (p->page_count == BALLOT_PAGES_MAX)
        return FAIL(w->f, ERR_TOO_BIG, "ballot.pages", "%d", BALLOT_PAGES_MAX);
    w->page = &p->pages[p->page_count++];
    w->is_fresh = true;
    place_marks(p, w->page);
    w->y = top_of(p);
    w->bottom = p->height - FOOT;
    /* The colour is seen, not named: voters read what they are asked and nothing else. */
    if (ballot_colour_name(p->design->colour))
        w->page->band =
            (struct rect){SIDE + 4 * MM, w->y, content_width(p) - 8 * MM, 6 * MM};
    w->y += TITLE_BAND;
    place_foot(w);
    return ERR_OK;
}

static void add_line(struct flow *w, struct str text, enum face face, int size, int height)
{
    struct rect at = {SIDE, w->y, content_width(w->p), height};

    if (str_is_empty(text))
        return;
    add_label(w, (struct label){at, text, face, TYPE_CENTRE, size, 90});
    w->y += height;
}

/* A paragraph, a label a line. */
static void add_note(struct flow *w, struct str text)
{
    const struct ballot_plan *p = w->p;
    const int letters = p->ease->rules, height = letters * 25400 / 720 * 13 / 10;
    PangoLayout *layout = pango_layout_new(p->type->context);
    PangoFontDescription *font = type_font(FACE_SONG, letters / 10.0, false);

    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text.ptr ? text.ptr : "", (int)text.len);
    pango_layout_set_width(layout, (int)(points(content_width(p)) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    for (int i = 0; i < pango_layout_get_line_count(layout); i++) {
        const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
        struct str part = {text.ptr + line->start_index, (size_t)line->length};
        struct rect at = {SIDE, w->y, content_width(p), height};
        add_label(w, (struct label){at, part, FACE_SONG, TYPE_LEFT, letters, 0});
        w->y += height;
    }
    g_object_unref(layout);
}

static void place_rules(struct flow *w)
{
    const struct ballot_design *d = w->p->design;
    struct str meanings = ballot_sign_meanings(w->p->arena, d);

    if (d->style == BALLOT_SIGN && !str_is_empty(meanings))
        add_note(w, meanings);
    for (size_t i = 0; i < d->rule_count; i++)
        add_note(w, d->rules[i]);
    if (d->style == BALLOT_BOXES) {
        int letters = w->p->ease->rules;
        int width =
            letters * 25400 / 720 * 18 + 1 * MM; /* of the text's eighteen characters */
        struct rect at = {SIDE, w->y, width, 6 * MM};
        add_label(w, (struct label){at, STR("在姓名右边的一个方框内作记号，例如："),
                                    FACE_SONG, TYPE_LEFT, letters, 0});
        w->page->example = (struct rect){SIDE + width, w->y + 1 * MM, 4 * MM, 4 * MM};
        w->y += 6 * MM;
    }
}

void place_title(struct flow *w)
{
    const struct ballot_design *d = w->p->design;

    add_line(w, d->congress, FACE_SONG, 150, 8 * MM);
    add_line(w, str_is_empty(d->title) ? STR("选票") : d->title, FACE_TITLE, 220, 12 * MM);
    place_rules(w);
    w->y += 1 * MM;
}

/* ---- columns, boxes and names ----------------------------------------------------------------- */

static int box_count(const struct ballot_plan *p)
{
    return p->design->style == BALLOT_BOXES ? 3 : 1;
}

static int box_size(const struct ballot_plan *p)
{
    return p->ease->pitch /
           2; /* as much free above and below together as the box is high */
}

static int box_step(const struct ballot_plan *p)
{
    return box_size(p) + FREE;
}

static int column_step(const struct ballot_plan *p)
{
    int step = (content_width(p) + GUTTER) / p->columns;
    int most = (p->columns > 1 ? COLUMN_MOST : COLUMN_ALONE) + GUTTER;

    return step < most || p->is_wide ? step : most;
}

static int column_x(const struct ballot_plan *p, int column)
{
    return SIDE + column * column_step(p);
}

static int name_room(const struct ballot_plan *p)
{
    return column_step(p) - GUTTER - box_count(p) * box_step(p) - NAME_GAP;
}

static int letters_height(int letters)
{
    return letters * 25400 / 720 * 23 / 20;
}

static int width_of(double at_one_point, int letters)
{
    return (int)(at_one_point * letters / 10) + 200;
}

/* How wide a candidate is with marks of `beneath` letters under the names; 0: behind them. */
static int printed_width(const struct ballot_plan *p, const struct ballot_name *n,
                         int beneath)
{
    int name = width_of(n->name_width, p->ease->name);
    int mark = width_of(n->mark_width, beneath ? beneath : p->ease->mark);

    if (!beneath)
        return name + mark;
    return name > mark ? name : mark;
}

static bool fits_with(const struct ballot_plan *p, int beneath)
{
    const int room = name_room(p);
    const int height = letters_height(p->ease->name) + letters_height(beneath);

    if (room < NAME_LEAST || (beneath && height + MARK_AIR > p->ease->pitch))
        return false;
    for (size_t q = 0; q < p->design->question_count; q++)
        for (size_t i = 0; i < p->design->questions[q].candidate_count; i++)
            if (printed_width(p, &p->names[q][i], beneath) > room)
                return false;
    return true;
}

bool place_fits(struct ballot_plan *p)
{
    static const int BENEATH[] = {0, 105, 90, 80};
    const int widths = p->columns > 1 ? 1 : 2;

    for (int wide = 0; wide < widths; wide++) {
        p->is_wide = wide;
        for (size_t i = 0; i < sizeof(BENEATH) / sizeof(BENEATH[0]); i++)
            if (fits_with(p, p->mark_beneath = BENEATH[i]))
                return true;
    }
    return false;
}

static struct mark_box box_in(const struct ballot_plan *p, struct rect room, enum mark mark)
{
    int size = box_size(p);

    return (struct mark_box){
        {room.x + (room.w - size) / 2, room.y + (room.h - size) / 2, size, size}, mark};
}

static void print_name(struct flow *w, const struct ballot_name *n, struct rect at)
{
    const struct ballot_plan *p = w->p;
    struct label name = {at, n->name, FACE_SONG, TYPE_LEFT, p->ease->name, 0};
    struct label mark = {at, n->mark, FACE_SONG, TYPE_LEFT, p->ease->mark, 0};

    name.at.w = width_of(n->name_width, p->ease->name);
    if (!p->mark_beneath) {
        mark.at.x += name.at.w;
        mark.at.w -= name.at.w;
    } else if (!str_is_empty(n->mark)) {
        mark.size = p->mark_beneath;
        name.at.h = letters_height(p->ease->name);
        mark.at.h = letters_height(mark.size);
        name.at.y += (at.h - name.at.h - mark.at.h) / 2;
        mark.at.y = name.at.y + name.at.h;
    }
    add_label(w, name);
    add_label(w, mark);
}

static void place_name(struct flow *w, struct name_place place, int x, int y)
{
    struct ballot_plan *p = w->p;
    const int count = box_count(p), room = name_room(p), step = box_step(p);
    const int pitch = p->ease->pitch;

    print_name(w, &p->names[place.question][place.candidate],
               (struct rect){x, y, room, pitch});
    add_rule(w, (struct rect){x, y + pitch, column_step(p) - GUTTER, 0});
    for (int i = 0; i < count; i++)
        place.boxes[place.box_count++] =
            box_in(p, (struct rect){x + room + NAME_GAP + i * step, y, step, pitch},
                   count == 1 ? MARK_SIGN : (enum mark)i);
    *ARENA_PUSH(p->arena, w->page->names, w->page->name_count, w->page->name_room) = place;
}

void place_names(struct flow *w, const struct part *part)
{
    for (int i = 0; i < part->count; i++) {
        struct name_place place = {.question = part->question,
                                   .candidate = (size_t)(part->first + i)};
        place_name(w, place, column_x(w->p, i / part->rows),
                   w->y + i % part->rows * w->p->ease->pitch);
    }
    w->y += part->rows * w->p->ease->pitch;
}

void place_heading(struct flow *w, size_t question, bool is_continued, int columns)
{
    struct ballot_plan *p = w->p;
    const struct ballot_question *q = &p->design->questions[question];
    struct rect at = {SIDE, w->y, content_width(p) - 52 * MM, HEAD};
    struct str seats =
        str_print(p->arena, "应选 %d 名，候选人 %zu 名", q->seats, q->candidate_count);
    struct str title =
        is_continued ? str_print(p->arena, "%.*s（续）", STR_FMT(q->title)) : q->title;

    add_label(w, (struct label){at, title, FACE_HEI, TYPE_LEFT, 140, 80});
    at = (struct rect){p->width - SIDE - 50 * MM, w->y, 50 * MM, HEAD};
    add_label(w, (struct label){at, seats, FACE_SONG, TYPE_RIGHT, 115, 80});
    w->y += HEAD;
    add_rule(w, (struct rect){SIDE, w->y, content_width(p), 0});
    if (p->design->style != BALLOT_BOXES || !columns)
        return;
    for (int c = 0; c < columns; c++)
        for (int i = 0; i < 3; i++) {
            int x = column_x(p, c) + name_room(p) + NAME_GAP + i * box_step(p);
            at = (struct rect){x, w->y + 1 * MM, box_step(p), MARKS - 1 * MM};
            add_label(w, (struct label){at, ballot_mark_word(p->design, (enum mark)i),
                                        FACE_HEI, TYPE_CENTRE, 90, 0});
        }
    w->y += MARKS;
}

/* ---- lines to write on -------------------------------------------------------------------------- */

static int line_count(const struct ballot_question *q)
{
    return q->no_write_ins ? 0 : q->write_ins ? q->write_ins : q->seats;
}

/* Width right of `columns` columns of names. */
static int free_width(const struct ballot_plan *p, int columns)
{
    return content_width(p) - columns * column_step(p);
}

struct block block_of(const struct ballot_plan *p, size_t question, bool is_split)
{
    const struct ballot_question *q = &p->design->questions[question];
    const int pitch = p->ease->pitch, names = (int)q->candidate_count;
    struct block s = {.names = names, .lines = line_count(q)};

    s.rows = ceil_div(names, p->columns);
    s.columns = ceil_div(names, s.rows);
    s.heads = HEAD + (p->design->style == BALLOT_BOXES ? MARKS : 0);
    s.line_columns = free_width(p, s.columns) / BESIDE_LEAST;
    s.is_beside = !is_split && s.lines && p->design->style == BALLOT_BOXES &&
                  s.lines <= s.line_columns * s.rows;
    if (!s.is_beside)
        s.line_columns = content_width(p) / LINE_LEAST;
    s.line_rows = ceil_div(s.lines, s.line_columns);
    if (s.lines && !s.is_beside)
        s.lines_height = LINES_HEAD + s.line_rows * pitch;
    s.height = s.heads + s.rows * pitch + s.lines_height;
    return s;
}

static void place_line(struct flow *w, struct line_place place, struct rect cell)
{
    const struct ballot_plan *p = w->p;
    enum mark mark = p->design->style == BALLOT_BOXES ? MARK_APPROVE : MARK_SIGN;
    struct rect box = {cell.x + cell.w - LINE_BOX, cell.y, 12 * MM, cell.h};

    place.at = (struct rect){cell.x, cell.y + 1 * MM, cell.w - LINE_BOX, cell.h - 2 * MM};
    place.box = box_in(p, box, mark);
    add_rule(w, (struct rect){cell.x, cell.y + cell.h - 1 * MM, place.at.w, 0});
    *ARENA_PUSH(p->arena, w->page->lines, w->page->line_count, w->page->line_room) = place;
}

void place_lines(struct flow *w, size_t question, int *done)
{
    const struct ballot_design *d = w->p->design;
    const struct block s = block_of(w->p, question, true);
    struct str text;
    const int pitch = w->p->ease->pitch, step = content_width(w->p) / s.line_columns;
    int rows = (w->bottom - w->y - LINES_HEAD) / pitch;
    struct rect head = {SIDE, w->y + 2 * MM, content_width(w->p), LINES_HEAD - 2 * MM};

    if (rows > ceil_div(s.lines - *done, s.line_columns))
        rows = ceil_div(s.lines - *done, s.line_columns);
    text = str_print(w->p->arena,
                     "另选他人（至多 %d 名）：姓名写在线上，并在其后方框内作%s记号",
                     d->questions[question].seats, d->style == BALLOT_BOXES ? "赞成" : "");
    add_label(w, (struct label){head, text, FACE_SONG, TYPE_LEFT, 105, 70});
    w->y += LINES_HEAD;
    for (int i = 0; i < rows * s.line_columns && *done < s.lines; i++) {
        struct rect cell = {SIDE + i % s.line_columns * step,
                            w->y + i / s.line_columns * pitch, step, pitch};
        place_line(w, (struct line_place){.question = question, .line = (*done)++}, cell);
    }
    w->y += rows * pitch;
}

/* In the free columns, from `top` down; over them what they are for, as over the names. */
static void place_lines_beside(struct flow *w, size_t question, const struct block *s,
                               int top)
{
    const struct ballot_plan *p = w->p;
    const int x = column_x(p, s->columns), width = free_width(p, s->columns);
    const int columns = ceil_div(s->lines, s->rows);
    const int step = width / columns < BESIDE_MOST ? width / columns : BESIDE_MOST;
    struct rect over = {x, top - MARKS + 1 * MM, step - LINE_BOX, MARKS - 1 * MM};
    struct str text =
        str_print(p->arena, "另选他人（至多 %d 名）", p->design->questions[question].seats);

    add_label(w, (struct label){over, text, FACE_SONG, TYPE_LEFT, 105, 80});
    for (int i = 0; i < columns; i++) {
        over = (struct rect){x + (i + 1) * step - LINE_BOX, over.y, 12 * MM, over.h};
        add_label(w, (struct label){over, ballot_mark_word(p->design, MARK_APPROVE),
                                    FACE_HEI, TYPE_CENTRE, 90, 0});
    }
    for (int i = 0; i < s->lines; i++) {
        struct rect cell = {x + i % columns * step, top + i / columns * p->ease->pitch,
                            step, p->ease->pitch};
        place_line(w, (struct line_place){.question = question, .line = i}, cell);
    }
}

void place_whole(struct flow *w, size_t question)
{
    const struct block s = block_of(w->p, question, false);
    int lines = 0;

    place_heading(w, question, false, s.columns);
    int top = w->y;
    place_names(w, &(struct part){question, 0, s.names, s.rows});
    if (s.is_beside)
        place_lines_beside(w, question, &s, top);
    else if (s.lines)
        place_lines(w, question, &lines);
    w->is_fresh = false;
}
