/* The list of candidates that came before the presidium and the delegates (domain/congress/laid.h): what stands on
 * the ballots of a congress when an item of its agenda with the matter `candidates` is done. */
#pragma once

#include "service/record/fields.h"

/* The candidates of its polls as they stand; those of void polls and who was written in are none.  Empty: nobody. */
MUST_USE enum err laid_now(struct call *c, row_id congress, struct str *out);

struct laid_gap { /* empty: there is none */
    struct str name, election;
};

/* The first candidate of the poll who is on none of the lists in `laid`, and did not stand in a round before. */
MUST_USE enum err laid_missing(struct call *c, const struct row *poll, struct str laid,
                               struct laid_gap *out);

/* Of all polls of the congress that are being prepared. */
MUST_USE enum err laid_missing_any(struct call *c, row_id congress, struct str laid,
                                   struct laid_gap *out);
