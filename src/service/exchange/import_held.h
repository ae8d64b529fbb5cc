/* An import in hand, shared by the parts of service/import*.c.  Private to them. */
#pragma once

#include "base/pool.h"
#include "service/exchange/import.h"

#include <pthread.h>
#include <stdatomic.h>

enum { HELD_MOST = 256 };

/* An import in hand.  `view` and `arena` are written by one job at a time, under `lock`. */
struct held {
    pthread_mutex_t lock;
    struct arena *arena, *errors;
    struct import_view view;
    enum actor actor;
    account_id owner; /* who began it; of `actor` */
    int64_t used_ms;  /* when somebody last asked for it; under the lock of `imports` */
    int64_t heading_row;
    size_t error_room;
    char *path;
    atomic_bool is_cancelled;
    struct pool_job job;
    /* what the job needs of the call that began it */
    struct site *site;
    struct power *powers;
    size_t power_count;
    enum locale locale;
    void (*work)(struct held *, struct call *);
};

/* The import `id` of this caller.  ERR_NOT_FOUND "import.none". */
MUST_USE enum err import_find(struct call *c, batch_id id, struct held **out);

/* A fresh one, not yet kept; a kept one belongs to the site. */
struct held *held_new(struct call *c, const struct ledger *l, struct str name);
void held_free(struct held *h);
bool held_keep(struct imports *i, struct held *h);

void held_set_state(struct held *h, enum import_state s);
void held_set_failed(struct held *h, const struct fault *f);

/* Begin work on a pool thread, when the import is in the state `from`.  ERR_RULE "import.state". */
MUST_USE enum err held_start(struct call *c, struct held *h, enum import_state from,
                             enum import_state to,
                             void (*work)(struct held *, struct call *));

/* Check all rows; import all rows. */
void import_work_check(struct held *h, struct call *c);
void import_work_run(struct held *h, struct call *c);

/* Take the caller's choice of columns and region.  ERR_INVALID, ERR_DENIED. */
MUST_USE enum err import_prepare(struct call *c, struct held *h, const int *targets,
                                 size_t count, region place);

int *import_targets(struct arena *a, const struct import_view *v);

/* Of the first rows, the one with the most headings we know, or SIZE_MAX. */
size_t import_best_heading(const struct ledger *l, const struct sheet_row *rows,
                           size_t count);
