#include "paper/form.h"
#include "unit/paper/docx.h"

#include <criterion/criterion.h>

#define P(text)  "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc>" P(text) "</w:tc>"

static struct form_blanks *read_blanks(struct arena *a)
{
    struct form_blanks *blanks = NULL;
    struct fault f = {0};

    cr_assert_eq(form_blanks_read(a, asset_text("templates/blanks.json"), &blanks, &f),
                 ERR_OK, "%s %s", f.code, f.detail);
    return blanks;
}

static enum err fill(struct arena *a, const char *body, const char *values,
                     struct str *docx, struct fault *f)
{
    struct json *json = NULL;

    cr_assert_eq(json_parse(a, str_of(values), &json, f), ERR_OK, "%s", values);
    const struct form_source source = {docx_of(a, body), read_blanks(a), json, false};
    return form_fill(a, &source, docx, f);
}

static void check_filled(const char *body, const char *values, const char *want)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};

    enum err err = fill(a, body, values, &docx, &f);
    cr_assert_eq(err, ERR_OK, "%s: %s %s", body, f.code, f.detail);
    struct str got = docx_text(a, docx);
    cr_expect(str_eq(got, str_of(want)), "%s\n gave %.*s\n not  %s", body, STR_FMT(got),
              want);
}

static void check_refused(const char *body, const char *values, const char *code,
                          const char *detail)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};

    cr_assert_neq(fill(a, body, values, &docx, &f), ERR_OK, "%s", body);
    cr_expect_str_eq(f.code, code);
    if (detail)
        cr_expect_str_eq(f.detail, detail);
}

Test(fill, a_blank_goes_by_its_key_or_its_chinese_label)
{
    check_filled(P("应到{{due}}名，实到{{ 实到人数 }}名"),
                 "{\"due\":248,\"present\":\"246\"}", "应到248名，实到246名/");
}

Test(fill, a_blank_split_over_runs_is_one_and_takes_the_format_of_the_first)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};
    static const char BODY[] =
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a{</w:t></w:r><w:r><w:t>{du</w:t></w:r>"
        "<w:proofErr/><w:r><w:t>e}</w:t></w:r><w:r><w:t>}z</w:t></w:r></w:p>";

    cr_assert_eq(fill(a, BODY, "{\"due\":\"<&>\"}", &docx, &f), ERR_OK);
    struct str xml = docx_part(a, docx, "word/document.xml");
    cr_expect(
        str_find(xml, STR("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a&lt;&amp;"
                          "&gt;</w:t>")) > 0,
        "%.*s", STR_FMT(xml));
    cr_expect(str_find(xml, STR("<w:proofErr/>")) > 0);
    struct str text = docx_text(a, docx);
    cr_expect(str_eq(text, STR("a&lt;&amp;&gt;z/")), "%.*s", STR_FMT(text));
}

Test(fill, everything_but_the_blanks_stays_byte_for_byte)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};
    static const char BODY[] =
        "<!-- kept --><w:p w:x='1' ><w:r><w:t >no &amp; &#x4E00;\n"
        "</w:t ></w:r></w:p ><w:tbl><w:tr/></w:tbl><![CDATA[ ]]><w:x/>";

    cr_assert_eq(fill(a, BODY, "{}", &docx, &f), ERR_OK, "%s %s", f.code, f.detail);
    struct str xml = docx_part(a, docx, "word/document.xml");
    struct str was = docx_part(a, docx_of(a, BODY), "word/document.xml");
    cr_expect(str_eq(xml, was), "%.*s", STR_FMT(xml));
}

Test(fill, a_list_repeats_the_row_that_holds_it)
{
    static const char ROW[] =
        "<w:tbl><w:tr>" TC("head") "</w:tr><w:tr>" TC("{{candidates.#}}")
            TC("{{候选人.姓名}}") TC("{{candidates.approve}}，{{seats}}") "</w:tr></w:tbl>";

    check_filled(ROW,
                 "{\"seats\":1,\"candidates\":[{\"name\":\"丁伟\",\"approve\":5},"
                 "{\"name\":\"王建国\"}]}",
                 "head/1/丁　伟/5，1/2/王建国/，1/");
    check_filled(ROW, "{\"candidates\":[]}", "head/");
    check_filled(ROW, "{}", "head/");
}

Test(fill, several_items_stand_side_by_side)
{
    check_filled("<w:tbl><w:tr>" TC("{{elected.name}}") TC("{{elected+1.name}}")
                     TC("{{elected+1.#}}") "</w:tr></w:tbl>",
                 "{\"elected\":[{\"name\":\"王一一\"},{\"name\":\"王二二\"},{\"name\":"
                 "\"王三三\"}]}",
                 "王一一/王二二/2/王三三///");
}

Test(fill, a_list_outside_tables_repeats_the_paragraph_and_can_be_joined)
{
    check_filled(P("{{tied.#}}．{{tied.name}}") P("共：{{tied.name|、}}。"),
                 "{\"tied\":[{\"name\":\"王一\"},{\"name\":\"王二二\"}]}",
                 "1．王　一/2．王二二/共：王一、王二二。/");
}

Test(fill, conditions_keep_or_drop_paragraphs_and_rows)
{
    static const char BODY[] = P("{{?unfilled}}缺{{unfilled}}名") P("{{?!unfilled}}选足")
        P("{{?tied}}有相等") "<w:tbl><w:tr>" TC("{{?note}}注")
            TC("{{note}}") "</w:tr><w:tr>" TC("x") TC("{{?note}}有") "</w:tr></w:tbl>";

    check_filled(BODY, "{\"unfilled\":2,\"note\":\"甲\",\"tied\":[{}]}",
                 "缺2名/有相等/注/甲/x/有/");
    check_filled(BODY, "{\"unfilled\":0,\"tied\":[],\"note\":\"\"}", "选足/x//");
    check_filled(BODY, "{}", "选足/x//");
}

Test(fill, a_missing_value_leaves_a_line_to_fill_in)
{
    check_filled(P("{{due}}名{{note}}"), "{\"note\":\"\"}", "＿＿＿＿〔应到人数〕名/");
    check_filled(P("共：{{tied.name|、}}。"), "{\"tied\":[]}",
                 "共：＿＿＿＿〔票数相等人〕。/");
}

Test(fill, a_cell_alone_is_left_empty_for_its_heading_names_it)
{
    check_filled("<w:tbl><w:tr>" TC("应到") TC("{{due}}") TC("{{due}}人") "</w:tr></w:tbl>",
                 "{}", "应到//＿＿＿＿〔应到人数〕人/");
}

Test(fill, the_name_of_a_blank_is_small_and_the_letters_around_it_stay)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};
    static const char RUN[] =
        "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"32\"/><w:u/></w:rPr><w:t>共{{due}}名</w:t>"
        "</w:r></w:p>";

    cr_assert_eq(fill(a, RUN, "{}", &docx, &f), ERR_OK);
    struct str xml = docx_part(a, docx, "word/document.xml");
    cr_expect(str_find(xml, STR("共＿＿＿＿</w:t></w:r><w:r><w:rPr><w:b/>"
                                "<w:sz w:val=\"18\"/><w:u/></w:rPr>"
                                "<w:t xml:space=\"preserve\">〔应到人数〕</w:t></w:r>"
                                "<w:r><w:rPr><w:b/><w:sz w:val=\"32\"/><w:u/></w:rPr>"
                                "<w:t xml:space=\"preserve\">名</w:t></w:r>")) > 0,
              "%.*s", STR_FMT(xml));
}

Test(fill, lines_of_a_value_become_paragraphs_or_breaks)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};

    check_filled(P("{{rules_text}}"), "{\"rules_text\":\"一\\n二\\n三\"}", "一/二/三/");
    check_filled(P("{{?rules_text}}{{rules_text}}"), "{\"rules_text\":\"一\\n二\"}",
                 "一/二/");
    cr_assert_eq(fill(a, P("注：{{note}}"), "{\"note\":\"一\\n二\"}", &docx, &f), ERR_OK);
    struct str xml = docx_part(a, docx, "word/document.xml");
    cr_expect(
        str_find(xml, STR("注：一</w:t><w:br/><w:t xml:space=\"preserve\">二</w:t>")) > 0);
}

Test(fill, an_unknown_blank_is_named_with_its_neighbourhood_and_the_nearest_name)
{
    check_refused(P("大会应到代表{{应到人}}名，实到若干名"), "{}", "form.blank",
                  "应到人\x1f大会应到代表{{应到人}}名，实到若干名\x1f应到人数");
    check_refused(P("{{candidates.nmae}}"), "{}", "form.blank",
                  "candidates.nmae\x1f{{candidates.nmae}}\x1f"
                  "candidates.name");
}

Test(fill, what_cannot_be_filled_is_refused)
{
    check_refused(P("应到{{due"), "{}", "form.open", "due");
    check_refused(P("{{candidates.name}}{{elected.name}}"), "{}", "form.mixed",
                  "candidates\x1f"
                  "elected");
    check_refused(P("应到{{?due}}"), "{}", "form.condition", "?due");
    check_refused(P("{{due}}"), "{\"due\":[1]}", "form.value", "due");
    check_refused(P("{{candidates}}"), "{}", "form.blank", NULL);
    check_refused(P("{{due.name}}"), "{}", "form.blank", NULL);
    check_refused("<w:p>", "{}", "form.broken", NULL);
}

Test(fill, what_is_no_document_is_refused)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    struct str docx = {0};
    const struct form_source source = {STR("PK no zip"), read_blanks(a), NULL, false};

    cr_expect_eq(form_fill(a, &source, &docx, &f), ERR_INVALID);
    cr_expect_str_eq(f.code, "form.broken");
}

Test(fill, a_table_of_blanks_that_is_wrong_is_refused_with_its_line)
{
    AUTO(arena) struct arena *a = arena_new();
    struct form_blanks *blanks = NULL;
    struct fault f = {0};
    struct str text = STR("{\"lists\":{},\n\"blanks\":{\n\"due\":{\"label\":{}}}}");

    cr_expect_eq(form_blanks_read(a, text, &blanks, &f), ERR_INVALID);
    cr_expect_str_eq(f.code, "form.blanks");
    cr_expect_str_eq(f.detail, "3\x1f"
                               "due");
}
