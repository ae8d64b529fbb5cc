/*
 * What waits for the caller's hand: rows on which he may do an act that is signed (of any ledger, as its
 * description says), editions of rules that somebody else wrote, counts to be signed and counting groups to
 * be settled or accepted.  He has not signed it before, and all that it needs is there.  Asks of each what
 * the act itself will ask; the password is asked when it is done.
 */
#pragma once

#include "service/record/record.h"

enum { WAITING_MOST = 200 }; /* of one ledger and region; of more the oldest are told */

struct waiting_one {
    const struct ledger *ledger;
    row_id row;
    region region;
    struct str title; /* masked as for any reader */
    struct str act;   /* name; the row's own, or "settle", "accept" of a counting group */
    struct str label; /* in the caller's language */
    instant since;    /* when the row last changed */
};

struct waiting {
    struct waiting_one *items;
    size_t count, room;
    bool has_more;
};

MUST_USE enum err waiting_find(struct call *c, struct waiting *out);
