/*
 * The typefaces inside the program, unpacked at first use into memory that has a path (no file on
 * any disk), for as long as the process lives.  Any number of threads may ask.
 */
#pragma once

#include "paper/fonts.h"
#include "service/site/site.h"

/* With the mark of a rehearsal where the site is one.  ERR_IO paper.font: the next who asks tries again. */
MUST_USE enum err site_fonts(const struct site *s, struct paper_fonts *out,
                             struct fault *f);
