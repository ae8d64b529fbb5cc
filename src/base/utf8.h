/* UTF-8: checking and counting.  Code points, not bytes, are "characters". */
#pragma once

#include "base/str.h"

/* Is all of `s` well-formed (no overlong forms, no surrogates, at most U+10FFFF)? */
bool utf8_is_valid(struct str s);

/* Characters in well-formed text. */
size_t utf8_count(struct str s);

/* The character at byte *at of well-formed text; *at moves behind it. */
uint32_t utf8_next(struct str s, size_t *at);

/* The first `count` characters. */
struct str utf8_head(struct str s, size_t count);

/*
 * Text as a record keeps it: trimmed, NFC, full-width ASCII left as typed, control
 * characters out, line breaks (as \n) only when `lines`.  `s` is well-formed.
 */
struct str utf8_clean(struct arena *a, struct str s, bool lines);
