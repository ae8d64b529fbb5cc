/* Who has been talked with: by record, by a name that can mean one person, never by a namesake's. */
#include "domain/talk/coverage.h"

#include <criterion/criterion.h>

enum { UNIT_A = 1, UNIT_B };

static const struct talk_person PEOPLE[] = {
    {10, STR_INIT("云青山"), UNIT_A}, {11, STR_INIT("柳明远"), UNIT_A},
    {12, STR_INIT("柳明远"), UNIT_B}, {13, STR_INIT("石安"), 0},
    {14, STR_INIT("石安"), 0},        {15, STR_INIT("松柏"), UNIT_B},
};
enum { PERSONS = sizeof(PEOPLE) / sizeof(PEOPLE[0]) };

Test(coverage, a_name_counts_only_where_it_can_mean_one_person)
{
    static const struct {
        struct talk_held talk;
        int who; /* index; -1: nobody */
        int unclear, others;
    } CASES[] = {
        {{10, STR_INIT("云青山"), UNIT_A, 20210601}, 0, 0, 0},
        {{11, STR_INIT("another"), UNIT_B, 20210601}, 1, 0, 0}, /* the record decides */
        {{0, STR_INIT("云青山"), UNIT_B, 20210601}, 0, 0, 0},   /* no namesake at all */
        {{0, STR_INIT("柳明远"), UNIT_B, 20210601}, 2, 0, 0},
        {{0, STR_INIT("柳明远"), 0, 20210601}, -1, 1, 0},
        {{0, STR_INIT("柳明远"), 3, 20210601}, -1, 1, 0},
        {{0, STR_INIT("石安"), 0, 20210601}, -1, 1, 0},
        {{0, STR_INIT("外人"), UNIT_A, 20210601}, -1, 0, 1},
        {{99, STR_INIT("云青山"), UNIT_A, 20210601}, -1, 0, 1}, /* a record not here */
        {{15, STR_INIT("松柏"), UNIT_B, 20210430}, -1, 0, 0},   /* before the day */
    };
    struct arena *a = arena_new();

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct talk_input in = {PEOPLE, PERSONS, &CASES[i].talk, 1, 20210501};
        struct talk_result r;
        talks_stand(a, &in, &r);
        for (int k = 0; k < PERSONS; k++) {
            cr_expect_eq(r.standings[k].talks, k == CASES[i].who, "case %zu, person %d", i,
                         k);
            cr_expect_eq(r.standings[k].last, k == CASES[i].who ? CASES[i].talk.on : 0);
        }
        cr_expect_eq(r.unclear, CASES[i].unclear, "case %zu", i);
        cr_expect_eq(r.others, CASES[i].others, "case %zu", i);
    }
    arena_free(a);
}

/* Every talk is somebody's, unclear or another's; who has talks has a last day. */
Test(coverage, no_talk_is_counted_twice_or_lost)
{
    struct arena *a = arena_new();
    struct talk_held talks[64];

    for (unsigned seed = 1; seed < 500; seed++) {
        size_t n = seed % 64;
        for (size_t i = 0; i < n; i++) {
            unsigned x = seed * 2654435761u + (unsigned)i * 40503u;
            const struct talk_person *p = &PEOPLE[x / 7 % PERSONS];
            talks[i] = (struct talk_held){x % 3 ? p->id : 0, x % 11 ? p->name : STR("外人"),
                                          (int64_t)(x % 4), (date)(20210101 + x % 28)};
        }
        struct talk_input in = {PEOPLE, PERSONS, talks, n, 0};
        struct talk_result r;
        int64_t sum = 0;
        talks_stand(a, &in, &r);
        for (int k = 0; k < PERSONS; k++) {
            sum += r.standings[k].talks;
            cr_assert_eq(r.standings[k].talks > 0, r.standings[k].last > 0);
        }
        cr_assert_eq(sum + r.unclear + r.others, (int64_t)n, "seed %u", seed);
    }
    arena_free(a);
}
