#include "domain/congress/electing.h"

/* clang-format off */
#define ORGANIC      "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
#define ELECTORAL    "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法"
#define CONSTITUTION "中国共产党章程"
#define LOCAL        {"中国共产党地方组织选举工作条例", "art. 2"}
#define BASE_LEVEL   {"中国共产党基层组织选举工作条例", "art. 2"}
#define CHARTER      {"中国人民政治协商会议章程", ""}

static const struct electing TABLE[] = {
    {"party", "township", {"township-party-2020"},
     {"delegate", "committee", "discipline"},
     {CONSTITUTION, "art. 30"}, BASE_LEVEL},
    {"party", NULL, {"county-party-2020"},
     {"delegate", "committee", "alternate", "discipline"},
     {CONSTITUTION, "art. 26"}, LOCAL},
    {"member_meeting", NULL, {"township-party-2020"},
     {"delegate", "committee", "discipline", "secretary", "deputy_secretary"},
     {"中国共产党基层组织选举工作条例", "art. 4"}, BASE_LEVEL},
    {"plenary", "township", {"township-party-2020"},
     {"standing", "secretary", "deputy_secretary"},
     {"中国共产党基层组织选举工作条例", "art. 2"}, BASE_LEVEL},
    {"plenary", NULL, {"county-party-2020"},
     {"standing", "secretary", "deputy_secretary"},
     {CONSTITUTION, "art. 28"}, LOCAL},
    {"discipline_plenary", "township", {"township-party-2020"},
     {"secretary", "deputy_secretary"},
     {"中国共产党基层组织选举工作条例", "art. 2"}, BASE_LEVEL},
    {"discipline_plenary", NULL, {"county-party-2020"},
     {"standing", "secretary", "deputy_secretary"},
     {CONSTITUTION, "art. 45"}, LOCAL},
    {"people", "township", {"organic-2022"},
     {"congress_chief", "congress_vice", "chief", "vice"},
     {ORGANIC, "art. 12"}, {ORGANIC, "art. 12"}},
    {"people", NULL, {"organic-2022", "people-indirect-2020"},
     {"congress_chief", "congress_vice", "standing_member", "chief", "vice", "procurator", "deputy_indirect"},
     {ORGANIC, "art. 11"}, {ORGANIC, "art. 11"}},
    {"conference", "township", {NULL}, {NULL}, CHARTER, CHARTER},
    {"conference", NULL, {"cppcc"},
     {"chief", "vice", "standing_member"}, CHARTER, CHARTER},
    {"district", NULL, {"people-direct-2020"},
     {"deputy_direct"}, {ELECTORAL, "art. 3"}, {ELECTORAL, "art. 3"}},
};
/* clang-format on */

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

/* 主席、副主席 of a township; 主任、副主任、委员 of a county's standing committee. */
static bool is_of_congress(struct str office)
{
    static const char *const OFFICES[] = {"congress_chief", "congress_vice",
                                          "standing_member"};

    return is_among(OFFICES, sizeof(OFFICES) / sizeof(OFFICES[0]), office);
}

static const struct electing_source *of_congress(const struct electing *e)
{
    static const struct electing_source TOWNSHIP = {ORGANIC, "art. 18"},
                                        COUNTY = {ORGANIC, "art. 47"};

    return e->level ? &TOWNSHIP : &COUNTY;
}

static bool is_kind(const struct electing *e, const char *kind)
{
    return str_eq(str_of(e->kind), str_of(kind));
}

const struct electing_source *electing_from_electors(const struct electing *e,
                                                     struct str office)
{
    if (is_kind(e, "plenary") || is_kind(e, "discipline_plenary") ||
        is_kind(e, "conference"))
        return &e->offices_by;
    return is_kind(e, "people") && is_of_congress(office) ? of_congress(e) : NULL;
}

/* Of government, supervision, court and procuratorate. */
static bool is_of_state(struct str office)
{
    static const char *const OFFICES[] = {"chief", "vice", "procurator"};

    return is_among(OFFICES, sizeof(OFFICES) / sizeof(OFFICES[0]), office);
}

static bool are(struct str a, struct str b, const char *one, const char *other)
{
    return (str_eq(a, str_of(one)) && str_eq(b, str_of(other))) ||
           (str_eq(b, str_of(one)) && str_eq(a, str_of(other)));
}

/* Two different seats of one committee, of which everybody has one. */
static const struct electing_source *of_one_body(const struct electing *e, struct str a,
                                                 struct str b)
{
    static const struct electing_source MEMBERS = {"中国共产党地方组织选举工作条例", ""};

    if (is_kind(e, "conference"))
        return electing_office(e, a) && electing_office(e, b) && !str_eq(a, b)
                   ? &e->offices_by
                   : NULL;
    if (are(a, b, "committee", "alternate"))
        return &MEMBERS;
    return are(a, b, "secretary", "deputy_secretary") ? &e->offices_by : NULL;
}

const struct electing_source *electing_apart(const struct electing *e, struct str a,
                                             struct str b)
{
    /* judges and procurators hold no office of government or supervision; who heads one of them heads no other */
    static const struct electing_source JUDGES = {"法官法第22条、检察官法", "art. 23"};
    bool a_of = is_of_congress(a), b_of = is_of_congress(b);

    if (!is_kind(e, "people"))
        return of_one_body(e, a, b);
    if (is_of_state(a) && is_of_state(b))
        return str_eq(a, b) && str_eq(a, STR("vice")) ? NULL : &JUDGES;
    if (a_of && b_of)
        return str_eq(a, b) ? NULL : of_congress(e);
    return a_of != b_of && is_of_state(a_of ? b : a) ? of_congress(e) : NULL;
}

enum electing_head electing_head_of(struct str title)
{
    if (str_find(title, STR("法院")) >= 0)
        return HEAD_COURT;
    return str_find(title, STR("监察")) >= 0 || str_find(title, STR("监委")) >= 0
               ? HEAD_SUPERVISION
               : HEAD_GOVERNMENT;
}
