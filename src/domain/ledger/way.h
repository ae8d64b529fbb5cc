/* From one state of a ledger to another, by its acts.  Pure. */
#pragma once

#include "domain/ledger/definition.h"

/*
 * The fewest acts that lead from the state `from` to `to`, of those in `allowed` (bit per act): their
 * indexes in `acts`, first to last.  Returns how many, 0 when from == to, or -1 when no such way is open;
 * *barred is then the first act in the way that is not allowed, or -1 when the ledger has no way at all.
 */
int states_way(const struct ledger *l, int from, int to, uint64_t allowed,
               int acts[LEDGER_STATES_MAX], int *barred);
