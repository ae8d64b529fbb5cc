/*
 * The deputies of the county's people's congress: each elected by the voters of a district of at most three seats
 * (选举法 arts 3, 26), registered, and called to the congress.
 */
#pragma once

#include "demo/session.h"

/* Makes the districts and `count` deputies, `leaders` first (NULL behind the last), and calls them to the congress,
 * the leaders first.  `out->items` has room for `count`. */
MUST_USE enum err deputies_call(struct demo *d, const struct congress_plan *k, int count,
                                const struct person *const *leaders,
                                struct called_list *out);
