/*
 * A word processing document as far as form_pdf() understands it: paragraphs of spans, tables of
 * rows of cells of paragraphs, sections.  Lives in an arena.  Private to doc_*.c and form_pdf.c.
 * Lengths in twips (1/20 point) as in the file, unless the name says otherwise.
 */
#pragma once

#include "paper/tree.h"
#include "paper/type.h"

enum {
    DOC_TABS_MAX = 12,
    DOC_COLUMNS_MAX = 64,
    DOC_CHAIN_MAX = 12,    /* styles based on styles */
    DOC_TEXT_MAX = 200000, /* bytes of one paragraph */
};

/* Stand in the text for what is known only when pages are drawn. */
static const char DOC_PAGE[] = "\x01", DOC_PAGES[] = "\x02";

struct span_style {
    enum face face;
    double size;      /* points */
    int letter_space; /* added to each character */
    bool bold, underline, strike, hidden;
    uint32_t colour; /* 0xRRGGBB */
};

enum doc_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_BOTH };

enum doc_spacing { SPACING_AUTO, SPACING_EXACT, SPACING_LEAST };

struct doc_tab {
    int at;
    enum doc_align align;
};

/* *_chars and *_lines are hundredths of a character or line and win over the twips beside them. */
struct para_style {
    enum doc_align align;
    int left, right, first; /* first < 0: hanging */
    int left_chars, right_chars, first_chars;
    int line; /* SPACING_AUTO: 240 is one line */
    enum doc_spacing spacing;
    int before, after, before_lines, after_lines;
    bool starts_page, keeps_next;
    struct doc_tab tabs[DOC_TABS_MAX];
    size_t tab_count;
};

struct span {
    size_t from, len; /* bytes of the text */
    struct span_style style;
};

struct doc_para {
    struct para_style style;
    struct span_style mark; /* of its end: the height of an empty paragraph */
    struct str text;        /* U+2028: a line break */
    struct span *spans;
    size_t span_count, span_room;
    struct doc_para *next;
};

enum { EDGE_TOP, EDGE_LEFT, EDGE_BOTTOM, EDGE_RIGHT, EDGE_INSIDE_H, EDGE_INSIDE_V, EDGES };

struct edge {
    bool is_set;
    int eighths; /* of a point; 0: no line */
};

enum doc_merge { MERGE_NONE, MERGE_START, MERGE_ON };

struct doc_cell {
    int span;              /* columns of the grid */
    int width;             /* asked for; 0: not */
    enum doc_merge merge;  /* down */
    enum doc_align valign; /* LEFT: top, CENTRE, RIGHT: bottom */
    struct edge edges[EDGES];
    struct doc_para *paras;
};

struct doc_row {
    struct doc_cell *cells;
    size_t cell_count, cell_room;
    int before; /* grid columns left out at the head */
    int height;
    bool is_exact, is_header;
    struct doc_row *next;
};

struct doc_table {
    int grid[DOC_COLUMNS_MAX];
    size_t column_count;
    enum doc_align align;
    int indent, pad_left, pad_right, pad_top, pad_bottom;
    struct edge edges[EDGES];
    struct doc_row *rows;
    size_t row_count;
};

struct doc_section {
    int width, height, top, right, bottom, left, header, footer;
    int first_number; /* of its first page; 0: goes on counting */
    bool has_title_page, is_continuous;
    /* [0] odd pages or all, [1] even pages, [2] title page; NULL: none */
    struct doc_para *headers[3], *footers[3];
};

struct doc_block {
    struct doc_para *para; /* one of these two */
    struct doc_table *table;
    const struct doc_section *section;
};

struct doc {
    struct arena *arena;
    struct doc_block *blocks;
    size_t block_count, block_room;
    size_t row_count; /* rows and paragraphs, held against FORM_ROWS_MAX */
    bool has_even;    /* even pages have headers and footers of their own */
};

/* Styles of the document. */
struct doc_styles {
    struct tree tree;
    struct span_style span; /* defaults */
    struct para_style para;
};

MUST_USE enum err doc_styles_read(struct arena *a, struct pack *p, struct doc_styles *out,
                                  struct fault *f);
/* What the style `id` (empty: the default one of paragraphs) makes of *para and *span. */
void doc_style_apply(const struct doc_styles *s, struct str id, struct para_style *para,
                     struct span_style *span);
/* pPr and rPr over what is there; NULL changes nothing. */
void doc_para_apply(const struct node *ppr, struct para_style *out);
void doc_span_apply(const struct node *rpr, struct span_style *out);
/* tblPr: the styles it names, then itself. */
void doc_table_apply(const struct doc_styles *s, const struct node *tblpr,
                     struct doc_table *out);
void doc_edges_apply(const struct node *borders, struct edge out[EDGES]);

/* All errors of form_pdf() but those of fonts. */
MUST_USE enum err doc_read(struct arena *a, struct str docx, struct doc *out,
                           struct fault *f);
