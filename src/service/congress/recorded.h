/*
 * Numbers of a congress that two people record with their paper, on the congress's record: what no ledger here knows,
 * or what the law says is not changed.  They stay once a poll of the congress is frozen, and stand in its evidence.
 */
#pragma once

#include "service/record/row_acts.h"

enum recorded_kind {
    RECORDED_VACANT, /* seats of a people's congress that nobody holds: not filled yet, or fallen empty */
    RECORDED_DUE, /* how many have a vote, where the roster's source is not here, or is another: it holds for
                      * as long as the roster has so many, and the same people (congress_due_holds()) */
    RECORDED_REFIXED, /* how many deputies there are, fixed anew within a term (选举法 art. 14) */
    RECORDED_TERM, /* its term, where sessions before it are not here, or the term before ended early
                    * (congress_term_fault()): it holds while the congress names that term; not in the evidence */
    RECORDED_KINDS
};

struct recorded {
    int64_t number;
    struct str paper;  /* which: by whom, its number; 4 to 200 characters */
    account_id second; /* who vouches for it beside the caller; 0: nobody */
};

/* ERR_RULE "size.vacant_of_none", "size.vacant_most", "roster.due_district", "roster.due_others", "roster.parent",
 * "roster.parent_other", "congress.parent_term", "size.refixed_none", "size.refixed_same", "term.said_other",
 * "roster.vote_why", "second.needed", "hall.congress_closed" and, once a poll is frozen, "size.vacant_polled",
 * "roster.due_polled", "size.refixed_polled", "term.said_polled"; ERR_INVALID "row.invalid": a number that the law
 * does not give. */
MUST_USE enum err congress_record(struct call *c, row_id congress, enum recorded_kind kind,
                                  const struct recorded *r, struct row **out);

/* A digest of those on the roster with a vote: name, birth, delegate, person; empty: nobody is called by name. */
MUST_USE enum err congress_due_names(struct call *c, row_id congress, struct str *out);

/* Did two people record that `due` are due, and were those on the roster the same as they are now? */
MUST_USE enum err congress_due_holds(struct call *c, const struct row *congress,
                                     int64_t due, bool *out);

/* What two people did to one vote (hall_vote()) moves the number they recorded: it is of those who are due; the names
 * too, if the record held before (`held`). */
MUST_USE enum err congress_due_moves(struct call *c, row_id congress, int64_t by,
                                     bool held);

/* A list of no or one object with the number, `paper`, `account` and `second`, as the evidence has it. */
struct str congress_recorded_json(struct call *c, const struct row *congress,
                                  enum recorded_kind kind);
