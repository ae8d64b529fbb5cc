/*
 * The record engine: rows of any ledger, kept by their description.  It knows no ledger by
 * name and no permission; the service layer asks it after having checked both.
 *
 * Every write goes through struct writing, which appends to the trace and keeps the figures and the
 * search index, all in the writer's transaction; the last two at its end, once for all its jobs.
 */
#pragma once

#include "base/crypto.h"
#include "base/id.h"
#include "domain/ledger/value.h"
#include "domain/region_table.h"
#include "store/db.h"

struct shape; /* the catalog as it stands, with the SQL made from it; never changes */
struct later;

struct keys {
    struct key seal[SEAL_COUNT]; /* one per purpose */
    struct key lookup;           /* keyed hashes of sealed fields that can be looked up */
    struct key totp;
    struct key sign; /* seed of the site's signature (base/box.h) */
};

struct engine {
    struct arena *arena; /* of shapes: never freed while running */
    _Atomic(struct shape *) shape;
    const struct region_table *regions;
    struct keys keys;
    bool
        is_copy; /* what was sealed before lies here under keys that are not here: a rehearsal */
    struct id_maker ids;
    region root; /* the site's place in the tree; figures are kept up to here */
    _Atomic int64_t removals; /* so far: who looked rows up before one looks again */
    struct later *current;    /* of the writer's present job */
    struct later *pending;    /* of the finished jobs of its present batch */
};

/*
 * An engine for these descriptions of ledgers and code tables, each the text of one file.  A site's own are
 * added later with engine_add_ledger() and engine_add_field().  ERR_INVALID with the line and the reason.
 */
MUST_USE enum err engine_new(const struct str *definitions, size_t count,
                             const struct str *codes, size_t code_count,
                             struct engine **out, struct fault *f);
void engine_free(struct engine *e);

const struct catalog *engine_catalog(const struct engine *e);

/* A site's own ledger or field, added to the catalog; the table follows with engine_upgrade(). */
/* A site's own words for a code list, before anybody reads the catalog (code_table_join()). */
MUST_USE enum err engine_join_codes(struct engine *e, struct str list, struct str text,
                                    struct fault *f);
MUST_USE enum err engine_add_ledger(struct engine *e, struct str definition,
                                    const struct ledger **out, struct fault *f);
MUST_USE enum err engine_add_field(struct engine *e, const struct ledger *l,
                                   struct str definition, struct fault *f);

/* Make missing tables, columns and indexes.  Inside a write transaction.
 * ERR_INVALID "layout.type": a column has another type than the description. */
MUST_USE enum err engine_upgrade(struct engine *e, struct db *db, struct fault *f);

/* ---- reading ---------------------------------------------------------------------- */

/* Where rows are read from, and the arena in which they shall live. */
struct reading {
    const struct engine *engine;
    struct db *db;
    struct arena *arena;
};

/* Every field, sealed ones as stored.  ERR_NOT_FOUND. */
MUST_USE enum err engine_get(struct reading r, const struct ledger *l, row_id id,
                             struct row **out);

/* Is the field in a list row (ledger/list.h)? */
static inline bool field_in_rows(const struct field *f)
{
    return f->type != FIELD_LONGTEXT && f->type != FIELD_SEALED;
}

/* Does its value point to something that has a title? */
static inline bool field_has_title(const struct field *f)
{
    return f->type == FIELD_REF || f->type == FIELD_PERSON || f->type == FIELD_ACCOUNT ||
           f->type == FIELD_FILE;
}

/* The row of `l` whose title is `title`, within the subtree.  *count is 0, 1, or 2 when
 * there are several; *out is set when it is 1. */
MUST_USE enum err engine_find_title(struct reading r, const struct ledger *l, region within,
                                    struct str title, row_id *out, int *count);

/* Which other row holds this value of a unique field that is not sealed (or group of `l->uniques`)?  *out 0: none. */
MUST_USE enum err engine_is_taken(struct reading r, const struct ledger *l,
                                  const struct row *row, int field, row_id *out);
MUST_USE enum err engine_group_is_taken(struct reading r, const struct ledger *l,
                                        const struct row *row, const struct unique_group *g,
                                        row_id *out);

/* The plain text of a sealed value.  ERR_IO "seal.broken". */
MUST_USE enum err engine_unseal(const struct engine *e, struct arena *a,
                                const struct field *field, struct str sealed,
                                struct str *plain, struct fault *f);

/* The keyed hash by which a sealed field with lookup is found; 32 bytes in `a`. */
struct str engine_lookup(const struct engine *e, struct arena *a, const struct field *field,
                         struct str plain);

/* The rows of `l` that point to an uploaded file; none: *out_count is 0. */
struct file_place {
    row_id row;
    region region;
};

MUST_USE enum err engine_file_places(struct db *db, struct arena *a, const struct ledger *l,
                                     file_id file, struct file_place **out,
                                     size_t *out_count);

/* ---- writing ---------------------------------------------------------------------- */

/* In the number of a sealed value: its text is still plain and is to be sealed. */
enum { SEALED_PLAIN = 1 };

struct writing {
    struct engine *engine;
    struct db *db;
    struct arena *arena;
    instant now;
    account_id who;
    struct str origin, reason;
    int64_t batch;
    struct fault *fault;
    struct later
        *later; /* figures and search text of this call; engine_written() passes them on */
    struct {    /* end of the chain last written to; seq 0: not known */
        region region;
        int64_t seq;
        unsigned char hash[HASH_BYTES];
    } chain;
};

/* Store a new row; gives it id, ver and times.  `act` is "create" or "restore". */
MUST_USE enum err engine_insert(struct writing *w, const struct ledger *l, struct row *row,
                                struct str act);

/*
 * The same in two steps, for many rows: what can be made ready on any thread (id, times, seals, trace text,
 * search words, figures), and what only the writer can do.  The first step's `w` needs no database.
 */
struct ready {
    struct row *row;
    struct value
        *hashes; /* of sealed fields with lookup, by field; NULL: the ledger has none */
    struct str became, tokens;
    unsigned char digest[16];
};

MUST_USE enum err engine_make_ready(struct writing *w, const struct ledger *l,
                                    struct row *row, struct ready *out);
MUST_USE enum err engine_insert_ready(struct writing *w, const struct ledger *l,
                                      const struct ready *r, struct str act);

/* Store `after`, which replaces `before` (same id).  Nothing is written when they are equal and
 * `act` is "update".
 * ERR_CONFLICT when the row is no longer at before->ver. */
MUST_USE enum err engine_update(struct writing *w, const struct ledger *l,
                                const struct row *before, struct row *after,
                                struct str act);
MUST_USE enum err engine_remove(struct writing *w, const struct ledger *l,
                                const struct row *before, struct str act);

/* This writing is complete: its figures and search text join those of the job. */
void engine_written(struct writing *w);

/* This writing was given up: both are forgotten.  After engine_written(): nothing to forget. */
void engine_drop(struct writing *w);

static inline void writing_auto(struct writing *w)
{
    engine_drop(w);
}

/* The writer's job ended: what it left joins the batch, or is forgotten. */
void engine_job_ended(struct engine *e, bool is_kept);

/* Before the writer commits: store the figures and the search text of the batch (ledger/later.c). */
MUST_USE enum err engine_flush(struct engine *e, struct db *db);
void engine_forget(struct engine *e); /* the batch was rolled back */

/* A row as the trace holds it. */
MUST_USE enum err engine_row_of_json(struct arena *a, const struct ledger *l,
                                     struct str json, struct row *row, struct fault *f);
void engine_row_digest(struct arena *a, const struct ledger *l, const struct row *row,
                       unsigned char out[16]);

/* The hash of a trace entry, given the hash before it (empty for the first). */
struct change;
void engine_change_hash(const struct change *c, struct str before,
                        unsigned char out[HASH_BYTES]);

/* Walk all rows of a ledger in the order of ids. */
MUST_USE enum err engine_walk(struct reading r, const struct ledger *l, row_id after,
                              int limit, struct row ***out, size_t *out_count);

/* ---- figures ---------------------------------------------------------------------- */

/* What one row adds to the figures of its ledger. */
struct tally {
    struct str figure, key; /* key "*": the total; "-": rows without a value in "by" */
    int64_t n;
};

/* Figures every ledger has: FIGURE_ROWS counts all rows, FIGURE_LATE open rows by deadline. */
#define FIGURE_ROWS STR("rows")
#define FIGURE_LATE STR("late")
#define KEY_EMPTY   STR("-") /* never "": some engines read that as NULL */

void row_tallies(struct arena *a, const struct ledger *l, const struct row *row,
                 struct tally **out, size_t *out_count);

/* Make all figures of a ledger anew from its rows.  Inside a write transaction. */
MUST_USE enum err engine_recount(struct engine *e, struct db *db, const struct ledger *l);
