/* A site's own ledgers and fields, added while it runs. */
#pragma once

#include "service/call.h"

MUST_USE enum err definition_add_ledger(struct call *c, struct str json,
                                        const struct ledger **out);
MUST_USE enum err definition_add_field(struct call *c, struct str ledger, struct str json);
