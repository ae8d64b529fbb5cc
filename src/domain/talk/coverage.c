#include "domain/talk/coverage.h"

#include <stdlib.h>
#include <string.h>

/* People in the order of a key, to be found by it. */
struct index {
    const struct talk_person **by;
    size_t count;
};

static int by_id(const void *x, const void *y)
{
    const struct talk_person *const *a = x, *const *b = y;

    return ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

static int by_name(const void *x, const void *y)
{
    const struct talk_person *const *a = x, *const *b = y;

    return str_cmp((*a)->name, (*b)->name);
}

static struct index make_index(struct arena *a, const struct talk_person *people, size_t n,
                               int (*order)(const void *, const void *))
{
    struct index x = {ARENA_ARRAY(a, const struct talk_person *, n + 1), n};

    for (size_t i = 0; i < n; i++)
        x.by[i] = &people[i];
    if (n)
        qsort(x.by, n, sizeof(*x.by), order);
    return x;
}

/* The first that is not before `key`. */
static size_t lower(const struct index *x, const struct talk_person *key,
                    int (*order)(const void *, const void *))
{
    size_t from = 0, to = x->count;

    while (from < to) {
        size_t mid = (from + to) / 2;
        if (order(&x->by[mid], &key) < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static const struct talk_person *find_id(const struct index *x, int64_t id)
{
    struct talk_person key = {.id = id};
    size_t at = lower(x, &key, by_id);

    return at < x->count && x->by[at]->id == id ? x->by[at] : NULL;
}

/* The only one of this name, or the only one of it in this unit. */
static const struct talk_person *find_name(const struct index *x, const struct talk_held *t,
                                           bool *is_unclear)
{
    struct talk_person key = {.name = t->name};
    const struct talk_person *in_unit = NULL;
    size_t first = lower(x, &key, by_name), end = first, units = 0;

    for (; end < x->count && str_eq(x->by[end]->name, t->name); end++) {
        if (!t->unit || x->by[end]->unit != t->unit)
            continue;
        in_unit = x->by[end];
        units++;
    }
    *is_unclear = end - first > 1 && units != 1;
    if (end - first == 1)
        return x->by[first];
    return units == 1 ? in_unit : NULL;
}

void talks_stand(struct arena *a, const struct talk_person *people, size_t person_count,
                 const struct talk_held *talks, size_t talk_count, date since,
                 struct talk_standing *out, int64_t *unclear, int64_t *others)
{
    struct index ids = make_index(a, people, person_count, by_id);
    struct index names = make_index(a, people, person_count, by_name);

    memset(out, 0, person_count * sizeof(*out));
    *unclear = *others = 0;
    for (size_t i = 0; i < talk_count; i++) {
        const struct talk_held *t = &talks[i];
        bool is_unclear = false;
        if (t->on < since)
            continue;
        const struct talk_person *p =
            t->person ? find_id(&ids, t->person) : find_name(&names, t, &is_unclear);
        *unclear += is_unclear;
        *others += !p && !is_unclear;
        if (!p)
            continue;
        struct talk_standing *s = &out[p - people];
        s->talks++;
        if (t->on > s->last)
            s->last = t->on;
    }
}
