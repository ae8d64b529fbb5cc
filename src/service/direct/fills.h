/*
 * A by-election in a district (选举法 art. 57): a row of its own, with its voters, days and election, that says whose
 * empty seat it fills.  Its seats are the district's and are not dealt again (dealt_counts()).
 */
#pragma once

#include "service/record/row_acts.h"

/* Of a district's record.  Who fills a seat names a district of its level and renewal that fills none itself, and asks
 * for no more than have left it and were not replaced ("district.fills_other", "district.fills_most"); who does not has
 * a number of its own in its renewal and region ("district.number_taken").  What was not changed is let be. */
MUST_USE enum err district_fills_guard(struct call *c, const struct ledger *l,
                                       const struct row *row);
