/*
 * The typefaces of everything printed.
 *
 * The program carries its own: a Song (body; bold for titles), a Hei (headings) and a Kai, cut to
 * the characters of GB 2312, the table of general standard characters and their traditional
 * counterparts.  The caller makes them files (service/fonts.h) and names them here.  Characters
 * beyond them are looked for in the fonts of the machine.
 *
 * Never changed after it is opened: any number of threads may typeset with one.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

struct paper_fonts;

enum { PAPER_FONT_FILES_MAX = 16 };

/* `files` are paths of font files, which must stay readable; none: only those of the machine.
 * ERR_IO paper.font names the file that is no font. */
MUST_USE enum err paper_fonts_open(const char *const *files, size_t count,
                                   struct paper_fonts **out, struct fault *f);
void paper_fonts_free(struct paper_fonts *fonts); /* NULL is fine */

/* Everything set with them bears `mark`, which must outlive them, across every page: a rehearsal's.  Before they are
 * handed to anybody. */
void paper_fonts_mark(struct paper_fonts *fonts, struct str mark);
struct str paper_fonts_marked(const struct paper_fonts *fonts); /* empty: nothing */

/* Can every character of `text` be printed?  ERR_INVALID paper.glyph: the first that no font has,
 * and its code point. */
MUST_USE enum err paper_fonts_check(const struct paper_fonts *fonts, struct str text,
                                    struct fault *f);

static inline void paper_fonts_auto(struct paper_fonts **fonts)
{
    paper_fonts_free(*fonts);
}
