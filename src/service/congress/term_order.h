/*
 * Is the term that a congress names that of its body now?  The number opens the seats of a term: so the session before
 * it is here, terms follow each other and last five years (党章 arts 25, 27, 组织法 art. 9), or two people say by a paper
 * why not (recorded.h, RECORDED_TERM).
 */
#pragma once

#include "service/congress/size.h"

/* Before a poll of it is frozen.  `out->code` NULL: it is, or it names no term, or it is the election in a district.
 * Refused for good: "term.lower" (a congress of a later term has opened already), "term.overlap" (one of an earlier
 * term is not over by then).  Unless recorded by two: "term.no_first" (a later session without the first on record),
 * "term.early" (less than four years after the first session of the term before; not asked of a plenary, whose term
 * is that of the congress that elected it). */
MUST_USE enum err congress_term_fault(struct call *c, const struct row *congress,
                                      struct size_fault *out);
