#include "domain/congress/hands.h"

#include "domain/congress/quorum.h"

#include <criterion/criterion.h>

static const struct rule_share *majority(const char *kind, const char *rules)
{
    const struct rule_set *set = rules_find(str_of(rules));

    return &quorum_office(str_of(kind), set)->majority;
}

Test(hands, each_meeting_by_its_own_majority)
{
    static const struct {
        const char *kind, *rules;
        int64_t due, present, hands, approve, needed;
        bool carries;
    } CASES[] = {
        /* 组织法 25: of all deputies, whoever came */
        {"people", "organic-2022", 20, 14, 14, 10, 11, false},
        {"people", "organic-2022", 20, 14, 14, 11, 11, true},
        {"people", "organic-2022", 21, 14, 14, 11, 11, true},
        {"conference", "cppcc", 20, 14, 14, 10, 11, false},
        /* of those due */
        {"party", "county-party-2020", 10, 8, 8, 5, 6, false},
        {"plenary", "county-party-2020", 35, 30, 30, 18, 18, true},
        /* of those present; of those due while nobody was checked in */
        {"party", "township-party-2020", 100, 80, 80, 41, 41, true},
        {"party", "township-party-2020", 100, 80, 80, 40, 41, false},
        {"party", "township-party-2020", 100, 0, 60, 50, 51, false},
        /* more hands than were checked in: of the hands */
        {"party", "township-party-2020", 100, 40, 60, 30, 31, false},
        /* a district: of the hands of its committee */
        {"district", "people-direct-2020", 3000, 0, 7, 4, 4, true},
        {"district", "people-direct-2020", 3000, 0, 7, 3, 4, false},
        {"people", "organic-2022", 10, 10, 10, 1, 6, false},
        {"people", "organic-2022", 0, 0, 0, 0, 1, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct hands_room room = {CASES[i].due, CASES[i].present, CASES[i].hands};
        struct hands_verdict v =
            hands_judge(majority(CASES[i].kind, CASES[i].rules), &room, CASES[i].approve);
        cr_expect_eq(v.needed, CASES[i].needed, "case %zu: %lld", i, (long long)v.needed);
        cr_expect_eq(v.carries, CASES[i].carries, "case %zu", i);
    }
}

Test(hands, without_a_rule_more_than_half_of_the_hands)
{
    struct hands_room room = {100, 100, 9};

    cr_expect(hands_judge(NULL, &room, 5).carries);
    cr_expect_not(hands_judge(NULL, &room, 4).carries);
}
