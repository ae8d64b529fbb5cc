#include "domain/congress/before.h"

#include <criterion/criterion.h>

/* 组织法 17, 19, 27, 选举法 47; 地方 25, 29; 基层 11, 20. */
Test(before, what_is_asked_before_a_vote_by_kind_level_and_session)
{
    static const struct {
        const char *kind, *level;
        int64_t session;
        const char *asked; /* by step: x asked, - not */
    } CASES[] = {
        {"people", "county", 1, "xxxxx"},
        {"people", "county", 0, "xxxxx"}, /* nobody says which session: as the first */
        {"people", "county", 2, "xxx-x"},
        {"people", "township", 1, "-x-xx"},
        {"people", "township", 3, "-x--x"},
        {"party", "county", 1, "xxxxx"},
        {"party", "county", 2, "xxx-x"},
        {"party", "township", 1, "xx-xx"},
        {"plenary", "county", 1, "-----"},
        {"discipline_plenary", "county", 1, "-----"},
        {"member_meeting", "township", 1, "-----"},
        {"conference", "county", 1, "-----"},
        {"district", "county", 1, "-----"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        for (int step = 0; step < BEFORE_STEPS; step++) {
            const struct before_law *law = before_asked(
                str_of(CASES[i].kind), str_of(CASES[i].level), CASES[i].session, step);
            cr_expect_eq(law != NULL, CASES[i].asked[step] == 'x', "%s %s %d step %d",
                         CASES[i].kind, CASES[i].level, (int)CASES[i].session, step);
            cr_expect(!law || (law->document && law->article), "cited");
        }
}

Test(before, the_rules_are_passed_by_all_and_mandates_of_deputies_are_heard)
{
    static const struct {
        const char *kind, *sitting;
        enum before_step step;
        bool is_passed, is_done;
    } CASES[] = {
        {"party", "preparatory", BEFORE_CREDENTIALS, true, true},
        {"party", "preparatory", BEFORE_CREDENTIALS, false, false},
        {"party", "presidium", BEFORE_CREDENTIALS, true, false},
        {"people", "preparatory", BEFORE_CREDENTIALS, false, true}, /* 选举法 47 */
        {"people", "presidium", BEFORE_CREDENTIALS, false, true},
        {"people", "delegation", BEFORE_CREDENTIALS, true, false},
        {"party", "plenary", BEFORE_RULES, true, true},
        {"party", "plenary", BEFORE_RULES, false, false},
        {"party", "presidium", BEFORE_RULES, true, false}, /* only a draft */
        {"people", "plenary", BEFORE_RULES, false, false},
        {"people", "preparatory", BEFORE_RULES, true, true},
        {"people", "delegation", BEFORE_RULES, true, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(before_is_done(str_of(CASES[i].kind), str_of(CASES[i].sitting),
                                    CASES[i].step, CASES[i].is_passed),
                     CASES[i].is_done, "case %zu", i);
}
