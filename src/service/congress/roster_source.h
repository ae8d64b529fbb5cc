/*
 * Where the people on a roster come from.  A roster that was taken from a source is held against it for as long as the
 * congress lasts (roster_judge()): who is due is not what somebody leaves on a list.
 */
#pragma once

#include "domain/congress/size.h"
#include "service/congress/hall_load.h"

enum roster_from { ROSTER_DELEGATES, ROSTER_ELECTED, ROSTER_DEPUTIES, ROSTER_FROM_COUNT };

/* The rows to take, in rows of one ledger, and how each is called to the hall.  Call's arena. */
struct roster_source {
    enum roster_from from;
    const struct ledger *ledger;
    struct row **rows;
    int *kinds; /* CODE_ATTENDEE_KIND_*, one for each row */
    size_t count;
};

/* "delegates", "elected", "deputies".  ERR_INVALID "roster.from". */
MUST_USE enum err roster_from_read(struct call *c, struct str name, enum roster_from *out);
int roster_code(enum roster_from from); /* CODE_ATTENDEE_SOURCE_* */

/* ERR_RULE "roster.parent", "roster.no_delegates", "roster.no_elected". */
MUST_USE enum err roster_source_load(struct call *c, const struct congress_of *k,
                                     enum roster_from from, struct roster_source *s);

/* The attendee (`l`: their ledger) that row `i` of the source makes, without a badge. */
struct row *roster_attendee(struct call *c, const struct ledger *l,
                            const struct congress_of *k, const struct roster_source *s,
                            size_t i);

/* Do two attendees (`l`: their ledger) stand for the same person? */
bool roster_is_same(const struct ledger *l, const struct row *a, const struct row *b);
