#include "domain/direct/turnout.h"

#include <criterion/criterion.h>

Test(turnout, is_the_sum_of_three_ways_and_no_more_than_the_register)
{
    static const struct {
        struct turnout t;
        int64_t taking_part;
        bool fits; /* of 29 registered */
    } CASES[] = {
        {{8, 4, 0}, 12, true},  {{20, 4, 5}, 29, true},  {{21, 4, 5}, 30, false},
        {{0, 0, 0}, 0, true},   {{29, 1, 0}, 30, false}, {{0, 0, 30}, 30, false},
        {{-1, 4, 0}, 3, false}, {{4, -1, 0}, 3, false},  {{4, 0, -1}, 3, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        cr_expect_eq(turnout_taking_part(&CASES[i].t), CASES[i].taking_part, "case %zu", i);
        cr_expect_eq(turnout_is_within(&CASES[i].t, 29), CASES[i].fits, "case %zu", i);
    }
}
