/*
 * The inside of an XLSX workbook: which sheets there are, its shared strings and number
 * formats, and the rows of one worksheet as a stream.  For sheet.c only.
 */
#pragma once

#include "office/sheet.h"
#include "office/xml.h"

/* What xlsx_book.c finds out; lives in the reader's arena. */
struct book {
    struct pack pack;
    bool is_1904;
    struct str strings_part, styles_part; /* empty: the workbook has none */
    struct str *sheets;                   /* parts of the visible sheets, in order */
    size_t sheet_count;
    struct str *strings;
    size_t string_count;
    uint8_t *formats; /* FORMAT_* of each cell style */
    size_t format_count;
};

/* One <t>…</t> or several, as in <si> and <is>: phonetic guides left out. */
struct rich {
    struct buf *text;
    int phonetic; /* depth inside <rPh> */
    bool is_open;
};

struct rows {
    const struct book *book;
    struct xml xml;
    struct buf text; /* of the cell being read */
    struct rich rich;
    struct arena *arena;      /* of the caller, during rows_next() */
    struct str *cells;        /* SHEET_COLUMNS_MAX, of the row being read */
    size_t count;             /* up to the last filled one */
    int64_t number, elements; /* of the row; rows seen, filled or not */
    int64_t column;           /* of the cell, 0 first */
    int64_t style;
    char type; /* n number, s shared, i inline, t text, b boolean, d date */
    bool in_data, in_row, in_cell;
};

/* Errors of sheet_open().  `bytes` are borrowed until book_close(). */
MUST_USE enum err book_open(struct book *b, struct arena *a, struct str bytes,
                            struct fault *f);
void book_close(struct book *b);

MUST_USE enum err book_read_strings(struct book *b, struct arena *a, struct fault *f);

/* Begin with a sheet's part; `r` is zeroed or at the end of another sheet. */
MUST_USE enum err rows_open(struct rows *r, struct book *b, struct str part,
                            struct arena *a, struct fault *f);
void rows_close(struct rows *r);

/* The next filled row; *more is false behind the last.  Errors of sheet_next(). */
MUST_USE enum err rows_next(struct rows *r, struct arena *a, struct sheet_row *out,
                            bool *more, struct fault *f);

void rich_start(struct rich *r, const char *name);
void rich_end(struct rich *r, const char *name);
void rich_text(struct rich *r, struct str text);

/* Take back _x000D_ and the like, Excel's escapes of what XML cannot hold; in place. */
struct str xlsx_unescape(char *text, size_t len);
