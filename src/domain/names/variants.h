/*
 * Characters that people write for each other: shapes of one character that have codes of their own (髙 and 高, 戸 and
 * 户, 〇 and ○).  From Unicode's Unihan database (data/README.md).  For asking whether two names may be one, never for
 * deciding it.  Pure.
 */
#pragma once

#include <stdint.h>

/* The first of the characters that `c` may stand for; `c` itself when there are none. */
uint32_t variant_first(uint32_t c);
