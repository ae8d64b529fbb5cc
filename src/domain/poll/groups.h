/*
 * Whose numbers may be shown: a counting group's own (计票分组汇总), and never those of a handful of ballots,
 * which would tell how few people voted.  Pure.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { GROUP_SHOWN_LEAST = 5 };

struct pile {
    int64_t returned;
    bool is_sum; /* a tally sheet, which evidence keeps as it is; else ballots */
};

/*
 * Which piles are shown together: part[i] of each.  A pile of five or more stands alone; a smaller one goes
 * together with the smallest other one of its kind, or else of any, until there are enough, so that nothing
 * smaller follows from what is shown either.  Piles without ballots belong to the first part.
 * The number of parts, in the order of their first piles; 0: none, less than five ballots in all.
 */
size_t groups_merge(const struct pile *piles, size_t count, size_t *part);

/* Sums of several piles (sum.h, lines that are well formed) as one line with the numbers of all. */
MUST_USE enum err sums_merge(struct arena *a, const struct str *lines, size_t count,
                             struct str *out, struct fault *f);
