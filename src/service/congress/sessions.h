/* Sessions of one term: congresses of one kind, level and place (届, 次). */
#pragma once

#include "service/record/row_acts.h"

/* The others of the term of `congress`, in no order; none where it names no term.  `l`: their ledger.  Call's arena. */
MUST_USE enum err congress_sessions(struct call *c, const struct ledger *l,
                                    const struct row *congress, struct list *out);
