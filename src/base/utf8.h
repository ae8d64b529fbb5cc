/* UTF-8: checking and counting.  Code points, not bytes, are "characters". */
#pragma once

#include "base/err.h"
#include "base/str.h"

/* Is all of `s` well-formed (no overlong forms, no surrogates, at most U+10FFFF)? */
bool utf8_is_valid(struct str s);

/* Without the byte order mark that some editors put before a file. */
struct str utf8_unmark(struct str s);

/* Characters in well-formed text. */
size_t utf8_count(struct str s);

/* The character at byte *at of well-formed text; *at moves behind it. */
uint32_t utf8_next(struct str s, size_t *at);

/* Write the character `c` (at most U+10FFFF, no surrogate) to `out`, which has room for 4 bytes: how many. */
size_t utf8_put(char *out, uint32_t c);

/* A Chinese character of any plane. */
bool utf8_is_han(uint32_t c);

/* A letter of any script, Chinese characters among them (general category L); or private use, for rare names are
 * registered so.  〇 (U+3007) is a figure. */
bool utf8_is_letter(uint32_t c);

/* A variation selector: it picks the glyph of the letter before it. */
bool utf8_is_selector(uint32_t c);

/* A blank of any width, U+3000 among them; no line break. */
bool utf8_is_blank(uint32_t c);

/* The first `count` characters. */
struct str utf8_head(struct str s, size_t count);

/* For showing: the first `count` characters, the last of them "…" when there are more. */
struct str utf8_shown(struct arena *a, struct str s, size_t count);

/* Trimmed and NFC; full-width ASCII is left as typed.  `s` is well-formed. */
struct str utf8_tidy(struct arena *a, struct str s);

/*
 * The one door for text that a person gives: names, titles, reasons, remarks, file names.
 * Tidied into *out; with `lines` it may have line breaks (kept as \n) and tabs (kept as a
 * blank).  Refused, because nobody sees them on a list of names and two names could look the
 * same or one be shown backwards: controls, direction marks, zero width and other invisible
 * characters, line breaks in a single line, what is no character (U+FFFD, unassigned ones), a
 * combining mark without a letter, on a Chinese character or more than four on one.  Blanks of other widths become
 * plain ones, but for U+3000.  A variation selector passes behind a Han or Mongolian letter,
 * where it picks a glyph of a name; private use passes, for rare names are registered so.
 *
 * ERR_INVALID "cell.encoding", "cell.character" (U+XXXX, place), "cell.line_break" (the
 * same); a place counts characters, 1 first.
 */
MUST_USE enum err utf8_take(struct arena *a, struct str s, bool lines, struct str *out,
                            struct fault *f);

/* The same question without a copy.  `s` is well-formed. */
MUST_USE enum err utf8_check(struct str s, bool lines, struct fault *f);
bool utf8_is_plain(struct str s, bool lines);
