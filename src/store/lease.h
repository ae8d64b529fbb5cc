/*
 * The right to write to a PostgreSQL database and to draw ids with a node number, for a while, renewed
 * with every batch.  SQLite needs none: there the data folder is locked (service/site/owner.h).
 */
#pragma once

#include "store/db.h"

enum { LEASE_MS = 60000 };

struct lease {
    int64_t node;
    struct str token, place, what; /* borrowed as long as the lease is held */
    struct str
        holder; /* which lock file of which running kernel the holder has; empty: not known */
    int64_t batch; /* counts the batches of this holder */
};

/*
 * Take it, inside a write transaction.  One of the same holder is taken over: the caller has the lock that it
 * had, so it is dead.  A name of host and folder would not do: two containers may share both.  ERR_CONFLICT
 * "site.served" (place, what, seconds until it runs out) while somebody else holds one.
 */
MUST_USE enum err lease_take(struct db *db, struct arena *a, const struct lease *l,
                             struct fault *f);

/* First in each batch: renew it and leave the batch's number.  ERR_CONFLICT "site.lease_lost". */
MUST_USE enum err lease_mark(struct db *db, struct lease *l, struct fault *f);

/* Does the last batch that was marked stand? */
MUST_USE enum err lease_look(struct db *db, const struct lease *l, bool *stands);

/* Let go of it, inside a write transaction. */
MUST_USE enum err lease_end(struct db *db, const struct lease *l);
