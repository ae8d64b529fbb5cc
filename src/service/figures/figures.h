/* Figures as people read them: from the tallies that every write keeps. */
#pragma once

#include "ledger/engine.h"
#include "service/site/call.h"

struct figure_value {
    struct str key;
    int64_t value;
};

struct figure_view {
    const struct ledger *ledger;
    const struct figure *figure; /* NULL: one of the two that every ledger has */
    struct str name;             /* "rows", "late", or the figure's */
    int64_t total;
    struct figure_value *values; /* by key, sorted; none for figures without "by" */
    size_t count;
};

/* All figures of a region (and everything below it); of one ledger when `ledger` is not NULL. */
MUST_USE enum err figures_of(struct call *c, region r, const struct ledger *ledger,
                             struct figure_view **out, size_t *out_count);

/* The text of a figure's key as people read it: a code's label, a state's, a month, a title. */
struct str figure_key_label(struct call *c, const struct figure_view *f, struct str key);

/* The value of a figure as text with its scale: 12, 12.50. */
void figure_write(struct buf *out, const struct figure_view *f, int64_t value);

/* ---- the wall ------------------------------------------------------------------------ */

struct wall_cell {
    const struct figure_view *figure; /* of the whole region */
    struct str key;                   /* "task.total" */
};

struct wall_child {
    region region;
    int64_t *cells; /* one per cell of the wall */
};

struct wall {
    region region;
    struct figure_view
        *figures; /* those with a place on the wall, in its order, and rows and late */
    size_t figure_count;
    struct wall_cell *cells; /* figures without "by" */
    size_t cell_count;
    struct wall_child *children;
    size_t child_count;
};

MUST_USE enum err wall_of(struct call *c, region r, struct wall *out);
