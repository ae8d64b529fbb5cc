/*
 * What the sessions of one term hold together: a seat that one of them filled is filled for all, until who was
 * elected has left (ledger departure).  A term is that of the congress's field, of one kind, level and region.
 */
#pragma once

#include "service/poll/gates.h"

/* Does the congress say which of them it is, and may it be (congress_term_fault()); are the seats that the poll fills
 * free (组织法 12, 选举法 57)?  Of a first round; said only when it is not so. */
MUST_USE enum err gates_of_term(struct call *c, const struct poll *p, struct gates *out);

/* A session that voted on the office already votes on it once more.  *held: on the same seats, which it may not; else
 * two people recorded that posts were added (number.h), and `g` is refused unless just these are asked. */
MUST_USE enum err term_further(struct call *c, const struct poll *p,
                               const struct poll_election *e, struct gate *g, bool *held);

/* Are both questions about the same seats?  Heads are told apart by the organ that their title names; deputy heads, or
 * delegates to the congress above, by another title are the same still. */
bool poll_same_office(const struct ledger *elections, const struct row *a,
                      const struct row *b);

/* Of the other sessions, and of this one when a post is added: those who hold what the question fills, none of whom is
 * elected to it once more. */
MUST_USE enum err term_holders(struct call *c, const struct poll *p,
                               const struct row *election, struct list *out);

/* Once another session has voted on what this poll filled, neither the poll nor a departure from it is undone.
 * ERR_RULE "term.followed". */
MUST_USE enum err term_unfollowed(struct call *c, const struct poll *p);

/* A departure from what `election` of `poll` elected to: does the office end so (domain/congress/leaving.h), and has
 * he left, after his election?  Mistakes go to c->faults: departure.cause, departure.organ, departure.approval,
 * departure.not_yet, departure.before_elected. */
MUST_USE enum err leaving_check(struct call *c, const struct row *row,
                                const struct row *election, const struct row *poll);

/* Who was elected now and holds, by an earlier session of the term, an office that excludes it: sentences for people
 * that say what he has to give up.  None once he has left it. */
struct to_leave {
    struct str *items; /* in the call's arena */
    size_t count, room;
};

MUST_USE enum err term_to_leave(struct call *c, const struct poll *p, struct to_leave *out);
