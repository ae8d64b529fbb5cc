#include "store/writer.h"

#include "base/mem.h"

#include <pthread.h>

enum { BATCH_MOST = 512 };

struct writer {
    struct db *db;
    struct writer_hooks hooks;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct write_job *first, **last; /* under `lock` */
    bool stopping;                   /* under `lock` */
    int64_t commits, jobs;           /* under `lock` */
};

/* One of the few words said for every job: prepared once. */
static enum err say(struct db *db, const char *sql)
{
    struct stmt *s;

    TRY(db_prepare_kept(db, sql, &s));
    return db_run(s);
}

/* Inside a batch every job has a savepoint; a job alone needs none. */
static enum err run_one(struct writer *w, struct write_job *job, bool alone)
{
    enum err err = alone ? ERR_OK : say(w->db, "SAVEPOINT job");

    if (!err)
        err = job->run(w->db, job->arg);
    w->hooks.job_ended(!err, w->hooks.arg);
    if (alone)
        return err;
    if (err)
        TRY(say(w->db, "ROLLBACK TO job"));
    TRY(say(w->db, "RELEASE job"));
    return err;
}

static enum err finish(struct writer *w, bool keep)
{
    enum err err = keep ? w->hooks.before_commit(w->db, w->hooks.arg) : ERR_OK;

    if (!err)
        err = db_script(w->db, keep ? "COMMIT" : "ROLLBACK");
    if (err || !keep)
        w->hooks.rolled_back(w->hooks.arg);
    if (err && keep) {
        enum err ignored = db_script(w->db, "ROLLBACK");
        (void)ignored; /* the batch is already reported as failed */
    }
    return err;
}

static void run_batch(struct writer *w, struct write_job *jobs, int count)
{
    enum err results[BATCH_MOST], commit;
    bool any = false;
    int i = 0;

    commit = db_script(w->db, db_is_postgres(w->db) ? "BEGIN" : "BEGIN IMMEDIATE");
    for (struct write_job *job = jobs; job && !commit; job = job->next, i++) {
        results[i] = run_one(w, job, count == 1);
        any = any || !results[i];
    }
    if (!commit)
        commit = finish(w, any);
    i = 0;
    for (struct write_job *job = jobs, *next; job; job = next, i++) {
        next = job->next; /* done() may free the job */
        job->done(job->arg, commit ? ERR_IO : results[i]);
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

static void wake(void *arg, enum err err)
{
    struct waiting *c = arg;

    pthread_mutex_lock(&c->lock);
    c->is_done = true;
    c->err = err;
    pthread_cond_signal(&c->ready);
    pthread_mutex_unlock(&c->lock);
}

enum err writer_call(struct writer *w, enum err (*run)(struct db *, void *), void *arg)
{
    struct waiting c = {.run = run, .arg = arg};
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
