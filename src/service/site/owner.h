/*
 * One program owns a site at a time: only it writes there and draws ids.
 *
 * The data folder and an SQLite database are each locked by flock() on a file beside them
 * for the life of the process; the kernel lets go of it however the process ends.  On PostgreSQL
 * the owner also holds a lease in the database (store/lease.h), kept alive by a thread.
 */
#pragma once

#include "base/id.h"
#include "store/writer.h"

struct owner;

/* Lock the folder `dir`, and `database` unless NULL, waiting `wait_ms` for another to let go.  `what`: the
 * command, for the one who is refused.  ERR_CONFLICT "site.owned" (lock file, pid, what, since). */
MUST_USE enum err owner_lock(const char *dir, const char *database, const char *what,
                             int64_t wait_ms, struct owner **out, struct fault *f);

/*
 * Inside the write transaction of the start: give `ids` the node of this database, drawn once and kept in it,
 * let them go on after the newest id there, and take the lease on PostgreSQL.
 * ERR_CONFLICT "site.served".
 */
MUST_USE enum err owner_begin(struct owner *o, struct db *db, struct id_maker *ids,
                              struct fault *f);

/* The SQLite database at `path`, just opened, is the one that is written from now on: with its locks it is
 * looked at again before each batch, for a file that was removed or replaced under a running program takes
 * writes that nobody finds again.  ERR_RULE "site.linked": the file has a second name, under which another
 * program could open it. */
MUST_USE enum err owner_watch(struct owner *o, const char *path, struct fault *f);

/* Are the locks and the database still the files of these names?  ERR_BUSY "site.moved" (path). */
MUST_USE enum err owner_stands(const struct owner *o, struct fault *f);

/* Hooks of the writer.  The first also asks owner_stands(). */
MUST_USE enum err owner_begun(struct owner *o, struct db *db, struct fault *f);
MUST_USE enum err owner_look(struct owner *o, struct db *db, bool *stands);

/* Renew the lease also while nobody writes. */
void owner_keep(struct owner *o, struct writer *w);

/* End the lease: before the writer is freed.  NULL is fine for both. */
void owner_end(struct owner *o);
void owner_free(struct owner *o); /* after the writer */
