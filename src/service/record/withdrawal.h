/*
 * What others put is withdrawn by them alone: in writing, entered by one person and confirmed by another.  For ledgers
 * with the fields below; their hooks call it, so that every door asks.
 */
#pragma once

#include "service/site/call.h"

struct withdrawal_fields { /* of the ledger; names 0: it has none */
    int by, names, paper, entered_by;
};

/* In a guard: keeps who entered the withdrawal, as often as it changes. */
void withdrawal_guard(struct call *c, const struct ledger *l, struct row *row,
                      const struct withdrawal_fields *f);

/* In an act that withdraws: its paper was entered before and by another person.  ERR_RULE "withdrawal.unentered",
 * "withdrawal.same"; "account.of_nobody". */
MUST_USE enum err withdrawal_act(struct call *c, const struct ledger *l,
                                 const struct row *row, const struct withdrawal_fields *f);
