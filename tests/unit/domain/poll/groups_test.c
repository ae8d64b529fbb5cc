/* The numbers of counting groups: which stand alone, and what sums are possible at all. */
#include "domain/poll/groups.h"

#include "unit/domain/poll/check.h"

Test(groups, fewer_than_five_ballots_are_never_shown_alone)
{
    static const struct {
        int64_t returned[6];
        size_t count, parts, part[6];
    } CASES[] = {
        {{5, 7}, 2, 2, {0, 1}},
        {{20, 4, 3, 9}, 4, 3, {0, 1, 1, 2}},
        {{20, 4, 9}, 3, 2, {0, 1, 1}}, /* with the smallest other one */
        {{4, 20}, 2, 1, {0, 0}},
        {{2, 2}, 2, 0, {0}},
        {{4}, 1, 0, {0}},
        {{5}, 1, 1, {0}},
        {{5, 0, 8}, 3, 2, {0, 0, 1}}, /* an empty pile tells nothing */
        {{0, 6, 1, 6, 30}, 5, 3, {0, 0, 0, 1, 2}},
        {{0}, 0, 0, {0}},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        size_t part[6] = {0};
        struct pile piles[6] = {0};
        for (size_t k = 0; k < CASES[i].count; k++)
            piles[k].returned = CASES[i].returned[k];
        cr_expect_eq(groups_merge(piles, CASES[i].count, part), CASES[i].parts, "case %zu",
                     i);
        for (size_t k = 0; CASES[i].parts && k < CASES[i].count; k++)
            cr_expect_eq(part[k], CASES[i].part[k], "case %zu, pile %zu: %zu", i, k,
                         part[k]);
    }
}

static uint64_t dice(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    return z ^ (z >> 31);
}

Test(groups, every_part_has_five_ballots_and_all_piles_are_in_one)
{
    enum { MOST = 12, ROUNDS = 20000 };
    uint64_t state = 3;

    for (int round = 0; round < ROUNDS; round++) {
        struct pile piles[MOST];
        int64_t sum[MOST] = {0}, sheets[MOST] = {0}, all = 0, all_sheets = 0;
        size_t part[MOST], count = 1 + dice(&state) % MOST;
        for (size_t i = 0; i < count; i++) {
            piles[i] = (struct pile){(int64_t)(dice(&state) % (1 + dice(&state) % 20)),
                                     dice(&state) % 2 == 0};
            all += piles[i].returned;
            all_sheets += piles[i].is_sum ? piles[i].returned : 0;
        }
        size_t parts = groups_merge(piles, count, part);
        cr_assert_eq(parts == 0, all < GROUP_SHOWN_LEAST, "round %d", round);
        for (size_t i = 0; parts && i < count; i++) {
            cr_assert_lt(part[i], parts);
            sum[part[i]] += piles[i].returned;
            sheets[part[i]] += piles[i].is_sum ? piles[i].returned : 0;
        }
        for (size_t i = 0; i < parts; i++) {
            cr_assert_geq(sum[i], GROUP_SHOWN_LEAST, "round %d", round);
            /* nor does a tally sheet of a handful stand out among ballots, while there are others */
            cr_assert(!sheets[i] || sheets[i] >= GROUP_SHOWN_LEAST ||
                          sheets[i] == all_sheets,
                      "round %d", round);
        }
    }
}

#define SEATS(n)                             \
    ELECTION(                                \
        "county-party-2020", "committee", n, \
        "\"due\":20,\"present\":20,\"candidates\":[\"王一\",\"李二\",\"张三\",\"赵四\"]")

/* "1.5": what no ballots can show, no sum of ballots shows. */
Test(groups, sums_of_a_group_cannot_exceed_what_is_possible)
{
    static const struct {
        const char *marks, *names, *wants;
    } CASES[] = {
        /* three seats, twenty ballots: sixty votes in all, and no more */
        {"[20,0,0,0],[20,0,0,0],[20,0,0,0],[0,20,0,0]", "", "\"approve\":20"},
        {"[20,0,0,0],[20,0,0,0],[20,0,0,0],[1,19,0,0]", "", "sum.chosen(1,1,61,60,3,20)"},
        {"[60,0,0,0],[0,20,0,0],[0,20,0,0],[0,20,0,0]", "", "sum.valid"},
        {"[20,0,0,0],[20,0,0,0],[18,2,0,0],[0,20,0,0]",
         "{\"name\":\"周新人\",\"approve\":2}", "\"周新人\""},
        {"[20,0,0,0],[20,0,0,0],[18,2,0,0],[0,20,0,0]",
         "{\"name\":\"周新人\",\"approve\":3}", "sum.chosen"},
        /* one opposed for each name */
        {"[10,0,10,0],[10,0,10,0],[10,0,10,0],[10,1,9,0]",
         "{\"name\":\"周新人\",\"approve\":2}", "sum.write_ins(1,1,2,1)"},
        /* and nobody on more ballots than there are */
        {"[0,20,0,0],[0,20,0,0],[0,20,0,0],[0,20,0,0]",
         "{\"name\":\"周新人\",\"approve\":21}", "sum.names"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str line = str_print(a,
                                    "{\"sum\":{\"returned\":20,\"void\":0,\"answers\":[{"
                                    "\"marks\":[%s],\"write_in\":[%s]}]}}",
                                    CASES[i].marks, CASES[i].names);
        struct str result = result_of(a, SEATS(3), str_c(a, line));
        cr_expect(str_find(result, str_of(CASES[i].wants)) >= 0, "case %zu: %.*s", i,
                  STR_FMT(result));
    }
}

Test(groups, merged_sums_count_as_the_sums_do)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str lines[] = {STR("{\"sum\":{\"returned\":3,\"void\":1,\"answers\":[{\"marks\":"
                              "[[2,0,0,0],[0,2,0,0],[1,0,1,0],[0,2,0,0]],"
                              "\"write_in\":[{\"name\":\"周新人\",\"approve\":1}]}]}}"),
                          STR("{\"sum\":{\"returned\":4,\"void\":0,\"answers\":[{\"marks\":"
                              "[[4,0,0,0],[0,3,0,1],[1,0,3,0],[0,4,0,0]],"
                              "\"write_in\":[{\"name\":\"周　新人\",\"approve\":2},{"
                              "\"name\":\"吴人\",\"approve\":1}]}]}}"),
                          STR("{\"sum\":{\"returned\":1,\"void\":1,\"answers\":[{\"marks\":"
                              "[[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]]}]}}")};
    struct str merged, all = str_print(a, "%.*s\n%.*s\n%.*s\n", STR_FMT(lines[0]),
                                       STR_FMT(lines[1]), STR_FMT(lines[2]));
    struct fault f = {0};

    cr_assert_eq(sums_merge(a, lines, 3, &merged, &f), ERR_OK);
    struct str apart = result_of(a, SEATS(3), str_c(a, all)),
               together = result_of(a, SEATS(3), str_c(a, merged));
    cr_expect(str_eq(apart, together), "%.*s\n%.*s", STR_FMT(apart), STR_FMT(together));
    cr_expect(str_find(together, STR("\"returned\":8,\"valid\":6")) >= 0);
}
