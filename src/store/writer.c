/*
 * The writer's thread and its queue.
 *
 * The queue is a list through the jobs themselves; `last` is the address of the pointer that the next job goes
 * into, so that adding never walks and never waits for the database.  The thread sleeps until there is a job,
 * takes all that wait, at most BATCH_MOST, and leaves the lock before it works.  What comes meanwhile waits for
 * the next batch: under load batches grow by themselves to what came during the fsync before, and a job that is
 * alone waits for nobody.
 *
 * A batch is one transaction:
 *
 *   BEGIN                           again for WAIT_MS while the connection is lost; after a batch that found it
 *                                   lost too, once: who waits is told, not held
 *   begun()                         may this program write (store/lease.c)?  No: nothing runs, "is_refused"
 *   each job, in order of coming    SAVEPOINT job, run(), RELEASE; failed: ROLLBACK TO job first, and the others
 *                                   go on.  A job alone has no savepoint: its failure ends the transaction
 *     job_ended(kept)               what the engine put aside for it (figures, search text) counts or is dropped
 *   before_commit()                 what was put aside by all is stored, once a row however many jobs touched it
 *   COMMIT                          the one fsync
 *   done(), in the same order       outside of the lock; may free its job, so `next` is read before
 *
 * A job's own failure is its result and nobody else's.  When none succeeded there is nothing to commit:
 * rolled_back(), ROLLBACK, and each has its own error.  The batch as a whole fails, and every job with it
 * whatever it returned, when BEGIN, begun(), before_commit() or COMMIT fail, when a savepoint cannot be set or
 * taken back, or when the database ended the transaction by itself (disk full, connection lost): the jobs that
 * have not run must not begin a transaction that nobody commits.
 *
 * COMMIT whose answer was lost may stand or not, and neither may be guessed: told "failed", people would do it
 * twice; told "done", it may be gone.  begun() left a mark inside the transaction, the batch's number; look(), in a
 * transaction of its own on the next connection, says whether that mark is there.  Asked every PAUSE_MS for
 * ASK_MS; then, and without look(), it is "db.unknown".
 *
 * After each batch the lock is taken for what others may ask (writer_look): the trouble of the last batch, when it
 * ended, when the present one began.  Times are of the steady clock.  Stopping: the flag is set, the thread
 * finishes what waits, however much, and ends; the connection is closed after it.
 */
#include "store/writer.h"

#include "base/mem.h"
#include "base/pause.h"

#include <pthread.h>

enum { BATCH_MOST = 512, WAIT_MS = 2000, ASK_MS = 10000, PAUSE_MS = 50 };

struct writer {
    struct db *db;
    struct writer_hooks hooks;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct write_job *first, **last; /* under `lock` */
    bool stopping;                   /* under `lock` */
    int64_t commits, jobs;           /* under `lock` */
    int64_t began_ms,
        ended_ms;            /* under `lock`; of the present and the last batch; 0: none */
    enum db_trouble trouble; /* under `lock`; of the last batch */
    bool is_refused;         /* under `lock` */
};

/* One transaction and those whose work is in it. */
struct batch {
    struct write_job *jobs;
    int count;
    enum err results[BATCH_MOST];
    enum err err; /* of the whole: nothing of it stands */
    struct fault fault;
    enum db_trouble trouble;
    bool is_refused;
};

/* One of the few words said for every job: prepared once. */
static enum err say(struct db *db, const char *sql)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(db, sql, &s));
    return db_run(s);
}

/* Does what a job left stand, or is it taken back?  When neither can be said, the batch is *broken. */
static enum err end_job(struct writer *w, enum err err, bool *broken)
{
    enum err ended = err ? say(w->db, "ROLLBACK TO job") : ERR_OK;

    if (!ended)
        ended = say(w->db, "RELEASE job");
    *broken = ended != ERR_OK;
    return err ? err : ended;
}

/* Inside a batch every job has a savepoint; a job alone needs none. */
static enum err run_one(struct writer *w, struct write_job *job, bool alone, bool *broken)
{
    db_calm(w->db);
    enum err begun = alone ? ERR_OK : say(w->db, "SAVEPOINT job");
    enum err err = begun ? begun : job->run(w->db, job->arg);

    *broken = begun != ERR_OK;
    if (!alone && !begun)
        err = end_job(w, err, broken);
    w->hooks.job_ended(!err, w->hooks.arg);
    return err;
}

/* A connection that was lost since the last batch comes back in a moment, or does not: then those
 * who wait are told, and the next batch does not wait again. */
static enum err begin(struct writer *w)
{
    int64_t until = steady_ms() + (w->trouble == DB_LOST ? 0 : WAIT_MS);

    for (;;) {
        db_calm(w->db);
        enum err err = db_begin(w->db);
        if (!err || db_trouble(w->db) != DB_LOST || steady_ms() >= until)
            return err;
        pause_ms(PAUSE_MS);
    }
}

/* The whole batch failed with `err`: say why. */
static void fail(struct writer *w, struct batch *b, enum err err)
{
    b->trouble = db_trouble(w->db) ? db_trouble(w->db) : DB_WRONG;
    b->err = b->fault.kind ? err : db_fail(w->db, err, &b->fault);
}

static enum err look_once(struct writer *w, bool *stands)
{
    db_calm(w->db);
    TRY(db_begin(w->db));
    enum err err = w->hooks.look(w->db, w->hooks.arg, stands);
    db_rollback(w->db);
    return err;
}

/* The connection broke during COMMIT.  ERR_OK: the batch stands after all. */
static enum err find_out(struct writer *w, struct batch *b)
{
    int64_t until = steady_ms() + ASK_MS;
    enum err err = w->hooks.look ? ERR_BUSY : ERR_IO;
    bool stands = false;

    while (err == ERR_BUSY && steady_ms() < until) {
        pause_ms(PAUSE_MS);
        err = look_once(w, &stands);
    }
    if (!err && stands)
        return ERR_OK;
    if (!err) { /* nothing of it was stored */
        b->trouble = DB_LOST;
        return b->err = FAIL(&b->fault, ERR_BUSY, "db.lost", "%s", "COMMIT");
    }
    b->trouble = DB_UNKNOWN;
    return b->err = FAIL(&b->fault, ERR_IO, "db.unknown", "%s", "COMMIT");
}

static void commit(struct writer *w, struct batch *b)
{
    db_calm(w->db);
    enum err err = w->hooks.before_commit(w->db, w->hooks.arg);
    if (err) {
        fail(w, b, err);
        return;
    }
    err = db_commit(w->db);
    if (err && db_trouble(w->db) == DB_LOST)
        (void)find_out(w, b); /* kept in `b` */
    else if (err)
        fail(w, b, err);
}

/* Some failures end the transaction with all that was in it: the rest must not begin another. */
static bool run_jobs(struct writer *w, struct batch *b)
{
    bool any = false, broken;
    int i = 0;

    for (struct write_job *job = b->jobs; job; job = job->next, i++) {
        b->results[i] = run_one(w, job, b->count == 1, &broken);
        any = any || !b->results[i];
        if (broken || !db_in_transaction(w->db)) {
            fail(w, b, ERR_IO);
            return false;
        }
    }
    return any;
}

static void run_transaction(struct writer *w, struct batch *b)
{
    enum err err = begin(w);

    if (err) {
        fail(w, b, err);
        return;
    }
    err = w->hooks.begun ? w->hooks.begun(w->db, w->hooks.arg, &b->fault) : ERR_OK;
    if (err) {
        b->is_refused = true;
        fail(w, b, err);
    } else if (run_jobs(w, b)) {
        commit(w, b);
        if (!b->err)
            return;
    }
    w->hooks.rolled_back(w->hooks.arg);
    db_rollback(w->db);
}

static void run_batch(struct writer *w, struct write_job *jobs, int count)
{
    struct batch b = {.jobs = jobs, .count = count};
    int i = 0;

    run_transaction(w, &b);
    pthread_mutex_lock(&w->lock);
    w->trouble = b.trouble;
    w->is_refused = b.is_refused;
    w->ended_ms = steady_ms();
    w->began_ms = 0;
    pthread_mutex_unlock(&w->lock);
    for (struct write_job *job = jobs, *next; job; job = next, i++) {
        next = job->next; /* done() may free the job */
        job->done(job->arg, b.err ? b.err : b.results[i], &b.fault);
    }
}

static struct write_job *take_batch(struct writer *w, int *count)
{
    struct write_job *jobs = w->first, *end = jobs;

    *count = 1;
    while (end->next && *count < BATCH_MOST) {
        end = end->next;
        ++*count;
    }
    w->first = end->next;
    if (!w->first)
        w->last = &w->first;
    end->next = NULL;
    w->commits++;
    w->jobs += *count;
    w->began_ms = steady_ms();
    return jobs;
}

static void *write_loop(void *arg)
{
    struct writer *w = arg;
    int count;

    pthread_mutex_lock(&w->lock);
    while (w->first || !w->stopping) {
        if (!w->first) {
            pthread_cond_wait(&w->work, &w->lock);
            continue;
        }
        struct write_job *jobs = take_batch(w, &count);
        pthread_mutex_unlock(&w->lock);
        run_batch(w, jobs, count);
        pthread_mutex_lock(&w->lock);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

struct writer *writer_new(struct db *db, struct writer_hooks hooks)
{
    struct writer *w = MEM_NEW(struct writer);

    w->db = db;
    w->hooks = hooks;
    w->last = &w->first;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, NULL);
    pthread_create(&w->thread, NULL, write_loop, w);
    return w;
}

void writer_free(struct writer *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    db_free(w->db);
    mem_free(w);
}

void writer_add(struct writer *w, struct write_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&w->lock);
    *w->last = job;
    w->last = &job->next;
    pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
}

struct waiting {
    enum err (*run)(struct db *, void *);
    void *arg;
    struct fault *batch;
    pthread_mutex_t lock;
    pthread_cond_t ready;
    bool is_done;
    enum err err;
};

static enum err run_waiting(struct db *db, void *arg)
{
    struct waiting *c = arg;

    return c->run(db, c->arg);
}

static void wake(void *arg, enum err err, const struct fault *batch)
{
    struct waiting *c = arg;

    pthread_mutex_lock(&c->lock);
    *c->batch = *batch;
    c->is_done = true;
    c->err = err;
    pthread_cond_signal(&c->ready);
    pthread_mutex_unlock(&c->lock);
}

enum err writer_call(struct writer *w, enum err (*run)(struct db *, void *), void *arg,
                     struct fault *batch)
{
    struct waiting c = {.run = run, .arg = arg, .batch = batch};
    struct write_job job = {.run = run_waiting, .done = wake, .arg = &c};

    pthread_mutex_init(&c.lock, NULL);
    pthread_cond_init(&c.ready, NULL);
    writer_add(w, &job);
    pthread_mutex_lock(&c.lock);
    while (!c.is_done)
        pthread_cond_wait(&c.ready, &c.lock);
    pthread_mutex_unlock(&c.lock);
    pthread_cond_destroy(&c.ready);
    pthread_mutex_destroy(&c.lock);
    return c.err;
}

void writer_counts(struct writer *w, int64_t *commits, int64_t *jobs)
{
    pthread_mutex_lock(&w->lock);
    *commits = w->commits;
    *jobs = w->jobs;
    pthread_mutex_unlock(&w->lock);
}

struct writer_state writer_look(struct writer *w)
{
    int64_t now = steady_ms();

    pthread_mutex_lock(&w->lock);
    struct writer_state s = {w->trouble, w->is_refused,
                             w->ended_ms ? now - w->ended_ms : -1,
                             w->began_ms ? now - w->began_ms + 1 : 0};
    pthread_mutex_unlock(&w->lock);
    return s;
}
