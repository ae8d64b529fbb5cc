/* The system's own tables: numbered steps, only forward.  Compiled in from the folder schema. */
#pragma once

#include "store/db.h"

/* Has this database none of our tables yet? */
MUST_USE enum err schema_is_missing(struct db *db, bool *out);

/* Run the steps that this database has not seen.  Inside a write transaction.
 * ERR_IO "db.schema"; ERR_CONFLICT "db.newer" when the database was written by a newer program. */
MUST_USE enum err schema_upgrade(struct db *db, struct fault *f);
