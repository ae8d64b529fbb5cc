/* Sessions of one term: congresses of one kind, level and place (届, 次). */
#pragma once

#include "service/record/row_acts.h"

/* The others of the term of `congress`, in no order; none where it names no term.  `l`: their ledger.  Call's arena. */
MUST_USE enum err congress_sessions(struct call *c, const struct ledger *l,
                                    const struct row *congress, struct list *out);

/* Of the committee or the discipline commission that a session elected (field parent). */
bool congress_is_plenary(const struct ledger *l, const struct row *congress);

/* A plenary is of the term of the congress that elected its members; 0, not named yet, agrees with any. */
bool congress_term_agrees(int64_t plenary, int64_t parent);

/* Of a congress's record: the term of a plenary, taken over where it names none, and that of a congress with
 * plenaries.  Mistakes "congress.parent_term", "congress.plenary_term" go to c->faults. */
MUST_USE enum err congress_term_guard(struct call *c, const struct ledger *l,
                                      struct row *row);
