/* A PDF in memory, drawn with cairo. */
#include "paper/pdf.h"

#include <cairo-pdf.h>

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned len)
{
    struct buf *out = closure;

    buf_add(out, bytes, len);
    return buf_is_full(out) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void pdf_open(struct pdf *p, double width, double height, struct buf *out)
{
    p->out = out;
    p->surface = cairo_pdf_surface_create_for_stream(take, out, width, height);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    p->cr = cairo_create(p->surface);
}

void pdf_size(struct pdf *p, double width, double height)
{
    cairo_pdf_surface_set_size(p->surface, width, height);
}

void pdf_done(struct pdf *p)
{
    if (p->cr)
        cairo_destroy(p->cr);
    if (p->surface)
        cairo_surface_destroy(p->surface);
    *p = (struct pdf){0};
}

enum err pdf_finish(struct pdf *p, struct fault *f)
{
    cairo_status_t drawn = cairo_status(p->cr);

    cairo_surface_finish(p->surface);
    cairo_status_t written = cairo_surface_status(p->surface);
    if (buf_is_full(p->out))
        return FAIL(f, ERR_TOO_BIG, "paper.size", "%zu", p->out->limit >> 20);
    if (drawn || written)
        return FAIL(f, ERR_IO, "paper.pdf", "%s",
                    cairo_status_to_string(drawn ? drawn : written));
    return ERR_OK;
}
