/* Long work in the background: asked for, looked at, never lost silently. */
#pragma once

#include "base/pool.h"
#include "service/site/call.h"

struct jobs;

enum job_state { JOB_RUNNING, JOB_DONE, JOB_FAILED };

struct job_view {
    enum job_state state;
    int64_t done, total;
    struct str result; /* JSON, in the caller's arena; empty while running */
};

/* What a job works with: its own call, on a pool thread with its own reading connection. */
struct job_work {
    struct call *call;
    struct buf *result; /* JSON */
    void (*progress)(struct job_work *w, int64_t done, int64_t total);
    void *job;
};

struct jobs *jobs_new(void);
void jobs_free(struct jobs *j); /* waits for running jobs */

struct pool *jobs_pool(struct jobs *j);

/* Start `run` for the caller; its id is what jobs_view() takes. */
MUST_USE enum err jobs_start(struct call *c, enum err (*run)(struct job_work *),
                             int64_t *id);

/* ERR_NOT_FOUND for the jobs of others. */
MUST_USE enum err jobs_view(struct call *c, int64_t id, struct job_view *out);
