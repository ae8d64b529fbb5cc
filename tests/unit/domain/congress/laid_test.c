#include "domain/congress/laid.h"

#include "base/arena.h"

#include <criterion/criterion.h>

Test(laid, a_list_is_a_line_for_each_election)
{
    AUTO(arena) struct arena *a = arena_new();
    const struct str names[] = {STR("王文"), STR("李　武"), STR("艾力·买买提")};

    struct str line = laid_line(a, STR("县委委员"), names, 3);
    cr_assert(str_eq(line, STR("县委委员：王文、李　武、艾力·买买提")), "%.*s",
              STR_FMT(line));
    cr_assert(str_eq(laid_line(a, STR("县长"), names, 1), STR("县长：王文")));
}

Test(laid, who_is_on_it_is_on_a_line_of_his_election)
{
    static const struct {
        const char *list, *election, *name;
        bool has;
    } CASES[] = {
        {"县委委员：王文、李武", "县委委员", "王文", true},
        {"县委委员：王文、李武", "县委委员", "李武", true},
        {"县委委员：王文、李　武", "县委委员", "李武", true}, /* as names are compared */
        {"县委委员：艾力•买买提", "县委委员", "艾力·买买提", true},
        {"县委委员：王文、李武", "县委委员", "李", false},
        {"县委委员：王文、李武", "县委委员", "王文、李武", false},
        {"县委委员：王文", "县纪委委员", "王文", false}, /* for another office */
        {"县委委员会委员：王文", "县委委员", "王文", false},
        {"县委委员：王文\n县长：李武", "县长", "李武", true},
        {"县委委员：王文\n县委委员：李武", "县委委员", "李武", true}, /* laid once more */
        {"县委委员：", "县委委员", "王文", false},
        {"县委委员：王文", "县委委员", "", false},
        {"", "县委委员", "王文", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_assert_eq(laid_has(str_of(CASES[i].list), str_of(CASES[i].election),
                              str_of(CASES[i].name)),
                     CASES[i].has, "%zu", i);
}

Test(laid, the_lines_of_one_election)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str list = STR("县委委员：王文\n县长：李武\n县委委员：王文、张建");

    cr_assert(str_eq(laid_of(a, list, STR("县委委员")),
                     STR("县委委员：王文\n县委委员：王文、张建")));
    cr_assert(str_eq(laid_of(a, list, STR("县长")), STR("县长：李武")));
    cr_assert_eq(laid_of(a, list, STR("镇长")).len, 0);
}

Test(laid, the_names_of_one_election_each_once)
{
    AUTO(arena) struct arena *a = arena_new();
    struct name_series all =
        laid_names(a, STR("县委委员：王文、李　武\n县长：赵六\n县委委员：李武、张建"),
                   STR("县委委员"));

    cr_assert_eq(all.count, 3);
    cr_assert(str_eq(all.items[1], STR("李　武")) && str_eq(all.items[2], STR("张建")));
    cr_assert_eq(laid_names(a, STR("县委委员："), STR("县委委员")).count, 0);
    cr_assert_eq(laid_names(a, STR(""), STR("县委委员")).count, 0);
}
