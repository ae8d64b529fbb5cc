/* What the files of delegates share. */
#pragma once

#include "service/delegates/delegates.h"

/* The composition from rows that are loaded. */
MUST_USE enum err structure_of(struct call *c, const struct delegates *d,
                               struct structure_view *out);

/* What the gates of a conference ask. */
MUST_USE enum err conference_count(struct call *c, const struct delegates *d,
                                   struct step_numbers *out);

/* The outgoing standing committee decides: whoever was considered becomes a member on that day.  ERR_RULE
 * "sectors.votes", "sectors.not_passed". */
MUST_USE enum err conference_decide(struct call *c, const struct delegates *d,
                                    const struct step_taken *t);

/* May an act be done with a row of a roster (a name or a unit) at this level?  ERR_RULE "delegates.not_ours". */
MUST_USE enum err roster_level(struct call *c, const struct ledger *l,
                               const struct row *row);

/* What the acts ask for.  ERR_RULE "delegates.no_unit", "delegates.no_votes", "delegates.no_majority",
 * "delegates.votes_beyond", "delegates.too_many"; "delegates.same_hand", "account.of_nobody";
 * "delegates.unit_voters", "delegates.unit_quorum". */
MUST_USE enum err delegate_elect_act(struct call *c, const struct ledger *l,
                                     const struct row *row);
MUST_USE enum err delegate_qualify_act(struct call *c, const struct ledger *l,
                                       const struct row *row);
MUST_USE enum err unit_elect_act(struct call *c, const struct ledger *l,
                                 const struct row *row);

/* Members, voters due and come: none above what it is part of.  Mistakes go to c->faults. */
void unit_bounds(struct call *c, const struct ledger *l, const struct row *row);

/* The day at which ages are taken: of the credentials, done or planned, else today. */
date delegates_day(const struct call *c, const struct delegates *d);
