/* The plan of a ballot: of all papers, columns and sizes of rows the one that serves voters best. */
#include "paper/ballot_place.h"

#include "paper/names.h"

enum {
    AFTER = 2 * MM,        /* behind a question */
    ROWS_LEAST = 2,        /* a question that is split does not begin with fewer */
    LETTERS_LEGIBLE = 120, /* smaller only where a name is too long for any column */
    A4_SHORT = 210 * MM,
    A4_LONG = 297 * MM,
    A3_LONG = 420 * MM,
};

/* From comfortable to the least that is legible: rows 10 mm apart with boxes of 5 mm. */
static const struct ballot_ease EASES[] = {
    {14 * MM, 160, 105, 105}, {13 * MM, 160, 105, 105}, {12 * MM, 160, 105, 105},
    {12 * MM, 140, 105, 105}, {11 * MM, 140, 100, 105}, {10 * MM, 140, 90, 100},
    {10 * MM, 120, 90, 95},   {10 * MM, 100, 80, 95},   {10 * MM, 80, 80, 95},
};

enum { EASE_COUNT = sizeof(EASES) / sizeof(EASES[0]) };

/* ---- questions on pages ------------------------------------------------------------------------- */

static int room_of(const struct flow *w)
{
    return w->bottom - w->y;
}

/* Of `rest` rows of names those that stand on this page; 0: none, the next page is better. */
static int rows_here(const struct flow *w, const struct block *s, int rest)
{
    const int pitch = w->p->ease->pitch, full = place_room(w->p) - s->heads;
    const int fit = room_of(w) > s->heads ? (room_of(w) - s->heads) / pitch : 0;
    int lines = s->lines_height;

    if (rest > fit)
        return fit;
    if (pitch + lines >
        full) /* more lines than a page takes: one row of them with the names */
        lines = lines - (s->line_rows - 1) * pitch;
    if (s->heads + rest * pitch + lines <= room_of(w))
        return rest;
    /* The names would fit, their lines would not: some names go over with them. */
    int most = (full - lines) / pitch, half = (rest + 1) / 2;
    return rest - (half < most ? half : most);
}

/* What is on no page whole: names from page to page, the lines with the last of them. */
static enum err split_question(struct flow *w, size_t question)
{
    struct block s = block_of(w->p, question, true);
    struct part part = {.question = question};
    int lines = 0;

    w->p->split_count++;
    while (part.first < s.names) {
        int rest = ceil_div(s.names - part.first, s.columns);
        part.rows = rows_here(w, &s, rest);
        part.count = part.rows * s.columns;
        if (part.count > s.names - part.first)
            part.count = s.names - part.first;
        if (part.rows) {
            place_heading(w, question, part.first > 0, ceil_div(part.count, part.rows));
            place_names(w, &part);
            part.first += part.count;
        }
        if (part.first < s.names)
            TRY(place_page(w));
    }
    while (lines < s.lines) {
        place_lines(w, question, &lines);
        if (lines == s.lines)
            break;
        TRY(place_page(w));
        place_heading(w, question, true, 0);
    }
    w->is_fresh = false;
    return ERR_OK;
}

static enum err place_question(struct flow *w, size_t question)
{
    const struct block whole = block_of(w->p, question, false);
    const struct block split = block_of(w->p, question, true);
    bool is_whole = whole.height <= place_room(w->p);

    if (!w->is_fresh && whole.height > room_of(w) &&
        (is_whole || rows_here(w, &split, split.rows) < ROWS_LEAST))
        TRY(place_page(w));
    if (whole.height <= room_of(w))
        place_whole(w, question);
    else
        TRY(split_question(w, question));
    w->y += AFTER;
    return ERR_OK;
}

static enum err make_plan(struct ballot_plan *p, struct fault *f)
{
    struct flow w = {.p = p, .f = f};

    memset(p->pages, 0, sizeof(p->pages));
    p->page_count = p->split_count = 0;
    TRY(place_page(&w));
    place_title(&w);
    for (size_t i = 0; i < p->design->question_count; i++)
        TRY(place_question(&w, i));
    place_numbers(p);
    return ERR_OK;
}

/* ---- the choice ----------------------------------------------------------------------------------- */

static void set_paper(struct ballot_plan *p, enum ballot_paper paper)
{
    p->width = paper == BALLOT_PAPER_A3 ? A3_LONG : A4_SHORT;
    p->height = A4_LONG;
}

static double width_at_one_point(const struct ballot_plan *p, struct str text)
{
    struct type_line line = {text, FACE_SONG, 100, 100, 0};
    double wide;

    g_object_unref(type_line(p->type, &line, &wide));
    return wide / 100 * 25400 / 72;
}

static void measure_names(struct ballot_plan *p)
{
    for (size_t q = 0; q < p->design->question_count; q++) {
        const struct ballot_question *from = &p->design->questions[q];
        p->names[q] = ARENA_ARRAY(p->arena, struct ballot_name, from->candidate_count);
        for (size_t i = 0; i < from->candidate_count; i++) {
            struct ballot_name *n = &p->names[q][i];
            n->name = name_spread(p->arena, from->candidates[i].name);
            n->mark = from->candidates[i].mark;
            n->name_width = width_at_one_point(p, n->name);
            n->mark_width = width_at_one_point(p, n->mark);
        }
    }
}

/* The first candidate that alone is too wide for one column of A4 in the smallest print. */
static enum err refuse_widest(struct ballot_plan *p, struct fault *f)
{
    struct ballot_design one = *p->design;
    struct ballot_plan alone = *p;

    alone.design = &one;
    one.question_count = 1;
    for (size_t q = 0; q < p->design->question_count; q++) {
        struct ballot_question question = p->design->questions[q];
        one.questions = &question;
        question.candidate_count = 1;
        for (size_t i = 0; i < p->design->questions[q].candidate_count; i++) {
            alone.names[0] = &p->names[q][i];
            if (!place_fits(&alone))
                return FAIL(f, ERR_INVALID, "ballot.name", "%zu" SEP "%zu" SEP "%.*s",
                            q + 1, i + 1,
                            STR_FMT(p->design->questions[q].candidates[i].name));
        }
    }
    return ERR_OK;
}

/* Letters are smaller than legible only for a name that is too long for a column otherwise. */
static enum err least_letters(struct ballot_plan *p, int *letters, struct fault *f)
{
    set_paper(p, BALLOT_PAPER_A4);
    p->columns = 1;
    for (size_t i = 0; i < EASE_COUNT; i++) {
        p->ease = &EASES[i];
        *letters = p->ease->name;
        if (*letters <= LETTERS_LEGIBLE && place_fits(p))
            return ERR_OK;
    }
    return refuse_widest(p, f);
}

static int most_names(const struct ballot_design *d)
{
    size_t most = 0;

    for (size_t i = 0; i < d->question_count; i++)
        if (d->questions[i].candidate_count > most)
            most = d->questions[i].candidate_count;
    return (int)most;
}

static size_t weight(const struct ballot_plan *p)
{
    return p->page_count * (BALLOT_QUESTIONS_MAX + 1) + p->split_count;
}

/* Makes the plan for its weight alone and keeps the choice in *best where it is lighter. */
static void weigh(const struct ballot_plan *p, struct ballot_plan *best)
{
    AUTO(arena) struct arena *a = arena_new();
    struct ballot_plan tried = *p;
    struct fault unsaid = {0}; /* too many pages: another may do with fewer */

    tried.arena = a;
    if (make_plan(&tried, &unsaid) || (best->ease && weight(&tried) >= weight(best)))
        return;
    *best = *p;
    best->page_count = tried.page_count;
    best->split_count = tried.split_count;
}

/* Every ease and number of columns of one paper. */
static void weigh_paper(struct ballot_plan *p, int letters, struct ballot_plan *best)
{
    const int most = most_names(p->design);

    for (size_t i = 0; i < EASE_COUNT && EASES[i].name >= letters; i++) {
        p->ease = &EASES[i];
        for (p->columns = 1; p->columns <= most && place_fits(p); p->columns++) {
            weigh(p, best);
            if (best->ease && weight(best) == BALLOT_QUESTIONS_MAX + 1)
                return; /* one page, nothing split */
        }
    }
}

enum err ballot_plan(struct ballot_plan *p, struct fault *f)
{
    const enum ballot_paper paper = p->design->paper;
    struct ballot_plan best = {0};
    int letters;

    measure_names(p);
    TRY(least_letters(p, &letters, f));
    set_paper(p, paper);
    weigh_paper(p, letters, &best);
    if (paper == BALLOT_PAPER_FIT && (!best.ease || best.page_count > 1)) {
        set_paper(p, BALLOT_PAPER_A3);
        weigh_paper(p, letters, &best);
    }
    if (!best.ease)
        return FAIL(f, ERR_TOO_BIG, "ballot.pages", "%d", BALLOT_PAGES_MAX);
    *p = best;
    return make_plan(p, f);
}
