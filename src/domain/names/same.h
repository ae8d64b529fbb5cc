/*
 * When two names are one: written with or without what typesetting puts between the letters.  Names are kept
 * and shown as they were typed; whoever compares them asks here and nowhere else.
 *
 * Not told apart: blanks of any width at the ends, between Chinese characters (王　富 is 王富) and beside a
 * dot; one blank and several; the dots of transliterated names (· • ・ ． ‧ ∙ ⸱ and their like: GB 2312 and
 * Unicode disagree); a variation selector, which picks the glyph of the same letter.  Pure.
 */
#pragma once

#include "base/str.h"

/* The name as it is compared; `name` itself when it is nothing but Chinese characters. */
struct str name_plain(struct arena *a, struct str name);

/* The letters of a name alone: without all that hands put between, before or behind them (blanks, dots, strokes, ticks,
 * circles, quotes, figures, combining marks, signs of private use; Unicode general category L, less the letters that
 * look like such a sign), full width, case, radicals that look like the character.  A long name is without 一 between
 * its parts, too, which hands write for a dash.
 * Names that are alike so are probably one; whether they are, a scrutineer says. */
struct str name_loose(struct arena *a, struct str name);

/* Is it a mark on a line for a name, and no name: no letter of any script in it (utf8_is_letter()), such as ○ × · …… or
 * figures?  Nothing but blanks is neither. */
bool name_is_mark(struct str name);

/* Is it an answer, and nobody's name: 弃权, 反对, 同上, 无? */
bool name_is_answer(struct str name);

/* Is the line for a name open, and nothing on it but blanks? */
bool name_is_blank(struct str name);

/* Are both the same name?  Two empty ones are not. */
bool name_is(struct str a, struct str b);
