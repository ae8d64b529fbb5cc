/* The trace as people read it. */
#pragma once

#include "ledger/engine.h"
#include "service/site/call.h"

struct change_side {
    const struct field *field; /* NULL: the state, or a field no longer described */
    struct value value;
    struct str title; /* of what it points to */
    struct str state;
};

struct change_field {
    struct str name;
    struct change_side before, after;
};

struct change_entry {
    int64_t seq, batch;
    instant at;
    struct str who, act, reason;
    struct change_field *fields;
    size_t count;
};

/* What happened to a row, newest first.  ERR_NOT_FOUND "row.none". */
MUST_USE enum err trace_history(struct call *c, const struct ledger *l, row_id id,
                                struct change_entry **out, size_t *out_count);

/* Rows that were taken out and can be brought back, newest first; the latest REMOVED_MOST. */
struct removed_row {
    row_id id;
    region region;
    instant at;
    struct str title, who, reason;
};

enum { REMOVED_MOST = 200 };

MUST_USE enum err trace_removed(struct call *c, const struct ledger *l, region r,
                                struct removed_row **out, size_t *out_count);

/* ---- for the auditor: acts without the content of records ---------------------------- */

struct trace_line {
    int64_t id;
    instant at;
    struct str who, act, ledger, target, origin;
    row_id row;
    region region;
    bool is_event; /* of administration: no row */
};

struct trace_query {
    int64_t before; /* id; INT64_MAX for the newest */
    region region;
    struct str ledger; /* empty: any */
    struct str who;    /* name of an account; empty: any */
    bool events;       /* administration instead of records */
};

enum { TRACE_PAGE = 100 };

MUST_USE enum err trace_list(struct call *c, const struct trace_query *q,
                             struct trace_line **out, size_t *out_count);

/* Who opened a sealed field. */
struct trace_view {
    int64_t id;
    instant at;
    struct str who, ledger, field, purpose;
    row_id row;
    region region;
};

/* Of one row, for those who may read it. */
MUST_USE enum err trace_views_of(struct call *c, const struct ledger *l, row_id id,
                                 struct trace_view **out, size_t *out_count);

/* Of all, for the auditor: TRACE_PAGE of them before the id `before`. */
MUST_USE enum err trace_views(struct call *c, int64_t before, struct trace_view **out,
                              size_t *out_count);
