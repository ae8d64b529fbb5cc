/* An import in hand, shared by the parts of service/exchange/import*.c.  Private to them. */
#pragma once

#include "base/pool.h"
#include "service/exchange/import.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
    HELD_OF_ONE = 16,   /* of one account; the oldest that nobody works on makes room */
    HELD_IN_ALL = 1024, /* of all; then the oldest that lies idle does */
    HELD_IDLE_MINUTES = 60,
};

/*
 * An import in hand, shared by the list of imports, by the requests that found it and by its job: each
 * holds a reference, and the last one frees it.  `view` and `arena` are written by one job at a time,
 * under `lock`, or by who has claimed it.  Locks are taken in this order: that of the list, this.
 */
struct held {
    atomic_int holders;
    pthread_mutex_t lock;
    struct arena *arena, *errors;
    struct import_view view;
    enum actor actor;
    account_id owner; /* who began it; of `actor` */
    int64_t used_ms;  /* when somebody last asked for it; under the lock of `imports` */
    int64_t heading_row;
    struct str digest;      /* of the file, in hexadecimal */
    bool again;             /* its rows are wanted once more */
    account_id registrar;   /* who vouched for old books; 0: nobody */
    _Atomic int64_t worker; /* the account that began the job; 0 before the first */
    size_t error_room;
    char *path;
    atomic_bool is_cancelled;
    struct pool_job job;
    /* what the job needs of the call that began it */
    struct site *site;
    row_id person; /* behind the worker's account */
    struct power *powers;
    size_t power_count;
    enum locale locale;
    void (*work)(struct held *, struct call *);
};

/*
 * The import `id` of this caller, with a reference that the caller gives back: AUTO(held).
 * ERR_NOT_FOUND "import.none".
 */
MUST_USE enum err import_find(struct call *c, batch_id id, struct held **out);

/* One that was done in an earlier run of the program, held again without its file, for those who may write
 * where its rows lie.  ERR_NOT_FOUND "import.none". */
MUST_USE enum err held_again(struct call *c, batch_id id, struct held **out);

/* A fresh one with its first reference, not yet kept. */
struct held *held_new(struct call *c, const struct ledger *l, struct str name);
void held_release(struct held *h); /* NULL is fine */

static inline void held_auto(struct held **h)
{
    held_release(*h);
}

/*
 * Keep it in the list, which takes a reference of its own; when one of the same id is kept already, *h
 * becomes that one.  ERR_BUSY "import.busy" when all of this account's are at work, "import.full" when the
 * list is full of those of others.
 */
MUST_USE enum err held_keep(struct call *c, struct held **h);
void held_drop(struct imports *i, struct held *h); /* out of the list */

/* How it stands, all of it copied into `a`. */
void held_view(struct held *h, struct arena *a, struct import_view *out);

/* Row `number` of the sheet is refused as a whole; the first IMPORT_ERRORS_MOST are kept. */
void held_add_error(struct held *h, int64_t number, const struct fault *f);

void held_set_state(struct held *h, enum import_state s);
void held_set_failed(struct held *h, const struct fault *f);

/*
 * Claim it for work, when it is in the state `from`: nobody else begins anything with it or changes its
 * columns before its state is set anew.  *was: the state that an attempt which fails sets again.
 * ERR_RULE "import.state".
 */
MUST_USE enum err held_claim(struct call *c, struct held *h, enum import_state from,
                             enum import_state to, enum import_state *was);

/* Do the work that was claimed, on a pool thread, as the caller. */
void held_work(struct call *c, struct held *h, void (*work)(struct held *, struct call *));

/* A registrar vouches beside the caller, who is known by his record, at `place`.  ERR_RULE
 * "import.unvouched", and those of session_second(). */
MUST_USE enum err import_vouch(struct call *c, region place, const struct second *registrar,
                               account_id *out);

/* The newest that is done of the same bytes in the same ledger, but this one; its `id` is 0 when there is none. */
MUST_USE enum err import_same(struct call *c, const struct held *h,
                              struct import_before *out);
/* The same, refused unless it is wanted again.  ERR_CONFLICT "import.same". */
MUST_USE enum err import_refuse_same(struct call *c, const struct held *h);

/* Check all rows; import all rows. */
void import_work_check(struct held *h, struct call *c);
void import_work_run(struct held *h, struct call *c);

/* Take the caller's choice of columns and region.  ERR_INVALID, ERR_DENIED. */
MUST_USE enum err import_prepare(struct call *c, struct held *h, const int *targets,
                                 size_t count, region place, bool is_old);

int *import_targets(struct arena *a, const struct import_view *v);

/* Of the first rows, the one with the most headings we know, or SIZE_MAX. */
size_t import_best_heading(const struct ledger *l, const struct sheet_row *rows,
                           size_t count);
