/* Chinese numerals, for headings and terms of office.  Pure. */
#pragma once

#include "base/str.h"

/* 一 … 九十九, else digits; 0: empty. */
struct str numeral_text(struct arena *a, int64_t n);
