/*
 * What deputies put to a people's congress: motions, suggestions, joint nominations, with those who sign
 * (ledgers motion, motion_signer; rules in domain/congress/motion.h).  The row routes write them; hooks of this
 * room refuse who is no deputy of the congress, who signs twice, and what too few sign.
 */
#pragma once

#include "domain/congress/motion.h"
#include "service/record/record.h"

struct motion_line {
    struct row *row;
    int64_t signers;                 /* with the leading deputy */
    const struct rule_signers *rule; /* NULL: no number is asked for */
    struct fault fault; /* why it cannot be put to the presidium yet; code empty: it can */
};

struct motion_list {
    struct motion_line *items;
    size_t count;
    instant motions_until, names_until; /* 0: the presidium has set no end */
};

/* Whose motion it is, as an agenda tells it. */
struct motion_brief {
    struct row *row;
    struct str leader; /* empty: not of deputies */
    int64_t signers;   /* with the leader */
};

/* Asks nobody whether he may: for whoever may read the agenda. */
MUST_USE enum err motion_brief_of(struct call *c, row_id motion, struct motion_brief *out);

/* Those of a congress in the order of their numbers.  ERR_NOT_FOUND "row.none". */
MUST_USE enum err congress_motions(struct call *c, row_id congress,
                                   struct motion_list *out);
