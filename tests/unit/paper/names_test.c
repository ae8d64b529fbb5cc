/* Names as lists print them. */
#include "paper/names.h"

#include <criterion/criterion.h>

Test(names, of_two_characters_are_spread_rare_ones_too)
{
    static const char *const CASES[][2] = {
        {"丁伟", "丁　伟"},
        {"王𬭎", "王　𬭎"},
        {"𠮷𬭎", "𠮷　𬭎"},
        {"欧阳修", "欧阳修"},
        {"李", "李"},
        {"张伟（县教育局）", "张伟（县教育局）"},
        {"阿·买", "阿·买"},
        {"ab", "ab"},
        {"", ""},
    };
    AUTO(arena) struct arena *a = arena_new();

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str out = name_spread(a, str_of(CASES[i][0]));
        cr_expect(str_eq(out, str_of(CASES[i][1])), "%s became %.*s", CASES[i][0],
                  STR_FMT(out));
    }
}
