/*
 * A second counter, written from rules.md and not from the first: loops over everything,
 * no tables, no vectors, no cleverness.  It knows names only as numbers into a
 * pool that stands in stroke order.
 */
#pragma once

#include "base/buf.h"

enum { NAIVE_POOL = 12, NAIVE_CANDIDATES = 8, NAIVE_BALLOTS = 40, NAIVE_NAMES = 3 };

extern const char *const NAIVE_NAMES_OF[NAIVE_POOL]; /* in stroke order */

struct naive_ballot {
    bool is_void;
    char marks[NAIVE_CANDIDATES];
    int names[NAIVE_NAMES], name_count; /* written in: numbers in the pool */
};

struct naive_election {
    const char *rules, *office;
    int seats, due, present, issued, round;
    int candidates[NAIVE_CANDIDATES], candidate_count;
    bool is_rerun, is_pre, abstain_entitles, unclear_voids, never_writes;
    int surplus;                  /* settled for it; -1: not */
    bool was_elected[NAIVE_POOL]; /* in the rounds before */
    bool is_sums;                 /* nobody's own name stands on a tally sheet */
    bool has_two[NAIVE_POOL];     /* written in two ways, found to be one */
    struct naive_ballot ballots[NAIVE_BALLOTS];
    int ballot_count;
};

/* The parts of the result that must be the same, in its own words: the books, and all
 * from "candidates" to "next". */
void naive_count(const struct naive_election *e, struct buf *books, struct buf *persons);

/* All its ballots as a tally sheet: one line of sums. */
void naive_sums(const struct naive_election *e, struct buf *out);
