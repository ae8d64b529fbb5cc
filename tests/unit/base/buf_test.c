#include "base/buf.h"
#include "base/utf8.h"

#include <criterion/criterion.h>

Test(buf, a_full_one_is_found_out)
{
    AUTO(buf) struct buf asked = BUF(4);
    AUTO(buf) struct buf forgotten = BUF(4);
    int64_t before = buf_lost();

    buf_text(&asked, "1234");
    cr_expect_not(buf_is_full(&asked));
    buf_char(&asked, '5');
    cr_expect_eq(buf_lost(), before + 1);
    cr_expect(buf_is_full(&asked));
    cr_expect(buf_is_full(&asked), "and again");
    cr_expect_eq(buf_lost(), before, "who asks, answers for it");
    buf_print(&forgotten, "%d", 123456);
    buf_text(&forgotten, "7");
    cr_expect_eq(buf_lost(), before + 1, "counted once");
    buf_done(&forgotten);
    cr_expect_eq(buf_lost(), before + 1, "freeing does not excuse");
}

/* Printed in place when there is room, anew when there is not: the text is the same. */
Test(buf, what_is_printed_is_whole)
{
    AUTO(buf) struct buf b = BUF(1 << 16);
    AUTO(buf) struct buf small = BUF(5);

    for (int width = 0; width < 1200; width++) {
        size_t before = b.len;
        if (width % 7 == 0)
            buf_done(&b), before = 0;
        buf_print(&b, "%*d|", width, 7);
        size_t len = (width ? (size_t)width : 1) + 1;
        cr_assert_eq(b.len - before, len, "%d", width);
        cr_assert(memcmp(b.ptr + b.len - 2, "7|", 2) == 0, "%d", width);
        buf_clear(&b);
    }
    buf_print(&small, "%d", 12345);
    cr_expect(str_eq(buf_view(&small), STR("12345")));
    buf_print(&small, "%d", 6);
    cr_expect(buf_is_full(&small));
    cr_expect(str_eq(buf_view(&small), STR("12345")), "as it was");
}

Test(buf, a_shown_one_ends_behind_a_character)
{
    for (size_t limit = 3; limit < 24; limit++) {
        AUTO(buf) struct buf b = BUF_SHOWN(limit);
        int64_t before = buf_lost();
        buf_text(&b, "甲");
        buf_print(&b, "%s", "乙🂡丙");
        buf_text(&b, "é丁戊己庚辛");
        buf_text(&b, "!");
        cr_expect_leq(b.len, limit);
        cr_expect(utf8_is_valid(buf_view(&b)), "%zu", limit);
        cr_expect(str_ends(buf_view(&b), STR("…")), "%zu", limit);
        cr_expect(buf_is_full(&b));
        cr_expect_eq(buf_lost(), before);
    }
    AUTO(buf) struct buf whole = BUF_SHOWN(6);
    buf_text(&whole, "甲乙");
    cr_expect(str_eq(buf_view(&whole), STR("甲乙")), "what fits is whole");
}

Test(buf, a_fault_is_cut_behind_a_character)
{
    for (int pad = 0; pad < 4; pad++) {
        AUTO(arena) struct arena *a = arena_new();
        struct fault f = {0};
        struct str text = str_print(a, "%.*s", pad, "xxxx");
        for (int i = 0; i < 200; i++)
            text = str_print(a, "%.*s字", STR_FMT(text));
        (void)FAIL(&f, ERR_INVALID, "x", "%.*s", STR_FMT(text));
        cr_expect(utf8_is_valid(str_of(f.detail)));
        cr_expect(str_ends(str_of(f.detail), STR("…")));
        cr_expect_geq(strlen(f.detail), sizeof(f.detail) - 8);
    }
}

Test(buf, text_in_an_array_fits_or_is_empty)
{
    AUTO(arena) struct arena *a = arena_new();
    char room[4];

    cr_expect(str_fits(room, sizeof(room), "%d", 123));
    cr_expect_not(str_fits(room, sizeof(room), "%d", 1234));
    cr_expect_str_eq(room, "");
    cr_expect(str_eq(utf8_shown(a, STR("甲乙丙"), 3), STR("甲乙丙")));
    cr_expect(str_eq(utf8_shown(a, STR("甲乙丙丁"), 3), STR("甲乙…")));
    cr_expect_eq(str_whole(STR("甲乙"), 5), 3);
}
