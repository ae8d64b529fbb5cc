/*
 * A document laid out: lines and rules at their places on pages.  Private to doc_*.c, form_pdf.c.
 * Lengths in points, y down from the upper edge of the page.
 */
#pragma once

#include "paper/doc.h"
#include "paper/form.h"

struct laid_line {
    PangoLayoutLine *line;   /* NULL: nothing to show */
    double x;                /* from the left end of the room of the paragraph */
    double height, baseline; /* baseline: from the upper end of the line */
};

/* A paragraph broken into lines for a width. */
struct laid_para {
    struct laid_line *lines;
    size_t count, room;
    double before, after;
};

struct laid_out {
    PangoLayout *layout;
};

struct placed_line {
    PangoLayoutLine *line;
    double x, y; /* of the left end of the baseline */
};

struct placed_rule {
    double x1, y1, x2, y2, width;
};

struct doc_page {
    const struct doc_section *section;
    int number;    /* printed */
    bool is_first; /* of its section */
    struct placed_line *lines;
    size_t line_count, line_room;
    struct placed_rule *rules;
    size_t rule_count, rule_room;
};

struct flow {
    struct arena *arena;
    const struct type *type;
    const struct doc *doc;
    struct doc_page pages[FORM_PAGES_MAX];
    size_t page_count;
    struct laid_out *layouts; /* all of them, released at the end */
    size_t layout_count, layout_room;
    double y, bottom; /* of the free part of the last page */
    bool is_fresh;    /* nothing stands on it yet */
    int pages_shown;  /* what NUMPAGES prints; 0: not known yet */
    struct fault *fault;
};

static inline double twips(int n)
{
    return n / 20.0;
}

static inline struct doc_page *flow_page(struct flow *w)
{
    return &w->pages[w->page_count - 1];
}

/* Break `p` into lines for `width` points.  `number`: what PAGE prints. */
void flow_lay(struct flow *w, const struct doc_para *p, double width, int number,
              struct laid_para *out);

/* Put a line on page `page`, the upper end at y. */
void flow_put(struct flow *w, struct doc_page *page, const struct laid_line *line, double x,
              double y);
void flow_rule(struct flow *w, struct placed_rule rule);

/* ERR_TOO_BIG form.long. */
MUST_USE enum err flow_new_page(struct flow *w, const struct doc_section *section);
/* `behind`: how much must stand on the page of the last row, below it. */
MUST_USE enum err flow_table(struct flow *w, const struct doc_table *t,
                             const struct doc_section *section, double behind);

/* Does a row stay on the page of what is behind it? */
static inline bool doc_row_keeps(const struct doc_row *r)
{
    return r->cell_count && r->cells[0].paras && r->cells[0].paras->style.keeps_next;
}

/* The whole document, headers and footers too. */
MUST_USE enum err flow_run(struct flow *w, struct fault *f);
void flow_done(struct flow *w);

static inline void flow_auto(struct flow *w)
{
    flow_done(w);
}
