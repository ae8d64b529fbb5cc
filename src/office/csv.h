/* Comma-separated values (RFC 4180), read record by record.  For sheet.c only. */
#pragma once

#include "office/sheet.h"

struct csv {
    struct str text; /* UTF-8 without byte order mark */
    size_t at;
    char separator;     /* , ; or tab */
    int64_t number;     /* of the record being read */
    size_t column;      /* of the cell being read, 0 first */
    struct buf cell;    /* of the cell being read when quotes had to be taken out */
    struct buf decoded; /* the text, when the file is not UTF-8 */
    struct str *cells;  /* SHEET_COLUMNS_MAX, of the record being read */
};

/* `bytes` are borrowed until csv_close().  Errors of text_decode(). */
MUST_USE enum err csv_open(struct csv *c, struct arena *a, struct str bytes,
                           struct fault *f);
void csv_close(struct csv *c);

/* Errors of sheet_next(), and sheet.open_quote with the row. */
MUST_USE enum err csv_next(struct csv *c, struct arena *a, struct sheet_row *out,
                           bool *more, struct fault *f);

/* Would a spreadsheet program run this cell as a formula?  Apostrophes in front
 * count as taken off: 'x with one more in front must come back as 'x. */
bool csv_is_risky(struct str cell);
