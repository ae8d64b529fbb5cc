/*
 * Of which renewal of a people's congress a district or an electoral unit is: the seats of one term are dealt and
 * counted among themselves (选举法 arts 12 to 14), those of the term before stay on record and bind nobody.
 *
 * It is the term that a unit, or the election of a district, names; where it names none, that of the session which
 * its day comes before, or whose term has not run four of its five years by then; without a day, that of the newest
 * congress that is not closed.  Where no congress is on record, days within 30 months of each other, half a term, are
 * of one renewal.
 */
#pragma once

#include "service/record/row_acts.h"

/* The people's congresses of one place and level, and where districts or units beside each other lie. */
struct dealt_at {
    const struct ledger *congresses;
    struct list sessions; /* newest first; call's arena */
    date today;
    region place;
    struct str level;
};

struct renewal {
    const struct row *session; /* of the people's congress; NULL: none is on record */
    int64_t term;              /* 0: not known */
    date on;                   /* of the row, or today */
};

/* `l`, `row`: a district or an electoral unit. */
MUST_USE enum err dealt_load(struct call *c, const struct ledger *l, const struct row *row,
                             struct dealt_at *out);

/* Is it dealt seats of its own?  A by-election has those of the district whose seat fell empty (选举法 art. 57). */
bool dealt_counts(const struct ledger *l, const struct row *row);

/* The districts of the renewal that `congress` (`of`: its ledger) is of, a people's or the election in one of
 * them, by-elections among them, in their order.  Call's arena. */
MUST_USE enum err dealt_districts(struct call *c, const struct ledger *of,
                                  const struct row *congress, struct list *out);

struct renewal dealt_renewal(struct call *c, const struct dealt_at *at,
                             const struct ledger *l, const struct row *row);

bool dealt_same(const struct renewal *a, const struct renewal *b);

/* Deputies in all as fixed for the term; 0: nobody did yet. */
int64_t dealt_fixed(const struct dealt_at *at, const struct renewal *r);
