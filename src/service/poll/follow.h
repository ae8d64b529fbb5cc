/*
 * What the rounds before leave to an election: how many seats, among whom, and who is out of it because he was
 * elected.  Worked out anew from the results that were signed, whenever it is asked: nothing of it is typed.
 */
#pragma once

#include "service/poll/poll.h"

enum follow_kind {
    FOLLOW_NOTHING, /* a first round */
    FOLLOW_AGAIN,   /* the round before was void: the same seats */
    FOLLOW_RERUN,   /* 再次投票: among those with equal votes, nobody else */
    FOLLOW_ANOTHER, /* 另行选举: for the seats that are missing, without those elected */
    FOLLOW_FORMAL,  /* 正式选举: those who came through the pre-election, nobody else */
};

struct follow {
    enum follow_kind kind;
    int64_t seats; /* that this round fills; not of FOLLOW_NOTHING */
    int64_t
        whole; /* that the first round was to fill, whatever was decided since; 0 of FOLLOW_NOTHING */
    struct str *only; /* of FOLLOW_RERUN and FOLLOW_FORMAL: the candidates */
    size_t only_count;
    int64_t round; /* its number; 0 of FOLLOW_NOTHING */
    struct str *
        next; /* of FOLLOW_ANOTHER: those whom the result before names, by votes where that is the rule */
    size_t next_count;
    struct str *
        elected; /* in the rounds before, or come through as candidates of the formal ballot */
    size_t elected_count;
};

/* Names live in the call's arena. */
MUST_USE enum err poll_follow(struct call *c, const struct poll *p,
                              const struct poll_election *e, struct follow *out);

/* What is next after the `i`th election of a poll whose result stands. */
struct next_view {
    struct str
        decision; /* "none", "rerun_tied", "another_election", "start_again", "formal_election",
                     "put_off": the congress left it to its next session, here nothing follows */
    int64_t seats;     /* after reductions */
    struct str *names; /* its candidates */
    size_t name_count;
    row_id made; /* the poll that was prepared for it; 0: none yet */
};

/* ERR_RULE "next.none" without a result. */
MUST_USE enum err poll_next(struct call *c, const struct poll *p, size_t i,
                            struct next_view *out);

/* How an election that was counted, or is void, left its seats. */
struct left {
    struct str decision; /* as of next_view */
    int64_t seats,       /* its own, after reductions */
        elected;         /* in this round; of one that is void, and of a pre-election: 0 */
};

MUST_USE enum err poll_left(struct call *c, row_id election, struct left *out);

/* The seats of an election, as its congress decided about them since. */
MUST_USE enum err poll_seats(struct call *c, row_id election, int64_t *out);

/* How many of its seats the congress left to its next session (组织法 29); 0: it decided nothing. */
MUST_USE enum err poll_put_off(struct call *c, row_id election, int64_t *out);

/* A round after this election that is not void; 0: none. */
MUST_USE enum err poll_followed(struct call *c, row_id election, row_id *out);

/* Among those tied nobody is written in (选举法 44): their election says so to whoever prints or shows it. */
MUST_USE enum err poll_narrow(struct call *c, struct poll *p);
