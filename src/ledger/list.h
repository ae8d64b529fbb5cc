/* Many rows at once: lists page by page, counts, groups, and the search over all ledgers. */
#pragma once

#include "ledger/engine.h"

enum filter_op {
    FILTER_ANY,
    FILTER_FROM,
    FILTER_TO,
    FILTER_EMPTY,
    FILTER_FILLED,
    FILTER_HAS,
    FILTER_SHARED /* a sealed field with lookup: another row within the region has the same value */
};

struct filter {
    int field; /* index */
    enum filter_op op;
    struct value *values;
    size_t count;
};

enum { LIST_WITHOUT_MOST = 200 };

struct list_query {
    region region; /* its subtree */
    int sort;      /* field, or -1: by id */
    bool descends;
    int limit;
    struct str after; /* cursor from the page before; empty: from the start */
    struct str text;  /* words that must occur in the searched fields */
    uint64_t states;  /* bit per state; 0: any */
    date late_on;     /* rows whose deadline lies before; 0: any */
    struct filter *filters;
    size_t filter_count;
    const int64_t *without; /* ids of rows that are left out, at most LIST_WITHOUT_MOST */
    size_t without_count;
};

struct list {
    struct row **rows; /* without long texts and sealed fields */
    size_t count;
    struct str next; /* cursor, empty behind the last row */
};

/* ERR_INVALID "list.cursor". */
MUST_USE enum err engine_list(struct reading r, const struct ledger *l,
                              const struct list_query *q, struct list *out,
                              struct fault *f);

/* How many rows match, counting up to `most`. */
MUST_USE enum err engine_count(struct reading r, const struct ledger *l,
                               const struct list_query *q, int64_t most, int64_t *out);

/* Counts (and sums) of rows grouped by fields, made now from the table. */
struct group_row {
    struct value *keys; /* one per field of `by` */
    struct str *labels; /* titles of references, else empty */
    int64_t count, sum;
};

/* In the place of a field's index. */
enum { GROUP_NONE = -1, GROUP_STATE = -2, GROUP_REGION = -3 };

enum { GROUP_FIELDS_MOST = 4 };

struct grouping {
    int by[GROUP_FIELDS_MOST]; /* fields, GROUP_STATE or GROUP_REGION */
    size_t count;
    int sum; /* a field, or GROUP_NONE */
};

MUST_USE enum err engine_group(struct reading r, const struct ledger *l,
                               const struct list_query *q, const struct grouping *g,
                               struct group_row **out, size_t *out_count);

struct hit {
    const struct ledger *ledger;
    row_id id;
    region region;
    struct str title;
};

MUST_USE enum err engine_search(struct reading r, struct str text, region within,
                                size_t limit, struct hit **out, size_t *out_count);
