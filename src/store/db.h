/*
 * One database connection, SQLite or PostgreSQL.  Used by the store's own queries,
 * by the ledger engine and by tx.c; nothing above the ledger layer sees a statement.
 *
 * A connection belongs to one thread at a time.  SQL is the common subset of both, with
 * ?1, ?2 … for parameters, INTEGER, TEXT and BLOB for types.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/str.h"
#include "domain/ids.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct stmt;

enum db_mode { DB_WRITE, DB_READ };

/*
 * Open a database: a path (":memory:" is fine) or "postgresql://…".  DB_READ connections
 * cannot write.  ERR_IO, ERR_BUSY with the reason in `f`.  The caller owns *out.
 */
MUST_USE enum err db_open(struct str url, enum db_mode mode, struct db **out,
                          struct fault *f);
void db_free(struct db *db); /* NULL is fine */

bool db_is_postgres(const struct db *db);

/* The engine's words for the last failure on this connection. */
const char *db_why(const struct db *db);

/* Run every statement of a script: schema, BEGIN, SAVEPOINT. */
MUST_USE enum err db_script(struct db *db, const char *sql);

/* Ready a statement; *out is owned by `db`, cached by its text, and reused. */
MUST_USE enum err db_prepare(struct db *db, const char *sql, struct stmt **out);

/* The same for text that lives, unchanged, as long as the program: found by its address. */
MUST_USE enum err db_prepare_kept(struct db *db, const char *sql, struct stmt **out);

/* Advance.  *row is false after the last row; the statement is then reset.
 * ERR_CONFLICT: a constraint; ERR_BUSY: try again. */
MUST_USE enum err db_step(struct stmt *s, bool *row);

/* Step a statement that gives no rows. */
MUST_USE enum err db_run(struct stmt *s);

/* Reset early, when the remaining rows are not wanted. */
void db_reset(struct stmt *s);

/* Rows changed by the statement that just finished. */
int64_t db_changes(const struct stmt *s);

/*
 * A copy of the whole database, as of one moment, into a new file at `path`, while others go on
 * writing.  ERR_RULE "backup.postgres" when it is none of SQLite; ERR_IO "db.copy".
 */
MUST_USE enum err db_copy(struct db *from, const char *path, struct fault *f);

/*
 * Empty the log of a WRITE connection into the database, so that no deleted content stays in it.
 * Outside any transaction; waits for readers.  PostgreSQL: nothing to do here (docs/evidence.md).
 * ERR_BUSY when a reader keeps an old page for five seconds.
 */
MUST_USE enum err db_scrub(struct db *db, struct fault *f);

/* Is every page of an SQLite database sound?  ERR_IO "db.unsound" with what is not. */
MUST_USE enum err db_check(struct db *db, struct fault *f);

/* Parameters count from 1, columns from 0.  Empty text is stored as NULL; text is borrowed until
 * the statement is reset.  Every parameter is bound anew before each run. */
void db_bind_i64(struct stmt *s, int i, int64_t v);
void db_bind_str(struct stmt *s, int i, struct str v);
void db_bind_blob(struct stmt *s, int i, struct str v);
void db_bind_null(struct stmt *s, int i);

bool db_col_is_null(struct stmt *s, int i);
int64_t db_col_i64(struct stmt *s, int i);     /* 0 for NULL */
struct str db_col_view(struct stmt *s, int i); /* borrowed until the next step or reset */
struct str db_col_blob(struct stmt *s, int i); /* the same for bytes */
struct str db_col_str(struct stmt *s, int i, struct arena *a); /* a copy */
struct str db_col_bytes(struct stmt *s, int i, struct arena *a);

/* Use this arena and reset on leaving the scope. */
static inline void stmt_auto(struct stmt **s)
{
    if (*s)
        db_reset(*s);
}

static inline void db_auto(struct db **db)
{
    db_free(*db);
}
