#include "domain/poll/groups.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/jsonw.h"

/* ---- which piles together -------------------------------------------------------------- */

struct merging {
    const struct pile *piles;
    size_t *part; /* the first pile of the part */
    size_t count;
};

static int64_t returned_in(const struct merging *m, size_t part, bool sums_only)
{
    int64_t n = 0;

    for (size_t i = 0; i < m->count; i++)
        if (m->part[i] == part && (m->piles[i].is_sum || !sums_only))
            n += m->piles[i].returned;
    return n;
}

static bool has_sums(const struct merging *m, size_t part)
{
    return returned_in(m, part, true) > 0;
}

/* The smallest other part, of the same kind where there is one; count: none. */
static size_t companion(const struct merging *m, size_t part)
{
    size_t best = m->count;

    for (size_t i = 0; i < m->count; i++) {
        if (m->part[i] != i || i == part || !returned_in(m, i, false))
            continue;
        bool fits = has_sums(m, i) == has_sums(m, part);
        bool best_fits = best < m->count && has_sums(m, best) == has_sums(m, part);
        if (best == m->count || fits > best_fits ||
            (fits == best_fits && returned_in(m, i, false) < returned_in(m, best, false)))
            best = i;
    }
    return best;
}

/* A handful in all, or tally sheets of a handful while there are others to put them with. */
static size_t too_small(const struct merging *m)
{
    size_t with_sums = 0, small = m->count;

    for (size_t i = 0; i < m->count; i++)
        with_sums += m->part[i] == i && has_sums(m, i);
    for (size_t i = 0; i < m->count && small == m->count; i++) {
        int64_t all = returned_in(m, i, false), sums = returned_in(m, i, true);
        bool few = all < GROUP_SHOWN_LEAST;
        bool few_sums = sums > 0 && sums < GROUP_SHOWN_LEAST && with_sums > 1;
        if (m->part[i] == i && all > 0 && (few || few_sums))
            small = i;
    }
    return small;
}

static void join(struct merging *m, size_t a, size_t b)
{
    size_t to = a < b ? a : b, from = a < b ? b : a;

    for (size_t i = 0; i < m->count; i++)
        if (m->part[i] == from)
            m->part[i] = to;
}

size_t groups_merge(const struct pile *piles, size_t count, size_t *part)
{
    struct merging m = {piles, part, count};
    size_t parts = 0, small;

    for (size_t i = 0; i < count; i++)
        part[i] = i;
    while ((small = too_small(&m)) < count) {
        size_t other = companion(&m, small);
        if (other == count)
            return 0;
        join(&m, small, other);
    }
    for (size_t i = 0; i < count; i++) /* a part's first pile is never behind the others */
        if (!piles[i].returned)
            part[i] = 0;
        else
            part[i] = part[i] == i ? parts++ : part[part[i]];
    return parts;
}

/* ---- their sums ------------------------------------------------------------------------- */

struct summing {
    struct arena *arena;
    const struct json **sums; /* {"returned", "void", "answers"} of each line */
    size_t count;
    struct jsonw w;
};

static int64_t total(const struct summing *s, const char *key)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->count; i++)
        n += json_find_number(s->sums[i], key, 0);
    return n;
}

static const struct json *answer_of(const struct summing *s, size_t line, size_t question)
{
    const struct json *all = json_find(s->sums[line], "answers");

    return all && question < all->count ? &all->items[question] : NULL;
}

static const struct json *row_of(const struct json *answer, size_t candidate)
{
    const struct json *marks = json_find(answer, "marks");

    return marks && candidate < marks->count ? &marks->items[candidate] : NULL;
}

static int64_t total_mark(const struct summing *s, size_t question, size_t candidate,
                          size_t mark)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->count; i++) {
        const struct json *row = row_of(answer_of(s, i, question), candidate);
        n += row && mark < row->count ? row->items[mark].number : 0;
    }
    return n;
}

static void write_marks(struct summing *s, size_t question)
{
    const struct json *first = json_find(answer_of(s, 0, question), "marks");

    jsonw_key(&s->w, "marks");
    jsonw_open(&s->w, '[');
    for (size_t k = 0; first && k < first->count; k++) {
        jsonw_open(&s->w, '[');
        for (size_t m = 0; m < first->items[k].count; m++)
            jsonw_i64(&s->w, total_mark(s, question, k, m));
        jsonw_close(&s->w, ']');
    }
    jsonw_close(&s->w, ']');
}

static void open_names(struct summing *s)
{
    jsonw_key(&s->w, "write_in");
    jsonw_open(&s->w, '[');
}

/* Names one after another: a name that stands there twice is added up when it is counted (sum.h). */
static void write_names(struct summing *s, size_t question)
{
    size_t written = 0;

    for (size_t i = 0; i < s->count; i++) {
        const struct json *names = json_find(answer_of(s, i, question), "write_in");
        for (size_t k = 0; names && k < names->count; k++, written++) {
            if (!written)
                open_names(s);
            jsonw_value(&s->w, &names->items[k]);
        }
    }
    if (written)
        jsonw_close(&s->w, ']');
}

static void write_sum(struct summing *s)
{
    const struct json *answers = json_find(s->sums[0], "answers");

    jsonw_open(&s->w, '{');
    jsonw_key(&s->w, "sum");
    jsonw_open(&s->w, '{');
    jsonw_pair_i64(&s->w, "returned", total(s, "returned"));
    jsonw_pair_i64(&s->w, "void", total(s, "void"));
    jsonw_key(&s->w, "answers");
    jsonw_open(&s->w, '[');
    for (size_t q = 0; answers && q < answers->count; q++) {
        jsonw_open(&s->w, '{');
        write_marks(s, q);
        write_names(s, q);
        jsonw_close(&s->w, '}');
    }
    jsonw_close(&s->w, ']');
    jsonw_close(&s->w, '}');
    jsonw_close(&s->w, '}');
}

enum err sums_merge(struct arena *a, const struct str *lines, size_t count, struct str *out,
                    struct fault *f)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct summing s = {a, ARENA_ARRAY(a, const struct json *, count), count, {0}};

    for (size_t i = 0; i < count; i++) {
        struct json *root = NULL;
        TRY(json_parse(a, lines[i], &root, f));
        s.sums[i] = json_find(root, "sum");
    }
    s.w.out = &text;
    write_sum(&s);
    *out = str_copy(a, buf_view(&text));
    return ERR_OK;
}
