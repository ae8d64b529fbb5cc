/* A PDF in memory, drawn with cairo.  Its dates are fixed: same drawing, same bytes. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <cairo.h>

struct pdf {
    cairo_surface_t *surface;
    cairo_t *cr;
    struct buf *out;
};

/* `out` must outlive it.  Sizes in points. */
void pdf_open(struct pdf *p, double width, double height, struct buf *out);
void pdf_done(struct pdf *p); /* a zeroed one is fine */

/* The size of the page begun but not drawn on yet. */
void pdf_size(struct pdf *p, double width, double height);

/* Write the end.  ERR_TOO_BIG paper.size; ERR_IO paper.pdf. */
MUST_USE enum err pdf_finish(struct pdf *p, struct fault *f);

static inline void pdf_auto(struct pdf *p)
{
    pdf_done(p);
}
