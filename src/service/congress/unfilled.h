/* Seats of signed polls that nobody fills: no further round was prepared for them, and no decision is on record. */
#pragma once

#include "service/site/call.h"

struct unfilled {
    struct str title; /* of the election; empty: there is none */
    int64_t seats, elected;
};

/* The first of the congress.  Of a pre-election: its formal ballot was not prepared. */
MUST_USE enum err congress_unfilled(struct call *c, row_id congress, struct unfilled *out);
