#include "store/tx.h"

#include <assert.h>

enum err tx_begin(struct tx *tx, struct db *db)
{
    assert(!tx->db);
    TRY(db_script(db, db_is_postgres(db) ? "BEGIN" : "BEGIN IMMEDIATE"));
    tx->db = db;
    return ERR_OK;
}

enum err tx_commit(struct tx *tx)
{
    assert(tx->db);
    TRY(db_script(tx->db, "COMMIT")); /* still open on failure: tx_auto() rolls back */
    tx->db = NULL;
    return ERR_OK;
}

void tx_auto(struct tx *tx)
{
    if (!tx->db)
        return;
    enum err ignored = db_script(tx->db, "ROLLBACK");
    (void)ignored; /* nothing more can be done; the connection is reset on its next use */
    tx->db = NULL;
}
