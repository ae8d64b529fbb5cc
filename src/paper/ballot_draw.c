/* A page of a ballot as a drawing. */
#include "paper/ballot_plan.h"
#include "paper/qr.h"

static const double HAIR = 0.35, FRAME = 0.9; /* points */

static void set_grey(cairo_t *cr, double grey)
{
    cairo_set_source_rgb(cr, grey, grey, grey);
}

static void add_rect(cairo_t *cr, struct rect at)
{
    cairo_rectangle(cr, points(at.x), points(at.y), points(at.w), points(at.h));
}

static void draw_label(cairo_t *cr, const struct type *t, const struct label *l)
{
    struct type_line line = {l->text, l->face, l->size / 10.0, l->least / 10.0,
                             points(l->at.w)};
    int x = l->side == TYPE_LEFT    ? l->at.x
            : l->side == TYPE_RIGHT ? l->at.x + l->at.w
                                    : l->at.x + l->at.w / 2;

    (void)type_show(t, cr, &line, points(x), points(l->at.y + l->at.h / 2), l->side);
}

static void draw_band(cairo_t *cr, const struct ballot_plan *p, struct rect band)
{
    double rgb[3];

    if (!band.h)
        return;
    ballot_colour_tint(p->design->colour, rgb);
    add_rect(cr, band);
    cairo_set_source_rgb(cr, rgb[0], rgb[1], rgb[2]);
    cairo_fill_preserve(cr);
    set_grey(cr, 0);
    cairo_set_line_width(cr, HAIR);
    cairo_stroke(cr);
}

static void draw_example(cairo_t *cr, struct rect at)
{
    if (!at.h)
        return;
    add_rect(cr, at);
    cairo_move_to(cr, points(at.x + at.w / 5), points(at.y + at.h / 2));
    cairo_line_to(cr, points(at.x + at.w * 2 / 5), points(at.y + at.h * 4 / 5));
    cairo_line_to(cr, points(at.x + at.w * 9 / 10), points(at.y + at.h / 6));
    cairo_set_line_width(cr, FRAME);
    cairo_stroke(cr);
}

static void draw_boxes(cairo_t *cr, const struct ballot_page *page)
{
    for (size_t i = 0; i < page->name_count; i++)
        for (size_t b = 0; b < page->names[i].box_count; b++)
            add_rect(cr, page->names[i].boxes[b].at);
    for (size_t i = 0; i < page->line_count; i++)
        add_rect(cr, page->lines[i].box.at);
    cairo_set_line_width(cr, FRAME);
    cairo_stroke(cr);
}

static void draw_rules(cairo_t *cr, const struct ballot_page *page)
{
    for (size_t i = 0; i < page->rule_count; i++) {
        struct rect r = page->rules[i];
        cairo_move_to(cr, points(r.x), points(r.y));
        cairo_line_to(cr, points(r.x + r.w), points(r.y + r.h));
    }
    set_grey(cr, 0.5);
    cairo_set_line_width(cr, HAIR);
    cairo_stroke(cr);
    set_grey(cr, 0);
}

void ballot_draw(cairo_t *cr, const struct ballot_plan *p, size_t page)
{
    const struct ballot_page *q = &p->pages[page];

    draw_band(cr, p, q->band);
    set_grey(cr, 0);
    for (size_t i = 0; i < q->square_count; i++)
        add_rect(cr, q->squares[i]);
    cairo_fill(cr);
    draw_rules(cr, q);
    draw_boxes(cr, q);
    draw_example(cr, q->example);
    (void)qr_draw(cr, ballot_qr_text(p, page + 1), 2, points(q->qr.x), points(q->qr.y),
                  points(q->qr.w)); /* the text was held against version 2 before */
    for (size_t i = 0; i < q->label_count; i++)
        draw_label(cr, p->type, &q->labels[i]);
}
