#include "domain/congress/quorum.h"

#include <criterion/criterion.h>

Test(quorum, each_kind_of_congress_by_its_article)
{
    static const struct {
        const char *kind, *rules;
        int64_t due, needed;
        const char *article;
    } CASES[] = {
        {"party", "township-party-2020", 248, 199, "art. 19"}, /* 4/5: 198.4 */
        {"party", "township-party-2020", 100, 80, "art. 19"},
        {"member_meeting", "township-party-2020", 51, 41, "art. 19"},
        {"party", "county-party-2020", 248, 125, "art. 24"}, /* more than 1/2 */
        {"party", "county-party-2020", 249, 125, "art. 24"},
        {"plenary", "county-party-2020", 36, 25, "art. 24"}, /* more than 2/3 */
        {"plenary", "county-party-2020", 35, 24, "art. 24"},
        {"discipline_plenary", "county-party-2020", 19, 13, "art. 24"},
        {"people", "organic-2022", 210, 140, "art. 14"}, /* at least 2/3 */
        {"people", "people-indirect-2020", 211, 141, "art. 14"},
        {"conference", "cppcc", 180, 120, ""},
        {"district", "people-direct-2020", 3000, 1501, "art. 45"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct rule_set *set = rules_find(str_of(CASES[i].rules));
        cr_assert_not_null(set);
        const struct rule_office *office = quorum_office(str_of(CASES[i].kind), set);
        cr_assert_not_null(office);
        struct quorum q = quorum_of(&office->quorum, CASES[i].due, CASES[i].needed);
        cr_expect_eq(q.needed, CASES[i].needed, "%s %s: %lld", CASES[i].kind,
                     CASES[i].rules, (long long)q.needed);
        cr_expect(q.is_met);
        cr_expect_not(quorum_of(&office->quorum, CASES[i].due, q.needed - 1).is_met);
        cr_expect(
            str_starts(str_of(office->quorum.source.article), str_of(CASES[i].article)),
            "%s", office->quorum.source.article);
    }
}

Test(quorum, nobody_due_is_never_enough)
{
    const struct rule_set *set = rules_find(STR("township-party-2020"));
    const struct rule_office *office = quorum_office(STR("party"), set);

    cr_expect_not(quorum_of(&office->quorum, 0, 0).is_met);
}

Test(quorum, of_a_presidium_more_than_half_of_its_members)
{
    cr_expect(quorum_of_part(25, 13).is_met);
    cr_expect_not(quorum_of_part(25, 12).is_met);
    cr_expect_not(quorum_of_part(24, 12).is_met, "half is not more than half");
    cr_expect_eq(quorum_of_part(24, 12).needed, 13);
    cr_expect_not(quorum_of_part(0, 0).is_met);
}
