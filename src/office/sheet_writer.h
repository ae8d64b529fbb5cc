/* The inside of a sheet being written.  For the files of this folder only. */
#pragma once

#include "office/sheet.h"
#include "office/zip_write.h"

/* Cell styles of xl/styles.xml, by position. */
enum { STYLE_NONE, STYLE_TEXT, STYLE_HEADING, STYLE_TEXT_RED, STYLE_NUMBER_RED };

struct sheet_writer {
    struct arena *arena; /* the writer itself and copies of the headings */
    enum sheet_format format;
    struct str title;
    struct sheet_heading *headings;
    size_t count;
    int64_t rows; /* written so far, the headings among them */
    struct buf csv;
    struct zip_write zip;
};

/* XLSX, in the order of calls: headings, then rows, then the rest. */
void xlsx_begin(struct sheet_writer *w);
void xlsx_row(struct sheet_writer *w, const struct str *cells, size_t count,
              const bool *marks);
MUST_USE enum err xlsx_finish(struct sheet_writer *w, struct buf *out);

/* The parts around the worksheet (xlsx_frame.c). */
void xlsx_frame_begin(struct sheet_writer *w);                /* those before it */
void xlsx_frame_end(struct sheet_writer *w);                  /* those behind it */
void xlsx_validations(struct sheet_writer *w, struct buf *b); /* drop-down lists, in it */
bool xlsx_has_notes(const struct sheet_writer *w);

/* A sheet name that Excel takes: at most 31 characters, none of []:*?/\ . */
struct str xlsx_sheet_name(struct arena *a, struct str title);

/* `s` as text of an element (as_element) or of an attribute: markup escaped, what XML
 * cannot hold as _xHHHH_ in elements and left out in attributes. */
void xlsx_put_text(struct buf *b, struct str s, bool as_element);
void xlsx_put_reference(struct buf *b, size_t column, int64_t row); /* AB12 */

/* Well-formed UTF-8: what is not becomes U+FFFD. */
struct str sheet_clean(struct arena *a, struct str s);

/* One line of CSV. */
void csv_line(struct buf *b, struct arena *a, const struct str *cells, size_t count);
