/* Between the files of this room. */
#pragma once

#include "base/crypto.h"
#include "service/rehearsal/rehearsal.h"
#include "service/site/site.h"
#include "store/rows.h"

#include <stdatomic.h>
#include <sys/types.h>

/* How names in DIR/rehearsals begin that are no rehearsal yet, or none any more. */
#define FOLDER_MAKING ".making-"
#define FOLDER_ENDING ".ending-"

/* ---- the copy (copy.c) ----------------------------------------------------------------- */

struct copying {
    struct call *call;
    struct str folder; /* made by the caller, empty, mode 0700 */
    struct str title;
    row_id congress;            /* 0: the whole site is rehearsed */
    struct job_work *job;       /* NULL: nobody looks */
    const atomic_bool *give_up; /* NULL: never */
    struct ids under_way;       /* polls whose ballots stay behind (copy_may()) */
};

/* May it be copied now?  Fills `under_way`.  Errors of rehearsal_begin(). */
MUST_USE enum err copy_may(struct copying *k);

/* Database as of one moment, files, templates and descriptions; a new master key; no site.json yet. */
MUST_USE enum err copy_make(struct copying *k);

/* The last step: settings that say what it is. */
MUST_USE enum err copy_mark(struct copying *k, row_id record);

/* What the settings of a folder say; ERR_RULE "rehearsal.not_one" unless it is a rehearsal's. */
MUST_USE enum err copy_read(struct arena *a, struct str folder, struct rehearsed *out,
                            struct fault *f);

/* ---- the end (wipe.c) ------------------------------------------------------------------ */

/* Overwrite and remove every file below `path`, its keys first, and the folders.  ERR_IO "file.write": something
 * is still there. */
MUST_USE enum err wipe_tree(const char *path, struct fault *f);

/* ---- its server (child.c) -------------------------------------------------------------- */

struct child {
    pid_t pid;
    int alive; /* open as long as it shall live: the other end is its standard input */
    int port;
};

/* Serve `dir` at `address`, on the port it had before where that is free.  ERR_IO "rehearsal.server". */
MUST_USE enum err child_start(struct arena *a, struct str dir, const char *address,
                              struct child *out, struct fault *f);
bool child_runs(struct child *child); /* reaps it when it does not */
void child_stop(struct child *child); /* asks it to end, waits, then ends it */

/* ---- the record (record.c) ------------------------------------------------------------- */

struct recording {
    struct copying *copy; /* of one that begins */
    struct str folder;    /* as the record has it; empty: the usual place */
    region region;
    row_id record;
    bool is_counted; /* of one that ends */
    int64_t held, was_signed;
    struct event_row
        *events; /* sign-ins and whatever else its audit list has, oldest last */
    size_t event_count, event_room;
};

/* "rehearsals/ID" in the site's folder. */
struct str rehearsal_place(struct call *c, row_id record);

/* Where the record says that it lies. */
struct str rehearsal_folder(struct call *c, const struct ledger *l, const struct row *row);
bool rehearsal_is_there(struct arena *a, struct str folder);

/* Copy and record one, in the usual place; or as `target`, put together in a folder whose name begins with `beside`
 * on the same disk.  What is half made is removed again. */
MUST_USE enum err rehearsal_copy(struct copying *k, struct recording *x);
MUST_USE enum err rehearsal_copy_to(struct copying *k, struct recording *x,
                                    struct str beside, struct str target);

/* End its server, remove its files in `folder`, record it. */
MUST_USE enum err rehearsal_end(struct call *c, const struct row *row, struct str folder);

/* ---- a running server (served.c) ------------------------------------------------------- */

bool served_any(const struct rehearsals *r);          /* is the site itself served? */
int served_port(struct rehearsals *r, row_id record); /* 0: nobody serves it */

/* ERR_RULE "rehearsal.unserved", "rehearsal.too_many"; ERR_IO "rehearsal.server".  May block. */
MUST_USE enum err served_start(struct site *s, struct arena *a, row_id record,
                               struct str folder, struct fault *f);
void served_stop(struct rehearsals *r, row_id record);

/* One is made or destroyed at a time: copying is heavy, and the disk is the real congress's. */
struct work {
    bool is_busy;
    row_id about; /* the congress, or the record, of that work */
    row_id congress;
    int64_t job;
};

MUST_USE enum err work_take(struct call *c, row_id about, row_id congress); /* ERR_BUSY */
void work_job(struct rehearsals *r, int64_t job);
void work_leave(struct rehearsals *r);
struct work work_look(struct rehearsals *r);
const atomic_bool *work_give_up(struct rehearsals *r);
bool work_cancel(struct rehearsals *r, row_id congress); /* false: none of it is made */
