/* Seats of the polls of a congress that nobody fills: no further round was prepared for them, and no decision is on
 * record.  Judged in the room of polls, above this one (service/poll/unfilled.h). */
#pragma once

#include "service/site/call.h"

struct unfilled {
    struct str title; /* of the election; empty: there is none */
    int64_t seats, elected;
};

/* The first of the congress, by hooks.unfilled. */
MUST_USE enum err congress_unfilled(struct call *c, row_id congress, struct unfilled *out);
