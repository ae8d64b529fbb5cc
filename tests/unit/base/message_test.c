#include "base/message.h"

#include <criterion/criterion.h>

Test(message, speaks_three_languages_with_its_arguments)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    message_write(&out, LOCALE_HANS, STR("cell.date"), STR("1980.13"));
    cr_expect_geq(str_find(buf_view(&out), STR("1980.13")), 0);
    buf_clear(&out);
    message_write(&out, LOCALE_EN, STR("no.such.code"),
                  STR("a\x1f"
                      "b"));
    cr_expect(str_eq(buf_view(&out), STR("no.such.code a b")));
}

Test(message, finds_the_language_of_a_tag)
{
    cr_expect_eq(locale_of(STR("zh-CN,zh;q=0.9")), LOCALE_HANS);
    cr_expect_eq(locale_of(STR("zh-TW")), LOCALE_HANT);
    cr_expect_eq(locale_of(STR("zh-Hant")), LOCALE_HANT);
    cr_expect_eq(locale_of(STR("en_GB.UTF-8")), LOCALE_EN);
    cr_expect_eq(locale_of(STR("")), LOCALE_HANS);
}

Test(message, a_fault_is_cut_at_a_whole_character)
{
    struct fault f = {0};
    char text[1000];

    memset(text, 0, sizeof(text));
    for (int i = 0; i < 300; i++)
        memcpy(text + i * 3, "镇", 3);
    enum err err = FAIL(&f, ERR_INVALID, "cell.date", "%s", text);
    cr_expect_eq(err, ERR_INVALID);
    cr_expect_eq(strlen(f.detail) % 3, 0);
    err = FAIL(&f, ERR_IO, "other", "%s", "x");
    cr_expect_eq(f.kind, ERR_INVALID, "the first cause wins");
    (void)err;
}

Test(message, a_refusal_says_how_to_mend_it_where_that_is_written_down)
{
    struct fault with = {.code = "congress.past", .detail = "2021-12-01\x1f县长"},
                 without = {.code = "poll.elections", .detail = "3"};
    struct buf out = BUF(1000);

    fault_tell(&out, LOCALE_HANS, &with);
    cr_assert(str_find(buf_view(&out), STR("。出缺或者需要改选的")) > 0, "%.*s",
              (int)out.len, out.ptr);
    cr_assert(str_find(buf_view(&out), STR("。。")) < 0);
    buf_clear(&out);
    fault_tell(&out, LOCALE_EN, &with);
    cr_assert(str_find(buf_view(&out), STR(". ")) > 0 &&
              str_find(buf_view(&out), STR("..")) < 0);
    buf_clear(&out);
    fault_tell(&out, LOCALE_HANS, &without);
    size_t len = out.len;
    buf_clear(&out);
    fault_write(&out, LOCALE_HANS, &without);
    cr_assert_eq(out.len, len);
    buf_done(&out);
}
