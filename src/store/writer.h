/*
 * The one writer of a database.  Calls that want to write wait in a queue; its thread
 * takes all that wait, runs each inside a savepoint, and commits them together: one fsync for
 * many acknowledged writes.  A call that fails takes back only its own work.
 */
#pragma once

#include "store/db.h"

struct writer;

struct write_job {
    enum err (*run)(struct db *db,
                    void *arg); /* on the writer's thread, inside the transaction */
    /* After the commit (or failure), on the writer's thread; may free the job.  `err` is
     * what run() returned, or ERR_IO when the commit failed. */
    void (*done)(void *arg, enum err err);
    void *arg;
    struct write_job *next; /* the writer's */
};

/* What belongs to every batch: figures that are summed over its jobs. */
struct writer_hooks {
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

/* Queue and wait: for threads that may block. */
MUST_USE enum err writer_call(struct writer *w, enum err (*run)(struct db *, void *),
                              void *arg);

/* Commits so far, and jobs in them: for figures. */
void writer_counts(struct writer *w, int64_t *commits, int64_t *jobs);
