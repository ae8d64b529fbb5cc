/*
 * From accepted ballots to a signed result, the next round, and the evidence.
 */
#pragma once

#include "service/poll/poll.h"

/* Count now.  ERR_RULE: what poll_sums() refuses.  Writes the numbers to elections and candidates. */
MUST_USE enum err result_count(struct call *c, row_id poll);

/* Back to closed, with a reason and another who vouches (poll_seconds()); groups may be opened again.  What was
 * counted, by whom, and who had signed it, stays for the evidence.  ERR_RULE "act.reason_needed", "second.needed". */
MUST_USE enum err result_recount(struct call *c, row_id poll, struct str reason,
                                 account_id second);

struct signing {
    struct str duty, name; /* as the officer is on the list; the password was given again */
};

/*
 * Sign the counted result.  A scrutineer (role `scrutineer`) and a teller (role `teller`), each on the
 * list of officers with that duty, and each for himself; with a chief on the list the chief signs.
 * Once both did, the poll is signed and its evidence made.  ERR_RULE sign.duty, sign.name, sign.again,
 * sign.one_person.
 */
MUST_USE enum err result_sign(struct call *c, row_id poll, const struct signing *s);

struct next_round {
    row_id election;
    struct str decision; /* rerun_tied, another_election, start_again: as the result says */
    int64_t seats;       /* 0: those of the result; never more */
    struct str reason;   /* needed when seats differ */
};

/* Prepare the next poll.  ERR_RULE next.none, next.decision, next.seats. */
MUST_USE enum err result_next(struct call *c, row_id poll, const struct next_round *n,
                              row_id *out);

struct seats_vote { /* the electors' vote about the seats that are left */
    row_id election;
    int64_t seats; /* of result_reduce(): how many there are to be */
    int64_t approve, oppose, abstain;
    struct str reason;
    account_id second; /* once counted: who vouches for it beside the caller; 0: nobody */
};

/* Fewer seats, decided by those who may.  ERR_RULE reduce.seats, reduce.votes (more than half of those present
 * must agree), reduce.never, reduce.put_off, second.needed, seats.closed. */
MUST_USE enum err result_reduce(struct call *c, row_id poll, const struct seats_vote *v);

/* The seats that are left are elected at the congress's next session (地方组织法 2022, art. 29), decided by more
 * than half of all its deputies (art. 25).  ERR_RULE put_off.never, put_off.nothing, put_off.made, put_off.votes,
 * second.needed, seats.closed. */
MUST_USE enum err result_put_off(struct call *c, row_id poll, const struct seats_vote *v);

/* What all questions of the sheet allow: they are void together. */
struct rule_void poll_void_rule(const struct poll *p);

struct voiding {
    struct str cause, reason; /* a cause of the rules; what happened */
    struct str by,
        document; /* once counted: the body that decided (VOID_BY_NAMES), and its paper */
    row_id item;  /* of the presidium: what passed it at its meeting (presidium.h) */
    struct signing signing; /* before: a scrutineer, one of two */
    account_id
        second; /* who vouches for it beside the caller: once counted, and before where both
                   scrutineers sit at one account that is nobody's; 0: nobody */
};

/* The roles that may vouch, beside who records it, for what was decided about a counted poll. */
role_set poll_seconds(const struct poll *p);

/*
 * Declare the poll void for a cause that its rules list; the password was given again.  While nothing is
 * counted two scrutineers of the list do it, the first call keeps the first one's word; once totals are shown
 * the body that the rules name decides, and whoever runs the congress records it with its paper.  Counted
 * totals stay, in the ledgers and in the evidence, which is made anew.  A closed congress has no presidium.
 * ERR_RULE "second.needed", "void.one_account", "void.closed", void.cause, void.other_cause, void.by, void.document,
 * term.followed, sign.*; ERR_DENIED.
 */
MUST_USE enum err result_void(struct call *c, row_id poll, const struct voiding *v);

/* The signed file.  ERR_NOT_FOUND "evidence.none" before the signatures. */
MUST_USE enum err result_evidence(struct call *c, row_id poll, struct str *out);
