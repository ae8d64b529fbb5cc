#include "domain/congress/before.h"

#include <criterion/criterion.h>

/* 组织法 17, 19, 27, 选举法 47; 地方 25, 29; 基层 11, 15, 20. */
Test(before, what_is_asked_before_a_vote_by_kind_level_and_session)
{
    static const struct {
        const char *kind, *level;
        int64_t session;
        const char *asked; /* by step: x asked, - not */
    } CASES[] = {
        {"people", "county", 1, "xxxxxxx"},
        {"people", "county", 0, "xxxxxxx"}, /* nobody says which session: as the first */
        {"people", "county", 2, "xxx-xxx"},
        {"people", "township", 1, "-x-xx-x"},
        {"people", "township", 3, "-x--x-x"},
        {"party", "county", 1, "xxxxxxx"},
        {"party", "county", 2, "xxx-xxx"},
        {"party", "township", 1, "xx-xxxx"},
        {"plenary", "county", 1, "-------"},
        {"discipline_plenary", "county", 1, "-------"},
        {"member_meeting", "township", 1, "-------"},
        {"conference", "county", 1, "-------"},
        {"district", "county", 1, "-------"},
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
        enum before_matter matter;
        bool is_passed;
        enum before_step step;
    } CASES[] = {
        {"party", "preparatory", BEFORE_OF_CREDENTIALS, true, BEFORE_CREDENTIALS},
        {"party", "preparatory", BEFORE_OF_CREDENTIALS, false, BEFORE_STEPS},
        {"party", "presidium", BEFORE_OF_CREDENTIALS, true, BEFORE_STEPS},
        {"people", "preparatory", BEFORE_OF_CREDENTIALS, false, BEFORE_CREDENTIALS},
        {"people", "presidium", BEFORE_OF_CREDENTIALS, false, BEFORE_CREDENTIALS},
        {"people", "delegation", BEFORE_OF_CREDENTIALS, true, BEFORE_STEPS},
        {"party", "plenary", BEFORE_OF_RULES, true, BEFORE_RULES},
        {"party", "plenary", BEFORE_OF_RULES, false, BEFORE_STEPS},
        {"party", "presidium", BEFORE_OF_RULES, true, BEFORE_STEPS}, /* only a draft */
        {"people", "plenary", BEFORE_OF_RULES, false, BEFORE_STEPS},
        {"people", "preparatory", BEFORE_OF_RULES, true, BEFORE_RULES},
        {"people", "delegation", BEFORE_OF_RULES, true, BEFORE_STEPS},
        {"party", "presidium", BEFORE_OF_CANDIDATES, true, BEFORE_CANDIDATES},
        {"party", "presidium", BEFORE_OF_CANDIDATES, false, BEFORE_CANDIDATES},
        {"party", "delegation", BEFORE_OF_CANDIDATES, false, BEFORE_TALKS},
        {"people", "plenary", BEFORE_OF_CANDIDATES, false,
         BEFORE_TALKS}, /* no delegations */
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(before_step_of(str_of(CASES[i].kind), str_of(CASES[i].sitting),
                                    CASES[i].matter, CASES[i].is_passed),
                     CASES[i].step, "case %zu", i);
}
