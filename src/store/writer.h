/*
 * The one writer of a database.  Calls that want to write wait in a queue; its thread
 * takes all that wait, runs each inside a savepoint, and commits them together: one fsync for
 * many acknowledged writes.  A call that fails takes back only its own work.
 *
 * A batch stands whole or not at all.  When the connection is lost the writer waits up to two
 * seconds for a new one, then answers "db.lost" until one is there; when it is lost during COMMIT
 * the writer asks the next connection what became of the batch, for up to ten seconds, and answers
 * "db.unknown" only when nobody could say.
 */
#pragma once

#include "store/db.h"

struct writer;

struct write_job {
    enum err (*run)(struct db *db,
                    void *arg); /* on the writer's thread, inside the transaction */
    /* After the commit (or failure), on the writer's thread; may free the job.  `err` is what run()
     * returned; when the whole batch failed, its kind, and `batch` says why ("db.full"). */
    void (*done)(void *arg, enum err err, const struct fault *batch);
    void *arg;
    struct write_job *next; /* the writer's */
};

/* What belongs to every batch: the right to write, figures that are summed over its jobs. */
struct writer_hooks {
    /* First in the transaction: may this program write?  Leaves a mark.  NULL: always. */
    enum err (*begun)(struct db *db, void *arg, struct fault *f);
    /* In a transaction of its own, after the answer of a COMMIT was lost: does the mark of the last
     * batch stand?  NULL: nobody can say. */
    enum err (*look)(struct db *db, void *arg, bool *stands);
    void (*job_ended)(bool is_kept, void *arg); /* its work stands, or was taken back */
    enum err (*before_commit)(struct db *db, void *arg);
    void (*rolled_back)(void *arg);
    void *arg;
};

/* Takes ownership of `db`, a DB_WRITE connection. */
struct writer *writer_new(struct db *db, struct writer_hooks hooks);

/* Finishes what waits, then stops. */
void writer_free(struct writer *w);

/* Queue `job`, which stays where it is until done() was called.  Never blocks. */
void writer_add(struct writer *w, struct write_job *job);

/* Queue and wait: for threads that may block.  `batch` is filled when the whole batch failed. */
MUST_USE enum err writer_call(struct writer *w, enum err (*run)(struct db *, void *),
                              void *arg, struct fault *batch);

/* How the writer fares. */
struct writer_state {
    enum db_trouble trouble; /* of the last batch; DB_FINE: it was committed */
    bool is_refused;         /* the last batch was not allowed to begin */
    int64_t idle_ms;         /* since the last batch ended; -1: none has */
    int64_t busy_ms;         /* since the present one began; 0: none is under way */
};
struct writer_state writer_look(struct writer *w);

/* Commits so far, and jobs in them: for figures. */
void writer_counts(struct writer *w, int64_t *commits, int64_t *jobs);
