/* One election: the numbers that its rules speak of. */
#include "domain/election/election.h"

int64_t election_base(const struct election *e, enum rule_base base, int64_t returned)
{
    switch (base) {
    case BASE_DUE:
    case BASE_ALL_MEMBERS:
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

struct rule_share election_bar(const struct election *e)
{
    if (e->is_rerun) /* all of them passed the bar before: the most votes win */
        return (struct rule_share){.num = 1, .den = 1, .source = e->rules.tie};
    if (e->is_pre_election)
        return e->rules.pre_election.share;
    return e->round > 1 ? e->rules.second.share : e->rules.majority;
}
