/*
 * The county's consultative conference: its sectors with their seats, and its members from proposal to the decision
 * of the outgoing standing committee.
 */
#pragma once

#include "demo/session.h"

enum { CONFERENCE_SIZE = 180 };

/* Makes sectors, targets, steps and all members, `leaders` first (NULL behind the last), and calls them to the congress
 * in that order.  `out->items` has room for CONFERENCE_SIZE. */
MUST_USE enum err sectors_call(struct demo *d, const struct congress_plan *k,
                               const struct person *const *leaders,
                               struct called_list *out);
