#include "domain/congress/size.h"

#include <criterion/criterion.h>

/* 选举法 2020, art. 12 (3) (4) and its third paragraph. */
Test(size, as_many_as_the_law_gives_so_many_people)
{
    static const struct {
        const char *level;
        int64_t population, base, most, extra;
        bool may_be_fewer;
    } CASES[] = {
        {"county", 382600, 140, 216, 226, false},
        {"county", 50000, 140, 150, 157, false},
        {"county", 49999, 140, 149, 156, true},
        {"county", 1550000, 140, 450, 472, false},
        {"county", 2400000, 140, 450, 472, false},
        {"county", SIZE_NOBODY_COUNTED, 140, 450, 472, false},
        {"township", 30000, 45, 65, 68, false},
        {"township", 1999, 45, 46, 48, true},
        {"township", 2000, 45, 46, 48, false},
        {"township", 172500, 45, 160, 168, false},
        {"township", 300000, 45, 160, 168, false},
        {"township", 0, 45, 45, 47, true},
        {"village", 3000, 0, 0, 0, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct congress_size s =
            congress_size_of(str_of(CASES[i].level), CASES[i].population);
        cr_expect_eq(s.base, CASES[i].base, "%zu", i);
        cr_expect_eq(s.most, CASES[i].most, "%zu: %lld", i, (long long)s.most);
        cr_expect_eq(s.extra, CASES[i].extra, "%zu: %lld", i, (long long)s.extra);
        cr_expect_eq(s.may_be_fewer, CASES[i].may_be_fewer, "%zu", i);
    }
}

Test(size, judged_with_and_without_the_decision_above)
{
    static const struct {
        const char *level;
        int64_t population, deputies;
        enum size_verdict alone, decided;
    } CASES[] = {
        {"county", 382600, 140, SIZE_KEPT, SIZE_KEPT},
        {"county", 382600, 216, SIZE_KEPT, SIZE_KEPT},
        {"county", 382600, 217, SIZE_UNDECIDED, SIZE_KEPT}, /* of the five per cent */
        {"county", 382600, 226, SIZE_UNDECIDED, SIZE_KEPT},
        {"county", 382600, 227, SIZE_OVER, SIZE_OVER},
        {"county", 382600, 139, SIZE_UNDER, SIZE_UNDER},
        {"county", 50000, 139, SIZE_UNDER, SIZE_UNDER},
        {"county", 49999, 139, SIZE_UNDECIDED, SIZE_KEPT},
        {"county", SIZE_NOBODY_COUNTED, 139, SIZE_UNCOUNTED, SIZE_UNCOUNTED},
        {"county", SIZE_NOBODY_COUNTED, 450, SIZE_KEPT, SIZE_KEPT},
        {"county", SIZE_NOBODY_COUNTED, 473, SIZE_OVER, SIZE_OVER},
        {"county", 3000000, 451, SIZE_UNDECIDED, SIZE_KEPT},
        {"township", 1999, 30, SIZE_UNDECIDED, SIZE_KEPT},
        {"township", 2000, 44, SIZE_UNDER, SIZE_UNDER},
        {"township", 300000, 169, SIZE_OVER, SIZE_OVER},
        {"village", 3000, 9, SIZE_KEPT, SIZE_KEPT}, /* of it the law says nothing */
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct congress_size s =
            congress_size_of(str_of(CASES[i].level), CASES[i].population);
        cr_expect_eq(congress_size_judge(&s, CASES[i].deputies, false), CASES[i].alone,
                     "%zu", i);
        cr_expect_eq(congress_size_judge(&s, CASES[i].deputies, true), CASES[i].decided,
                     "%zu", i);
    }
}

Test(size, every_verdict_but_one_has_a_message)
{
    for (int v = SIZE_KEPT; v <= SIZE_UNCOUNTED; v++)
        cr_expect_eq(congress_size_message((enum size_verdict)v) == NULL, v == SIZE_KEPT);
}
