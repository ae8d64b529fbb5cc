#include "base/json.h"
#include "base/jsonw.h"

#include <criterion/criterion.h>

Test(json, refuses_what_is_no_json_of_ours)
{
    static const char *const WRONG[] = {
        "",         "{",    "{\"a\":1,\"a\":2}", "[1.5]", "nul",
        "\"\xff\"", "[1,]", "{\"a\"}",           "1e400", "99999999999999999999",
    };

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct fault f = {0};
        struct json *out;
        cr_expect(json_parse(a, str_of(WRONG[i]), &out, &f) != ERR_OK, "%s", WRONG[i]);
        cr_expect(f.code != NULL);
    }
}

Test(json, keeps_a_number_with_a_point_for_who_says_where_it_stands)
{
    struct str text = STR("{\"a\":[1,2.5],\"b\":1e2}");
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct json *root;

    cr_assert_eq(json_parse_points(a, text, &root, &f), ERR_OK);
    const struct json *list = json_find(root, "a");
    cr_expect_eq(list->items[0].kind, JSON_KIND_NUMBER);
    cr_expect_eq(list->items[1].kind, JSON_KIND_POINT);
    cr_expect_eq(json_find(root, "b")->kind, JSON_KIND_POINT);
    cr_expect_eq(json_find_number(root, "b", 7), 7, "it is no number");
    cr_expect_eq(json_parse(a, text, &root, &f), ERR_INVALID);
    cr_expect_str_eq(f.code, "json.point");
}

Test(json, tells_the_line_of_every_value)
{
    struct str text = STR("{\n \"a\": [1,\n  \"x:{\",\n  {\"b\": null}],\n \"c\": true\n}");
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct json *root;

    cr_assert_eq(json_parse(a, text, &root, &f), ERR_OK);
    const struct json *list = json_find(root, "a");
    cr_expect_eq(json_line(text, root), 1);
    cr_expect_eq(json_line(text, list), 2);
    cr_expect_eq(json_line(text, &list->items[1]), 3);
    cr_expect_eq(json_line(text, &list->items[2].items[0]), 4);
    cr_expect_eq(json_line(text, json_find(root, "c")), 5);
    cr_expect_null(json_find(&list->items[2], "b"), "null is absent");
}

Test(json, what_is_written_is_read_back)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &out};
    struct fault f = {0};
    struct json *root;
    struct str odd = STR("\"\\\n\t\x01</script>镇");

    jsonw_open(&w, '{');
    jsonw_pair(&w, "odd", odd);
    jsonw_pair_i64(&w, "least", INT64_MIN);
    jsonw_key(&w, "id");
    jsonw_id(&w, INT64_MAX);
    jsonw_key(&w, "none");
    jsonw_null(&w);
    jsonw_close(&w, '}');
    cr_assert_eq(json_parse(a, buf_view(&out), &root, &f), ERR_OK, "%.*s", (int)out.len,
                 out.ptr);
    cr_expect(str_eq(json_find_text(root, "odd"), odd));
    cr_expect_eq(json_find_number(root, "least", 0), INT64_MIN);
    cr_expect(str_eq(json_find_text(root, "id"), STR("9223372036854775807")));
    cr_expect_lt(str_find(buf_view(&out), STR("</script")), 0,
                 "no reply closes a script element");
}
