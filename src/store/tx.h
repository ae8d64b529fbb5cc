/*
 * Transactions.  Exactly one write transaction per service call, taken by the writer
 * (store/writer.h) for many calls at once; tx_* is for start-up and commands that are alone.
 *
 *     AUTO(tx) struct tx tx = {0};
 *     TRY(tx_begin(&tx, db));
 *     ...
 *     return tx_commit(&tx);
 *
 * Leaving the scope without tx_commit() rolls back.
 */
#pragma once

#include "store/db.h"

struct tx {
    struct db *db; /* NULL when no transaction is open */
};

/* Take the write lock now, so that a later statement cannot fail with BUSY.
 * Errors: ERR_BUSY when another writer holds it for five seconds. */
MUST_USE enum err tx_begin(struct tx *tx, struct db *db);
MUST_USE enum err tx_commit(struct tx *tx);
void tx_auto(struct tx *tx);
