/* What features do with single rows.  Permission is the caller's business, but for row_open(). */
#pragma once

#include "service/record/fields.h"

/* The row with every field.  ERR_NOT_FOUND "row.none". */
MUST_USE enum err row_fetch(struct call *c, const struct ledger *l, row_id id,
                            struct row **out);

/* The row, when the caller may read its ledger there; else as if there were none. */
MUST_USE enum err row_open(struct call *c, const struct ledger *l, row_id id,
                           struct row **out);

/* Inside the writer: a new row; a change, by an act of the ledger (DELEGATE_DO_ELECT) or under a word that
 * the trace alone knows; a removal.  The checks of the ledger apply. */
MUST_USE enum err row_add(struct call *c, const struct ledger *l, struct row *row);
MUST_USE enum err row_act(struct call *c, const struct ledger *l, const struct row *before,
                          struct row *after, int act, struct str reason);
MUST_USE enum err row_change(struct call *c, const struct ledger *l,
                             const struct row *before, struct row *after, const char *word,
                             struct str reason);
MUST_USE enum err row_drop(struct call *c, const struct ledger *l, const struct row *before,
                           struct str reason);
