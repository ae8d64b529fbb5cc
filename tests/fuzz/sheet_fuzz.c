/*
 * Any bytes are a spreadsheet: reading them ends with rows or with an explained error.
 * What was read, written in either format and read again, is the same cells.
 *
 * Input that begins with X is the parts of a workbook with \1 between them, zipped
 * here: checksums would keep the fuzzer from getting anywhere in a real archive.
 */
#include "base/utf8.h"
#include "office/number.h"
#include "office/sheet.h"
#include "office/zip_write.h"

#include <stdlib.h>

enum { ROWS_MAX = 50, COLUMNS_MAX = 20 };

struct table {
    struct str cells[ROWS_MAX][COLUMNS_MAX];
    size_t rows;
};

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static enum err read_rows(struct sheet_reader *r, struct arena *a, struct table *out,
                          struct fault *f)
{
    struct sheet_row row = {0};
    int64_t done, total;

    for (bool more = true;;) {
        TRY(sheet_next(r, a, &row, &more, f));
        sheet_progress(r, &done, &total);
        demand(done >= 0 && done <= total);
        if (!more)
            return ERR_OK;
        demand(row.count > 0 && row.count <= SHEET_COLUMNS_MAX && row.number > 0);
        demand(row.cells[row.count - 1].len > 0);
        for (size_t i = 0; i < row.count; i++)
            demand(utf8_is_valid(row.cells[i]));
        if (out->rows == ROWS_MAX)
            continue;
        for (size_t i = 0; i < row.count && i < COLUMNS_MAX; i++)
            out->cells[out->rows][i] = row.cells[i];
        out->rows++;
    }
}

static enum err read_table(struct str bytes, struct arena *a, struct table *out,
                           struct fault *f)
{
    AUTO(sheet_reader) struct sheet_reader *r = NULL;

    TRY(sheet_open(bytes, &r, f));
    return read_rows(r, a, out, f);
}

/* Rows without a cell are not read back; all others in their order. */
static void check_same(const struct table *t, const struct table *back)
{
    size_t at = 1; /* behind the headings */

    for (size_t i = 0; i < t->rows; i++) {
        bool filled = false;
        for (size_t j = 0; j < COLUMNS_MAX; j++)
            filled |= t->cells[i][j].len > 0;
        if (!filled)
            continue;
        demand(at < back->rows || back->rows == ROWS_MAX);
        for (size_t j = 0; at < back->rows && j < COLUMNS_MAX; j++)
            demand(str_eq(t->cells[i][j], back->cells[at][j]));
        at++;
    }
}

static void check_round_trip(enum sheet_format format, const struct table *t)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(sheet_writer) struct sheet_writer *w = NULL;
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct sheet_heading headings[COLUMNS_MAX] = {
        {.text = STR("h"), .note = t->cells[0][1]}};
    struct table *back = ARENA_NEW(a, struct table);
    struct fault f = {0};

    headings[1].choices = t->cells[0]; /* lists of any text must not break the file */
    headings[1].choice_count = 3;
    demand(!sheet_create(format, t->cells[0][0], headings, COLUMNS_MAX, &w));
    for (size_t i = 0; i < t->rows; i++)
        demand(!sheet_write(w, t->cells[i], COLUMNS_MAX));
    demand(!sheet_finish(w, &out));
    demand(!read_table(buf_view(&out), a, back, &f));
    check_same(t, back);
}

static bool holds_nul(const struct table *t)
{
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < COLUMNS_MAX; j++)
            if (t->cells[i][j].len && memchr(t->cells[i][j].ptr, 0, t->cells[i][j].len))
                return true;
    return false;
}

static struct str zip_parts(struct str parts, struct buf *out)
{
    static const char *const NAMES[] = {"xl/workbook.xml",
                                        "xl/_rels/workbook.xml.rels",
                                        "xl/worksheets/sheet1.xml",
                                        "xl/sharedStrings.xml",
                                        "xl/styles.xml",
                                        "_rels/.rels"};
    struct zip_write z;
    struct str part;

    zip_write_init(&z, BUF_FILE);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        if (!str_cut(&parts, '\1', &part))
            break;
        zip_write_begin(&z, NAMES[i]);
        buf_str(zip_write_part(&z), part);
        zip_write_end(&z);
    }
    demand(!zip_write_finish(&z, out));
    zip_write_done(&z);
    return buf_view(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf zip = BUF(BUF_FILE);
    struct table *t = ARENA_NEW(a, struct table);
    struct fault f = {0};
    struct str bytes = {(const char *)data, len};

    if (str_starts(bytes, STR("X")))
        bytes = zip_parts(str_sub(bytes, 1, len), &zip);
    enum err err = read_table(bytes, a, t, &f);

    demand(err == f.kind && !err == !f.code);
    if (t->rows == 0)
        return 0;
    check_round_trip(SHEET_XLSX, t);
    if (!holds_nul(t)) /* a text file cannot hold it */
        check_round_trip(SHEET_CSV, t);
    return 0;
}
