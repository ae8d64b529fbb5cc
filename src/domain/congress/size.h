/*
 * How many deputies a people's congress has (选举法 2020): of a county a base of 140 and one for each 5,000 people, of
 * more than 1,550,000 at most 450; of a township 45 and one for each 1,500, at most 160 (art. 12, 1).  Below the base
 * only where fewer people live (50,000; 2,000).  Five per cent more where minorities live or people live far apart, by
 * decision of the province's standing committee (art. 12, 3).  Within that the number is the superior standing
 * committee's (art. 13), and it does not change during the term (art. 14).  Pure.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { SIZE_NOBODY_COUNTED = -1 }; /* of a population: nobody says */

/* What the law says of a place.  `base` 0: of such a level nothing. */
struct congress_size {
    int64_t base,
        most;      /* most: with what the population adds; without a population, of any */
    int64_t extra; /* `most` and the five per cent, rounded down */
    int64_t small; /* below so many people there may be fewer than the base */
    bool may_be_fewer; /* it has so few people */
    bool is_counted;   /* the population is known */
};

struct congress_size congress_size_of(struct str level, int64_t population);

enum size_verdict {
    SIZE_KEPT,
    SIZE_OVER, /* more than any decision may allow */
    SIZE_UNDECIDED, /* beyond the rule, and no decision of the superior standing committee on record */
    SIZE_UNDER,     /* below the base with people enough */
    SIZE_UNCOUNTED, /* below the base, and nobody says how many people there are */
};

/* `is_decided`: the superior standing committee's decision is on record. */
enum size_verdict congress_size_judge(const struct congress_size *s, int64_t deputies,
                                      bool is_decided);

/* The message of a verdict about a people's congress, with {0} deputies, {1} base, {2} most, {3} with the five per
 * cent, {4} the population below which there may be fewer: "size.over" …; NULL: it is kept. */
const char *congress_size_message(enum size_verdict v);
