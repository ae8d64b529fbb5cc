/*
 * Who holds which duty of a congress: proposed, and passed by a show of hands (officer.c); how many hands there are
 * (agenda.c).
 */
#pragma once

#include "service/site/call.h"

struct officer_input {
    row_id attendee; /* 0: by name */
    struct str name, duty, delegation;
};

enum { OFFICERS_MOST = 500 };

/* Propose officers; those who hold the duty already stay as they are.  All or none.
 * ERR_RULE "officer.…", ERR_INVALID "officer.duty". */
MUST_USE enum err hall_officers(struct call *c, row_id congress,
                                const struct officer_input *inputs, size_t count,
                                int64_t *done);

struct hands {
    int64_t approve, oppose, abstain;
    struct str by;
    account_id second; /* who vouches for it beside the caller; 0: nobody (watch.h) */
};

/* No more hands are raised at a sitting, or (0) at the meeting of all that is held or was attended best, than people
 * with a vote came to it, and they were a quorum; where nobody was checked in nobody voted.  Of a district no more than
 * its registered voters.  ERR_RULE "hall.nobody_in", "hall.hands_most", "hall.hands_quorum", "hall.hands_voters". */
MUST_USE enum err hall_hands_within(struct call *c, row_id congress, row_id sitting,
                                    int64_t hands);

struct hands_at {
    struct hands hands; /* typed; of a vote by an item the second alone */
    row_id sitting;     /* of typed hands; 0: a meeting of all */
    row_id
        item; /* of the agenda, whose hands are the vote (passed_by.h); 0: the hands were typed */
};

/* Record that proposed officers were passed: by an item of the agenda, whose numbers they get, or, where no item could
 * be the vote, by typed hands within hall_hands_within() and by the majority of the congress's rules, as an item is.  A
 * meeting of all passes them; the presidium the duties that are its own (domain/congress/passing.h), and nobody else.
 * Of those who count or watch while a poll is under way by two people (watch.h).
 * ERR_RULE "officer.majority", "officer.sitting", "officer.by_item", "officer.item_…", "second.needed". */
MUST_USE enum err hall_officers_pass(struct call *c, row_id congress, const row_id *ids,
                                     size_t count, const struct hands_at *at,
                                     int64_t *done);

/* May he watch or count there?  In a district whoever is on its register, where one is kept; elsewhere anybody. */
MUST_USE enum err hall_counts_there(struct call *c, row_id congress, struct str name,
                                    bool *out);
