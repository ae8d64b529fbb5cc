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

/*
 * What is wrong with a database, told apart because each is mended in another way.  A lost
 * connection comes back by itself: the next statement outside a transaction tries again, at most
 * every two seconds, and prepares its statements anew.
 */
enum db_trouble {
    DB_FINE,
    DB_BUSY,      /* somebody else holds a lock, for five seconds or more */
    DB_FULL,      /* no room on the disk */
    DB_LOST,      /* the connection broke: nothing of the open transaction stands */
    DB_READ_ONLY, /* the files or the server take no writes */
    DB_DAMAGED,   /* the content is not a sound database */
    DB_IO,        /* reading or writing the disk failed */
    DB_UNKNOWN, /* the connection broke during COMMIT and nobody can say what became of it */
    DB_WRONG,   /* any other failure: a mistake of the program */
};

/* The first trouble since db_calm(); constraints are none. */
enum db_trouble db_trouble(const struct db *db);
void db_calm(struct db *db);

/* Is it one of the machine, which no caller may take for an answer ("no such row")? */
static inline bool db_is_down(enum db_trouble t)
{
    return t != DB_FINE && t != DB_WRONG;
}

/* The message code ("db.full") and the kind of a trouble. */
const char *db_trouble_code(enum db_trouble t);
enum err db_trouble_kind(enum db_trouble t);

/* Explain `err`, with which something on this connection failed: "db.busy", "db.full", "db.lost",
 * "db.read_only", "db.damaged", "db.io", "db.unknown", "db.wrong" with the engine's words as detail,
 * for the log.  Returns the kind. */
MUST_USE enum err db_fail(const struct db *db, enum err err, struct fault *f);

/* Run every statement of a script: schema, SAVEPOINT.  Never BEGIN or COMMIT. */
MUST_USE enum err db_script(struct db *db, const char *sql);

/*
 * A transaction.  On a DB_WRITE connection it takes the one write lock of the database at once
 * (ERR_BUSY after five seconds), so that writers of several programs come one after the other; on a
 * DB_READ connection it holds one moment.  After a failed begin or commit nothing is open.
 */
MUST_USE enum err db_begin(struct db *db);
MUST_USE enum err db_commit(struct db *db);
void db_rollback(struct db *db); /* without a transaction: nothing */
bool db_in_transaction(const struct db *db);

/*
 * Ready a statement; *out is owned by `db`, cached by its text, and reused.  It is the caller's until given back:
 * nobody else gets it or lets it go meanwhile, however many are prepared, and of the same text.  Always
 *     AUTO(stmt) struct stmt *s = NULL;
 * for one statement: on leaving the scope it is given back.
 */
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

/* Reset it and give it back; AUTO(stmt) does. */
void db_give_back(struct stmt *s);

static inline void stmt_auto(struct stmt **s)
{
    if (*s)
        db_give_back(*s);
}

static inline void db_auto(struct db **db)
{
    db_free(*db);
}
