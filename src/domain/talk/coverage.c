#include "domain/talk/coverage.h"

#include <stdlib.h>

/* People in the order of a key, to be found by it. */
struct place {
    const struct talk_person *who;
};

struct index {
    struct place *by;
    size_t count;
};

static int by_id(const void *x, const void *y)
{
    const struct place *a = x, *b = y;

    return (a->who->id > b->who->id) - (a->who->id < b->who->id);
}

static int by_name(const void *x, const void *y)
{
    const struct place *a = x, *b = y;

    return str_cmp(a->who->name, b->who->name);
}

static struct index make_index(struct arena *a, const struct talk_person *people, size_t n,
                               int (*order)(const void *, const void *))
{
    struct index x = {ARENA_ARRAY(a, struct place, n + 1), n};

    for (size_t i = 0; i < n; i++)
        x.by[i].who = &people[i];
    if (n)
        qsort(x.by, n, sizeof(x.by[0]), order);
    return x;
}

/* The first that is not before `key`. */
static size_t lower(const struct index *x, const struct talk_person *key,
                    int (*order)(const void *, const void *))
{
    struct place wanted = {key};
    size_t from = 0, to = x->count;

    while (from < to) {
        size_t mid = (from + to) / 2;
        if (order(&x->by[mid], &wanted) < 0)
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

    return at < x->count && x->by[at].who->id == id ? x->by[at].who : NULL;
}

/* The only one of this name, or the only one of it in this unit. */
static const struct talk_person *find_name(const struct index *x, const struct talk_held *t,
                                           bool *is_unclear)
{
    struct talk_person key = {.name = t->name};
    const struct talk_person *in_unit = NULL;
    size_t first = lower(x, &key, by_name), end = first, units = 0;

    for (; end < x->count && str_eq(x->by[end].who->name, t->name); end++) {
        if (!t->unit || x->by[end].who->unit != t->unit)
            continue;
        in_unit = x->by[end].who;
        units++;
    }
    *is_unclear = end - first > 1 && units != 1;
    if (end - first == 1)
        return x->by[first].who;
    return units == 1 ? in_unit : NULL;
}

/* Whose it is; NULL and *is_unclear when it may mean several. */
static const struct talk_person *find(const struct index *ids, const struct index *names,
                                      const struct talk_held *t, bool *is_unclear)
{
    *is_unclear = false;
    return t->person ? find_id(ids, t->person) : find_name(names, t, is_unclear);
}

void talks_stand(struct arena *a, const struct talk_input *in, struct talk_result *out)
{
    struct index ids = make_index(a, in->people, in->person_count, by_id);
    struct index names = make_index(a, in->people, in->person_count, by_name);

    *out = (struct talk_result){
        .standings = ARENA_ARRAY(a, struct talk_standing, in->person_count + 1)};
    for (size_t i = 0; i < in->talk_count; i++) {
        const struct talk_held *t = &in->talks[i];
        bool is_unclear;
        if (t->on < in->since)
            continue;
        const struct talk_person *p = find(&ids, &names, t, &is_unclear);
        out->unclear += is_unclear;
        out->others += !p && !is_unclear;
        if (!p)
            continue;
        struct talk_standing *s = &out->standings[p - in->people];
        s->talks++;
        if (t->on > s->last)
            s->last = t->on;
    }
}
