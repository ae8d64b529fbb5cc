/*
 * Whom presidium and delegates had before them as a candidate stands.  He leaves the list by his own withdrawal or that
 * of those who nominated him, in writing, by a pre-election, or, in the Party, by the presidium, which settles the list
 * by the majority of the delegates (组织法 2022, art. 26, 27; 基层组织选举工作条例 2020, art. 15): nobody takes a name
 * out in silence.  Of deputies' joint nominations the ledger of motions keeps the withdrawal (congress/withdraw.h).
 */
#pragma once

#include "service/poll/poll.h"

struct before_all;
struct gates;

struct left_out { /* on a list that was laid, on no ballot, and nothing says why */
    const struct poll_election *election;
    struct str name;
    const struct before_law *law; /* why it was laid */
};

struct left_out_all {
    struct left_out *items;
    size_t count;
};

/* While the poll is prepared; nobody later, nor of a later round, whose names the one before left. */
MUST_USE enum err poll_left_out(struct call *c, const struct poll *p,
                                const struct before_all *before, struct left_out_all *out);

/* Said only when somebody is: "poll.left_out". */
MUST_USE enum err gate_left_out(struct call *c, const struct poll *p,
                                const struct before_all *before, struct gates *out);

struct name_withdrawal {
    row_id election;
    struct str name;
    struct str
        by; /* nominee, putters; correction: it was written wrongly, and stands as `right` */
    struct str right;  /* of a correction: how he is called on the ballot */
    struct str paper;  /* in which it was asked, with its day; 4 to 200 characters */
    account_id second; /* who saw the paper beside the caller; 0: nobody */
};

/* ERR_RULE "withdrawal.fixed", "left_out.not_laid", "left_out.stands", "left_out.joint", "left_out.right",
 * "roster.vote_why", "second.needed"; ERR_NOT_FOUND "row.none". */
MUST_USE enum err poll_withdraw_name(struct call *c, row_id poll,
                                     const struct name_withdrawal *w);

/* A list of them, those who stand again left out: the parts "withdrawal" of the evidence. */
MUST_USE enum err poll_withdrawals(struct call *c, const struct poll *p, struct str *out);
