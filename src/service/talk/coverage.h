/* Coverage of talks in a region: who of those on record has been talked with, and who has not. */
#pragma once

#include "domain/talk/coverage.h"
#include "service/record/fields.h"

enum { COVERAGE_MOST = 20000 }; /* people of one region that are looked at together */

struct coverage {
    const struct ledger *people_of;
    struct row **people; /* of the region's subtree, by name */
    size_t count;
    struct talk_result result; /* of these people, in the same order */
    int64_t talked;            /* people with a talk */
};

/*
 * For those who may read talks in `within`, and the people too.  Talks from `since` on (0: all).  What was
 * said stays sealed: only that a talk was held, and when, is read.
 * ERR_DENIED; ERR_RULE "talks.too_wide" beyond COVERAGE_MOST people.
 */
MUST_USE enum err talks_coverage(struct call *c, region within, date since,
                                 struct coverage *out);
