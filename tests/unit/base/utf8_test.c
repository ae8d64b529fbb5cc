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

static struct str taken(struct arena *a, struct str s, bool lines, struct fault *f)
{
    struct str out = {0};

    *f = (struct fault){0};
    return utf8_take(a, s, lines, &out, f) ? str_of(f->code) : out;
}

Test(utf8, tidies_what_a_person_gives)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f;

    cr_expect(str_eq(taken(a, STR("　张 三\t\r\n"), false, &f), STR("张 三")));
    cr_expect(str_eq(taken(a, STR("一\r\n二\r三\t四"), true, &f), STR("一\n二\n三 四")));
    cr_expect(str_eq(taken(a, STR("e\xcc\x81"), false, &f), STR("é")), "NFC");
    cr_expect(str_eq(taken(a, STR("\xff"), false, &f), STR("cell.encoding")));
    cr_expect(str_eq(taken(a, STR("John\u00a0\u2003S"), false, &f), STR("John  S")),
              "odd blanks");
    cr_expect(str_eq(taken(a, STR("王　明"), false, &f), STR("王　明")),
              "as names are set");
}

Test(utf8, refuses_what_nobody_sees)
{
    static const char *const WRONG[] = {
        "\u202a", "\u202b",     "\u202c",     "\u202d",
        "\u202e", "\u2066",     "\u2067",     "\u2068",
        "\u2069", "\u200e",     "\u200f",     "\u061c",
        "\u200b", "\u200c",     "\u200d",     "\u2060",
        "\ufeff", "\u2028",     "\u2029",     "\ufff9",
        "\ufffb", "\U000e0001", "\U000e0041", "\ufdd0",
        "\uffff", "\u00ad",     "\U0010fffe", "\u3164",
        "\x01",   "\x7f",       "\xc2\x85",   "\u2800",
        "\ufffd", "\u0378",     "周\u0301山", "e\u0301\u0302\u0303\u0304\u0305\u0306"};
    AUTO(arena) struct arena *a = arena_new();
    struct fault f;

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        struct str name = str_print(a, "张%s三", WRONG[i]);
        cr_expect(str_eq(taken(a, name, false, &f), STR("cell.character")), "%zu", i);
        cr_expect(str_eq(taken(a, name, true, &f), STR("cell.character")), "%zu", i);
    }
    (void)taken(a, STR("张三\u202e"), false, &f);
    cr_expect_str_eq(f.detail, "U+202E\x1f"
                               "3");
    cr_expect(str_eq(taken(a, STR("张\n三"), false, &f), STR("cell.line_break")));
    cr_expect_str_eq(f.detail, "U+000A\x1f"
                               "2");
    cr_expect(str_eq(taken(a, STR("张\t三"), false, &f), STR("cell.character")));
}

Test(utf8, lets_rare_names_pass)
{
    static const char *const GOOD[] = {"葛\U000e0100",  "𠮷野",     "㐂",
                                       "買買提·玉素甫", "\ue000",   "ᠮᠣᠩᠭᠣᠯ",
                                       "ᠭ\u180b",       "阿卜杜拉", "ئۇيغۇر"};
    AUTO(arena) struct arena *a = arena_new();
    struct fault f;

    for (size_t i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++)
        cr_expect(str_eq(taken(a, str_of(GOOD[i]), false, &f), str_of(GOOD[i])), "%zu", i);
    cr_expect(str_eq(taken(a, STR("a\U000e0100"), false, &f), STR("cell.character")));
    cr_expect(str_eq(taken(a, STR("\ufe0f张"), false, &f), STR("cell.character")));
    cr_expect(str_eq(taken(a, STR("\u0301张"), false, &f), STR("cell.character")));
    cr_expect(str_eq(taken(a, STR("Nguy\u1ec5n"), false, &f), STR("Nguy\u1ec5n")));
}
