/* One election: the numbers that its rules speak of. */
#include "domain/poll/election.h"

#include "domain/names/same.h"

#include <stdlib.h>

int64_t election_base(const struct election *e, enum rule_base base, int64_t returned)
{
    switch (base) {
    case BASE_DUE:
    case BASE_ALL_MEMBERS:
    case BASE_ALL_VOTERS:
        return e->due;
    case BASE_PRESENT:
    case BASE_VOTERS:
        return e->present;
    case BASE_BALLOTS:
        return returned;
    case BASE_NONE:
        break;
    }
    return 0;
}

void election_surplus(const struct election *e, int64_t *least, int64_t *most)
{
    const struct rule_office *o = &e->rules;

    rule_surplus_of(&o->surplus, e->seats, least, most);
    if ((e->is_by_election && o->surplus.by_election_equal) ||
        ((e->is_pre_election || e->is_formal) && o->pre_election.makes_equal))
        *least = 0;
}

bool election_asks_surplus(const struct election *e)
{
    return !e->is_pre_election && !e->is_rerun &&
           (e->round <= 1 || e->rules.second.keeps_surplus);
}

const struct rule_source *election_surplus_source(const struct election *e)
{
    const struct rule_office *o = &e->rules;

    if (e->is_formal && o->pre_election.makes_equal)
        return &o->pre_election.share.source;
    return e->round > 1 && o->second.keeps_surplus ? &o->second.share.source
                                                   : &o->surplus.source;
}

int64_t election_kept(const struct election *e)
{
    int64_t least, most;

    if (!e->is_pre_election)
        return 0;
    if (e->surplus != SURPLUS_OF_RULE)
        return e->surplus;
    election_surplus(e, &least, &most);
    return e->rules.pre_election.makes_equal ? 0 : most < 0 ? least : most;
}

struct rule_share election_bar(const struct election *e)
{
    if (e->is_rerun) /* all of them passed the bar before: the most votes win */
        return (struct rule_share){.num = 1, .den = 1, .source = e->rules.tie};
    if (e->is_pre_election)
        return e->rules.pre_election.share;
    return e->round > 1 ? e->rules.second.share : e->rules.majority;
}

struct str election_name(const struct election *e, struct arena *a, struct str name)
{
    struct str key = name_plain(a, name);

    for (size_t i = 0; i < e->same_count; i++)
        if (str_eq(e->same[i].key, key))
            return e->same[i].counts_as;
    return key;
}

static int by_key(const void *key, const void *one)
{
    return str_cmp(*(const struct str *)key, *(const struct str *)one);
}

static bool has_name(const struct str *names, size_t count, struct str key)
{
    return count && bsearch(&key, names, count, sizeof(*names), by_key);
}

bool election_takes(const struct election *e, struct str key)
{
    return (!e->electors || has_name(e->electors, e->elector_count, key)) &&
           !has_name(e->barred, e->barred_count, key);
}
