/*
 * The item of the agenda that passed an officer.  A list that a meeting passes by hands is one vote, told in two
 * places: the agenda's item, which the minutes print, and each officer, whom papers and evidence print.  So there is
 * one number: the officer points to the item (officer.agenda_item) and has its numbers, and while he does the
 * item stays as it is.
 *
 * The item comes first because the meeting votes on its agenda; titles of items are free, so that the program cannot
 * know which one is the list's, and whoever records the vote says it.  Numbers are typed only where no item could be
 * it: none of the meetings that may pass these duties (domain/congress/passing.h) has a show of hands on its agenda, as
 * in a district, a small congress that keeps none, old books.  Where one has, also one still to be voted on, typing
 * would make a second number of the same vote.
 */
#pragma once

#include "service/congress/hall_load.h"

/* Officers of one congress who are voted on together. */
struct voted_on {
    const struct congress_of *congress;
    struct row *const *officers;
    size_t count;
};

/* May a meeting of this kind pass them all?  One of a delegation passes nobody, one of the presidium its own duties. */
bool passed_at(const struct congress_of *k, const struct row *sitting,
               const struct voted_on *v, const struct call *c);

struct passed_by {
    struct hands hands; /* without the second */
    date on;            /* the day of its sitting */
};

/* What the item decided of them.  ERR_NOT_FOUND "row.none", ERR_RULE "officer.item_congress", "officer.item_kind",
 * "officer.item_matter", "officer.item_open", "officer.sitting". */
MUST_USE enum err passed_by_item(struct call *c, const struct voted_on *v, row_id item,
                                 struct passed_by *out);

/* May the numbers be typed?  ERR_RULE "officer.by_item": an item of the agenda could be the vote. */
MUST_USE enum err passed_by_typing(struct call *c, const struct voted_on *v);

/* ---- the rows, whatever door they come through ----------------------------------------------- */

/* Of an officer: who is not passed rests on no item, and who rests on one has its numbers.  Mistakes go to
 * c->faults. */
MUST_USE enum err passed_by_guard(struct call *c, const struct ledger *l, struct row *row);

/* Does nobody rest on the item?  ERR_RULE "agenda.officers". */
MUST_USE enum err passed_by_free(struct call *c, const struct row *item);

/* Of an item: one on which officers rest stays passed, with its numbers and in its sitting.  Mistakes go to
 * c->faults. */
MUST_USE enum err passed_by_stays(struct call *c, const struct ledger *l,
                                  const struct row *row);
