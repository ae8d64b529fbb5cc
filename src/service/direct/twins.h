/*
 * One voter entered twice (选举法 5: everybody once, in one district of a level and an election day).
 *
 * Whoever may unseal identity numbers is told by the number.  To all others it is as if no number stood anywhere: a
 * refusal, or an entry that is let in, would tell them that a number they guessed stands elsewhere.  They are told by
 * what they read anyway, name and birth in the district; what they could not see is told to those who may unseal, in
 * the list (id_number.shared) and when the poll is frozen.  docs/decisions/0019-sealed-numbers.md.
 */
#pragma once

#include "service/record/fields.h"

/* May the caller unseal the identity number of the voter? */
bool voter_opens(const struct call *c, const struct ledger *l, const struct row *row);

/* The other entries of the same voter in the same election that the caller may be told of. */
MUST_USE enum err voter_twins(struct call *c, const struct ledger *l, const struct row *row,
                              struct list *out);

/* The first registered voter of the congress's districts who is entered twice, by the number; NULL: none.  Of those
 * alone whose numbers the caller may unseal. */
MUST_USE enum err voter_doubled(struct call *c, row_id congress, struct row **out);
