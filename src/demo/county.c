/* What all parts of the year ask of the county: its words, its offices, somebody of its people. */
#include "demo/people.h"

#include <assert.h>

static void school_person(struct demo *d, struct person *p, int age)
{
    int fulltime = age < 36 ? 86 : age < 46 ? 58 : 30;
    int kind = dice_below(&d->dice, 100);

    p->school = &WORD_SCHOOLS[dice_below(&d->dice, WORD_SCHOOL_COUNT)];
    p->is_fulltime = dice_percent(&d->dice, fulltime);
    p->education = kind < 12 ? "14" : kind < 86 || p->is_fulltime ? "21" : "31";
    p->degree = kind < 12 ? "3" : p->is_fulltime ? "4" : NULL;
}

struct person *person_new(struct demo *d, int age, date at)
{
    static const char *const ORIGINS[] = {"township", "township", "township", "county",
                                          "county",   "selected", "staff",    "city",
                                          "resident", "army"};
    struct county *c = d->county;
    struct person *p = ARENA_PUSH(d->keep, c->people, c->person_count, c->person_room);

    *p = (struct person){.town = -1, .rank = "142", .region = c->code};
    p->is_male = dice_percent(&d->dice, 72);
    p->name = county_name(d, d->keep, p->is_male);
    entry_birth(d, p, age, at);
    school_person(d, p, age);
    p->is_party = dice_percent(&d->dice, 93);
    p->is_grassroots = dice_percent(&d->dice, 85);
    p->is_young = age <= 35 && dice_percent(&d->dice, 60);
    p->origin = DICE_PICK(&d->dice, ORIGINS);
    int year = 2021 - dice_between(&d->dice, 1, 5);
    p->since = year * 10000 + dice_between(&d->dice, 1, 12) * 100;
    return p;
}

struct str county_text(struct arena *a, const struct county *c, const char *pattern)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
    struct str rest = str_of(pattern);

    for (ptrdiff_t at; (at = str_find(rest, STR("{k}"))) >= 0;) {
        buf_str(&out, str_sub(rest, 0, (size_t)at));
        buf_str(&out, c->kin);
        rest = str_sub(rest, (size_t)at + 3, rest.len);
    }
    buf_str(&out, rest);
    return str_copy(a, buf_view(&out));
}

struct office *county_office(const struct county *c, const char *name)
{
    for (int i = 0; i < c->office_count; i++)
        if (strcmp(c->offices[i].word->name, name) == 0)
            return &c->offices[i];
    assert(!"no such office");
    return NULL;
}

static bool is_recent(const struct demo *d, uint64_t hash)
{
    for (int i = 0; i < NAMES_RECENT; i++)
        if (d->names[i] == hash)
            return true;
    return false;
}

struct str county_name(struct demo *d, struct arena *a, bool male)
{
    for (;;) {
        struct str name = word_person(a, &d->dice, male);
        uint64_t hash = str_hash(name);
        if (is_recent(d, hash))
            continue;
        d->names[d->name_count++ % NAMES_RECENT] = hash;
        return name;
    }
}

/* ---- by chance ---------------------------------------------------------------------- */

const struct person *county_anyone(struct demo *d)
{
    return &d->county->people[dice_below(&d->dice, (int)d->county->person_count)];
}

const struct person *county_leader(struct demo *d)
{
    for (;;) {
        const struct person *p = county_anyone(d);
        if (p->is_leader && !p->is_left)
            return p;
    }
}

struct str county_three(struct demo *d)
{
    struct str first = county_anyone(d)->name, second = county_anyone(d)->name;
    struct str third = county_anyone(d)->name;

    return str_print(d->scratch, "%.*s、%.*s、%.*s", STR_FMT(first), STR_FMT(second),
                     STR_FMT(third));
}

date congress_day(const struct county *c, int town)
{
    return date_add_days(DAY_TOWNS, -((c->town_count - 1 - town) % 9));
}

int share(int total, int i, int count)
{
    return (int)((int64_t)total * (i + 1) / count - (int64_t)total * i / count);
}

const int *county_order(struct demo *d)
{
    struct county *c = d->county;
    int *order = ARENA_ARRAY(d->keep, int, c->person_count);
    int count = (int)c->person_count, leaders = 0;

    for (int i = 0; i < count; i++)
        order[i] = i;
    for (int i = count; i > 1; i--) {
        int other = dice_below(&d->dice, i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
    for (int i = 0; i < count; i++) {
        if (!c->people[order[i]].is_leader)
            continue;
        int kept = order[leaders];
        order[leaders++] = order[i];
        order[i] = kept;
    }
    return order;
}
