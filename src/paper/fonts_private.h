/* Between fonts.c and type.c. */
#pragma once

#include "paper/fonts.h"

#include <fontconfig/fontconfig.h>

/* The smallest set of fonts that has every character of `text`: ours, else ours and the
 * machine's.  *out is referenced for the caller.  ERR_INVALID paper.glyph. */
MUST_USE enum err paper_fonts_config(const struct paper_fonts *fonts, struct str text,
                                     FcConfig **out, struct fault *f);
