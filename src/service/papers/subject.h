/* What a paper is about: the row it is asked for, its congress and its poll. */
#pragma once

#include "service/papers/values.h"

/* The row `id` of the ledger that a scope names.  ERR_INVALID "forms.scope"; errors of row_open(). */
MUST_USE enum err load_subject(struct call *c, struct str scope, int64_t id,
                               const struct ledger **l, struct row **row);
/* The congress that the row names, into v->congress. */
MUST_USE enum err load_congress(struct values *v, const struct ledger *l,
                                const struct row *row);
/* Congress, sitting, unit, district, poll and question of the row.  ERR_RULE "forms.no_congress". */
MUST_USE enum err load_paper(struct values *v, const struct ledger *l, struct row *row);
/* The same; a row of no congress yet has no poll either, and is no error. */
MUST_USE enum err load_if_held(struct values *v, const struct ledger *l, struct row *row);
