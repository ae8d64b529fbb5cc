#include "domain/direct/direct.h"

#include <criterion/criterion.h>

static const struct rule_set *law(void)
{
    const struct rule_set *set = rules_find(STR("people-direct-2020"));

    cr_assert_not_null(set);
    return set;
}

Test(direct, days_before_the_election_by_article)
{
    static const struct {
        enum direct_date d;
        date on, today;
        date latest;
        bool is_late;
        const char *article;
    } CASES[] = {
        {DIRECT_VOTER_LIST, 20211019, 20211101, 20211019, false, "art. 28"}, /* 20 days */
        {DIRECT_VOTER_LIST, 20211020, 20211101, 20211019, true, "art. 28"},
        {DIRECT_VOTER_LIST, 0, 20211019, 20211019, false, "art. 28"},
        {DIRECT_VOTER_LIST, 0, 20211020, 20211019, true, "art. 28"},
        {DIRECT_FIRST_LIST, 20211024, 20211101, 20211024, false, "art. 32"}, /* 15 */
        {DIRECT_FIRST_LIST, 20211025, 20211101, 20211024, true, "art. 32"},
        {DIRECT_FORMAL_LIST, 20211101, 20211101, 20211101, false, "art. 32"}, /* 7 */
        {DIRECT_FORMAL_LIST, 20211102, 20211102, 20211101, true, "art. 32"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct direct_day day =
            direct_day_of(law(), CASES[i].d, 20211108, CASES[i].on, CASES[i].today);
        cr_expect_eq(day.latest, CASES[i].latest, "case %zu: %lld", i,
                     (long long)day.latest);
        cr_expect_eq(day.is_late, CASES[i].is_late, "case %zu", i);
        cr_expect_str_eq(day.article, CASES[i].article);
    }
    struct direct_day none = direct_day_of(law(), DIRECT_VOTER_LIST, 0, 0, 20211101);
    cr_expect_eq(none.latest, 0);
    cr_expect_not(none.is_late);
}

Test(direct, objections_in_five_days_decided_in_three)
{
    cr_expect_eq(direct_objection_until(law(), 20211019), 20211024);
    cr_expect_eq(direct_objection_until(law(), 20211228), 20220102);
    cr_expect_eq(direct_decision_until(law(), 20211023), 20211026);
    cr_expect_eq(direct_objection_until(law(), 0), 0);
    cr_expect_eq(direct_suit_until(law(), 20211108), 20211103);
    cr_expect_eq(direct_suit_until(law(), 0), 0);
    cr_expect_eq(direct_objection_until(rules_find(STR("cppcc")), 20211019), 0);
}

Test(direct, deputies_and_proxies)
{
    for (int64_t n = -1; n < 6; n++) {
        cr_expect_eq(direct_deputies_are_good(n), n >= 1 && n <= 3); /* art. 26 */
        cr_expect_eq(direct_proxy_fits(n), n < 3);                   /* art. 42 */
    }
}

Test(direct, candidates_a_third_to_as_many_more)
{
    static const struct {
        int64_t seats, least, most;
    } CASES[] = {{1, 1, 1}, {2, 1, 2}, {3, 1, 3}}; /* art. 31 */
    const struct rule_office *office = rules_office(law(), STR("deputy_direct"));

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        int64_t least, most;
        rule_surplus_of(&office->surplus, CASES[i].seats, &least, &most);
        cr_expect_eq(least, CASES[i].least, "%lld", (long long)CASES[i].seats);
        cr_expect_eq(most, CASES[i].most, "%lld", (long long)CASES[i].seats);
    }
}

Test(direct, names_read_back)
{
    enum direct_date d;

    for (int i = 0; i < DIRECT_DATES; i++) {
        cr_expect(direct_date_read(str_of(direct_date_name((enum direct_date)i)), &d));
        cr_expect_eq((int)d, i);
    }
    cr_expect_not(direct_date_read(STR("birthday"), &d));
}
