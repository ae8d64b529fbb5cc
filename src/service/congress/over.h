/*
 * What is over stays as it was: once a congress is closed nothing that hangs on it is added, changed or removed by
 * anybody's words.  Which ledgers hang on it, by which field, and what of theirs goes on after it, stands in one table
 * (over.c); tests/api/closing.test.mjs finds the ledger that it forgets.
 */
#pragma once

#include "service/record/hooks.h"

/* ERR_RULE "congress.over". */
MUST_USE enum err congress_over(struct call *c, const struct ledger *l,
                                const struct row *row, enum handling how);

/* ERR_RULE "congress.over": nothing more of `part` in the closed `congress`. */
MUST_USE enum err congress_over_fail(struct call *c, const struct row *congress,
                                     const struct ledger *part);
