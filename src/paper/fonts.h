/*
 * The typefaces of everything printed.
 *
 * The program carries its own: a Song (body; bold for titles), a Hei (headings) and a Kai, cut to
 * the characters of GB 2312, the table of general standard characters and their traditional
 * counterparts.  The caller makes them files (service/fonts.h) and names them here.  Characters
 * beyond them are looked for in the fonts of the machine.
 *
 * Any number of threads may typeset with one.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

struct typefaces; /* lives as long as the process */

struct paper_fonts {
    struct typefaces *faces;
    struct str
        mark; /* across every page that is set with them: a rehearsal's; empty: none */
};

enum { PAPER_FONT_FILES_MAX = 16 };

/* `files` are paths of font files, which must stay readable, and the same, as long as the process lives; none: only
 * those of the machine.  Nothing of it can be freed (fonts.c says why): once a process.  ERR_IO paper.font names the
 * file that is no font. */
MUST_USE enum err paper_fonts_open(const char *const *files, size_t count,
                                   struct paper_fonts *out, struct fault *f);

/* Can every character of `text` be printed?  ERR_INVALID paper.glyph: the first that no font has,
 * and its code point. */
MUST_USE enum err paper_fonts_check(const struct paper_fonts *fonts, struct str text,
                                    struct fault *f);
