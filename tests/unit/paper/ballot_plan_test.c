/* Properties of the plans of random ballots: what stands where, on how many pages of which paper. */
#include "paper/ballot_place.h"

#include "unit/paper/docx.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum {
    QUESTIONS = 6,
    NAMES = 60,
    LINES = 6,
    LINES_MANY = 70,
    BALLOTS = 300,
    TAKEN_MAX = 8000,
    EDGE = 12 * MM,
    SIDE = 20 * MM,
};

static const char *const NAMES_OF[] = {"丁伟",
                                       "王建国",
                                       "方秀英",
                                       "欧阳文静",
                                       "周晓刚",
                                       "李春勇",
                                       "蕭國樑",
                                       "古丽娜尔·艾合买提",
                                       "韦晓华",
                                       "马振平",
                                       "赵钱孙李",
                                       "白云飞",
                                       "阿卜杜热合曼·买买提伊明"};
static const char *const MARKS_OF[] = {
    "（女）",
    "（女，回族）",
    "（云渡镇）",
    "（蒙古族）",
    "（中共青岚县委机构编制委员会办公室）",
    "（中共青岚县纪律检查委员会、县监察委员会驻县人民法院纪检监察组）"};
static const char *const TITLES_OF[] = {"人民代表大会主席", "镇长", "县第十五届委员会委员",
                                        "出席中国共产党望川市第九次代表大会代表"};

/* A ballot that chance made; the same number makes the same ballot. */
struct made {
    struct ballot_candidate names[QUESTIONS][NAMES];
    struct ballot_question questions[QUESTIONS];
    struct ballot_design design;
};

static uint32_t chance_at;

static size_t chance(size_t below)
{
    chance_at = chance_at * 1664525U + 1013904223U;
    return (chance_at >> 8) % below;
}

static const struct str RULES[] = {
    STR_INIT(
        "在姓名右边“赞成”“反对”“弃权”三格中选一格画“○”或“√”；三格都不画的，视为弃权。"),
    STR_INIT("不赞成候选人的，可以另选他人：在另选人栏写上姓名并画“○”；每不赞成一人可另选一"
             "人。"),
    STR_INIT("对候选人的意见只画在其姓名旁；在另选人栏写候选人姓名的，不计票。"),
    STR_INIT("请用钢笔或签字笔填写，符号要准确、清楚；无法辨认的部分无效。"),
};

static void make_question(struct made *m, size_t index, size_t kinds)
{
    struct ballot_question *q = &m->questions[index];
    size_t most = chance(3) ? 12 : NAMES;

    *q = (struct ballot_question){.title = str_of(TITLES_OF[chance(4)]),
                                  .candidates = m->names[index],
                                  .candidate_count = 1 + chance(most)};
    q->seats = 1 + (int)chance(q->candidate_count);
    q->write_ins = (int)chance(chance(8) ? LINES + 1 : LINES_MANY);
    q->no_write_ins = !q->write_ins;
    for (size_t i = 0; i < q->candidate_count; i++) {
        m->names[index][i].name = str_of(NAMES_OF[chance(kinds & 1 ? 13 : 7)]);
        m->names[index][i].mark =
            kinds & 2 && !chance(3) ? str_of(MARKS_OF[chance(kinds & 4 ? 6 : 4)]) : STR("");
    }
}

static void make_ballot(struct made *m, uint32_t number)
{
    size_t kinds;

    chance_at = number * 2654435761U;
    kinds = chance(8);
    m->design = (struct ballot_design){.congress = STR("青岚县松月镇第十七届人民代表大会"),
                                       .organiser = STR("大会秘书处"),
                                       .date = STR("2026年6月28日"),
                                       .colour = STR("pink"),
                                       .kind = STR("cm"),
                                       .revision = 1,
                                       .style = chance(4) ? BALLOT_BOXES : BALLOT_SIGN,
                                       .says_disapprove = chance(2),
                                       .approve = STR("画“○”"),
                                       .oppose = STR("画“×”"),
                                       .rules = RULES,
                                       .rule_count = chance(5),
                                       .questions = m->questions,
                                       .question_count = 1 + chance(QUESTIONS)};
    for (size_t q = 0; q < m->design.question_count; q++)
        make_question(m, q, kinds);
}

/* Every character that the ballots here are made of. */
static struct type *type_of_all(void)
{
    static struct type type;
    AUTO(buf) struct buf all = BUF(BUF_MESSAGE * 8);
    struct fault f = {0};

    if (type.map)
        return &type;
    buf_text(&all, BALLOT_WORDS);
    buf_text(&all, "青岚县松月镇第十七届人民代表大会秘书处年月日");
    for (size_t i = 0; i < sizeof(NAMES_OF) / sizeof(NAMES_OF[0]); i++)
        buf_text(&all, NAMES_OF[i]);
    for (size_t i = 0; i < sizeof(MARKS_OF) / sizeof(MARKS_OF[0]); i++)
        buf_text(&all, MARKS_OF[i]);
    for (size_t i = 0; i < sizeof(TITLES_OF) / sizeof(TITLES_OF[0]); i++)
        buf_text(&all, TITLES_OF[i]);
    for (size_t i = 0; i < sizeof(RULES) / sizeof(RULES[0]); i++)
        buf_str(&all, RULES[i]);
    cr_assert_eq(type_open(&type, test_fonts(), buf_view(&all), &f), ERR_OK, "%s",
                 f.detail);
    return &type;
}

static struct ballot_plan plan_of(struct arena *a, const struct ballot_design *d)
{
    struct ballot_plan p = {.arena = a, .design = d, .type = type_of_all()};
    struct fault f = {0};

    cr_assert_eq(ballot_plan(&p, &f), ERR_OK, "%s %s", f.code, f.detail);
    return p;
}

/* ---- nothing leaves the margins, nothing lies on another ---------------------------------------- */

struct taken {
    struct rect at[TAKEN_MAX];
    const char *what[TAKEN_MAX];
    size_t count;
};

static void take(struct taken *t, struct rect at, const char *what)
{
    cr_assert_lt(t->count, (size_t)TAKEN_MAX);
    t->at[t->count] = at;
    t->what[t->count++] = what;
}

/* Where the letters of a label are; it must not be set wider than its place. */
static struct rect letters_of(const struct ballot_plan *p, const struct label *l)
{
    struct type_line line = {l->text, l->face, l->size / 10.0, l->least / 10.0,
                             points(l->at.w)};
    double wide;

    g_object_unref(type_line(p->type, &line, &wide));
    int width = (int)(wide * 25400 / 72), height = l->least * 25400 / 720;
    cr_expect(width <= l->at.w + 100, "“%.*s” is %d wide, its place %d", STR_FMT(l->text),
              width, l->at.w);
    int free = l->at.w - width;
    int left = l->side == TYPE_LEFT ? 0 : l->side == TYPE_RIGHT ? free : free / 2;
    return (struct rect){l->at.x + left, l->at.y + (l->at.h - height) / 2, width, height};
}

static void take_page(const struct ballot_plan *p, const struct ballot_page *page,
                      struct taken *t)
{
    t->count = 0;
    for (size_t i = 0; i < page->square_count; i++)
        take(t, page->squares[i], "square");
    take(t, page->qr, "code");
    take(t, page->band, "band");
    if (page->example.h)
        take(t, page->example, "example");
    for (size_t i = 0; i < page->label_count; i++)
        take(t, letters_of(p, &page->labels[i]), page->labels[i].text.ptr);
    for (size_t i = 0; i < page->name_count; i++)
        for (size_t b = 0; b < page->names[i].box_count; b++)
            take(t, page->names[i].boxes[b].at, "box");
    for (size_t i = 0; i < page->line_count; i++) {
        take(t, page->lines[i].at, "line");
        take(t, page->lines[i].box.at, "box");
    }
}

static bool is_apart(struct rect a, struct rect b)
{
    return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

static void check_apart(const struct ballot_plan *p, const struct ballot_page *page)
{
    static struct taken t;

    take_page(p, page, &t);
    for (size_t i = 0; i < t.count; i++) {
        int side = i < page->square_count ? EDGE : SIDE;
        struct rect at = t.at[i];
        cr_expect(at.x >= side && at.x + at.w <= p->width - side + 100 && at.y >= EDGE &&
                      at.y + at.h <= p->height - EDGE,
                  "%.30s leaves the margins", t.what[i]);
        for (size_t j = 0; j < i; j++)
            cr_expect(is_apart(at, t.at[j]), "%.30s lies on %.30s", t.what[i], t.what[j]);
    }
}

/* ---- equal for all ------------------------------------------------------------------------------- */

static void check_box(const struct ballot_plan *p, struct rect box)
{
    cr_expect(box.w == p->ease->pitch / 2 && box.h == box.w, "a box of %d", box.w);
}

static void check_equal(const struct ballot_plan *p, const struct ballot_page *page)
{
    size_t named = 0;

    for (size_t i = 0; i < page->name_count; i++) {
        const struct name_place *n = &page->names[i];
        struct str name = p->names[n->question][n->candidate].name;
        for (size_t b = 0; b < n->box_count; b++)
            check_box(p, n->boxes[b].at);
        for (size_t l = 0; l < page->label_count; l++)
            if (page->labels[l].text.ptr == name.ptr) {
                cr_expect_eq(page->labels[l].size, p->ease->name);
                cr_expect_eq(page->labels[l].least, p->ease->name);
                named++;
            }
    }
    for (size_t i = 0; i < page->line_count; i++)
        check_box(p, page->lines[i].box.at);
    cr_expect_geq(named, page->name_count);
    cr_expect(p->ease->pitch >= 10 * MM && p->ease->name >= 120, "%d apart, %d letters",
              p->ease->pitch, p->ease->name);
}

/* ---- no heading over nothing --------------------------------------------------------------------- */

static bool is_under(struct rect box, struct rect word, int pitch)
{
    int aside = box.x + box.w / 2 - word.x - word.w / 2;

    return abs(aside) < 1 * MM && box.y >= word.y + word.h &&
           box.y < word.y + word.h + pitch;
}

static bool has_box_under(const struct ballot_page *page, struct rect word, int pitch)
{
    for (size_t i = 0; i < page->name_count; i++)
        for (size_t b = 0; b < page->names[i].box_count; b++)
            if (is_under(page->names[i].boxes[b].at, word, pitch))
                return true;
    for (size_t i = 0; i < page->line_count; i++)
        if (is_under(page->lines[i].box.at, word, pitch))
            return true;
    return false;
}

/* A name or a line of any question within `far` below? */
static bool has_rows_under(const struct ballot_page *page, struct rect head, int far)
{
    for (size_t i = 0; i < page->name_count; i++) {
        int below = page->names[i].boxes[0].at.y - head.y - head.h;
        if (below >= 0 && below < far)
            return true;
    }
    for (size_t i = 0; i < page->line_count; i++) {
        int below = page->lines[i].at.y - head.y - head.h;
        if (below >= 0 && below < far)
            return true;
    }
    return false;
}

static void check_headings(const struct ballot_plan *p, const struct ballot_page *page)
{
    for (size_t i = 0; i < page->label_count; i++) {
        const struct label *l = &page->labels[i];
        if (l->face != FACE_HEI)
            continue;
        if (l->side == TYPE_CENTRE)
            cr_expect(has_box_under(page, l->at, p->ease->pitch), "%.*s over no box",
                      STR_FMT(l->text));
        else
            cr_expect(has_rows_under(page, l->at, 9 * MM + p->ease->pitch),
                      "%.*s over no name", STR_FMT(l->text));
    }
}

/* ---- questions whole, lines with their names ----------------------------------------------------- */

/* How many names and lines of a question a page has, and where its heading stands. */
struct share {
    size_t names, lines;
};

static struct share share_of(const struct ballot_page *page, size_t question)
{
    struct share s = {0};

    for (size_t i = 0; i < page->name_count; i++)
        s.names += page->names[i].question == question;
    for (size_t i = 0; i < page->line_count; i++)
        s.lines += page->lines[i].question == question;
    return s;
}

/* The height for questions under the rules of the first page. */
static int room_under_rules(const struct ballot_plan *p)
{
    int top = 0;

    for (size_t i = 0; i < p->pages[0].label_count; i++)
        if (p->pages[0].labels[i].text.ptr == p->design->questions[0].title.ptr && !top)
            top = p->pages[0].labels[i].at.y;
    return p->height - 31 * MM - top;
}

static void check_question(const struct ballot_plan *p, size_t question)
{
    const struct block whole = block_of(p, question, false);
    const struct block under = block_of(p, question, true);
    const int room = question ? place_room(p) : room_under_rules(p);
    bool lines_fit = under.heads + p->ease->pitch + under.lines_height <= place_room(p);
    struct share sum = {0};
    size_t parts = 0, line_pages = 0;

    for (size_t i = 0; i < p->page_count; i++) {
        struct share s = share_of(&p->pages[i], question);
        parts += s.names || s.lines;
        cr_expect(!s.lines || s.names || line_pages, "lines of %zu without a name",
                  question);
        cr_expect(!s.lines || sum.names + s.names == (size_t)whole.names,
                  "lines of %zu before its last name", question);
        line_pages += s.lines > 0;
        sum.names += s.names;
        sum.lines += s.lines;
    }
    cr_expect_eq(sum.names, (size_t)whole.names);
    cr_expect_eq(sum.lines, (size_t)whole.lines);
    cr_expect(line_pages <= 1 || !lines_fit, "lines of %zu on %zu pages", question,
              line_pages);
    cr_expect(parts == 1 || whole.height > room, "question %zu of %d fits %d, on %zu pages",
              question, whole.height, room, parts);
}

static void check_plan(const struct ballot_plan *p)
{
    for (size_t i = 0; i < p->page_count; i++) {
        check_apart(p, &p->pages[i]);
        check_equal(p, &p->pages[i]);
        check_headings(p, &p->pages[i]);
        cr_expect(p->pages[i].name_count + p->pages[i].line_count, "page %zu is empty",
                  i + 1);
    }
    for (size_t q = 0; q < p->design->question_count; q++)
        check_question(p, q);
}

static size_t weight(const struct ballot_plan *p)
{
    return p->page_count * 100 + p->split_count;
}

Test(ballot_plan, random_ballots_keep_questions_whole_and_treat_all_alike, .timeout = 300)
{
    struct made *m = calloc(1, sizeof(*m));
    size_t split = 0, large = 0, pages = 0;

    for (uint32_t n = 0; n < BALLOTS; n++) {
        AUTO(arena) struct arena *a = arena_new();
        make_ballot(m, n);
        struct ballot_design a4 = m->design, a3 = m->design;
        a4.paper = BALLOT_PAPER_A4;
        a3.paper = BALLOT_PAPER_A3;
        struct ballot_plan fit = plan_of(a, &m->design), small = plan_of(a, &a4),
                           wide = plan_of(a, &a3);
        check_plan(&fit);
        check_plan(&small);
        check_plan(&wide);
        cr_expect_eq(fit.width == 210 * MM, weight(&small) <= weight(&wide),
                     "ballot %u: %zu pages of A4, %zu of A3", n, small.page_count,
                     wide.page_count);
        split += fit.split_count > 0;
        large += fit.width > 210 * MM;
        pages += fit.page_count > 1;
    }
    /* The ballots are of all kinds. */
    cr_expect(split > 4 && large > 50 && pages > 50 && pages < BALLOTS * 2 / 3,
              "%zu split, %zu on A3, %zu of several pages", split, large, pages);
    free(m);
}

/* A ballot of people's congress, as the demo and the towns print it. */
static void check_case(const size_t *counts, const char *mark, int width, size_t pages)
{
    static struct made m;
    AUTO(arena) struct arena *a = arena_new();

    make_ballot(&m, 1);
    m.design.style = BALLOT_BOXES;
    m.design.rule_count = 4;
    m.design.question_count = 0;
    for (size_t q = 0; counts[q]; q++) {
        m.questions[q] = (struct ballot_question){.title = STR("镇长"),
                                                  .seats = (int)(counts[q] * 9 + 9) / 10,
                                                  .candidates = m.names[q],
                                                  .candidate_count = counts[q]};
        for (size_t i = 0; i < counts[q]; i++)
            m.names[q][i] = (struct ballot_candidate){str_of(NAMES_OF[i % 7]),
                                                      i % 3 ? STR("") : str_of(mark)};
        m.design.question_count++;
    }
    struct ballot_plan p = plan_of(a, &m.design);
    check_plan(&p);
    cr_expect(p.width == width && p.page_count == pages && !p.split_count,
              "%zu names and more: %zu pages of %d, %zu split", counts[0], p.page_count,
              p.width, p.split_count);
}

Test(ballot_plan, ballots_of_a_congress_are_one_page_and_a4_where_names_allow)
{
    check_case((size_t[]){1, 0}, "", 210 * MM, 1);
    check_case((size_t[]){1, 2, 1, 6, 0}, "（女）", 210 * MM, 1);
    check_case((size_t[]){1, 3, 1, 5, 0}, "（云渡镇）", 210 * MM, 1);
    check_case((size_t[]){25, 0}, "", 210 * MM, 1);
    check_case((size_t[]){39, 0}, "（中共青岚县委机构编制委员会办公室）", 420 * MM, 1);
    check_case((size_t[]){60, 0}, "", 420 * MM, 1);
}
