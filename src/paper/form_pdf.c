/* A DOCX typeset as PDF. */
#include "paper/doc_flow.h"
#include "paper/form.h"
#include "paper/pdf.h"

enum { WORDS_MAX = 64 << 20 };

static const double A4_WIDTH = 595.28,
                    A4_HEIGHT = 841.89; /* until the first page says its own */

static void gather_paras(const struct doc_para *p, struct buf *out)
{
    for (; p; p = p->next)
        buf_str(out, p->text);
}

static void gather_table(const struct doc_table *t, struct buf *out)
{
    for (const struct doc_row *r = t->rows; r; r = r->next)
        for (size_t i = 0; i < r->cell_count; i++)
            gather_paras(r->cells[i].paras, out);
}

/* All that will be printed, to see which fonts it needs. */
static void gather_text(const struct doc *d, struct buf *out)
{
    const struct doc_section *last = NULL;

    buf_text(out, "0123456789");
    for (size_t i = 0; i < d->block_count; i++) {
        const struct doc_block *b = &d->blocks[i];
        if (b->table)
            gather_table(b->table, out);
        else
            buf_str(out, b->para->text);
        for (size_t n = 0; n < 3 && b->section != last; n++) {
            gather_paras(b->section->headers[n], out);
            gather_paras(b->section->footers[n], out);
        }
        last = b->section;
    }
}

static void draw_page(cairo_t *cr, const struct doc_page *page)
{
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct placed_rule *r = &page->rules[i];
        cairo_move_to(cr, r->x1, r->y1);
        cairo_line_to(cr, r->x2, r->y2);
        cairo_set_line_width(cr, r->width);
        cairo_stroke(cr);
    }
    for (size_t i = 0; i < page->line_count; i++) {
        cairo_move_to(cr, page->lines[i].x, page->lines[i].y);
        pango_cairo_show_layout_line(cr, page->lines[i].line);
    }
}

static enum err add_document(struct arena *a, struct str docx,
                             const struct paper_fonts *fonts, struct pdf *out,
                             struct fault *f)
{
    AUTO(buf) struct buf words = BUF(WORDS_MAX);
    AUTO(type) struct type type = {0};
    struct doc doc;

    TRY(doc_read(a, docx, &doc, f));
    gather_text(&doc, &words);
    TRY(type_open(&type, fonts, buf_view(&words), f));
    AUTO(flow) struct flow flow = {.arena = a, .type = &type, .doc = &doc};
    TRY(flow_run(&flow, f));
    for (size_t i = 0; i < flow.page_count; i++) {
        const struct doc_section *s = flow.pages[i].section;
        pdf_size(out, twips(s->width), twips(s->height));
        draw_page(out->cr, &flow.pages[i]);
        pdf_page(out);
    }
    return ERR_OK;
}

enum err form_pdf_all(struct arena *a, const struct str *docx, size_t count,
                      const struct paper_fonts *fonts, struct buf *pdf, struct fault *f)
{
    AUTO(pdf) struct pdf out = {0};

    pdf_open(&out, A4_WIDTH, A4_HEIGHT, pdf);
    TRY(pdf_mark(&out, fonts, f));
    cairo_set_line_cap(out.cr, CAIRO_LINE_CAP_SQUARE);
    for (size_t i = 0; i < count; i++)
        TRY(add_document(a, docx[i], fonts, &out, f));
    return pdf_finish(&out, f);
}

enum err form_pdf(struct arena *a, struct str docx, const struct paper_fonts *fonts,
                  struct buf *pdf, struct fault *f)
{
    return form_pdf_all(a, &docx, 1, fonts, pdf, f);
}
