#include "workbook.h"

#include <criterion/criterion.h>

static const struct str SEXES[] = {STR_INIT("男"), STR_INIT("女")};
static const struct str COMMAS[] = {STR_INIT("一,二"), STR_INIT("<三>")};

static const struct sheet_heading HEADINGS[] = {
    {.text = STR_INIT("姓名"), .note = STR_INIT("必填 <1>"), .width = 10},
    {.text = STR_INIT("性别"), .choices = SEXES, .choice_count = 2},
    {.text = STR_INIT("票数"), .is_number = true},
    {.text = STR_INIT("单位"), .choices = COMMAS, .choice_count = 2},
};

static struct str written(struct arena *a, enum sheet_format format,
                          const struct str *cells, size_t rows)
{
    AUTO(sheet_writer) struct sheet_writer *w = NULL;
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    static const bool MARKS[] = {true, false, true, true};

    cr_assert_eq(sheet_create(format, STR("名册[1]/'x'"), HEADINGS, 4, &w), ERR_OK);
    for (size_t i = 0; i < rows; i++)
        cr_assert_eq(i % 2 ? sheet_write(w, cells + 4 * i, 4)
                           : sheet_write_marked(w, cells + 4 * i, 4, MARKS),
                     ERR_OK);
    cr_assert_eq(sheet_finish(w, &out), ERR_OK);
    return str_copy(a, buf_view(&out));
}

static const struct str ROWS[] = {
    STR_INIT("王 富 "),   STR_INIT("男"),
    STR_INIT("12.5"),     STR_INIT("a,\"b\"\r\n"),
    STR_INIT("=1+1"),     STR_INIT("'=x"),
    STR_INIT("007"),      STR_INIT("-5"),
    STR_INIT(""),         STR_INIT(""),
    STR_INIT(""),         STR_INIT(""),
    STR_INIT("<a>&'\""),  STR_INIT("_x000D\x15_"),
    STR_INIT("1e5"),      STR_INIT("\t+a"),
    STR_INIT("\x01\x1F"), STR_INIT("\xEF\xBF\xBF"),
    STR_INIT("-0"),       STR_INIT("𠮷\n"),
};

static const char WANT[] =
    "1:姓名|性别|票数|单位|;2:王 富 |男|12.5|a,\"b\"\r\n|;3:=1+1|'=x|007|-5|;"
    "5:<a>&'\"|_x000D\x15_|1e5|\t+a|;6:\x01\x1F|\xEF\xBF\xBF|-0|𠮷\n|";

static void check(struct str file)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str got = rows_of(a, file);

    cr_expect(str_eq(got, str_of(WANT)), "got  %.*s\nwant %s", STR_FMT(got), WANT);
}

Test(sheet_write, what_is_written_as_xlsx_reads_back_the_same)
{
    AUTO(arena) struct arena *a = arena_new();

    check(written(a, SHEET_XLSX, ROWS, 5));
}

Test(sheet_write, what_is_written_as_csv_reads_back_the_same)
{
    AUTO(arena) struct arena *a = arena_new();

    check(written(a, SHEET_CSV, ROWS, 5));
}

Test(sheet_write, a_csv_cell_that_would_run_as_a_formula_is_disarmed)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str file = written(a, SHEET_CSV, ROWS, 2);

    cr_expect(str_starts(file, STR("\xEF\xBB\xBF姓名,性别,票数,单位\r\n")));
    cr_expect(str_find(file, STR("'=1+1,''=x,007,-5\r\n")) > 0, "%.*s", STR_FMT(file));
}

Test(sheet_write, the_same_cells_give_the_same_bytes)
{
    AUTO(arena) struct arena *a = arena_new();

    cr_expect(str_eq(written(a, SHEET_XLSX, ROWS, 5), written(a, SHEET_XLSX, ROWS, 5)));
}

Test(sheet_write, bytes_that_are_no_utf_8_become_replacement_characters)
{
    AUTO(arena) struct arena *a = arena_new();
    static const struct str BAD[] = {STR_INIT("a\xFF\xE4\xB8"), STR_INIT("\xC0\x80"),
                                     STR_INIT(""), STR_INIT("")};

    cr_expect(str_find(rows_of(a, written(a, SHEET_XLSX, BAD, 1)),
                       STR("2:a\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD|")) > 0);
}

Test(sheet_write, limits_are_errors)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(sheet_writer) struct sheet_writer *w = NULL;
    char *text = arena_bytes(a, SHEET_CELL_MAX + 1);
    memset(text, 'x', SHEET_CELL_MAX + 1);
    struct str cell = {text, SHEET_CELL_MAX + 1};
    AUTO(buf) struct buf small = BUF(10);

    cr_expect_eq(sheet_create(SHEET_XLSX, STR(""), HEADINGS, SHEET_COLUMNS_MAX + 1, &w),
                 ERR_TOO_BIG);
    cr_assert_eq(sheet_create(SHEET_XLSX, STR(""), HEADINGS, 4, &w), ERR_OK);
    cr_expect_eq(sheet_write(w, &cell, 1), ERR_TOO_BIG);
    cell.len--;
    cr_expect_eq(sheet_write(w, &cell, 1), ERR_OK);
    cr_expect_eq(sheet_finish(w, &small), ERR_TOO_BIG);
}
