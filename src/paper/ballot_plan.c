/*
 * Where everything of a ballot stands.
 *
 *   ■ band ■      squares 12 mm from the edges; the band has the colour of the paper
 *   congress, title, rules
 *   question      应选 n 名
 *     name □ □ □   name □ □ □          columns of names, top to bottom, then left to right
 *     another: ______ □  ______ □
 *   ■         organiser, date  QR ■
 */
#include "paper/ballot_plan.h"

#include "paper/names.h"

enum {
    SIDE = 24 * MM, /* left and right margin of all text */
    FOOT = 34 * MM, /* from the lower edge up: organiser, QR */
    QR_SIDE = 17500,
    BOX_STEP = 12 * MM,   /* from box to box of one name */
    GUTTER = 6 * MM,      /* between columns */
    NAME_LEAST = 34 * MM, /* room for a name beside three boxes */
    SIGN_NAME_LEAST = 28 * MM,
    COLUMN_MOST = 100 * MM, /* wider, the eye loses the line */
    LINE_LEAST = 44 * MM,   /* a write-in line with its box */
    HEAD = 9 * MM,          /* title of a question */
    MARKS = 5 * MM,         /* 赞成 反对 弃权 over the boxes */
    AFTER = 3 * MM,         /* behind a question */
    PITCH_MOST = 14 * MM,
    PITCH_LEAST = 10 * MM,
    A4_SHORT = 210 * MM,
    A4_LONG = 297 * MM,
    A3_LONG = 420 * MM,
};

const char BALLOT_WORDS[] =
    "选票赞成反对弃权另选他人至多名应候选人第页共符号其姓写线上并在后方框内作记例如"
    "续不画白粉红橘黄浅绿蓝紫色，、：；。（）“”○×✓0123456789 m";

static const struct {
    const char *colour, *name;
    double tint[3];
} COLOURS[] = {
    {"white", "白色", {1, 1, 1}},          {"pink", "粉红色", {1, 0.80, 0.86}},
    {"red", "红色", {1, 0.66, 0.63}},      {"orange", "橘黄色", {1, 0.85, 0.66}},
    {"yellow", "浅黄色", {1, 0.96, 0.62}}, {"green", "浅绿色", {0.76, 0.93, 0.76}},
    {"blue", "浅蓝色", {0.74, 0.87, 1}},   {"purple", "浅紫色", {0.88, 0.80, 0.97}},
};

static const struct {
    const char *word;
    enum mark mark;
} MARK_WORDS[] = {{"赞成", MARK_APPROVE}, {"反对", MARK_OPPOSE}, {"弃权", MARK_ABSTAIN}};

/* Party regulations speak of 不赞成, the laws of 反对. */
static struct str mark_word(const struct ballot_design *d, size_t i)
{
    bool is_against = MARK_WORDS[i].mark == MARK_OPPOSE;

    return str_of(is_against && d->says_disapprove ? "不赞成" : MARK_WORDS[i].word);
}

static int find_colour(struct str colour)
{
    for (size_t i = 0; i < sizeof(COLOURS) / sizeof(COLOURS[0]); i++)
        if (str_eq(colour, str_of(COLOURS[i].colour)))
            return (int)i;
    return -1;
}

const char *ballot_colour_name(struct str colour)
{
    int at = find_colour(colour);

    return at < 0 ? NULL : COLOURS[at].name;
}

void ballot_colour_tint(struct str colour, double rgb[3])
{
    int at = find_colour(colour);

    for (int i = 0; i < 3; i++)
        rgb[i] = at < 0 ? 1 : COLOURS[at].tint[i];
}

struct str ballot_qr_text(const struct ballot_plan *p, size_t page)
{
    return str_print(p->arena, "HJ1:%.*s:%d:%zu", STR_FMT(p->design->kind),
                     p->design->revision, page);
}

/* A cursor over the pages while the plan is made. */
struct flow {
    struct ballot_plan *p;
    struct ballot_page *page;
    int y, bottom; /* of the free part of the page */
    struct fault *f;
};

static int content_width(const struct ballot_plan *p)
{
    return p->width - 2 * SIDE;
}

static bool is_a3(const struct ballot_plan *p)
{
    return p->width == A3_LONG;
}

static void add_label(struct flow *w, struct label label)
{
    struct ballot_page *page = w->page;

    if (!label.least)
        label.least = label.size;
    *ARENA_PUSH(w->p->arena, page->labels, page->label_count, page->label_room) = label;
}

static void add_rule(struct flow *w, struct rect at)
{
    struct ballot_page *page = w->page;

    *ARENA_PUSH(w->p->arena, page->rules, page->rule_count, page->rule_room) = at;
}

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
    page->qr = (struct rect){p->width - SIDE - QR_SIDE, p->height - BALLOT_EDGE - QR_SIDE,
                             QR_SIDE, QR_SIDE};
}

static void place_foot(struct flow *w)
{
    const struct ballot_design *d = w->p->design;
    struct rect line = {SIDE, w->p->height - 31 * MM,
                        content_width(w->p) - QR_SIDE - 6 * MM, 6 * MM};

    add_label(w, (struct label){line, d->organiser, FACE_SONG, TYPE_RIGHT, 120, 70});
    line.y += 7 * MM;
    add_label(w, (struct label){line, d->date, FACE_SONG, TYPE_RIGHT, 120, 70});
}

/* Numbers of pages are known at the end. */
static void number_pages(struct ballot_plan *p)
{
    struct flow w = {.p = p};

    for (size_t i = 0; i < p->page_count && p->page_count > 1; i++) {
        w.page = &p->pages[i];
        struct rect at = {p->width - SIDE - QR_SIDE - 42 * MM, p->height - 17 * MM, 36 * MM,
                          5 * MM};
        struct str text = str_print(p->arena, "第 %zu 页　共 %zu 页", i + 1, p->page_count);
        add_label(&w, (struct label){at, text, FACE_SONG, TYPE_RIGHT, 100, 0});
    }
}

static enum err new_page(struct flow *w)
{
    struct ballot_plan *p = w->p;
    const struct ballot_design *d = p->design;

    if (p->page_count == BALLOT_PAGES_MAX)
        return FAIL(w->f, ERR_TOO_BIG, "ballot.pages", "%d", BALLOT_PAGES_MAX);
    w->page = &p->pages[p->page_count++];
    place_marks(p, w->page);
    w->y = is_a3(p) ? 20 * MM : BALLOT_EDGE;
    w->bottom = p->height - FOOT;
    if (ballot_colour_name(
            d->colour)) /* seen, not named: voters read what they are asked and nothing else */
        w->page->band =
            (struct rect){SIDE + 4 * MM, w->y, content_width(p) - 8 * MM, 6 * MM};
    w->y += 8 * MM;
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

static void add_note(struct flow *w, struct str text)
{
    struct ballot_page *page = w->page;
    PangoLayout *layout = pango_layout_new(w->p->type->context);
    PangoFontDescription *font = type_font(FACE_SONG, 10.5, false);
    PangoRectangle logical;

    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text.ptr ? text.ptr : "", (int)text.len);
    pango_layout_set_width(layout, (int)(points(content_width(w->p)) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_get_extents(layout, NULL, &logical);
    int height = (int)(logical.height / (double)PANGO_SCALE * 25400 / 72);
    *ARENA_PUSH(w->p->arena, page->notes, page->note_count, page->note_room) =
        (struct note){{SIDE, w->y, content_width(w->p), height}, layout};
    w->y += height;
}

static struct str sign_meanings(const struct ballot_plan *p)
{
    const struct ballot_design *d = p->design;
    const struct str meanings[] = {d->approve, d->oppose, d->abstain};
    struct str all = {0};

    for (size_t i = 0; i < 3; i++)
        if (!str_is_empty(meanings[i]))
            all = str_print(p->arena, "%.*s%s%.*s%.*s", STR_FMT(all),
                            all.len ? "；" : "符号：", STR_FMT(mark_word(d, i)),
                            STR_FMT(meanings[i]));
    return all;
}

static void place_rules(struct flow *w)
{
    const struct ballot_design *d = w->p->design;

    if (d->style == BALLOT_SIGN && !str_is_empty(sign_meanings(w->p)))
        add_note(w, sign_meanings(w->p));
    for (size_t i = 0; i < d->rule_count; i++)
        add_note(w, d->rules[i]);
    if (d->style == BALLOT_BOXES) {
        struct rect at = {SIDE, w->y, 62 * MM, 6 * MM};
        add_label(w, (struct label){at, STR("在其后的一个方框内作记号，例如："), FACE_SONG,
                                    TYPE_LEFT, 105, 0});
        w->page->example = (struct rect){SIDE + 62 * MM, w->y + 1 * MM, 4 * MM, 4 * MM};
        w->y += 6 * MM;
    }
    w->y += 2 * MM;
}

static int boxes_width(const struct ballot_plan *p)
{
    return (p->design->style == BALLOT_BOXES ? 3 : 1) * BOX_STEP;
}

static int columns_most(const struct ballot_plan *p)
{
    int least = p->design->style == BALLOT_BOXES ? NAME_LEAST : SIGN_NAME_LEAST;

    least = p->widest > least ? p->widest : least;
    return (content_width(p) + GUTTER) / (least + boxes_width(p) + GUTTER);
}

static struct str printed_name(const struct ballot_plan *p,
                               const struct ballot_candidate *c)
{
    struct str name = name_spread(p->arena, c->name);

    return str_print(p->arena, "%.*s%.*s", STR_FMT(name), STR_FMT(c->mark));
}

/* How wide the widest name is in the smallest print. */
static enum err measure_names(struct ballot_plan *p, struct fault *f)
{
    const int room = A4_SHORT - 2 * SIDE - boxes_width(p) - 1 * MM;

    for (size_t i = 0; i < p->design->question_count; i++)
        for (size_t c = 0; c < p->design->questions[i].candidate_count; c++) {
            const struct ballot_candidate *who = &p->design->questions[i].candidates[c];
            struct type_line line = {printed_name(p, who), FACE_SONG, 8, 8, 0};
            double wide;
            g_object_unref(type_line(p->type, &line, &wide));
            int width = (int)(wide * 25400 / 72) + 1 * MM;
            if (width > room)
                return FAIL(f, ERR_INVALID, "ballot.name", "%zu" SEP "%zu" SEP "%.*s",
                            i + 1, c + 1, STR_FMT(who->name));
            p->widest = width > p->widest ? width : p->widest;
        }
    return ERR_OK;
}

/* The columns of one question: equally wide, together in the middle of the page. */
struct grid {
    int x, step, width, columns;
};

static struct grid grid_of(const struct ballot_plan *p, size_t names)
{
    struct grid g = {.columns = p->columns};

    if (names < (size_t)g.columns)
        g.columns = names ? (int)names : 1;
    g.step = (content_width(p) + GUTTER) / g.columns;
    if (g.step > COLUMN_MOST + GUTTER)
        g.step = COLUMN_MOST + GUTTER;
    g.width = g.step - GUTTER;
    g.x = (p->width - g.columns * g.step + GUTTER) / 2;
    return g;
}

static int box_size(const struct ballot_plan *p)
{
    return p->pitch / 2; /* as much free above and below together as the box is high */
}

static struct mark_box box_in(const struct ballot_plan *p, int x, int y, int step,
                              enum mark mark)
{
    int size = box_size(p);

    return (struct mark_box){{x + (step - size) / 2, y + (p->pitch - size) / 2, size, size},
                             mark};
}

static void place_name(struct flow *w, struct name_place place, int x, int y, int width)
{
    struct ballot_plan *p = w->p;
    const struct ballot_candidate *c =
        &p->design->questions[place.question].candidates[place.candidate];
    int count = p->design->style == BALLOT_BOXES ? 3 : 1;
    int name_width = width - count * BOX_STEP;
    struct rect at = {x, y, name_width - 1 * MM, p->pitch};

    add_label(w, (struct label){at, printed_name(p, c), FACE_SONG, TYPE_LEFT, 160, 80});
    add_rule(w, (struct rect){x, y + p->pitch, name_width - 1 * MM, 0});
    for (int i = 0; i < count; i++)
        place.boxes[place.box_count++] =
            box_in(p, x + name_width + i * BOX_STEP, y, BOX_STEP,
                   count == 1 ? MARK_SIGN : MARK_WORDS[i].mark);
    *ARENA_PUSH(p->arena, w->page->names, w->page->name_count, w->page->name_room) = place;
}

static void place_heads(struct flow *w, size_t question, bool is_continued,
                        const struct grid *g)
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
    if (p->design->style != BALLOT_BOXES || !g)
        return;
    for (int c = 0; c < g->columns; c++)
        for (int i = 0; i < 3; i++) {
            at = (struct rect){g->x + c * g->step + g->width - (3 - i) * BOX_STEP,
                               w->y + 1 * MM, BOX_STEP, MARKS - 1 * MM};
            add_label(w, (struct label){at, mark_word(p->design, (size_t)i), FACE_HEI,
                                        TYPE_CENTRE, 95, 0});
        }
    w->y += MARKS;
}

/* Names from `done` on, as many as the page takes. */
static void place_names(struct flow *w, size_t question, size_t *done)
{
    const struct ballot_plan *p = w->p;
    size_t rest = p->design->questions[question].candidate_count - *done;
    const struct grid g = grid_of(p, p->design->questions[question].candidate_count);
    size_t columns = (size_t)g.columns;

    place_heads(w, question, *done > 0, &g);
    size_t fit = w->bottom > w->y ? (size_t)((w->bottom - w->y) / p->pitch) : 0;
    size_t rows = (rest + columns - 1) / columns;
    rows = rows < fit ? rows : fit;
    size_t take = rest < rows * columns ? rest : rows * columns;
    for (size_t i = 0; i < take; i++) {
        struct name_place place = {.question = question, .candidate = *done + i};
        place_name(w, place, g.x + (int)(i / rows) * g.step,
                   w->y + (int)(i % rows) * p->pitch, g.width);
    }
    *done += take;
    w->y += (int)rows * p->pitch;
}

static int write_in_count(const struct ballot_question *q)
{
    return q->no_write_ins ? 0 : q->write_ins ? q->write_ins : q->seats;
}

static void place_line(struct flow *w, struct line_place place, int x, int y, int step)
{
    const struct ballot_plan *p = w->p;
    enum mark mark = p->design->style == BALLOT_BOXES ? MARK_APPROVE : MARK_SIGN;

    place.at = (struct rect){x, y + 1 * MM, step - 14 * MM, p->pitch - 2 * MM};
    place.box = box_in(p, x + step - 14 * MM, y, 12 * MM, mark);
    add_rule(w, (struct rect){x, y + p->pitch - 1 * MM, place.at.w, 0});
    *ARENA_PUSH(p->arena, w->page->lines, w->page->line_count, w->page->line_room) = place;
}

/* Write-in lines from *done on, as many as the page takes. */
static void place_lines(struct flow *w, size_t question, int *done)
{
    const struct ballot_plan *p = w->p;
    int rest = write_in_count(&p->design->questions[question]) - *done;
    int columns = content_width(p) / LINE_LEAST;
    int step = content_width(p) / columns;
    struct rect head = {SIDE, w->y + 2 * MM, content_width(p), MARKS};
    struct str text =
        str_print(p->arena, "另选他人（至多 %d 名）：姓名写在线上，并在其后方框内作%s记号",
                  p->design->questions[question].seats,
                  p->design->style == BALLOT_BOXES ? "赞成" : "");

    w->y += MARKS + 2 * MM;
    int fit = (w->bottom - w->y) / p->pitch;
    int rows = (rest + columns - 1) / columns;
    rows = rows < fit ? rows : fit;
    if (rows <= 0) {
        w->y = w->bottom;
        return;
    }
    add_label(w, (struct label){head, text, FACE_SONG, TYPE_LEFT, 105, 70});
    for (int i = 0; i < rest && i < rows * columns; i++) {
        struct line_place place = {.question = question, .line = *done + i};
        place_line(w, place, SIDE + (i % columns) * step, w->y + (i / columns) * p->pitch,
                   step);
    }
    *done += rest < rows * columns ? rest : rows * columns;
    w->y += rows * p->pitch;
}

/* Is there room for a heading and some rows behind it? */
static bool has_room(const struct flow *w, int rows)
{
    return w->bottom - w->y >= HEAD + MARKS + rows * w->p->pitch;
}

static enum err place_question(struct flow *w, size_t question)
{
    const struct ballot_question *q = &w->p->design->questions[question];
    size_t names = 0;
    int lines = 0, wanted = write_in_count(q);

    if (!has_room(w, 2))
        TRY(new_page(w));
    for (;;) {
        place_names(w, question, &names);
        if (names == q->candidate_count)
            break;
        TRY(new_page(w));
    }
    while (lines < wanted) {
        place_lines(w, question, &lines);
        if (lines == wanted)
            break;
        TRY(new_page(w));
        place_heads(w, question, true, NULL);
    }
    w->y += AFTER;
    return ERR_OK;
}

static enum err try_plan(struct ballot_plan *p, struct fault *f)
{
    struct flow w = {.p = p, .f = f};
    const struct ballot_design *d = p->design;

    ballot_plan_done(p);
    TRY(new_page(&w));
    add_line(&w, d->congress, FACE_SONG, 150, 8 * MM);
    add_line(&w, str_is_empty(d->title) ? STR("选票") : d->title, FACE_TITLE, 220, 12 * MM);
    place_rules(&w);
    for (size_t i = 0; i < d->question_count; i++)
        TRY(place_question(&w, i));
    number_pages(p);
    return ERR_OK;
}

/* One page of this paper, as roomy as can be.  False: it does not fit. */
static enum err try_one_page(struct ballot_plan *p, bool *fits, struct fault *f)
{
    int most = columns_most(p);

    for (p->pitch = PITCH_MOST; p->pitch >= PITCH_LEAST; p->pitch -= 1 * MM)
        for (p->columns = 1; p->columns <= most; p->columns++) {
            TRY(try_plan(p, f));
            *fits = p->page_count == 1;
            if (*fits)
                return ERR_OK;
        }
    return ERR_OK;
}

static size_t pages_with_names(const struct ballot_plan *p)
{
    size_t count = 0;

    for (size_t i = 0; i < p->page_count; i++)
        count += p->pages[i].name_count > 0;
    return count;
}

/* As few pages as can be, and as few with names; then rows as far apart as these allow. */
static enum err try_pages(struct ballot_plan *p, struct fault *f)
{
    p->columns = columns_most(p);
    p->pitch = PITCH_LEAST;
    TRY(try_plan(p, f));
    size_t fewest = p->page_count, with_names = pages_with_names(p);
    for (p->pitch = PITCH_MOST; p->pitch >= PITCH_LEAST; p->pitch -= 1 * MM) {
        TRY(try_plan(p, f));
        if (p->page_count == fewest && pages_with_names(p) == with_names)
            return ERR_OK;
    }
    return ERR_OK;
}

static void set_paper(struct ballot_plan *p, enum ballot_paper paper)
{
    p->width = paper == BALLOT_PAPER_A3 ? A3_LONG : A4_SHORT;
    p->height = A4_LONG;
}

enum err ballot_plan(struct ballot_plan *p, struct fault *f)
{
    enum ballot_paper paper = p->design->paper;
    bool fits = false;

    TRY(measure_names(p, f));
    set_paper(p, paper);
    TRY(try_one_page(p, &fits, f));
    if (!fits && paper == BALLOT_PAPER_FIT) {
        set_paper(p, BALLOT_PAPER_A3);
        TRY(try_one_page(p, &fits, f));
    }
    return fits ? ERR_OK : try_pages(p, f);
}

void ballot_plan_done(struct ballot_plan *p)
{
    for (size_t i = 0; i < p->page_count; i++) {
        for (size_t n = 0; n < p->pages[i].note_count; n++)
            g_object_unref(p->pages[i].notes[n].layout);
        p->pages[i] = (struct ballot_page){0};
    }
    p->page_count = 0;
}
