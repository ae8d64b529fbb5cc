/* What keeps a row as it is, whatever its ledger: signatures under it, what was decided about it ("held"), and rows
 * that point to it.  Asked by the gate (service/record/gate.h) for every door but a feature's own. */
#pragma once

#include "service/site/call.h"

/* What is signed stays as it was signed (domain/ledger/signing.h), what was decided about stays what it was
 * ("held" of the description, in its states or when the hook says so; "always" from the first entry on); `act` is what
 * is done and may write its own fields, or a word that is no act of the ledger ("update"), or empty.  ERR_RULE
 * "signed.kept", "signed.for_good", "held.kept", "held.by_act", "held.always", or the hook's own words. */
MUST_USE enum err kept_signed(struct call *c, const struct ledger *l,
                              const struct row *before, const struct row *after,
                              struct str act);

/* Several signatures under one row are those of several people, each known by his record.  ERR_RULE
 * "sign.one_person", "account.of_nobody". */
MUST_USE enum err kept_apart(struct call *c, const struct ledger *l,
                             const struct row *before, const struct row *after);

/* Nothing is removed that is signed (unless two people vouch), or that others stand on: what points to it would
 * point to nowhere.
 * ERR_RULE "signed.stays", "row.used_by", "row.used". */
MUST_USE enum err kept_standing(struct call *c, const struct ledger *l,
                                const struct row *row, bool is_vouched);
