#include "service/site/job.h"

#include "base/log.h"
#include "base/mem.h"
#include "service/site/site.h"

#include <pthread.h>

enum { JOBS_KEPT = 64, JOB_THREADS = 2 };

struct job {
    int64_t id;
    enum actor actor;
    account_id who; /* of `actor` */
    enum job_state state;
    int64_t done, total;
    struct buf result;
    enum err (*run)(struct job_work *);
    struct jobs *jobs;
    struct site *site;
    struct power *powers;
    size_t power_count;
    row_id person;
    char origin[64];
    enum locale locale;
    struct pool_job pool_job;
};

struct jobs {
    struct pool *pool;
    pthread_mutex_t lock;
    struct job *kept[JOBS_KEPT]; /* under `lock`; a ring, the oldest finished one goes */
    size_t next;
};

struct jobs *jobs_new(void)
{
    struct jobs *j = MEM_NEW(struct jobs);

    j->pool = pool_new(JOB_THREADS);
    pthread_mutex_init(&j->lock, NULL);
    return j;
}

static void job_free(struct job *job)
{
    if (!job)
        return;
    buf_done(&job->result);
    mem_free(job->powers);
    mem_free(job);
}

void jobs_free(struct jobs *j)
{
    if (!j)
        return;
    pool_free(j->pool);
    for (size_t i = 0; i < JOBS_KEPT; i++)
        job_free(j->kept[i]);
    mem_free(j);
}

struct pool *jobs_pool(struct jobs *j)
{
    return j->pool;
}

static void set_progress(struct job_work *w, int64_t done, int64_t total)
{
    struct job *job = w->job;

    pthread_mutex_lock(&job->jobs->lock);
    job->done = done;
    job->total = total;
    pthread_mutex_unlock(&job->jobs->lock);
}

static void write_failure(struct job *job, struct buf *result, const struct fault *f)
{
    struct jsonw w = {.out = result};
    struct buf message = BUF_SHOWN(BUF_MESSAGE);

    buf_clear(result);
    fault_write(&message, job->locale, f);
    jsonw_open(&w, '{');
    jsonw_pair(&w, "message", buf_view(&message));
    jsonw_close(&w, '}');
    buf_done(&message);
}

static void run_job(void *arg)
{
    struct job *job = arg;
    AUTO(arena) struct arena *a = arena_new();
    struct buf result = BUF(BUF_REPLY);
    struct db *db = NULL;
    struct call c = {.arena = a,
                     .site = job->site,
                     .actor = job->actor,
                     .who = job->who,
                     .person = job->person,
                     .powers = job->powers,
                     .power_count = job->power_count,
                     .origin = str_of(job->origin),
                     .now = site_now(),
                     .locale = job->locale};
    struct job_work w = {&c, &result, set_progress, job};
    enum err err = site_reader(job->site, &db, &c.fault);

    c.db = db;
    if (!err)
        err = call_explain(&c, job->run(&w));
    if (err) {
        log_fault("job", &c.fault);
        write_failure(job, &result, &c.fault);
    }
    site_reader_done(job->site, db);
    pthread_mutex_lock(&job->jobs->lock);
    job->result = result;
    job->state = err ? JOB_FAILED : JOB_DONE;
    pthread_mutex_unlock(&job->jobs->lock);
}

static bool keep(struct jobs *j, struct job *job)
{
    for (size_t i = 0; i < JOBS_KEPT; i++) {
        size_t at = (j->next + i) % JOBS_KEPT;
        if (j->kept[at] && j->kept[at]->state == JOB_RUNNING)
            continue;
        job_free(j->kept[at]);
        j->kept[at] = job;
        j->next = at + 1;
        return true;
    }
    return false;
}

enum err jobs_start(struct call *c, enum err (*run)(struct job_work *), int64_t *id)
{
    struct jobs *j = c->site->jobs;
    struct job *job = MEM_NEW(struct job);

    job->id = id_next(&c->site->engine->ids, c->now);
    job->actor = c->actor;
    job->who = c->who;
    job->person = c->person;
    job->run = run;
    job->jobs = j;
    job->site = c->site;
    job->powers = mem_copy(c->powers, c->power_count * sizeof(*c->powers));
    job->power_count = c->power_count;
    job->locale = c->locale;
    memcpy(job->origin, c->origin.ptr ? c->origin.ptr : "",
           c->origin.len < sizeof(job->origin) ? c->origin.len : sizeof(job->origin) - 1);
    job->pool_job = (struct pool_job){.run = run_job, .arg = job};
    *id = job->id;
    pthread_mutex_lock(&j->lock);
    bool kept = keep(j, job);
    pthread_mutex_unlock(&j->lock);
    if (!kept) {
        job_free(job);
        return FAIL(&c->fault, ERR_BUSY, "job.busy", "%d", JOBS_KEPT);
    }
    pool_add(j->pool, &job->pool_job);
    return ERR_OK;
}

enum err jobs_view(struct call *c, int64_t id, struct job_view *out)
{
    struct jobs *j = c->site->jobs;
    enum err err = ERR_NOT_FOUND;

    pthread_mutex_lock(&j->lock);
    for (size_t i = 0; i < JOBS_KEPT; i++) {
        const struct job *job = j->kept[i];
        if (!job || job->id != id || job->who.v != c->who.v)
            continue;
        *out = (struct job_view){job->state, job->done, job->total, {0}};
        if (job->state != JOB_RUNNING)
            out->result = str_copy(c->arena, buf_view(&job->result));
        err = ERR_OK;
    }
    pthread_mutex_unlock(&j->lock);
    return err ? FAIL(&c->fault, err, "job.none", "%s", "") : ERR_OK;
}
