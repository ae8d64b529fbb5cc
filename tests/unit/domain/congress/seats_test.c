#include "domain/congress/seats.h"

#include <criterion/criterion.h>

Test(seats, a_head_is_one_and_deputies_are_what_was_approved)
{
    static const struct {
        const char *kind, *level, *office;
        int64_t least, most;
    } CASES[] = {
        {"people", "county", "chief", 1, 1}, /* 组织法 27 */
        {"people", "county", "procurator", 1, 1},
        {"people", "county", "congress_chief", 1, 1},
        {"people", "county", "congress_vice", 0, 0},
        {"people", "county", "vice", 0, 0},
        {"people", "township", "chief", 1, 1},
        {"people", "township", "congress_chief", 1, 1}, /* 组织法 18 */
        {"people", "township", "congress_vice", 1, 2},
        {"plenary", "county", "secretary", 1, 1}, /* 党章 28 */
        {"plenary", "township", "secretary", 1, 1},
        {"plenary", "county", "deputy_secretary", 0, 0},
        {"discipline_plenary", "county", "secretary", 1, 1}, /* 党章 45 */
        {"member_meeting", "township", "secretary", 1, 1},
        {"conference", "county", "chief", 1, 1},
        {"conference", "county", "vice", 0, 0},
        {"party", "county", "committee", 0, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct seats_law law = seats_of_office(
            str_of(CASES[i].kind), str_of(CASES[i].level), str_of(CASES[i].office));
        cr_expect_eq(law.least, CASES[i].least, "%zu", i);
        cr_expect_eq(law.most, CASES[i].most, "%zu", i);
        cr_expect_eq(law.document != NULL, law.most != 0, "%zu is cited", i);
    }
}

/* 组织法 47. */
Test(seats, of_a_standing_committee_by_level_and_people)
{
    static const struct {
        const char *level;
        int64_t population, least, most;
    } CASES[] = {
        {"county", 382600, 15, 35},     {"county", 1000000, 15, 35},
        {"county", 1000001, 15, 45},    {"county", SEATS_NOBODY_COUNTED, 15, 35},
        {"city", 8000000, 29, 51},      {"city", 8000001, 29, 61},
        {"province", 80000000, 45, 75}, {"province", 80000001, 45, 95},
        {"township", 30000, 0, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct committee_size s =
            committee_size_of(str_of(CASES[i].level), CASES[i].population);
        cr_expect_eq(s.least, CASES[i].least, "%zu", i);
        cr_expect_eq(s.most, CASES[i].most, "%zu", i);
    }
    cr_expect(seats_of_committee(STR("congress_chief")));
    cr_expect(seats_of_committee(STR("standing_member")));
    cr_expect(!seats_of_committee(STR("vice")));
}

Test(seats, a_further_vote_of_a_session_is_on_added_seats_alone)
{
    static const struct {
        struct seats_further f;
        enum seats_verdict verdict;
    } CASES[] = {
        {{false, 2, 3, 1}, SEATS_ADDED},
        {{false, 2, 5, 3}, SEATS_ADDED},
        {{false, 2, 0, 1}, SEATS_HELD},  /* nobody recorded it */
        {{false, 2, 2, 1}, SEATS_HELD},  /* what is missing is the next round's */
        {{false, 3, 2, 1}, SEATS_HELD},  /* fewer: no seat is added */
        {{false, 2, 3, 2}, SEATS_OTHER}, /* one that was voted on among them */
        {{false, 2, 3, 3}, SEATS_OTHER},
        {{false, 2, 4, 1}, SEATS_OTHER},
        {{false, 2, 3, 0}, SEATS_OTHER},
        {{true, 2, 3, 1}, SEATS_HELD},  /* the first vote is not over */
        {{false, 0, 1, 1}, SEATS_HELD}, /* nothing to add to */
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(seats_judge_further(&CASES[i].f), CASES[i].verdict, "%zu", i);
}
