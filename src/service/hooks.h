/* Rules that belong to one ledger, by the name its description gives.  The functions are
 * pure; this table is the only place where a name meets a function. */
#pragma once

#include "domain/ledger/value.h"

/* Mistakes go to `faults`.  NULL when the name is empty; "" and unknown names do nothing. */
void hook_check(struct arena *a, const struct ledger *l, const struct row *row,
                struct row_faults *faults);

bool hook_is_known(struct str name);
