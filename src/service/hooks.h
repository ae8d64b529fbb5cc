/* Rules that belong to one ledger, by the name its description gives; this table is the only place
 * where a name meets a function. */
#pragma once

#include "service/site/call.h"

/* What a row alone shows.  Mistakes go to `faults`; a ledger without a hook has none. */
void hook_check(struct arena *a, const struct ledger *l, const struct row *row,
                struct row_faults *faults);

/*
 * What takes a look at other rows, wherever a row is created, changed, acted upon, restored or
 * imported.  Mistakes go to c->faults; kept fields may be filled in.  An error is one of the database.
 */
MUST_USE enum err hook_guard(struct call *c, const struct ledger *l, struct row *row);

/* May the row be removed?  Fails with the reason. */
MUST_USE enum err hook_drop(struct call *c, const struct ledger *l, const struct row *row);

bool hook_is_known(struct str name);
