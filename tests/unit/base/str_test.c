#include "base/buf.h"

#include <criterion/criterion.h>

Test(str, cuts_every_part_also_the_empty_ones)
{
    struct str rest = STR("a,,b,"), part;
    int n = 0;

    while (str_cut(&rest, ',', &part))
        n++;
    cr_expect_eq(n, 4);
    rest = (struct str){0};
    cr_expect_not(str_cut(&rest, ',', &part));
}

Test(str, numbers_stay_within_64_bits)
{
    static const struct {
        const char *text;
        bool good;
        int64_t want;
    } CASES[] = {
        {"0", true, 0},
        {"-1", true, -1},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-", false, 0},
        {"", false, 0},
        {"1x", false, 0},
        {" 1", false, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        int64_t got = 0;
        bool good = str_i64(str_of(CASES[i].text), &got);
        cr_expect(good == CASES[i].good && (!good || got == CASES[i].want), "%s",
                  CASES[i].text);
    }
}

Test(str, trims_blanks_of_both_scripts)
{
    cr_expect(str_eq(str_trim(STR(" \t　张 三　\n")), STR("张 三")));
    cr_expect(str_is_empty(str_trim(STR(" 　 "))));
}

Test(buf, takes_nothing_beyond_its_limit)
{
    AUTO(buf) struct buf b = BUF(10);

    buf_text(&b, "12345678");
    buf_text(&b, "901");
    cr_expect(buf_is_full(&b));
    cr_expect_eq(b.len, 8);
    buf_clear(&b);
    buf_i64(&b, INT64_MIN / 10000000000);
    cr_expect(str_eq(buf_view(&b), STR("-922337203")));
}

Test(arena, is_aligned_after_text_and_zeroed)
{
    AUTO(arena) struct arena *a = arena_new();

    for (int i = 1; i < 5000; i++) {
        memset(arena_bytes(a, (size_t)i % 37), 0xff, (size_t)i % 37);
        int64_t *p = ARENA_ARRAY(a, int64_t, (size_t)i % 11 + 1);
        cr_assert_eq((uintptr_t)p % sizeof(int64_t), 0);
        cr_assert_eq(p[0], 0);
    }
    arena_clear(a);
    cr_expect_leq(arena_size(a), 70000);
}
