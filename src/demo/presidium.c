#include "demo/presidium.h"

int seat_of_town(int town, int seat)
{
    return COUNTY_SEATS + OTHER_SEATS + town * TOWN_SEATS + seat;
}

const struct called *called_of_seat(const struct demo *d, const struct called_list *people,
                                    int seat)
{
    const struct county *c = d->county;
    int who = c->seats[seat].after;

    for (size_t i = 0; who >= 0 && i < people->count; i++)
        if (people->items[i].person.v == c->people[who].id.v)
            return &people->items[i];
    return NULL;
}

static bool has(const struct called_list *all, const struct called *who)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].id.v == who->id.v)
            return true;
    return false;
}

static bool is_of_kind(const struct called *who, const char *kind)
{
    return str_eq(who->kind, str_of(kind));
}

/* ---- delegations ----------------------------------------------------------------------- */

static bool is_secretary(const struct demo *d, const struct called *who)
{
    const struct county *c = d->county;

    for (int i = 0; i < c->town_count; i++) {
        int after = c->seats[seat_of_town(i, 0)].after;
        if (after >= 0 && who->person.v == c->people[after].id.v)
            return true;
    }
    return false;
}

static size_t end_of_delegation(const struct called_list *people, size_t from)
{
    size_t i = from + 1;

    while (i < people->count &&
           str_eq(people->items[i].delegation, people->items[from].delegation))
        i++;
    return i;
}

static const struct called *head_among(const struct demo *d,
                                       const struct called_list *people, size_t from,
                                       size_t until)
{
    for (size_t i = from; i < until; i++)
        if (is_secretary(d, &people->items[i]))
            return &people->items[i];
    for (size_t i = from; i < until; i++)
        if (is_of_kind(&people->items[i], "leader"))
            return &people->items[i];
    return &people->items[from];
}

struct called_list delegation_heads(struct demo *d, const struct called_list *people)
{
    struct called_list out = {ARENA_ARRAY(d->keep, struct called, people->count + 1), 0};

    for (size_t i = 0, until; i < people->count; i = until) {
        until = end_of_delegation(people, i);
        out.items[out.count++] = *head_among(d, people, i, until);
    }
    return out;
}

/* ---- the presidium --------------------------------------------------------------------- */

static void add(struct called_list *out, const struct called *who, size_t most)
{
    if (who && out->count < most && !has(out, who))
        out->items[out->count++] = *who;
}

struct called_list presidium_compose(struct demo *d, const struct called_list *people,
                                     const int *seats, int count, int most)
{
    size_t room = (size_t)most;
    struct called_list out = {ARENA_ARRAY(d->keep, struct called, room), 0};
    struct called_list heads = delegation_heads(d, people);

    for (int i = 0; i < count; i++)
        add(&out, called_of_seat(d, people, seats[i]), room);
    for (size_t i = 0; i < heads.count; i++)
        add(&out, &heads.items[i], room);
    for (size_t i = 0; i < people->count; i++)
        if (is_of_kind(&people->items[i], "model"))
            add(&out, &people->items[i], room);
    for (size_t i = 0; i < people->count; i++)
        add(&out, &people->items[i], room);
    return out;
}

struct called_list called_without(struct demo *d, const struct called_list *people,
                                  const struct called_list *these)
{
    struct called_list out = {ARENA_ARRAY(d->keep, struct called, people->count + 1), 0};

    for (size_t i = 0; i < people->count; i++)
        if (!has(these, &people->items[i]))
            out.items[out.count++] = people->items[i];
    return out;
}

/* ---- duties ---------------------------------------------------------------------------- */

enum err presidium_duty(struct demo *d, const struct congress_plan *k,
                        const struct called_list *people, struct seat_list in,
                        const char *duty, struct officer_list *out)
{
    for (int i = 0; i < in.count; i++) {
        const struct called *who = called_of_seat(d, people, in.seats[i]);
        if (who)
            TRY(session_officer(d, k, who, duty, out));
    }
    return ERR_OK;
}

enum err presidium_all(struct demo *d, const struct congress_plan *k,
                       const struct called_list *who, const char *duty,
                       struct officer_list *out)
{
    for (size_t i = 0; i < who->count; i++)
        TRY(session_officer(d, k, &who->items[i], duty, out));
    return ERR_OK;
}
