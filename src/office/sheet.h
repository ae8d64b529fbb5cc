/*
 * Spreadsheets as rows of text: XLSX (WPS, Excel, LibreOffice) and CSV (UTF-8 with
 * or without BOM, GB18030).  Pure: bytes in, values out, and back.
 *
 * Whatever the bytes are, reading ends with rows or with an error; it never
 * expands entities, never follows links, and stays within SHEET_* limits.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SHEET_COLUMNS_MAX = 1024, /* columns read; more: sheet.too_wide */
    SHEET_ROWS_MAX = 1048576, /* rows of a sheet, as in Excel: sheet.too_long */
    SHEET_CELL_MAX = 32767,   /* characters in a cell, as in Excel: sheet.cell_too_long */
    SHEET_UNPACKED_MAX = 1 << 30,  /* bytes of all parts together: sheet.bomb */
    SHEET_RATIO_MAX = 200,         /* unpacked : packed beyond the first MiB: sheet.bomb */
    SHEET_STRINGS_MAX = 256 << 20, /* bytes of the shared strings: sheet.bomb */
};

struct sheet_row {
    int64_t number; /* as the user sees it, 1 first; empty rows are skipped but counted */
    struct str *cells; /* UTF-8, trimmed at neither end; dates as 2021-05-30 or
                          2021-05-30 08:30:00, whole numbers without a point,
                          formulas by their stored value, errors (#N/A) as text */
    size_t count;      /* cells up to the last filled one */
};

struct sheet_reader;

/*
 * Read `bytes` (borrowed until sheet_close()): XLSX or CSV, by content.  Of several sheets
 * the first visible one with any cell is read.
 * ERR_INVALID: sheet.not_a_sheet, sheet.encrypted, sheet.old_xls, sheet.broken,
 * sheet.encoding, sheet.entities, sheet.too_deep; ERR_TOO_BIG: the limits above.  All with
 * arguments in `f` for the message.
 */
MUST_USE enum err sheet_open(struct str bytes, struct sheet_reader **out, struct fault *f);
void sheet_close(struct sheet_reader *r); /* NULL is fine */

/* The next row that has a filled cell, in `a`.  *more is false behind the last. */
MUST_USE enum err sheet_next(struct sheet_reader *r, struct arena *a, struct sheet_row *out,
                             bool *more, struct fault *f);

/* Bytes of the sheet consumed and in all: for a progress bar, not exact. */
void sheet_progress(const struct sheet_reader *r, int64_t *done, int64_t *total);

/* The name of column `index` (0 first): A, B … Z, AA … */
struct str sheet_column(struct arena *a, size_t index);

static inline void sheet_reader_auto(struct sheet_reader **r)
{
    sheet_close(*r);
}

/* ---- writing ---------------------------------------------------------------- */

enum sheet_format { SHEET_XLSX, SHEET_CSV };

struct sheet_heading {
    struct str text;
    struct str note;           /* comment on the heading cell; may be empty */
    int width;                 /* characters, 0 for 12 */
    const struct str *choices; /* drop-down list of the column; NULL: none */
    size_t choice_count;       /* longer than Excel's 255 characters: a hidden sheet */
    bool is_number;            /* cells that are decimal numbers are stored as such */
};

struct sheet_writer;

/* A workbook with one sheet `title` and one bold, frozen, filtered heading row.  CSV is
 * UTF-8 with BOM. */
MUST_USE enum err sheet_create(enum sheet_format format, struct str title,
                               const struct sheet_heading *headings, size_t count,
                               struct sheet_writer **out);

/* Cells of one row, `count` of them at most the number of headings.  In CSV a cell that a
 * spreadsheet program would run as a formula (= + - @ tab, return in front of something
 * that is not a number) gets an apostrophe in front; sheet_open() of such a file takes it
 * off again. */
MUST_USE enum err sheet_write(struct sheet_writer *w, const struct str *cells,
                              size_t count);

/* As sheet_write(), with the cells of which the bit in `marks` is set in red (wrong
 * rows). */
MUST_USE enum err sheet_write_marked(struct sheet_writer *w, const struct str *cells,
                                     size_t count, const bool *marks);

/* The finished file's bytes appended to `out` (up to its limit: ERR_TOO_BIG). */
MUST_USE enum err sheet_finish(struct sheet_writer *w, struct buf *out);
void sheet_discard(struct sheet_writer *w); /* frees; NULL is fine */

static inline void sheet_writer_auto(struct sheet_writer **w)
{
    sheet_discard(*w);
}
