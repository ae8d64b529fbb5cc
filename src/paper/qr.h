/* QR codes drawn as one path. */
#pragma once

#include "base/str.h"

#include <cairo.h>

/* Fill the modules of the code for `text` in a square of `side` at (x, y), the quiet zone not
 * included.  `version` 0: the smallest.  Returns the modules of a side; 0: the text is too long. */
int qr_draw(cairo_t *cr, struct str text, int version, double x, double y, double side);
