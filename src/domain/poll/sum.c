/* Sums of a counting group. */
#include "domain/poll/sum.h"
#include "domain/names/same.h"

#include "base/json.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { MARK_KINDS = 4, RETURNED_MAX = ELECTION_PEOPLE_MAX };

struct reading {
    struct arena *arena;
    int64_t number; /* of the line */
    struct fault *fault;
};

static enum err wrong(struct reading *r, const char *what)
{
    return FAIL(r->fault, ERR_INVALID, "sum.shape", "%lld" SEP "%s", (long long)r->number,
                what);
}

bool sum_is_one(struct str line)
{
    return str_starts(str_trim(line), STR("{\"sum\""));
}

static enum err read_number(struct reading *r, const struct json *o, const char *key,
                            int64_t *out)
{
    const struct json *v = json_find(o, key);

    if (!v || v->kind != JSON_KIND_NUMBER || v->number < 0 || v->number > RETURNED_MAX)
        return wrong(r, key);
    *out = v->number;
    return ERR_OK;
}

static enum err read_row(struct reading *r, const struct json *row, struct tally_sum *s,
                         size_t question, size_t candidate)
{
    int64_t *mine = &s->marks[candidate * MARK_KINDS], total = 0;

    if (row->kind != JSON_KIND_LIST || row->count != MARK_KINDS)
        return wrong(r, "marks");
    for (size_t k = 0; k < MARK_KINDS; k++) {
        const struct json *v = &row->items[k];
        if (v->kind != JSON_KIND_NUMBER || v->number < 0 || v->number > RETURNED_MAX)
            return wrong(r, "marks");
        mine[k] = v->number;
        total += v->number;
    }
    if (total != s->returned - s->voided)
        return FAIL(r->fault, ERR_INVALID, "sum.valid",
                    "%lld" SEP "%zu" SEP "%zu" SEP "%lld" SEP "%lld", (long long)r->number,
                    question + 1, candidate + 1, (long long)total,
                    (long long)(s->returned - s->voided));
    return ERR_OK;
}

static int compare_names(const void *a, const void *b)
{
    return str_cmp(((const struct tally_name *)a)->name,
                   ((const struct tally_name *)b)->name);
}

/* A name written twice, or with a blank inside, is one person with the votes of both. */
static void merge_names(struct tally_sum *s)
{
    size_t count = 0;

    if (s->name_count)
        qsort(s->names, s->name_count, sizeof(*s->names), compare_names);
    for (size_t i = 0; i < s->name_count; i++)
        if (count && str_eq(s->names[count - 1].name, s->names[i].name))
            s->names[count - 1].approve += s->names[i].approve;
        else
            s->names[count++] = s->names[i];
    s->name_count = count;
}

static enum err read_names(struct reading *r, const struct tally *t,
                           const struct json *list, struct tally_sum *s)
{
    if (list && list->kind != JSON_KIND_LIST)
        return wrong(r, "write_in");
    s->name_count = list ? list->count : 0;
    s->names = ARENA_ARRAY(r->arena, struct tally_name, s->name_count);
    for (size_t i = 0; i < s->name_count; i++) {
        struct str name = json_find_text(&list->items[i], "name");
        int64_t approve = 0;
        if (utf8_count(name) > ELECTION_NAME_MAX || name_is_mark(name))
            return wrong(r, "write_in");
        if (name_is_blank(name))
            return FAIL(r->fault, ERR_INVALID, "ballot.blank_name", "%lld",
                        (long long)r->number);
        TRY(utf8_check(name, false, r->fault));
        TRY(read_number(r, &list->items[i], "approve", &approve));
        s->names[i] = (struct tally_name){tally_key(t, r->arena, name), approve};
        if (str_is_empty(s->names[i].name))
            return wrong(r, "write_in");
    }
    merge_names(s);
    return ERR_OK;
}

static enum err read_answer(struct reading *r, const struct tally *t,
                            const struct json *answer, size_t question, struct tally_sum *s)
{
    static const char *const KNOWN[] = {"marks", "write_in", NULL};
    size_t candidates = tally_candidates(t);
    const struct json *marks = json_find(answer, "marks");

    if (answer->kind != JSON_KIND_OBJECT || json_unknown(answer, KNOWN) || !marks ||
        marks->kind != JSON_KIND_LIST || marks->count != candidates)
        return wrong(r, "marks");
    s->marks = ARENA_ARRAY(r->arena, int64_t, candidates * MARK_KINDS);
    for (size_t i = 0; i < candidates; i++)
        TRY(read_row(r, &marks->items[i], s, question, i));
    return read_names(r, t, json_find(answer, "write_in"), s);
}

static enum err read_sum(struct reading *r, const struct json *o,
                         struct tally *const *tallies, struct tally_sum *sums, size_t count)
{
    static const char *const KNOWN[] = {"returned", "void", "answers", NULL};
    const struct json *answers = json_find(o, "answers");
    struct tally_sum head = {0};

    if (!o || o->kind != JSON_KIND_OBJECT || json_unknown(o, KNOWN) || !answers ||
        answers->kind != JSON_KIND_LIST || answers->count != count)
        return wrong(r, "answers");
    TRY(read_number(r, o, "returned", &head.returned));
    TRY(read_number(r, o, "void", &head.voided));
    if (head.voided > head.returned)
        return FAIL(r->fault, ERR_INVALID, "sum.void", "%lld" SEP "%lld" SEP "%lld",
                    (long long)r->number, (long long)head.voided, (long long)head.returned);
    for (size_t i = 0; i < count; i++) {
        sums[i] = head;
        TRY(read_answer(r, tallies[i], &answers->items[i], i, &sums[i]));
        TRY(tally_judge_sum(tallies[i], &sums[i], (struct sum_place){r->number, i + 1},
                            r->fault));
    }
    return ERR_OK;
}

enum err sum_count(struct arena *a, struct str line, int64_t number,
                   struct tally *const *tallies, size_t count, struct fault *f)
{
    struct reading r = {a, number, f};
    struct tally_sum *sums = ARENA_ARRAY(a, struct tally_sum, count);
    struct fault inner = {0}; /* names a line of the line: of no use here */
    struct json *root = NULL;

    if (json_parse(a, line, &root, &inner))
        return FAIL(f, ERR_INVALID, "ballot.syntax", "%lld", (long long)number);
    if (root->kind != JSON_KIND_OBJECT || root->count != 1)
        return wrong(&r, "sum");
    TRY(read_sum(&r, json_find(root, "sum"), tallies, sums, count));
    for (size_t i = 0; i < count; i++)
        TRY(tally_add_sum(tallies[i], &sums[i], f));
    return ERR_OK;
}
