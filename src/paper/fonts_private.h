/* Between fonts.c and type.c: sets of fonts, and pango's maps over them. */
#pragma once

#include "paper/fonts.h"

#include <pango/pango.h>

struct font_set; /* lives as long as the process */

/* The smallest set that has every character of `text`: ours, else ours and the machine's.  ERR_INVALID paper.glyph. */
MUST_USE enum err font_set_for(const struct paper_fonts *fonts, struct str text,
                               struct font_set **out, struct fault *f);

/* A map for one typesetter at a time, on any thread; given back when nothing is set with it any more. */
NONNULL_RESULT PangoFontMap *font_set_borrow(struct font_set *set);
void font_set_return(struct font_set *set, PangoFontMap *map);
