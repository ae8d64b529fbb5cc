/*
 * Who counts and who watches: scrutineers and tellers whom the congress passed.  Once a poll of it is frozen they
 * are changed by two people, each change stands in the evidence of the polls it happened in, and when nothing is left
 * to be voted on they are not changed any more: what is signed names them.
 */
#pragma once

#include "service/record/fields.h"

/* May these officers, all of `congress`, be passed or withdrawn, with `second` (0: nobody) to vouch for it?  Asks
 * nothing of other duties, of a congress without a poll that has begun, and of the machine.
 * ERR_RULE "second.needed", "officer.settled". */
MUST_USE enum err watch_may_change(struct call *c, row_id congress,
                                   struct row *const *officers, size_t count,
                                   account_id second);

/* One officer is passed with these hands, or (hands NULL) withdrawn for a reason. */
struct watch_change {
    const struct row *officer; /* as it stood */
    const struct hands *hands;
    struct str reason;
    account_id second;
};

/* Keep it with every poll of the congress that is frozen and not yet signed (part "officer_changes"), for its
 * evidence; nothing for other duties. */
MUST_USE enum err watch_keep(struct call *c, row_id congress,
                             const struct watch_change *change);

/* May an officer be withdrawn at the door of the rows, by one person?  ERR_RULE "officer.two", "officer.settled". */
MUST_USE enum err watch_refuse_alone(struct call *c, const struct row *officer);

/* That somebody whom the congress passed has his duty no more. */
struct officer_withdrawal {
    int64_t ver;
    struct str reason; /* at most 200 characters */
    account_id second; /* who vouches for it beside the caller; 0: nobody */
};

/* The way for everybody, and the only one for those who count or watch once a poll is frozen; its evidence names it.
 * ERR_RULE "officer.not_passed", "officer.settled", "second.needed", "act.reason_needed"; ERR_CONFLICT. */
MUST_USE enum err hall_officer_withdraw(struct call *c, row_id officer,
                                        const struct officer_withdrawal *o,
                                        struct row **out);
