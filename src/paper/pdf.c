/* A PDF in memory, drawn with cairo. */
#include "paper/pdf.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <math.h>

static const double EDGE = 16, HEAD = 10; /* points */

static cairo_status_t take(void *closure, const unsigned char *bytes, unsigned len)
{
    struct buf *out = closure;

    buf_add(out, bytes, len);
    return buf_is_full(out) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void pdf_open(struct pdf *p, double width, double height, struct buf *out)
{
    p->out = out;
    p->width = width;
    p->height = height;
    p->surface = cairo_pdf_surface_create_for_stream(take, out, width, height);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    p->cr = cairo_create(p->surface);
}

void pdf_size(struct pdf *p, double width, double height)
{
    p->width = width;
    p->height = height;
    cairo_pdf_surface_set_size(p->surface, width, height);
}

enum err pdf_mark(struct pdf *p, const struct paper_fonts *fonts, struct fault *f)
{
    p->is_asked = true;
    p->mark = fonts->mark;
    return p->mark.len ? type_open(&p->mark_type, fonts, p->mark, f) : ERR_OK;
}

/* Across the page, so faint that what is under it is read by eye and machine, and in full at its head. */
static void draw_mark(struct pdf *p)
{
    double across = hypot(p->width, p->height) * 0.8;
    struct type_line wide = {p->mark, FACE_HEI, across / 6, 8, across},
                     head = {p->mark, FACE_HEI, HEAD, HEAD, p->width};

    cairo_save(p->cr);
    cairo_set_source_rgba(p->cr, 0.78, 0.06, 0.18, 0.9);
    (void)type_show(&p->mark_type, p->cr, &head, p->width / 2, EDGE, TYPE_CENTRE);
    cairo_translate(p->cr, p->width / 2, p->height / 2);
    cairo_rotate(p->cr, -atan2(p->height, p->width));
    cairo_set_source_rgba(p->cr, 0.78, 0.06, 0.18, 0.12);
    (void)type_show(&p->mark_type, p->cr, &wide, 0, 0, TYPE_CENTRE);
    cairo_restore(p->cr);
}

void pdf_page(struct pdf *p)
{
    assert(p->is_asked);
    if (p->mark.len)
        draw_mark(p);
    cairo_show_page(p->cr);
}

void pdf_done(struct pdf *p)
{
    if (p->cr)
        cairo_destroy(p->cr);
    if (p->surface)
        cairo_surface_destroy(p->surface);
    type_done(&p->mark_type);
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
