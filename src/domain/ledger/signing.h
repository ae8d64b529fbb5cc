/*
 * What a signature holds.  An act that is signed either writes who did it into the row ("by"), or leads to
 * a state; from then on the row says what was signed, and no field of it changes but those of later acts and
 * those the description sets free ("after_sign"), until an act takes the signatures back ("unsign").  Pure.
 */
#pragma once

#include "domain/ledger/value.h"

/* Fill l->signed_states, when its acts are complete: where signed acts without "by" lead, and on from there
 * by acts that do not unsign. */
void signing_ready(struct ledger *l);

/* Does somebody's signature stand under the row? */
bool row_is_signed(const struct ledger *l, const struct row *row);

enum { SIGNED_NOTHING = -1, SIGNED_REGION = -2 };

/* The first field that is signed in `before` and differs in `after`: its index, SIGNED_REGION when the row
 * moves, SIGNED_NOTHING when all is left as it was signed.  `act`: what is done, which may write its own
 * fields; NULL: none. */
int signed_change(const struct ledger *l, const struct row *before, const struct row *after,
                  const struct act *act);

/* The same for what the description holds ("held") once the row was decided about, or carries what was: the
 * first such field that differs, or the region.  Asks nobody whether the row is held now. */
int held_change(const struct ledger *l, const struct row *before, const struct row *after,
                const struct act *act);

/* The same for what is written once ("always" of "held"): the first such field that differs. */
int always_change(const struct ledger *l, const struct row *before, const struct row *after,
                  const struct act *act);

/* Is this a field that the act writes, by what it requires, stamps, starts or signs? */
bool act_writes(const struct act *act, int field);

/* Does this field hold who signed? */
bool field_is_signature(const struct ledger *l, int field);

/* Take all signatures out of the row, and the dates stamped with them. */
void signatures_clear(const struct ledger *l, struct row *row);

/* The first act that takes the signatures back in this state, or NULL. */
const struct act *unsigning_act(const struct ledger *l, int state);
