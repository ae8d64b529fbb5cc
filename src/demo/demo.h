/*
 * The fictional county (or province) that a new installation can be filled with: a
 * whole renewal of 2021 as the office would have kept it. Everything is invented: places
 * (data/invented.tsv), people, posts, numbers of identity and telephone, complaints.
 *
 * The same seed gives the same rows. The county's facts of data/facts/ marked "demo"
 * come out exactly; those of S2 come out in a province of 117 counties.
 */
#pragma once

#include "ledger/engine.h"

struct call;

#define DEMO_COUNTY   ((region)990124000) /* 青岚县, 17 towns */
#define DEMO_PROVINCE ((region)990000000) /* 星河省, 117 counties */

struct demo_options {
    uint64_t seed;
    region county; /* or, with province, the province; 0: the defaults above */
    bool province;
    /* Keep a step of nomination as issued, as the page does; NULL: none is. */
    enum err (*issue)(struct call *c, row_id nomination);
    int64_t rows; /* at least so many in all, with province; 0: 1,000,000 */
};

/*
 * Fill an empty site within one write transaction.  Leaves w->arena and w->now as they
 * were; does not call engine_written().  `progress` may be NULL.
 * ERR_INVALID "demo.county": the region table knows no towns there.
 */
MUST_USE enum err demo_fill(struct call *c, struct writing *w, const struct demo_options *o,
                            void (*progress)(void *, int64_t done, int64_t total),
                            void *arg);
