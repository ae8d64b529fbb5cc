/*
 * Where the people on a roster come from, by what the congress is.  The roster is held against it for as long as the
 * congress lasts (roster_judge.c), however it was made: who is due is not what somebody types, or leaves on a list.
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

/* The sources of a congress by its kind and level, the first that has anybody is its own: delegates of the Party's
 * congress and the conference, elected or decided on for its term, and members for the meeting of all members; of a
 * plenary those whom any session of its parent's term elected and who have not left since; of a people's congress the
 * deputies elected in the districts of its term (county, township; dealt.h), and not left since, else those of the
 * register of delegates. */
size_t roster_sources(const struct congress_of *k, enum roster_from out[ROSTER_FROM_COUNT]);

/* A plenary names the congress that elected its members: the Party's, of its level and term, here.  ERR_RULE
 * "roster.parent", "roster.parent_other", "congress.parent_term". */
MUST_USE enum err roster_parent(struct call *c, const struct congress_of *k);

/* How many on the roster have a vote; is anybody on it? */
MUST_USE enum err roster_voting(struct call *c, row_id congress, int64_t *voting,
                                bool *called);

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
