#include "domain/congress/quorum.h"

static const char *const PLENARY[] = {"standing", "committee", "discipline", NULL};
static const char *const CONGRESS[] = {"committee",     "delegate",        "chief",
                                       "deputy_direct", "deputy_indirect", NULL};

const struct rule_office *quorum_office(struct str congress_kind,
                                        const struct rule_set *set)
{
    bool is_plenary = str_eq(congress_kind, STR("plenary")) ||
                      str_eq(congress_kind, STR("discipline_plenary"));
    const char *const *wanted = is_plenary ? PLENARY : CONGRESS;

    for (; *wanted; wanted++) {
        const struct rule_office *office = rules_office(set, str_of(*wanted));
        if (office)
            return office;
    }
    return set->office_count ? &set->offices[0] : NULL;
}

struct quorum quorum_of(const struct rule_share *share, int64_t due, int64_t present)
{
    return (struct quorum){.share = share,
                           .of = due,
                           .needed = rule_limit(share, due) + !share->at_least,
                           .present = present,
                           .is_met = due > 0 && rule_is_met(share, due, present)};
}

struct quorum quorum_of_part(int64_t due, int64_t present)
{
    static const struct rule_share HALF = {.num = 1, .den = 2};

    return quorum_of(&HALF, due, present);
}
