/*
 * Rehearsals: a whole congress held on a copy, never mixed with the real one, destroyed with a record.
 * docs/decisions/0017-rehearsal.md says what travels into the copy, what does not, and why.
 *
 * A rehearsal is a data folder of its own, DIR/rehearsals/ID (or one that the command line names), with its own keys,
 * node, cookie and server: a child of the real one, which ends when that one does and is begun again with it.  The real
 * site keeps a row of the ledger rehearsal: begun, and destroyed with the number of polls that were held.
 */
#pragma once

#include "service/record/fields.h"
#include "service/site/job.h"

struct
    rehearsals; /* those that the running server of a site serves, and the one that is being made or destroyed */

NONNULL_RESULT struct rehearsals *rehearsals_new(void);
void rehearsals_free(struct rehearsals *r); /* ends their servers; NULL is fine */

/* The site is served at `address` ("127.0.0.1") from now on: what was left half made or half destroyed is removed, and
 * every rehearsal that is there is served again, on the same address. */
void rehearsals_attend(struct site *s, const char *address);

/* ---- for the page of a congress ------------------------------------------------------- */

enum rehearsal_at {
    REHEARSAL_GONE,    /* begun, but its folder is not there: only the record is open */
    REHEARSAL_STOPPED, /* there, but nobody serves it */
    REHEARSAL_SERVED,
    REHEARSAL_DESTROYED,
};

struct rehearsal_view {
    const struct row *row;
    enum rehearsal_at at;
    int port; /* where it is served, on the host of the real one; 0: nowhere */
};

struct rehearsal_page {
    const struct ledger *ledger;
    struct rehearsal_view *items; /* newest first */
    size_t count;
    bool may;     /* the caller may begin and destroy */
    int64_t job;  /* at work: its id; 0: none */
    bool is_mine; /* that work is for this congress */
};

/* Readable by the caller, else ERR_NOT_FOUND "row.none". */
MUST_USE enum err rehearsal_look(struct call *c, row_id congress,
                                 struct rehearsal_page *out);

/*
 * Begin one of this congress, in the background: *job.  For those who write the ledger at the congress's region.
 * ERR_RULE "rehearsal.again" (in a rehearsal), "rehearsal.postgres", "rehearsal.polling" (its title: a poll of the
 * congress is under way), "rehearsal.open" (there is one of this congress), "rehearsal.unserved", "rehearsal.space";
 * ERR_BUSY "rehearsal.busy".
 */
MUST_USE enum err rehearsal_begin(struct call *c, row_id congress, int64_t *job);

/* Give up what is being made: it is removed as soon as the file in hand is copied.  ERR_RULE "rehearsal.idle". */
MUST_USE enum err rehearsal_cancel(struct call *c, row_id congress);

/* Serve one again that is stopped.  May block for some seconds. */
MUST_USE enum err rehearsal_serve(struct call *c, row_id record);

/* End its server, overwrite and remove its files, and record it, in the background. */
MUST_USE enum err rehearsal_destroy(struct call *c, row_id record, int64_t *job);

/* ---- for the command line: at once ----------------------------------------------------- */

/* Into `dir`, which is not there yet; *record is its row. */
MUST_USE enum err rehearsal_make(struct call *c, struct str dir, row_id *record);

/* ERR_RULE "rehearsal.not_one": `dir` is none of this site's, or not a rehearsal at all. */
MUST_USE enum err rehearsal_unmake(struct call *c, struct str dir);
