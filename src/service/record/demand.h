/*
 * What an act demands of who does it, of what he gives and of the row: asked here alone, for an act that is
 * done (record.c) and for the acts on a row's way into the state it names (gate.c).
 */
#pragma once

#include "service/site/call.h"

enum demand {
    DEMAND_NONE,   /* all are met */
    DEMAND_ROLE,   /* one of act->roles at the row's region */
    DEMAND_KEPT,   /* done by a feature alone */
    DEMAND_SIGN,   /* the password again */
    DEMAND_POST,   /* the post act->post (account_signs_as()) */
    DEMAND_REASON, /* at least REASON_LEAST characters */
    DEMAND_FIELDS, /* act->requires, filled */
};

enum { REASON_LEAST = 2 };

struct act_given {
    struct str reason;
    bool is_signed; /* the caller proved just now who he is */
};

/* The first demand that is not met, in the order above.  The state is not asked. */
MUST_USE enum err act_unmet(struct call *c, const struct ledger *l, const struct act *act,
                            const struct row *row, struct act_given given,
                            enum demand *out);

/* Does the act need this field, which the row lacks? */
bool act_lacks(const struct act *act, const struct row *row, size_t field);
