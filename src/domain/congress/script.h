/*
 * The chair's script (主持词) of a sitting: what is to be said, in the order of the agenda, filled from what is on
 * record.  What is not known yet stands as a blank with its name (＿＿＿＿〔实到人数〕).  Of a show of hands nothing is
 * said before it is recorded as passed or not, of an election nothing before the result is signed.  Pure;
 * texts are those of a Chinese paper.
 */
#pragma once

#include "base/str.h"

enum { SCRIPT_UNKNOWN = -1 }; /* a number that is not on record */

enum script_kind {
    SCRIPT_HEAD, /* an item of the agenda */
    SCRIPT_SAY,  /* the chair says it */
    SCRIPT_CUE,  /* what he waits for or has to know; not read out */
};

const char *script_kind_name(enum script_kind kind); /* "head", "say", "cue" */

struct script_line {
    enum script_kind kind;
    struct str text;
};

struct script {
    struct script_line *lines;
    size_t count, room;
    size_t blanks; /* named blanks in all lines */
};

/* One question of a ballot. */
struct script_election {
    struct str title;
    int64_t seats;
    struct str names;       /* in the order of the ballot, 、 between */
    size_t candidate_count; /* 0: not on the ballot yet */
    struct str order;       /* "按姓氏笔画排列"; empty: by decision */
    /* Of a signed result alone. */
    bool is_void, is_pre_election;
    struct str void_text; /* who decided it and why; empty: 本次投票无效 */
    struct str elected;   /* as the result orders them */
    int64_t elected_count;
};

struct script_poll {
    struct str title;
    int64_t issued, returned;
    struct str marks; /* how the ballot is filled in */
    const struct script_election *elections;
    size_t election_count;
    bool is_signed;
    int64_t cast, round; /* ballots of one cast and round go into the boxes together */
};

struct script_ballots {
    const struct script_poll *items;
    size_t count;
};

enum script_decision { SCRIPT_OPEN, SCRIPT_PASSED, SCRIPT_REJECTED };

struct script_item {
    struct str kind; /* a code of agenda_kind */
    struct str title, speaker;
    struct str mover; /* of a motion: whose it is, "王文等10名代表"; empty: no motion */
    bool is_withdrawn;                /* the motion */
    int64_t approve, oppose, abstain; /* of a show of hands */
    enum script_decision decision;
    bool is_linked;                  /* its record names its ballot */
    const struct script_poll *polls; /* of an election; none: nobody can tell which */
    size_t poll_count;
};

struct script_sitting {
    struct str congress, title;
    struct str kind;                   /* a code of congress_kind */
    struct str sitting_kind;           /* a code of sitting_kind */
    int64_t due, present, sick, leave; /* the last three SCRIPT_UNKNOWN before check-in */
    struct str quorum, article;        /* the rule as a sentence, and where it stands */
    bool is_met;                       /* of the quorum; meaningless while unknown */
    int64_t needed;                    /* people the quorum asks for */
    const char *against;               /* 反对, or 不赞成 where the Party elects */
    const struct script_item *items;
    size_t item_count;
};

/*
 * Give the items of elections that name no ballot those of `free` that are theirs by name: the item names each
 * election of the ballot as the ballot calls it, no other item does, and no other ballot elects the same.  An item of
 * which that is not clear gets none: a chair who announces another election than the one that is held is worse than a
 * chair who has to ask.
 */
void script_match(struct arena *a, struct script_item *items, size_t count,
                  const struct script_ballots *free);

void script_write(struct arena *a, const struct script_sitting *s, struct script *out);
