/* Text set with pango: one context over the fonts of paper/fonts.h.  1 unit is 1 point. */
#pragma once

#include "paper/fonts.h"

#include <pango/pangocairo.h>

enum face { FACE_SONG, FACE_TITLE, FACE_HEI, FACE_KAI };

struct font_set;

struct type {
    struct font_set *set;
    PangoFontMap *map; /* of the set, borrowed */
    PangoContext *context;
};

/* Ready to set `text`, every character of which can then be printed.  ERR_INVALID paper.glyph. */
MUST_USE enum err type_open(struct type *t, const struct paper_fonts *fonts,
                            struct str text, struct fault *f);
void type_done(struct type *t); /* a zeroed one is fine */

/* The face for a font name as office programs write it: 仿宋_GB2312, 黑体, SimHei … */
enum face type_face(struct str name);

/*
 * The size that `size` is set in, which is not larger: one of some 160.  Pango's maps keep what they know of every size
 * they ever met (22 KB each) and are never freed (fonts.c), and a site's template, or a name that must fit its line,
 * may ask for any.
 */
enum { TYPE_SIZE_MOST = 720 };
double type_size(double size);

/* In type_size(size).  To be freed by pango_font_description_free(). */
NONNULL_RESULT PangoFontDescription *type_font(enum face face, double size, bool bold);

/* A line of text, its width in points; *size is made smaller (not below `least`) until it fits
 * `room`.  To be released by g_object_unref(). */
struct type_line {
    struct str text;
    enum face face;
    double size, least, room;
};
NONNULL_RESULT PangoLayout *type_line(const struct type *t, const struct type_line *line,
                                      double *width);

enum type_side { TYPE_LEFT, TYPE_CENTRE, TYPE_RIGHT };

/* Set `line` with its middle at height `y`, from, around or up to `x`.  False: it did not fit. */
bool type_show(const struct type *t, cairo_t *cr, const struct type_line *line, double x,
               double y, enum type_side side);

static inline void type_auto(struct type *t)
{
    type_done(t);
}
