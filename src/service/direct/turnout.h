/*
 * Proxies and mobile boxes of a direct election, and the poll that they are counted in: what is counted in one is held
 * as docs/congress.md says, and counts in no other.  Asks nobody whether he may.
 */
#pragma once

#include "domain/direct/turnout.h"
#include "service/record/row_acts.h"

/* The district's proxies that the committee agreed to, and its mobile boxes, are counted in the poll from now on, but
 * for those of another poll that stands.  Inside the writer. */
MUST_USE enum err turnout_take(struct call *c, row_id congress, row_id poll);

/* The poll is prepared anew: they are free again. */
MUST_USE enum err turnout_release(struct call *c, row_id poll);

/* Did the election committee agree to it, and does it stand: whether its holder came or is still to come? */
bool proxy_is_agreed(const struct ledger *l, const struct row *row);

/* Proxies of the poll of which nobody said yet whether the holder came. */
MUST_USE enum err turnout_unsaid(struct call *c, row_id poll, int64_t *out);

/* Who votes by proxy (those whose holder came: who stayed away carries nothing) and by mobile box in the poll, as the
 * records say now; in_person stays as it is. */
MUST_USE enum err turnout_count(struct call *c, row_id poll, struct turnout *out);

/* A box of the poll that has not come back; empty: none. */
MUST_USE enum err turnout_box_out(struct call *c, row_id poll, struct str *title);

/* How far the poll is that a proxy or a box is counted in. */
enum counted_in {
    COUNTED_IN_NONE, /* of no poll that stands: it may change */
    COUNTED_IN_VOTE, /* frozen, voted on, or not counted yet */
    COUNTED_IN_DONE, /* its numbers are those of a result */
};

/* `poll` may be 0; *title, of the poll, when it is counted in one. */
MUST_USE enum err turnout_counted_in(struct call *c, row_id poll, enum counted_in *out,
                                     struct str *title);
