/* Text set with pango. */
#include "paper/type.h"

#include "paper/fonts_private.h"

#include <math.h>

/* Ours first; the names behind them only ever serve characters that ours do not have. */
static const struct {
    const char *family;
    bool bold;
} FACES[] = {
    [FACE_SONG] = {"Huanjie Song,Noto Serif CJK SC,serif", false},
    [FACE_TITLE] = {"Huanjie Song,Noto Serif CJK SC,serif", true},
    [FACE_HEI] = {"Huanjie Hei,Noto Sans CJK SC,sans-serif", false},
    [FACE_KAI] = {"Huanjie Kai,Huanjie Song,Noto Serif CJK SC,serif", false},
};

enum err type_open(struct type *t, const struct paper_fonts *fonts, struct str text,
                   struct fault *f)
{
    TRY(font_set_for(fonts, text, &t->set, f));
    t->map = font_set_borrow(t->set);
    t->context = pango_font_map_create_context(t->map);
    pango_context_set_language(t->context, pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(t->context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(t->context, FALSE);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(t->context, options);
    cairo_font_options_destroy(options);
    return ERR_OK;
}

void type_done(struct type *t)
{
    if (t->context)
        g_object_unref(t->context);
    if (t->map)
        font_set_return(t->set, t->map);
    *t = (struct type){0};
}

static bool holds(struct str name, const char *part)
{
    return str_find(name, str_of(part)) >= 0;
}

enum face type_face(struct str name)
{
    if (holds(name, "小标宋") || holds(name, "大标宋") || holds(name, "XBS"))
        return FACE_TITLE;
    if (holds(name, "黑") || holds(name, "Hei") || holds(name, "Sans") ||
        holds(name, "Arial") || holds(name, "等线"))
        return FACE_HEI;
    if (holds(name, "楷") || holds(name, "Kai"))
        return FACE_KAI;
    return FACE_SONG;
}

/* Half points up to 24, as forms have them, and coarser where nobody sees the difference. */
double type_size(double size)
{
    static const struct {
        double below, step;
    } GRID[] = {{24, 0.5}, {72, 1}, {208, 4}, {TYPE_SIZE_MOST, 16}};

    for (size_t i = 0; i < sizeof(GRID) / sizeof(GRID[0]); i++)
        if (size < GRID[i].below) {
            double on = floor(size / GRID[i].step + 1e-6) * GRID[i].step;
            return on < 0.5 ? 0.5 : on;
        }
    return TYPE_SIZE_MOST;
}

PangoFontDescription *type_font(enum face face, double size, bool bold)
{
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family_static(font, FACES[face].family);
    pango_font_description_set_absolute_size(font, type_size(size) * PANGO_SCALE);
    if (bold || FACES[face].bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    return font;
}

PangoLayout *type_line(const struct type *t, const struct type_line *line, double *width)
{
    PangoLayout *layout = pango_layout_new(t->context);

    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, line->text.ptr ? line->text.ptr : "",
                          (int)line->text.len);
    for (double size = line->size;; size *= 0.95) {
        PangoFontDescription *font =
            type_font(line->face, size < line->least ? line->least : size, false);
        pango_layout_set_font_description(layout, font);
        pango_font_description_free(font);
        PangoRectangle logical;
        pango_layout_get_extents(layout, NULL, &logical);
        *width = (double)logical.width / PANGO_SCALE;
        if (*width <= line->room || size <= line->least)
            return layout;
    }
}

bool type_show(const struct type *t, cairo_t *cr, const struct type_line *line, double x,
               double y, enum type_side side)
{
    double width;
    PangoLayout *layout = type_line(t, line, &width);
    PangoRectangle logical;

    pango_layout_get_extents(layout, NULL, &logical);
    double left = side == TYPE_LEFT ? x : side == TYPE_RIGHT ? x - width : x - width / 2;
    cairo_move_to(cr, left, y - (double)logical.height / PANGO_SCALE / 2);
    pango_cairo_show_layout(cr, layout);
    g_object_unref(layout);
    return width <= line->room;
}
