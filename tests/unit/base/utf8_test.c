#include "base/utf8.h"

#include <criterion/criterion.h>

Test(utf8, refuses_malformed_bytes)
{
    static const char *const WRONG[] = {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xe9\x95",
                                        "\xf4\x90\x80\x80"};

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
        cr_expect_not(utf8_is_valid(str_of(WRONG[i])));
    cr_expect(utf8_is_valid(STR("镇𠀀é")));
    cr_expect_eq(utf8_count(STR("镇𠀀é")), 3);
}

Test(utf8, cleans_what_a_record_does_not_keep)
{
    AUTO(arena) struct arena *a = arena_new();

    cr_expect(str_eq(utf8_clean(a, STR("　张\t三\x01 "), false), STR("张 三")));
    cr_expect(str_eq(utf8_clean(a, STR("一\r\n二\r三"), true), STR("一\n二\n三")));
    cr_expect(str_eq(utf8_clean(a, STR("e\xcc\x81"), false), STR("é")), "NFC");
}
