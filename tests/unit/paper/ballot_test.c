/* Properties of ballot sheets, read back from the JSON that the reading machine gets. */
#include "paper/ballot.h"

#include "base/json.h"
#include "unit/paper/docx.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAMES = 130, MM = 1000, BOX_LEAST = 5 * MM, RING = 2500, RECTS_MAX = 4000 };

struct place {
    int64_t x, y, w, h;
};

/* All that a mark must keep away from, and the boxes themselves. */
struct sheet {
    struct place page, boxes[RECTS_MAX], others[RECTS_MAX];
    size_t box_count, other_count;
};

static struct ballot_candidate candidates[NAMES];

static void make_names(void)
{
    static const char *const FAMILY[] = {"丁", "王", "方", "欧阳", "白"};
    static const char *const GIVEN[] = {"伟", "建国", "秀英"};
    static char room[NAMES][40];

    for (size_t i = 0; i < NAMES; i++) {
        (void)snprintf(room[i], sizeof(room[i]), "%s%s", FAMILY[i % 5], GIVEN[i % 3]);
        candidates[i] = (struct ballot_candidate){.name = str_of(room[i])};
        if (i % 7 == 0)
            candidates[i].mark = STR("（女）");
    }
}

static struct place place_of(const struct json *o)
{
    return (struct place){json_find_number(o, "x", -1), json_find_number(o, "y", -1),
                          json_find_number(o, "w", -1), json_find_number(o, "h", -1)};
}

static bool is_apart(struct place a, struct place b, int64_t ring)
{
    return a.x + a.w + ring <= b.x || b.x + b.w + ring <= a.x || a.y + a.h + ring <= b.y ||
           b.y + b.h + ring <= a.y;
}

static void add_other(struct sheet *s, const struct json *o)
{
    cr_assert_lt(s->other_count, (size_t)RECTS_MAX);
    s->others[s->other_count++] = place_of(o);
}

static void add_box(struct sheet *s, const struct json *o)
{
    struct place box = place_of(o);

    cr_expect_geq(box.w, BOX_LEAST);
    cr_expect_eq(box.w, box.h);
    cr_assert_lt(s->box_count, (size_t)RECTS_MAX);
    s->boxes[s->box_count++] = box;
}

static void read_page(const struct json *page, struct sheet *s)
{
    const struct json *squares = json_find(page, "squares");
    const struct json *questions = json_find(page, "questions");

    s->page = (struct place){0, 0, json_find_number(page, "width", 0),
                             json_find_number(page, "height", 0)};
    for (size_t i = 0; i < squares->count; i++)
        add_other(s, &squares->items[i]);
    add_other(s, json_find(page, "qr"));
    for (size_t q = 0; q < questions->count; q++) {
        const struct json *names = json_find(&questions->items[q], "candidates");
        const struct json *lines = json_find(&questions->items[q], "write_ins");
        for (size_t i = 0; i < names->count; i++) {
            const struct json *boxes = json_find(&names->items[i], "boxes");
            for (size_t b = 0; b < boxes->count; b++)
                add_box(s, &boxes->items[b]);
        }
        for (size_t i = 0; i < lines->count; i++) {
            add_other(s, &lines->items[i]);
            add_box(s, json_find(&lines->items[i], "box"));
        }
    }
}

static void check_page(const struct json *page)
{
    struct sheet *s = calloc(1, sizeof(*s));

    read_page(page, s);
    for (size_t i = 0; i < s->box_count; i++) {
        struct place b = s->boxes[i];
        cr_expect(b.x >= 18 * MM && b.x + b.w <= s->page.w - 18 * MM && b.y >= 18 * MM &&
                      b.y + b.h <= s->page.h - 18 * MM,
                  "box %zu leaves the squares", i);
        for (size_t j = 0; j < i; j++)
            cr_expect(is_apart(b, s->boxes[j], 2 * RING), "boxes %zu and %zu", i, j);
        for (size_t j = 0; j < s->other_count; j++)
            cr_expect(is_apart(b, s->others[j], RING), "box %zu, other %zu", i, j);
    }
    free(s);
}

/* Each name and each line of a question stands on the sheet once. */
static void check_complete(const struct json *layout, size_t question,
                           const struct ballot_question *q, size_t boxes)
{
    const struct json *pages = json_find(layout, "pages");
    size_t names = 0, lines = 0;

    for (size_t p = 0; p < pages->count; p++) {
        const struct json *list = json_find(&pages->items[p], "questions");
        for (size_t i = 0; i < list->count; i++) {
            if (json_find_number(&list->items[i], "question", -1) != (int64_t)question)
                continue;
            const struct json *c = json_find(&list->items[i], "candidates");
            for (size_t n = 0; n < c->count; n++, names++) {
                cr_expect_eq(json_find_number(&c->items[n], "candidate", -1),
                             (int64_t)names);
                cr_expect(str_eq(json_find_text(&c->items[n], "name"),
                                 q->candidates[names].name));
                cr_expect_eq(json_find(&c->items[n], "boxes")->count, boxes);
            }
            lines += json_find(&list->items[i], "write_ins")->count;
        }
    }
    cr_expect_eq(names, q->candidate_count);
    cr_expect_eq(lines,
                 q->no_write_ins ? 0 : (size_t)(q->write_ins ? q->write_ins : q->seats));
}

static struct ballot_design design_of(const struct ballot_question *q, size_t count)
{
    static const struct str RULES[] = {STR_INIT("多于应选人数的选票作废。")};

    return (struct ballot_design){.congress = STR("中国共产党云溪县第十五次代表大会"),
                                  .organiser = STR("大会秘书处"),
                                  .date = STR("2026年6月28日"),
                                  .colour = STR("pink"),
                                  .kind = STR("cm"),
                                  .revision = 3,
                                  .rules = RULES,
                                  .rule_count = 1,
                                  .questions = q,
                                  .question_count = count};
}

/* Millimetres with three digits as whole µm: "12.500" → 12500. */
static struct str without_points(struct arena *a, struct str json)
{
    char *text = arena_bytes(a, json.len);
    size_t len = 0;
    bool in_text = false;

    for (size_t i = 0; i < json.len; i++) {
        in_text ^= json.ptr[i] == '"';
        if (json.ptr[i] != '.' || in_text) {
            text[len++] = json.ptr[i];
            continue;
        }
        cr_assert(i + 4 < json.len && strchr(",}", json.ptr[i + 4]), "three digits");
        while (len > 1 && text[len - 1] == '0' && strchr(":", text[len - 2]))
            len--; /* 0.500 → 500 */
    }
    return (struct str){text, len};
}

static struct json *lay(struct arena *a, const struct ballot_design *d, struct buf *pdf)
{
    AUTO(buf) struct buf layout = BUF(BUF_FILE);
    struct fault f = {0};
    struct json *json = NULL;
    enum err err = ballot_typeset(d, 1, test_fonts(), pdf, &layout, &f);

    cr_assert_eq(err, ERR_OK, "%s %s", f.code, f.detail);
    cr_assert_eq(json_parse(a, without_points(a, buf_view(&layout)), &json, &f), ERR_OK,
                 "%s", f.detail);
    return json;
}

static void check_design(const struct ballot_design *d)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    const struct json *layout = lay(a, d, &pdf), *pages = json_find(layout, "pages");

    cr_expect_eq(pdf_pages(buf_view(&pdf)), (int)pages->count);
    for (size_t i = 0; i < pages->count; i++) {
        struct str want = str_print(a, "HJ1:cm:3:%zu", i + 1);
        struct str qr = json_find_text(json_find(&pages->items[i], "qr"), "text");
        cr_expect(str_eq(qr, want), "%.*s", STR_FMT(qr));
        check_page(&pages->items[i]);
    }
    for (size_t q = 0; q < d->question_count; q++)
        check_complete(layout, q, &d->questions[q], d->style == BALLOT_BOXES ? 3 : 1);
}

Test(ballot, boxes_are_large_free_and_inside_for_any_number_of_candidates)
{
    make_names();
    for (size_t n = 1; n <= 120; n += n < 14 ? 1 : 7) {
        struct ballot_question q = {.title = STR("委员"),
                                    .seats = (int)(n * 5 / 6) + 1,
                                    .candidates = candidates,
                                    .candidate_count = n};
        struct ballot_design d = design_of(&q, 1);
        for (d.style = BALLOT_BOXES; d.style <= BALLOT_SIGN; d.style++)
            check_design(&d);
    }
}

Test(ballot, several_questions_keep_apart)
{
    make_names();
    for (size_t count = 1; count <= 4; count++)
        for (size_t n = 2; n <= 42; n += 10) {
            struct ballot_question q[4];
            for (size_t i = 0; i < count; i++)
                q[i] = (struct ballot_question){.title = STR("纪律检查委员会委员"),
                                                .seats = 3 + (int)i,
                                                .candidates = candidates + i,
                                                .candidate_count = n + i,
                                                .no_write_ins = i == 1,
                                                .write_ins = i == 2 ? 9 : 0};
            struct ballot_design d = design_of(q, count);
            check_design(&d);
            d.paper = BALLOT_PAPER_A4;
            check_design(&d);
        }
}

Test(ballot, few_names_take_one_a4_page_and_more_take_a3)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    struct ballot_question q = {.title = STR("委员"), .candidates = candidates};
    static const struct {
        size_t names;
        int seats;
        int64_t width;
        size_t pages;
    } CASES[] = {
        {2, 1, 210000, 1}, {25, 22, 210000, 1}, {39, 35, 420000, 1}, {120, 100, 420000, 2}};

    make_names();
    for (size_t i = 0; i < 4; i++) {
        q.candidate_count = CASES[i].names;
        q.seats = CASES[i].seats;
        struct ballot_design d = design_of(&q, 1);
        const struct json *pages = json_find(lay(a, &d, &pdf), "pages");
        cr_expect_eq(json_find_number(&pages->items[0], "width", 0), CASES[i].width);
        cr_expect_eq(pages->count, CASES[i].pages, "%zu names: %zu pages", CASES[i].names,
                     pages->count);
    }
}

Test(ballot, a3_is_taken_only_where_a4_would_need_another_page)
{
    struct ballot_question q = {.title = STR("委员"), .candidates = candidates};
    size_t small = 0, large = 0;

    make_names();
    for (size_t n = 1; n <= 60; n++) {
        AUTO(arena) struct arena *a = arena_new();
        AUTO(buf) struct buf fit_pdf = BUF(BUF_FILE), a4_pdf = BUF(BUF_FILE);
        q.candidate_count = n;
        q.seats = (int)(n > 4 ? n - n / 5 : n);
        struct ballot_design fit = design_of(&q, 1), a4 = design_of(&q, 1);
        a4.paper = BALLOT_PAPER_A4;
        const struct json *got = json_find(lay(a, &fit, &fit_pdf), "pages");
        size_t wanted = json_find(lay(a, &a4, &a4_pdf), "pages")->count;
        bool is_a4 = json_find_number(&got->items[0], "width", 0) == 210000;
        cr_expect_eq(is_a4, wanted == 1, "%zu names: %zu pages of A4", n, wanted);
        small += is_a4;
        large += !is_a4;
    }
    cr_expect(small >= 13 && large > 0, "%zu on A4, %zu on A3", small, large);
}

/* The stream object that page `index` shows, as the file writes it: "/x5 Do" of one object. */
Test(ballot, all_sheets_are_one_drawing)
{
    struct ballot_question q = {
        .title = STR("委员"), .seats = 35, .candidates = candidates, .candidate_count = 40};
    AUTO(buf) struct buf one = BUF(BUF_FILE), many = BUF(BUF_FILE), again = BUF(BUF_FILE);
    struct fault f = {0};

    make_names();
    struct ballot_design d = design_of(&q, 1);
    cr_assert_eq(ballot_typeset(&d, 1, test_fonts(), &one, NULL, &f), ERR_OK);
    cr_assert_eq(ballot_typeset(&d, 300, test_fonts(), &many, NULL, &f), ERR_OK);
    cr_assert_eq(ballot_typeset(&d, 300, test_fonts(), &again, NULL, &f), ERR_OK);
    cr_expect(str_eq(buf_view(&many), buf_view(&again)), "the same design, the same bytes");
    cr_expect_eq(pdf_pages(buf_view(&many)), 300);
    /* The drawing is in the file once: 299 more sheets are page objects of some hundred bytes. */
    cr_expect_lt((many.len - one.len) / 299, (size_t)1000);
}

Test(ballot, wrong_designs_are_refused)
{
    struct ballot_question q = {
        .title = STR("委员"), .seats = 1, .candidates = candidates, .candidate_count = 2};
    static char long_name[600];
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);

    make_names();
    for (size_t i = 0; i + 3 < sizeof(long_name); i += 3)
        memcpy(long_name + i, "长", 3);
    const struct ballot_candidate giant = {.name = str_of(long_name)};
    struct ballot_question wrong = q;
    wrong.candidates = &giant;
    wrong.candidate_count = 1;
    struct ballot_design good = design_of(&q, 1), kind = good, revision = good,
                         colour = good, none = good, name = good, glyph = good;
    kind.kind = STR("CM-1");
    revision.revision = 1000;
    colour.colour = STR("mauve");
    none.question_count = 0;
    name.questions = &wrong;
    glyph.title = STR("\xF4\x8F\xBF\xBD");
    const struct {
        const struct ballot_design *d;
        int copies;
        const char *code;
    } CASES[] = {{&kind, 1, "ballot.kind"},     {&revision, 1, "ballot.revision"},
                 {&colour, 1, "ballot.colour"}, {&none, 1, "ballot.elections"},
                 {&name, 1, "ballot.name"},     {&good, 0, "ballot.copies"},
                 {&glyph, 1, "paper.glyph"}};
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct fault f = {0};
        cr_expect_eq(
            ballot_typeset(CASES[i].d, CASES[i].copies, test_fonts(), &pdf, NULL, &f),
            ERR_INVALID);
        cr_expect_str_eq(f.code, CASES[i].code);
    }
}
