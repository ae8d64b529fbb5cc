#include "store/tx.h"

#include <assert.h>

enum err tx_begin(struct tx *tx, struct db *db)
{
    assert(!tx->db);
    TRY(db_begin(db));
    tx->db = db;
    return ERR_OK;
}

enum err tx_commit(struct tx *tx)
{
    assert(tx->db);
    struct db *db = tx->db;
    tx->db = NULL; /* closed either way */
    return db_commit(db);
}

void tx_auto(struct tx *tx)
{
    if (tx->db)
        db_rollback(tx->db);
    tx->db = NULL;
}
