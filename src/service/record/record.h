/*
 * What people do with rows of any ledger.  Each function is one permission check, one
 * transaction, one entry in the trace.  Functions that write run inside call_write()
 * or a writing route: c->db is then the writer's.
 *
 * Errors common to all: ERR_NOT_FOUND "ledger.unknown" / "row.none" (also for rows of regions that
 * the caller may not read), ERR_DENIED, ERR_BUSY, ERR_IO.
 */
#pragma once

#include "ledger/list.h"
#include "service/record/check.h"

/* A row as the caller saw it. */
struct row_ver {
    row_id id;
    int64_t ver;
};

MUST_USE enum err record_get(struct call *c, const struct ledger *l, row_id id,
                             struct row **out);

enum { PAGE_MOST = 200 }; /* rows of one page */

/* A query in words: the keys of docs/api.md, "region", "q", "sort", "limit", "after", "state", "late", F,
 * F.from, F.to, F.empty, F.has.  ERR_INVALID "list.key", "list.sort", "list.state", "list.value" (what
 * is wrong with a value), "shape.empty", "shape.word"; more than the program takes: "list.filters",
 * "list.values", "list.words".  c->faults names the key. */
MUST_USE enum err record_query(struct call *c, const struct ledger *l, struct inputs pairs,
                               struct list_query *out);

/* Are these few enough words to look for?  ERR_INVALID "list.words". */
MUST_USE enum err query_words(struct call *c, struct str text);

MUST_USE enum err record_list(struct call *c, const struct ledger *l,
                              const struct list_query *q, struct list *out);

enum { COUNT_MOST = 100000 };

MUST_USE enum err record_count(struct call *c, const struct ledger *l,
                               const struct list_query *q, int64_t *out);

MUST_USE enum err record_create(struct call *c, const struct ledger *l, region place,
                                struct str state, struct inputs inputs, struct row **out);

/* Two people changed the same field: what each wants. */
struct conflict {
    struct row *base, *theirs; /* as the caller saw it; as it stands */
    struct str who;            /* title of the account that changed it last */
    instant at;
    int *fields; /* changed by both, differently */
    size_t count;
};

/*
 * Change the fields in `inputs`.  A row changed meanwhile in other fields is
 * merged; else ERR_CONFLICT "row.changed" with *conflict filled.
 */
MUST_USE enum err record_update(struct call *c, const struct ledger *l, struct row_ver seen,
                                struct inputs inputs, struct conflict *conflict,
                                struct row **out);

MUST_USE enum err record_remove(struct call *c, const struct ledger *l, struct row_ver seen,
                                struct str reason);
MUST_USE enum err record_restore(struct call *c, const struct ledger *l, row_id id,
                                 struct row **out);

struct act_input {
    struct str name, reason;
    struct inputs inputs;
    bool is_signed; /* the password was given again and fits */
};

/* ERR_RULE "act.state", "act.reason", "act.sign"; ERR_INVALID with the fields it requires. */
MUST_USE enum err record_act(struct call *c, const struct ledger *l, struct row_ver seen,
                             const struct act_input *act, struct row **out);

enum { BULK_MOST = 1000 };

/* The same change, or the same act, for many rows; all or none.  *failed is the row that stopped it. */
MUST_USE enum err record_bulk(struct call *c, const struct ledger *l,
                              const struct row_ver *rows, size_t row_count,
                              const struct act_input *act, row_id *failed);

struct change;

MUST_USE enum err record_history(struct call *c, const struct ledger *l, row_id id,
                                 struct change **out, size_t *out_count);

/* The plain text of a sealed field; leaves a trace of who saw it and why. */
MUST_USE enum err record_unseal(struct call *c, const struct ledger *l, row_id id,
                                struct str field, struct str purpose, struct str *out);

/* One more field to group by: a field's name, "state" or "region".  ERR_INVALID "list.key". */
MUST_USE enum err group_add(struct call *c, const struct ledger *l, struct str name,
                            struct grouping *q);

MUST_USE enum err record_group(struct call *c, const struct ledger *l,
                               const struct list_query *q, const struct grouping *by,
                               struct group_row **out, size_t *out_count);

MUST_USE enum err record_search(struct call *c, struct str text, region within,
                                struct hit **out, size_t *out_count);
