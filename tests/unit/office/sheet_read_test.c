#include "workbook.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void check(struct str bytes, const char *want)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str got = rows_of(a, bytes);

    cr_expect(str_eq(got, str_of(want)), "got  %.*s\nwant %s", STR_FMT(got), want);
}

/* Starts with: for messages whose end comes from a library. */
static void check_start(struct str bytes, const char *want)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str got = rows_of(a, bytes);

    cr_expect(str_starts(got, str_of(want)), "got  %.*s\nwant %s", STR_FMT(got), want);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

static void check_sheet(const char *sheet, const char *want)
{
    AUTO(arena) struct arena *a = arena_new();
    check(book_of(a, sheet, NULL, NULL), want);
}

Test(xlsx, cells_stand_where_their_reference_says)
{
    check_sheet(
        SHEET("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row>"),
        "2:|1||2|");
    check_sheet(SHEET("<row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row>"
                      "<row><c><v>4</v></c></row>"),
                "1:1||2|3|;2:4|");
    check_sheet(SHEET("<row r=\"7\"><c r=\"A7\"/></row><row r=\"9\"><c><v>5</v></c></row>"),
                "9:5|");
    check_sheet(SHEET(""), "");
    check_sheet("<worksheet/>", "");
}

Test(xlsx, every_type_of_cell_is_read)
{
    check_sheet(
        SHEET("<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"e\"><v>#N/A</v>"
              "</c><c t=\"str\"><f>A1&amp;B1</f><v>x&amp;y</v></c><c><f>1+1</f><v>2</v></c>"
              "<c t=\"d\"><v>2021-05-30T00:00:00</v></c>"
              "<c t=\"d\"><v>2021-05-30T08:30:00Z</v></c><c t=\"d\"><v>2021-05-30</v></c>"
              "<c t=\"inlineStr\"><is><t>直接</t></is></c></row>"),
        "1:TRUE|FALSE|#N/A|x&y|2|2021-05-30|2021-05-30 08:30:00|2021-05-30|直接|");
}

Test(xlsx, shared_strings_join_their_runs_and_leave_phonetics_out)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str book = book_of(
        a,
        SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"
              "<c t=\"s\"><v>3</v></c></row>"),
        NULL,
        "<sst><si><t>欧阳</t></si><si><r><rPr><b/></rPr><t>王 </t></r><r><t>富</t></r></si>"
        "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x0041__xD800_</t></si></sst>");

    check(book, "1:欧阳|王 富|東京|a\rb_x0041__xD800_|");
}

Test(xlsx, a_reference_to_no_shared_string_names_the_cell)
{
    AUTO(arena) struct arena *a = arena_new();

    check(book_of(a, SHEET("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>9</v></c></row>"), NULL,
                  "<sst><si><t>x</t></si></sst>"),
          "sheet.broken_cell(B3,32767)");
}

Test(xlsx, dates_follow_the_number_format_of_the_style)
{
    AUTO(arena) struct arena *a = arena_new();

    check(
        book_of(
            a,
            SHEET(
                "<row><c><v>44346</v></c><c s=\"1\"><v>44346</v></c><c s=\"2\"><v>44346</v>"
                "</c><c s=\"3\"><v>44346.354166666664</v></c><c s=\"9\"><v>44346</v></c>"
                "<c s=\"1\" t=\"str\"><v>44346</v></c></row>"),
            "<styleSheet><numFmts><numFmt numFmtId=\"176\" "
            "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
            "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
            "numFmtId=\"0\"/>"
            "<xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"22\"/></cellXfs>"
            "</styleSheet>",
            NULL),
        "1:44346|2021-05-30|2021-05-30|2021-05-30 08:30:00|44346|44346|");
}

Test(xlsx, the_1904_date_system_is_honoured)
{
    AUTO(arena) struct arena *a = arena_new();
    struct test_part parts[] = {
        {"xl/workbook.xml", "<workbook><workbookPr date1904=\"1\"/><sheets>"
                            "<sheet r:id=\"a\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<R><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/>"
         "<Relationship Id=\"b\" Type=\"/styles\" Target=\"styles.xml\"/></R>"},
        {"xl/styles.xml", "<s><cellXfs><xf numFmtId=\"14\"/></cellXfs></s>"},
        {"xl/s.xml", SHEET("<row><c><v>42884</v></c></row>")},
        {NULL, NULL},
    };

    check(zip_of(a, parts), "1:2021-05-30|");
}

/* Two hidden sheets, a visible empty one, then the one with cells; odd part names. */
Test(xlsx, the_first_visible_sheet_with_a_cell_is_read_wherever_its_part_lies)
{
    AUTO(arena) struct arena *a = arena_new();
    struct test_part parts[] = {
        {"_rels/.rels",
         "<R xmlns=\"p\"><Relationship Id=\"x\" TargetMode=\"External\" "
         "Type=\"/officeDocument\" Target=\"http://example.org/\"/>"
         "<Relationship Id=\"y\" Type=\"http://purl.oclc.org/ooxml/"
         "officeDocument/relationships/officeDocument\" Target=\"/book/wb.xml\"/></R>"},
        {"book/wb.xml",
         "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets>"
         "<x:sheet state=\"hidden\" q:id=\"r1\"/><x:sheet state=\"veryHidden\" "
         "q:id=\"r1\"/><x:sheet q:id=\"r2\"/><x:sheet state=\"visible\" q:id=\"r3\"/>"
         "</x:sheets></x:workbook>"},
        {"book/_rels/wb.xml.rels",
         "<R><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"/book/s1.xml\"/>"
         "<Relationship Id=\"r2\" Type=\"/worksheet\" Target=\"./S2.xml\"/>"
         "<Relationship Id=\"r3\" Type=\"/worksheet\" Target=\"../data/./s3.xml\"/></R>"},
        {"book/s1.xml", SHEET("<row><c><v>1</v></c></row>")},
        {"book/s2.xml", SHEET("<row><c s=\"1\"/></row>")},
        {"data\\s3.xml",
         "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
         "<x:sheetData><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData>"
         "<x:extLst><x:row><x:c><x:v>4</x:v></x:c></x:row></x:extLst>"
         "</x:worksheet>"},
        {NULL, NULL},
    };

    check(zip_of(a, parts), "1:3|");
}

Test(xlsx, long_identity_numbers_stay_whole_as_text_and_lose_digits_as_numbers)
{
    check_sheet(SHEET("<row><c t=\"inlineStr\"><is><t>110101199003071234</t></is></c>"
                      "<c><v>1.1010119900307123E+17</v></c></row>"),
                "1:110101199003071234|110101199003071000|");
}

/* ---- hostile files --------------------------------------------------------------- */

Test(xlsx, document_types_are_refused)
{
    check_sheet("<!DOCTYPE w [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>",
                "sheet.entities(xl/worksheets/sheet1.xml)");
    check_sheet("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><worksheet/>",
                "sheet.entities(xl/worksheets/sheet1.xml)");
}

Test(xlsx, columns_beyond_the_limit_may_be_styled_but_not_filled)
{
    check_sheet(SHEET("<row r=\"4\"><c r=\"AMK4\"><v>1</v></c></row>"),
                "sheet.too_wide(4,1024)");
    check_sheet(SHEET("<row r=\"4\"><c r=\"ZZZZZZZZZZZZ4\"><v>1</v></c></row>"),
                "sheet.too_wide(4,1024)");
    check_sheet(SHEET("<row><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row>"),
                "1:1|");
}

Test(xlsx, rows_beyond_the_limit_are_refused)
{
    check_sheet(SHEET("<row r=\"1048577\"><c><v>1</v></c></row>"),
                "sheet.too_long(1048576)");
    check_sheet(SHEET("<row r=\"1048576\"/><row><c><v>1</v></c></row>"),
                "sheet.too_long(1048576)");
}

static struct str repeated(struct arena *a, const char *head, const char *middle,
                           size_t count, const char *tail)
{
    AUTO(buf) struct buf b = BUF(BUF_FILE);

    buf_text(&b, head);
    for (size_t i = 0; i < count; i++)
        buf_text(&b, middle);
    buf_text(&b, tail);
    buf_char(&b, '\0');
    return str_copy(a, buf_view(&b));
}

Test(xlsx, rows_out_of_order_and_cells_given_twice_are_refused)
{
    static const char *const WRONG[] = {
        "0", "-1", "2", "1", "4294967298", "99999999999999999999", "x", ""};
    AUTO(arena) struct arena *a = arena_new();

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
        check_sheet(str_print(a,
                              SHEET("<row r=\"2\"><c><v>1</v></c></row><row "
                                    "r=\"%s\"><c><v>2</v></c></row>"),
                              WRONG[i])
                        .ptr,
                    str_print(a, "2:1|;sheet.row_order(%s,2)", WRONG[i]).ptr);
    check_sheet(
        SHEET("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>"),
        "sheet.cell_twice(A2,32767)");
    check_sheet(SHEET("<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"><v>2</v></c></row>"), "2:2|");
}

Test(xlsx, cells_deep_nesting_and_tags_have_limits)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str longest = repeated(a, "<w><sheetData><row><c t=\"str\"><v>", "一", 32767,
                                  "</v></c></row></sheetData></w>");
    struct str longer = repeated(a, "<w><sheetData><row r=\"8\"><c r=\"C8\" t=\"str\"><v>",
                                 "一", 32768, "</v></c></row></sheetData></w>");
    struct str endless = repeated(a, "<w><sheetData><row><c t=\"str\"><v>", "abcdefgh",
                                  50000, "</v></c></row></sheetData></w>");
    struct str deep = repeated(a, "<w>", "<a>", 100, "");
    struct str tag = repeated(a, "<w a=\"", "abcdefg ", 400000, "\"/>");

    struct str rows = rows_of(a, book_of(a, longest.ptr, NULL, NULL));
    cr_expect_eq(rows.len, 3 * 32767 + 3);
    check(book_of(a, longer.ptr, NULL, NULL), "sheet.cell_too_long(C8,32767)");
    check(book_of(a, endless.ptr, NULL, NULL), "sheet.cell_too_long(A1,32767)");
    check(book_of(a, deep.ptr, NULL, NULL), "sheet.too_deep(xl/worksheets/sheet1.xml,64)");
    check_start(book_of(a, tag.ptr, NULL, NULL),
                "sheet.b"); /* bomb or broken: both bound it */
}

/* More formats or sheets than are read: refused, for what is behind would be read wrongly. */
Test(xlsx, what_is_too_much_to_read_is_not_left_out)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *sheet = SHEET("<row><c s=\"2\"><v>1</v></c></row>");
    struct str most = repeated(a, "<s><cellXfs>", "<xf/>", 65536, "</cellXfs></s>");
    struct str more = repeated(a, "<s><cellXfs>", "<xf/>", 65537, "</cellXfs></s>");

    check(book_of(a, sheet, most.ptr, NULL), "1:1|");
    check(book_of(a, sheet, more.ptr, NULL), "sheet.parts(65536)");
}

Test(xlsx, bombs_are_refused)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str strings =
        repeated(a, "<sst>", "<si><t>0000000000</t></si>", 2000000, "</sst>");
    struct str book = book_of(a, SHEET(""), NULL, strings.ptr);

    cr_assert(book.len < 600000);
    check_start(book, "sheet.bomb(");
}

/* The sizes that the archive claims are patched: nobody may rely on them. */
Test(xlsx, lying_sizes_do_no_harm)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str book = book_of(a, SHEET("<row><c><v>1</v></c></row>"), NULL, NULL);
    char *bytes = (char *)(uintptr_t)book.ptr;

    for (size_t i = 0; i + 46 < book.len; i++)
        if (memcmp(bytes + i, "PK\1\2", 4) == 0)
            memset(bytes + i + 24, 0x11, 4); /* uncompressed size in the directory */
    check(book, "1:1|");
}

Test(xlsx, cut_files_are_broken_wherever_they_are_cut)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str book = book_of(a, SHEET("<row><c><v>1</v></c></row>"), NULL, NULL);

    for (size_t len = 4; len < book.len; len++)
        check_start(str_sub(book, 0, len), "sheet.broken(zip,");
    check_sheet("<worksheet><sheetData><row><c><v>1</v></c></row>",
                "1:1|;sheet.broken(xl/worksheets/sheet1.xml,no element found (1))");
}

Test(sheet, files_of_other_kinds_are_named)
{
    AUTO(arena) struct arena *a = arena_new();
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook";
    static const char sealed[] =
        "\xD0\xCF\x11\xE0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    static const char nul[] = "a,b\0c";
    struct test_part docx[] = {{"word/document.xml", "<d/>"}, {NULL, NULL}};
    struct test_part ods[] = {{"mimetype", "application/ods"}, {NULL, NULL}};
    struct test_part other[] = {{"readme", "x"}, {NULL, NULL}};

    check((struct str){ole, sizeof(ole)}, "sheet.old_xls()");
    check((struct str){sealed, sizeof(sealed)}, "sheet.encrypted()");
    check((struct str){nul, sizeof(nul)}, "sheet.not_a_sheet(?)");
    check(STR("%PDF-1.7"), "sheet.not_a_sheet(pdf)");
    check(STR("<html><table>"), "sheet.not_a_sheet(html)");
    check(zip_of(a, docx), "sheet.not_a_sheet(docx)");
    check(zip_of(a, ods), "sheet.not_a_sheet(ods)");
    check(zip_of(a, other), "sheet.not_a_sheet(zip)");
}

/* ---- CSV ------------------------------------------------------------------------- */

Test(csv, records_follow_rfc_4180)
{
    static const char *const CASES[][2] = {
        {"", ""},
        {"a,b\r\n1,2\r\n", "1:a|b|;2:1|2|"},
        {"a,b\n\n,,\n1,", "1:a|b|;4:1|"},
        {"a\rb", "1:a|;2:b|"},
        {"\"a,\"\"b\"\"\n\",c\n", "1:a,\"b\"\n|c|"},
        {"\"a\"b,c\n", "1:ab|c|"},
        {"a\"b,c\n", "1:a\"b|c|"},
        {"a;b;c,d\n", "1:a|b|c,d|"},
        {"a\tb,c\tc\n", "1:a|b,c|c|"},
        {"\xEF\xBB\xBF姓名,票\n", "1:姓名|票|"},
        {"\xD0\xD5\xC3\xFB,\xC6\xB1\n", "1:姓名|票|"},
        {"\xD0\xD5\xC3\xFB;\x81\x30\x81\x30\n", "1:姓名|\xC2\x80|"},
        {"'=1+1,'-5,'a,''=x\n", "1:=1+1|'-5|'a|'=x|"},
        {"=\"007\",=\"\",=A1\n", "1:007||=A1|"},
        {"a,\"b\n", "sheet.open_quote(1)"},
        {"a\nb,\"c\n", "1:a|;sheet.open_quote(2)"},
        {"姓名\n王\xFF富\n李四五六七\n", "sheet.encoding(2)"},
        {"\xEF\xBB\xBF"
         "a\n\xD0\xD5\n",
         "sheet.encoding(2)"},
        {"a\n\xC6\xB1\xFF\xFF\n", "sheet.encoding(2)"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        check(str_of(CASES[i][0]), CASES[i][1]);
}

Test(csv, utf_16_of_excel_is_read)
{
    static const char le[] = "\xFF\xFE\x59\x73\t\0B\0\r\0\n\0";

    check((struct str){le, sizeof(le) - 1}, "1:獙|B|");
}

Test(csv, limits_name_the_row)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str wide = repeated(a, "a\n", ",", 1024, "x\n");
    struct str cell = repeated(a, "a\n\"", "abcdefgh", 20000, "\"\n");

    check(str_sub(wide, 0, wide.len - 1), "1:a|;sheet.too_wide(2,1024)");
    check(str_sub(cell, 0, cell.len - 1), "1:a|;sheet.cell_too_long(A2,32767)");
}

/* ---- files of LibreOffice -------------------------------------------------------- */

static struct str load(struct arena *a, const char *name)
{
    struct str path = str_print(a, "%s/%s", TEST_DATA, name);
    FILE *file = fopen(str_c(a, path), "rb");
    cr_assert(file, "%.*s", STR_FMT(path));
    char *bytes = arena_bytes(a, 1 << 20);
    size_t len = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return (struct str){bytes, len};
}

Test(xlsx, a_workbook_of_libreoffice_is_read)
{
    AUTO(arena) struct arena *a = arena_new();

    check(load(a, "libreoffice.xlsx"),
          "1:姓名|出生年月|票数|比例|身份证|在场|登记|公式|;"
          "2:欧阳少东|1975-03-01|245|0.3|11010119900307123X|1|2021-05-30 08:30:00|"
          "欧阳少东245|;"
          "4:田富|1980-12-31|-7|0.125|044052418800101001||08:30:00|#N/A|");
    check(load(a, "gb18030.csv"), "1:姓名|票数|;2:欧阳少东|245|");
}

Test(sheet, columns_have_letters)
{
    AUTO(arena) struct arena *a = arena_new();

    cr_expect(str_eq(sheet_column(a, 0), STR("A")));
    cr_expect(str_eq(sheet_column(a, 25), STR("Z")));
    cr_expect(str_eq(sheet_column(a, 26), STR("AA")));
    cr_expect(str_eq(sheet_column(a, 701), STR("ZZ")));
    cr_expect(str_eq(sheet_column(a, 702), STR("AAA")));
}
