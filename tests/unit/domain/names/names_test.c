#include "domain/names/names.h"
#include "domain/names/strokes.h"

#include "base/utf8.h"

#include <criterion/criterion.h>

static void check_lines(enum names_order order, const char *text, const char *want,
                        const char *want_unknown)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE), unknown = BUF(BUF_MESSAGE);
    struct fault f = {0};

    cr_assert_eq(names_sort_lines(str_of(text), order, a, &out, &unknown, &f), ERR_OK);
    cr_expect(str_eq(buf_view(&out), str_of(want)), "got %.*s want %s",
              STR_FMT(buf_view(&out)), want);
    cr_expect(str_eq(buf_view(&unknown), str_of(want_unknown)), "got %.*s want %s",
              STR_FMT(buf_view(&unknown)), want_unknown);
}

/* rules.md 8.2, the check list, each surname alone, shuffled by code point. */
Test(names, surnames_come_in_the_order_of_the_check_list)
{
    static const char LIST[] = "丁卜刁干于万门卫马丰王井亓元韦云支区尤车戈牛毛仇公乌勾卞文"
                               "亢方计尹巴孔邓玉甘艾古左厉石龙平卢帅叶"
                               "申田由史冉白仝丛刘李杨束豆来连时吴岑利邱何张陆阿陈";
    struct str list = STR(LIST), names[200];
    size_t count = 0;

    for (size_t at = 0; at < list.len;) {
        size_t start = at;
        (void)utf8_next(list, &at);
        names[count++] = str_sub(list, start, at - start);
    }
    for (size_t i = 0; i < count; i++) /* by code point first: any other order */
        for (size_t j = i + 1; j < count; j++)
            if (str_cmp(names[j], names[i]) < 0) {
                struct str swap = names[i];
                names[i] = names[j];
                names[j] = swap;
            }
    names_sort(names, count, NAMES_SURNAME, NULL);
    for (size_t i = 0; i < count; i++)
        cr_expect(str_eq(names[i], str_sub(list, 3 * i, 3)), "%zu: %.*s", i,
                  STR_FMT(names[i]));
}

Test(names, the_two_conventions_differ_in_names_of_two_characters)
{
    check_lines(NAMES_SURNAME, "田大利\n田富\n", "田富\n田大利\n", "");
    check_lines(NAMES_FULLNAME, "田富\n田大利\n", "田大利\n田富\n", "");
    check_lines(NAMES_SURNAME, "田富\n田大\n", "田大\n田富\n", "");
}

Test(names, compound_surnames_go_by_their_first_character)
{
    check_lines(NAMES_SURNAME, "洪少东\n欧阳少东\n", "欧阳少东\n洪少东\n", "");
    check_lines(NAMES_SURNAME, "林一\n欧一\n文一\n王一\n", "王一\n文一\n林一\n欧一\n", "");
}

Test(names, strokes_that_touch_come_behind_those_apart)
{
    check_lines(NAMES_SURNAME, "人一\n八一\n", "八一\n人一\n", "");
}

Test(names, blanks_interpuncts_and_remarks_do_not_count)
{
    check_lines(NAMES_SURNAME, "田　富\r\n\n 田大利 \n田一\n", "田一\n田　富\n田大利\n",
                "");
    check_lines(NAMES_SURNAME, "买买提·田\n买买提·一\n", "买买提·一\n买买提·田\n", "");
    check_lines(NAMES_SURNAME, "王伟（男）\n王伟\n王伟（一中）\n",
                "王伟\n王伟（一中）\n王伟（男）\n", "");
}

Test(names, unknown_characters_come_last_and_are_reported)
{
    check_lines(NAMES_SURNAME, "\xEF\xBB\xBFSmith\n龘一\n王𪚥\n王一\n",
                "王一\n王𪚥\nSmith\n龘一\n", "王𪚥\t𪚥\nSmith\tSmith\n龘一\t龘\n");
}

Test(names, broken_text_is_refused_with_its_line)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
    struct fault f = {0};

    cr_expect_eq(names_sort_lines(STR("王\n\xFF\n"), NAMES_SURNAME, a, &out, NULL, &f),
                 ERR_INVALID);
    cr_expect_str_eq(f.code, "names.encoding");
    cr_expect_str_eq(f.detail, "2");
}

Test(names, equal_shapes_are_settled_by_the_official_table)
{
    /* rules.md 8.2: ties that need the rank, each pair in its right order. */
    static const char *const PAIRS[] = {"干于", "井亓", "巴孔", "叶申",
                                        "田由", "余佘", "相查"};

    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        struct str names[2] = {{PAIRS[i] + 3, 3}, {PAIRS[i], 3}};
        size_t from[2];
        names_sort(names, 2, NAMES_FULLNAME, from);
        cr_expect(names[0].ptr == PAIRS[i] && from[0] == 1 && from[1] == 0, "%s", PAIRS[i]);
    }
}

Test(strokes, every_character_has_a_place_of_its_own)
{
    uint8_t seen[8200] = {0};
    int known = 0;

    for (uint32_t c = 0; c < 0x30000; c++) {
        const struct stroke *s = stroke_find(c);
        if (!s)
            continue;
        cr_assert(s->character == c && s->place >= 1 && s->place <= 8105 &&
                  !seen[s->place]);
        seen[s->place] = 1;
        known++;
    }
    cr_expect_eq(known, 8105);
    cr_expect_eq(stroke_find(0x7530)->strokes, 5);
}
