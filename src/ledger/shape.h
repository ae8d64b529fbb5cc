/* The catalog as it stands and the SQL made from it.  Private to the engine. */
#pragma once

#include "ledger/engine.h"

struct ledger_sql {
    const char *get;    /* one row by id: system columns, all fields, titles */
    const char *select; /* "SELECT … FROM …" of list rows, without WHERE */
    const char *insert;
    const char *remove;
    const char *walk; /* all rows in the order of ids, without titles */
};

struct shape {
    struct catalog catalog;
    struct ledger_sql *sql; /* by place in catalog.ledgers */
};

const struct ledger_sql *shape_sql(const struct engine *e, const struct ledger *l);
struct ledger_sql shape_sql_make(struct arena *a, const struct catalog *c,
                                 const struct ledger *l);

/* System columns in front of the fields in every SELECT. */
enum { COL_ID, COL_REGION, COL_VER, COL_STATE, COL_CREATED, COL_UPDATED, COL_FIELDS };

/* Which fields a SELECT holds and whether titles follow. */
enum row_part { ROW_WHOLE, ROW_LIST, ROW_BARE };

bool part_has(enum row_part part, const struct field *f);

/* The table and column of the titles of what a field points to; empty: it points to nothing. */
struct title_place {
    struct str table, column;
};

struct title_place title_place(const struct catalog *c, const struct field *f);

/* The row on which `s` stands. */
struct row *row_read(struct stmt *s, struct arena *a, const struct ledger *l,
                     enum row_part part);

void bind_value(struct stmt *s, int i, const struct field *f, const struct value *v);

/* Text as tokens of the search index: characters and pairs of Han, words of the rest. */
void search_tokens(struct buf *out, struct str text);

/* The search words of a row, in `a`; empty when it has none. */
struct str search_words(struct arena *a, const struct ledger *l, const struct row *row);

/* A row as the search is to know it. */
struct search_entry {
    row_id id;
    struct str ledger;
    region region;
    struct str words; /* empty: not at all */
    enum {
        SEARCH_CHANGED, /* the search may know it */
        SEARCH_BACK,    /* a removed row: it does not when all before this is stored */
        SEARCH_NEW,     /* made by this very call: it does not */
    } state;
};

/* The query for the engine's search, or empty when `text` has no word. */
void search_query(struct buf *out, const struct db *db, struct str text);

/* The set fields of a row as the trace holds them, and the digest of the row. */
struct str trace_row(struct arena *a, const struct ledger *l, const struct row *row,
                     unsigned char digest[16]);

/* Append the entry of a new row, of which trace_row() was made before. */
MUST_USE enum err trace_add_ready(struct writing *w, const struct ledger *l,
                                  const struct ready *r, struct str act);

/* Append an entry to the trace. */
MUST_USE enum err trace_add(struct writing *w, const struct ledger *l,
                            const struct row *before, const struct row *after,
                            struct str act);

/* What waits for the end of the batch (later.c): the figures of a row, and its search text.  *t is
 * made when it is NULL.  Many new rows are stored on the way, with `db`. */
struct later;
void later_tally(struct later **t, struct arena *a, const struct ledger *l,
                 const struct row *row, int64_t sign);
MUST_USE enum err later_search(struct later **t, struct db *db,
                               const struct search_entry *e);
MUST_USE enum err later_store(const struct engine *e, struct db *db, const struct later *t);
void later_free(struct later *t);
