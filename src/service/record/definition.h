/* A site's own ledgers and fields, added while people work. */
#pragma once

#include "service/site/call.h"

struct ledger;

/*
 * Read and check a description, make its table, keep it in the site's folder; the new
 * ledger is there for everybody at once.  For the system administrator; waits for the writer.
 * When any step fails, nothing remains.
 *
 * ERR_INVALID "definition.*" with the line; ERR_CONFLICT "definition.twice".
 */
MUST_USE enum err definition_add_ledger(struct call *c, struct str json,
                                        const struct ledger **out);

/* The same for one field of the ledger `ledger`.  ERR_NOT_FOUND "ledger.unknown". */
MUST_USE enum err definition_add_field(struct call *c, struct str ledger, struct str json);
