/* Chance that repeats: the same seed throws the same numbers on every machine. */
#pragma once

#include "base/date.h"

struct dice {
    uint64_t state;
};

uint64_t dice_next(struct dice *d); /* splitmix64 */

int dice_below(struct dice *d, int end);             /* 0 … end - 1; 0 when end < 1 */
int dice_between(struct dice *d, int low, int high); /* both included */
bool dice_percent(struct dice *d, int percent);

/* A working day from `from` to `until` (or the days just after). */
date dice_day(struct dice *d, date from, date until);

#define COUNT_OF(array)     ((int)(sizeof(array) / sizeof((array)[0])))
#define DICE_PICK(d, array) ((array)[dice_below((d), COUNT_OF(array))])

struct span { /* of one number, both included */
    int low, high;
};

/*
 * Fill `out` with numbers within their spans whose sum is `sum` (or as near as the
 * spans allow), spread by chance around the mean.
 */
void dice_fit(struct dice *d, const struct span *spans, size_t count, int64_t sum,
              int *out);
