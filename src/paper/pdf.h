/* A PDF in memory, drawn with cairo.  Its dates are fixed: same drawing, same bytes. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "paper/type.h"

#include <cairo.h>

struct pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    struct buf *out;
    double width, height; /* of the page in hand */
    struct type mark_type;
    struct str mark; /* what stands across every page; empty: nothing */
    bool is_asked;   /* pdf_mark() */
};

/* `out` must outlive it.  Sizes in points. */
void pdf_open(struct pdf *p, double width, double height, struct buf *out);
void pdf_done(struct pdf *p); /* a zeroed one is fine */

/* Every page bears the mark of `fonts`, which must outlive it; before the first page.
 * ERR_INVALID paper.glyph. */
MUST_USE enum err pdf_mark(struct pdf *p, const struct paper_fonts *fonts, struct fault *f);

/* The size of the page begun but not drawn on yet. */
void pdf_size(struct pdf *p, double width, double height);

/* The page is drawn: its mark over it, and the next one.  The only way to end a page. */
void pdf_page(struct pdf *p);

/* Write the end.  ERR_TOO_BIG paper.size; ERR_IO paper.pdf. */
MUST_USE enum err pdf_finish(struct pdf *p, struct fault *f);

static inline void pdf_auto(struct pdf *p)
{
    pdf_done(p);
}
