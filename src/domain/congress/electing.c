#include "domain/congress/electing.h"

#define PARTY_SETS                                 \
    {                                              \
        "county-party-2020", "township-party-2020" \
    }
#define ORGANIC      "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
#define CONSTITUTION "中国共产党章程"

static const struct electing TABLE[] = {
    {"party",
     NULL,
     PARTY_SETS,
     {"delegate", "committee", "alternate", "discipline"},
     CONSTITUTION,
     "art. 26"},
    {"member_meeting",
     NULL,
     PARTY_SETS,
     {"delegate", "committee", "discipline", "secretary", "deputy_secretary"},
     "中国共产党基层组织选举工作条例",
     "art. 4"},
    {"plenary",
     NULL,
     PARTY_SETS,
     {"standing", "secretary", "deputy_secretary"},
     CONSTITUTION,
     "art. 28"},
    {"discipline_plenary",
     NULL,
     PARTY_SETS,
     {"standing", "secretary", "deputy_secretary"},
     CONSTITUTION,
     "art. 45"},
    {"people", "township", {"organic-2022"}, {"chief", "vice"}, ORGANIC, "art. 12"},
    {"people",
     NULL,
     {"organic-2022", "people-indirect-2020"},
     {"chief", "vice", "standing_member", "deputy_indirect", "procurator"},
     ORGANIC,
     "art. 11"},
    {"conference",
     NULL,
     {"cppcc"},
     {"chief", "vice", "standing_member"},
     "中国人民政治协商会议章程",
     ""},
    {"district",
     NULL,
     {"people-direct-2020"},
     {"deputy_direct"},
     "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法",
     "art. 3"},
};

const struct electing *electing_of(struct str congress_kind, struct str level)
{
    for (size_t i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++)
        if (str_eq(str_of(TABLE[i].kind), congress_kind) &&
            (!TABLE[i].level || str_eq(str_of(TABLE[i].level), level)))
            return &TABLE[i];
    return NULL;
}

static bool is_among(const char *const *names, size_t most, struct str name)
{
    for (size_t i = 0; i < most && names[i]; i++)
        if (str_eq(str_of(names[i]), name))
            return true;
    return false;
}

bool electing_by(const struct electing *e, struct str rule_set)
{
    return is_among(e->sets, ELECTING_SETS_MOST, rule_set);
}

bool electing_office(const struct electing *e, struct str office)
{
    return is_among(e->offices, ELECTING_OFFICES_MOST, office);
}
