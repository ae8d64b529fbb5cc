/* Forms typeset: the subset, and every template of the program with the sample values. */
#include "paper/form.h"

#include "base/asset.h"
#include "paper/card.h"
#include "unit/paper/docx.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define A5      "<w:sectPr><w:pgSz w:w=\"8391\" w:h=\"11906\"/></w:sectPr>"

static int pages_of(const char *body)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    struct fault f = {0};
    enum err err = form_pdf(a, docx_of(a, body), test_fonts(), &pdf, &f);

    cr_assert_eq(err, ERR_OK, "%s %s", f.code, f.detail);
    return pdf_pages(buf_view(&pdf));
}

/* `count` times `part` between `head` and `tail`. */
static struct str repeated(struct arena *a, const char *head, const char *part, int count,
                           const char *tail)
{
    AUTO(buf) struct buf out = BUF(BUF_FILE);

    buf_text(&out, head);
    for (int i = 0; i < count; i++)
        buf_text(&out, part);
    buf_text(&out, tail);
    buf_char(&out, '\0');
    return str_copy(a, buf_view(&out));
}

Test(form, exact_lines_fill_pages)
{
    AUTO(arena) struct arena *a = arena_new();
    static const char LINE[] =
        "<w:p><w:pPr><w:spacing w:line=\"400\" w:lineRule=\"exact\"/>"
        "</w:pPr><w:r><w:t>行</w:t></w:r></w:p>";
    /* 20 pt a line; A4 less 2 x 72 pt: 697.9 pt, 34 lines */
    cr_expect_eq(pages_of(repeated(a, "", LINE, 34, "").ptr), 1);
    cr_expect_eq(pages_of(repeated(a, "", LINE, 35, "").ptr), 2);
    cr_expect_eq(pages_of(repeated(a, "", LINE, 69, "").ptr), 3);
}

Test(form, breaks_and_sections_begin_pages)
{
    cr_expect_eq(pages_of(P("a") P("b")), 1);
    cr_expect_eq(pages_of(P("a") "<w:p><w:r><w:t>b</w:t><w:br w:type=\"page\"/><w:t>c</w:t>"
                                 "</w:r></w:p>"),
                 2);
    cr_expect_eq(
        pages_of(
            P("a") "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>"),
        2);
    cr_expect_eq(pages_of("<w:p><w:pPr>" A5 "</w:pPr></w:p>" P("b") A5), 2);
}

Test(form, rows_stay_whole_and_headings_come_again)
{
    AUTO(arena) struct arena *a = arena_new();
    static const char TABLE[] = "<w:tbl><w:tblGrid><w:gridCol w:w=\"4000\"/></w:tblGrid>";
    static const char ROW[] = "<w:tr><w:trPr><w:trHeight w:val=\"2000\"/></w:trPr>"
                              "<w:tc>" P("格") "</w:tc></w:tr>";
    static const char HEAD[] =
        "<w:tbl><w:tr><w:trPr><w:trHeight w:val=\"2000\"/><w:tblHeader/>"
        "</w:trPr><w:tc>" P("头") "</w:tc></w:tr>";

    /* 100 pt a row: six on a page, five beside a heading */
    cr_expect_eq(pages_of(repeated(a, TABLE, ROW, 12, "</w:tbl>").ptr), 2);
    cr_expect_eq(pages_of(repeated(a, TABLE, ROW, 13, "</w:tbl>").ptr), 3);
    cr_expect_eq(pages_of(repeated(a, HEAD, ROW, 10, "</w:tbl>").ptr), 2);
    cr_expect_eq(pages_of(repeated(a, HEAD, ROW, 11, "</w:tbl>").ptr), 3);
}

Test(form, a_row_higher_than_a_page_is_split)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str body =
        repeated(a, "<w:tbl><w:tr><w:tc>", P("行"), 200, "</w:tc></w:tr></w:tbl>");

    cr_expect_geq(pages_of(body.ptr), 4);
    cr_expect_leq(pages_of(body.ptr), 6);
}

Test(form, a_table_wider_than_can_be_set_is_refused)
{
    AUTO(arena) struct arena *a = arena_new();
    struct buf pdf = BUF(BUF_FILE);
    struct fault f = {0};
    struct str most =
        repeated(a, "<w:tbl><w:tr>", "<w:tc>" P("x") "</w:tc>", 64, "</w:tr></w:tbl>");
    struct str wide =
        repeated(a, "<w:tbl><w:tr>", "<w:tc>" P("x") "</w:tc>", 65, "</w:tr></w:tbl>");

    cr_expect_eq(pages_of(most.ptr), 1);
    cr_expect_eq(form_pdf(a, docx_of(a, wide.ptr), test_fonts(), &pdf, &f), ERR_TOO_BIG);
    cr_expect_str_eq(f.code, "form.long");
    buf_done(&pdf);
}

Test(form, what_is_odd_is_left_out)
{
    cr_expect_eq(pages_of("<w:tbl/>" P("x")), 1);
    cr_expect_eq(pages_of("<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>"), 1);
    cr_expect_eq(
        pages_of("<w:p><w:pPr><w:ind w:left=\"90000\" w:firstLine=\"-90000\"/></w:pPr>"
                 "<w:r><w:rPr><w:sz w:val=\"9\"/></w:rPr><w:t>很窄很窄</w:t></w:r></w:p>"),
        1);
    cr_expect_eq(pages_of("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"60\"/><w:vMerge/>"
                          "</w:tcPr>" P("x") "</w:tc></w:tr></w:tbl>"),
                 1);
}

Test(form, a_character_without_glyph_is_named)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    struct fault f = {0};

    cr_expect_eq(form_pdf(a, docx_of(a, P("甲\xF4\x8F\xBF\xBD乙")), test_fonts(), &pdf, &f),
                 ERR_INVALID);
    cr_expect_str_eq(f.code, "paper.glyph");
    cr_expect_str_eq(f.detail, "\xF4\x8F\xBF\xBD\x1fU+10FFFD");
}

static struct str read_file(struct arena *a, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = arena_bytes(a, BUF_REPLY);

    cr_assert(file, "%s", path);
    size_t len = fread(bytes, 1, BUF_REPLY, file);
    (void)fclose(file);
    return (struct str){bytes, len};
}

static void check_template(struct arena *a, const struct asset *asset,
                           const struct form_blanks *blanks, const struct json *values)
{
    const struct form_source source = {asset_bytes(asset), blanks, values, false};
    AUTO(buf) struct buf pdf = BUF(BUF_FILE), again = BUF(BUF_FILE);
    struct fault f = {0};
    struct str docx = {0};

    enum err err = form_fill(a, &source, &docx, &f);
    cr_assert_eq(err, ERR_OK, "%s: %s %s", asset->name, f.code, f.detail);
    struct str text = docx_text(a, docx);
    cr_expect(str_find(text, STR("{{")) < 0, "%s: a blank is left", asset->name);
    cr_expect(str_find(text, STR("＿")) < 0, "%s: sample.json lacks a value", asset->name);
    err = form_pdf(a, docx, test_fonts(), &pdf, &f);
    cr_assert_eq(err, ERR_OK, "%s: %s %s", asset->name, f.code, f.detail);
    cr_assert_eq(form_pdf(a, docx, test_fonts(), &again, &f), ERR_OK);
    cr_expect(str_eq(buf_view(&pdf), buf_view(&again)), "%s: bytes differ", asset->name);
    int pages = pdf_pages(buf_view(&pdf));
    cr_expect(pages >= 1 && pages <= 4, "%s: %d pages", asset->name, pages);
}

Test(form, every_template_fills_with_the_sample_and_typesets)
{
    AUTO(arena) struct arena *a = arena_new();
    struct form_blanks *blanks = NULL;
    struct json *values = NULL;
    struct fault f = {0};
    size_t count = 0;

    cr_assert_eq(form_blanks_read(a, asset_text("templates/blanks.json"), &blanks, &f),
                 ERR_OK);
    cr_assert_eq(json_parse(a, read_file(a, TEST_SAMPLE), &values, &f), ERR_OK, "%s",
                 f.detail);
    for (size_t i = 0; i < ASSET_COUNT; i++) {
        struct str name = str_of(ASSETS[i].name);
        if (!str_starts(name, STR("templates/")) || !str_ends(name, STR(".docx")))
            continue;
        AUTO(arena) struct arena *own = arena_new();
        check_template(own, &ASSETS[i], blanks, values);
        count++;
    }
    cr_expect_geq(count, 70);
}

Test(form, every_template_prints_empty_to_be_filled_in_by_hand)
{
    AUTO(arena) struct arena *a = arena_new();
    struct form_blanks *blanks = NULL;
    struct fault f = {0};

    cr_assert_eq(form_blanks_read(a, asset_text("templates/blanks.json"), &blanks, &f),
                 ERR_OK);
    for (size_t i = 0; i < ASSET_COUNT; i++) {
        const struct form_source source = {asset_bytes(&ASSETS[i]), blanks, NULL, false};
        AUTO(arena) struct arena *own = arena_new();
        AUTO(buf) struct buf pdf = BUF(BUF_FILE);
        struct str docx = {0};
        if (!str_ends(str_of(ASSETS[i].name), STR(".docx")))
            continue;
        cr_expect_eq(form_fill(own, &source, &docx, &f), ERR_OK, "%s", ASSETS[i].name);
        cr_expect_eq(form_pdf(own, docx, test_fonts(), &pdf, &f), ERR_OK, "%s",
                     ASSETS[i].name);
    }
}

Test(card, sheets_hold_four_badges_or_ten_slips)
{
    static struct card cards[21];
    struct fault f = {0};
    static const struct {
        enum card_style style;
        size_t cards;
        int pages;
    } CASES[] = {{CARD_BADGE, 1, 1}, {CARD_BADGE, 4, 1}, {CARD_BADGE, 5, 2},
                 {CARD_SLIP, 10, 1}, {CARD_SLIP, 11, 2}, {CARD_SLIP, 21, 3}};

    for (size_t i = 0; i < 21; i++)
        cards[i] = (struct card){.title = STR("大会"),
                                 .name = STR("阿不都热合曼·买买提"),
                                 .qr = STR("https://198.51.100.7/v#AB12"),
                                 .code = STR("AB12CD34EF")};
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(buf) struct buf pdf = BUF(BUF_FILE);
        cr_assert_eq(
            card_typeset(cards, CASES[i].cards, CASES[i].style, test_fonts(), &pdf, &f),
            ERR_OK);
        cr_expect_eq(pdf_pages(buf_view(&pdf)), CASES[i].pages);
    }
}

Test(card, what_does_not_fit_a_code_is_refused)
{
    static char text[CARD_QR_MAX + 1];
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    struct fault f = {0};

    memset(text, 'x', sizeof(text));
    const struct card cards[] = {{.qr = STR("x")}, {.qr = {text, sizeof(text)}}};
    cr_expect_eq(card_typeset(cards, 2, CARD_SLIP, test_fonts(), &pdf, &f), ERR_INVALID);
    cr_expect_str_eq(f.code, "card.qr");
    cr_expect_eq(strncmp(f.detail, "2\x1f", 2), 0, "%s", f.detail);
    f = (struct fault){0};
    cr_expect_eq(card_typeset(cards, 0, CARD_SLIP, test_fonts(), &pdf, &f), ERR_INVALID);
    cr_expect_str_eq(f.code, "card.count");
}
