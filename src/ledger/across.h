/* Two ledgers counted together: the rows of one, each with the row of another that points at it. */
#pragma once

#include "ledger/list.h"

enum { ACROSS_KEYS_MOST = 3 };

/*
 * Rows of `rows` whose reference `in` is `within`, each with the one row of `others` (or none) whose
 * reference `points` is that row and whose reference `beside` is `to`.  Fields are indexes; those of
 * `in`, `points` and `beside` should be indexed.
 */
struct across {
    const struct ledger *rows;
    int in;
    row_id within;
    const struct ledger *others;
    int points, beside;
    row_id to;
    int by[ACROSS_KEYS_MOST - 1]; /* fields of `rows`, grouped by */
    size_t by_count;
    int other_by; /* field of `others`, grouped by: the last key */
};

struct across_row {
    struct value keys[ACROSS_KEYS_MOST]; /* by_count of `rows`, then that of `others` */
    int64_t count;
};

/* Counts in one query, in the order of the keys. */
MUST_USE enum err engine_count_across(struct reading r, const struct across *q,
                                      struct across_row **out, size_t *out_count);
