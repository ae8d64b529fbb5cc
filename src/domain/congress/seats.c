#include "domain/congress/seats.h"

#include <stddef.h>

#define ORGANIC "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
#define CHARTER "中国共产党章程"

/* clang-format off */
static const struct {
    const char *kind, *level, *office; /* level NULL: whichever */
    struct seats_law law;
} OFFICES[] = {
    {"people", "township", "congress_chief", {1, 1, ORGANIC, "art. 18"}},
    {"people", "township", "congress_vice", {1, 2, ORGANIC, "art. 18"}},
    {"people", NULL, "congress_chief", {1, 1, ORGANIC, "art. 27"}},
    {"people", NULL, "chief", {1, 1, ORGANIC, "art. 27"}},
    {"people", NULL, "procurator", {1, 1, ORGANIC, "art. 27"}},
    {"plenary", NULL, "secretary", {1, 1, CHARTER, "art. 28"}},
    {"member_meeting", NULL, "secretary", {1, 1, "中国共产党基层组织选举工作条例", ""}},
    {"discipline_plenary", NULL, "secretary", {1, 1, CHARTER, "art. 45"}},
    {"conference", NULL, "chief", {1, 1, "中国人民政治协商会议章程", ""}},
};

static const struct {
    const char *level;
    int64_t least, most, large, most_of_large;
} COMMITTEES[] = {
    {"province", 45, 75, 80000000, 95},
    {"city", 29, 51, 8000000, 61},
    {"county", 15, 35, 1000000, 45},
};
/* clang-format on */

struct seats_law seats_of_office(struct str congress_kind, struct str level,
                                 struct str office)
{
    for (size_t i = 0; i < sizeof(OFFICES) / sizeof(OFFICES[0]); i++)
        if (str_eq(congress_kind, str_of(OFFICES[i].kind)) &&
            str_eq(office, str_of(OFFICES[i].office)) &&
            (!OFFICES[i].level || str_eq(level, str_of(OFFICES[i].level))))
            return OFFICES[i].law;
    return (struct seats_law){0};
}

struct committee_size committee_size_of(struct str level, int64_t population)
{
    for (size_t i = 0; i < sizeof(COMMITTEES) / sizeof(COMMITTEES[0]); i++)
        if (str_eq(level, str_of(COMMITTEES[i].level)))
            return (struct committee_size){.least = COMMITTEES[i].least,
                                           .most = population > COMMITTEES[i].large
                                                       ? COMMITTEES[i].most_of_large
                                                       : COMMITTEES[i].most,
                                           .large = COMMITTEES[i].large,
                                           .most_of_large = COMMITTEES[i].most_of_large};
    return (struct committee_size){0};
}

bool seats_of_committee(struct str office)
{
    return str_eq(office, STR("congress_chief")) || str_eq(office, STR("congress_vice")) ||
           str_eq(office, STR("standing_member"));
}

enum seats_verdict seats_judge_further(const struct seats_further *f)
{
    if (f->is_open || !f->size || f->said <= f->size)
        return SEATS_HELD;
    return f->asked == f->said - f->size ? SEATS_ADDED : SEATS_OTHER;
}
