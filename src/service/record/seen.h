/*
 * Rows that concern the caller are not his to see (hook.handle; decision 0014): not the row, not its place in a
 * list or in a count, not its history or its files.  Everything that reads rows for people asks here.
 */
#pragma once

#include "ledger/list.h"
#include "service/site/call.h"

/* The row as it is, or was: whole, with what is sealed. */
MUST_USE enum err row_concerns(struct call *c, const struct ledger *l,
                               const struct row *row, bool *out);

/* The same for the row that stands under the id now. */
MUST_USE enum err row_is_hidden(struct call *c, const struct ledger *l, row_id id,
                                bool *out);

/* May he handle it?  As the hook says it: ERR_RULE "avoidance.*". */
MUST_USE enum err row_require(struct call *c, const struct ledger *l,
                              const struct row *row);

/* The query without the rows that concern the caller.  ERR_RULE "list.hidden_many" when there are more than a
 * query takes: then nothing is counted for him. */
MUST_USE enum err query_seen(struct call *c, const struct ledger *l,
                             const struct list_query *q, struct list_query *out);
