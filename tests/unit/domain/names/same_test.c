/* When two names are one, and when they are not. */
#include "domain/names/same.h"

#include "base/arena.h"

#include <criterion/criterion.h>

Test(same, folds_what_typesetting_puts_in_and_nothing_else)
{
    static const struct {
        const char *a, *b;
        bool same;
    } CASES[] = {
        {"王明", "王明", true},
        {"王明", "王　明", true},
        {"王明", " 王 明 ", true},
        {"王明", "王\u00a0\u2003明", true},
        {"王明", "王\U000E0100明", true},
        {"王明", "王\ufe0f明\ufe0f", true},
        {"王明", "王名", false},
        {"王明", "王明明", false},
        {"王明明", "王明", false},
        {"王明", "", false},
        {"", "", false},
        {"　", " ", false},
        {"买买提·艾力", "买买提•艾力", true},
        {"买买提·艾力", "买买提・艾力", true},
        {"买买提·艾力", "买买提．艾力", true},
        {"买买提·艾力", "买买提 · 艾力", true},
        {"买买提·艾力", "买买提∙艾力", true},
        {"买买提·艾力", "买买提⸱艾力", true},
        {"买买提·艾力", "买买提ꞏ艾力", true},
        {"买买提·艾力", "买买提⋅艾力", true},
        {"买买提·艾力", "买买提艾力", false},
        {"高明", "髙明", false},
        {"John Smith", "John  Smith", true},
        {"John Smith", "JohnSmith", false},
        {"王 Ming", "王Ming", false},
        {"𠮷田", "𠮷　田", true},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *arena = arena_new();
        struct str a = str_of(CASES[i].a), b = str_of(CASES[i].b);
        cr_assert_eq(name_is(a, b), CASES[i].same, "%s, %s", CASES[i].a, CASES[i].b);
        cr_assert_eq(name_is(b, a), CASES[i].same, "%s, %s", CASES[i].b, CASES[i].a);
        struct str x = name_plain(arena, a), y = name_plain(arena, b);
        cr_assert_eq(str_eq(x, y), CASES[i].same || !x.len, "plain: %.*s, %.*s", STR_FMT(x),
                     STR_FMT(y));
        cr_assert(str_eq(name_plain(arena, x), x), "plain twice: %.*s", STR_FMT(x));
    }
}

Test(same, a_mark_is_no_name)
{
    static const char *const MARKS[] = {"○",  "×",  "·",  "√",   "……", "—", "/",
                                        "〇", "12", "？", " × ", "👍",  "✓"};
    static const char *const NAMES[] = {"王明",   "阿",       "Ali",   "艾力·买买提",
                                        "陈〇一", "\uE123明", "Мария", "ئالىم",
                                        "",       " 　"};

    for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++)
        cr_assert(name_is_mark(str_of(MARKS[i])), "%s", MARKS[i]);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        cr_assert_not(name_is_mark(str_of(NAMES[i])), "%s", NAMES[i]);
    cr_assert(name_is_blank(STR("")) && name_is_blank(STR(" 　\t")));
    cr_assert_not(name_is_blank(STR(" 周 ")) || name_is_blank(STR("○")));
}
