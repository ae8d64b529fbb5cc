/*
 * Numbers made from counts: mean ages and shares, in whole numbers and rounded half up.
 * Pure.  Ages follow the month rule of date_age().
 */
#pragma once

#include "base/date.h"
#include "base/str.h"

struct bar { /* of a histogram: `count` rows have `key` */
    int64_t key;
    int64_t count;
};

/* A number of 10^-digits, as a text with a point: 386 and 1 are 38.6. */
struct rounded {
    int64_t value;
    int digits;
};

enum { ROUNDED_DIGITS_MAX = 6 };

/* part / whole, rounded half up; 0 when `whole` is 0.  Neither is negative, and `whole` is
 * less than 10^10: people and rows. */
struct rounded ratio(int64_t part, int64_t whole, int digits);

/* The same in percent. */
struct rounded ratio_percent(int64_t part, int64_t whole, int digits);

struct ages {
    int64_t people; /* with a birth date that is not after `at` */
    int64_t years;  /* the sum of their ages */
};

/* Keys are birth dates (yyyymmdd, or yyyymm00 when only the month is known). */
struct ages ages_of(const struct bar *births, size_t count, date at);

/* How many are at most `most` years old at `at`. */
int64_t ages_at_most(const struct bar *births, size_t count, date at, int most);

/* A number held as value × 10^scale, rounded half up (away from zero) to `digits` ≤
 * scale. */
struct rounded rounded_of(int64_t scaled, int scale, int digits);

void rounded_write(struct buf *out, struct rounded r);
bool rounded_equal(struct rounded a, struct rounded b); /* 43.0 is 43 */
