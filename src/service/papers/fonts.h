/*
 * The typefaces inside the program, unpacked at first use into memory that has a path (no file on
 * any disk).  Any number of threads may ask.
 */
#pragma once

#include "paper/fonts.h"

struct font_box;

/* Unpacks nothing yet.  `mark`: across every page that is printed, or empty; it outlives the box. */
NONNULL_RESULT struct font_box *font_box_new(struct str mark);
void font_box_free(struct font_box *box); /* NULL is fine */

/* The typefaces, owned by the box.  ERR_IO paper.font. */
MUST_USE enum err font_box_open(struct font_box *box, const struct paper_fonts **out,
                                struct fault *f);

static inline void font_box_auto(struct font_box **box)
{
    font_box_free(*box);
}
