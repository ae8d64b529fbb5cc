/*
 * A figure measured from the rows themselves, as the facts of data/facts/ describe it
 * (data/README.md): counts, sums, mean ages, shares, groups.
 */
#pragma once

#include "domain/figures/measure.h"
#include "ledger/list.h"

enum measure_kind {
    MEASURE_COUNT,
    MEASURE_SUM,
    MEASURE_MEAN_AGE,
    MEASURE_COUNT_AGE_AT_MOST,
    MEASURE_SHARE_AGE_AT_MOST,
    MEASURE_SHARE,
    MEASURE_GROUPS,
};

enum { MEASURE_BY_NONE = -1, MEASURE_BY_STATE = -2, MEASURE_BY_REGION = -3 };

struct measure_query {
    const struct ledger *ledger;
    enum measure_kind kind;
    struct list_query where; /* of the whole site, unless the caller sets its region */
    int field;               /* summed, aged or shared; index */
    int by;                  /* index, or MEASURE_BY_… */
    struct filter share;     /* the part: values of `field` */
    date at;
    int digits, max_age, at_least;
};

struct measure_result {
    struct rounded value;
    int64_t part,
        whole; /* of shares: numerator and denominator; of mean ages: years, people */
};

/* Read the object "figure" of a fact.  ERR_INVALID "figure.wrong" (key, what is wrong). */
MUST_USE enum err measure_read(const struct engine *e, struct arena *a,
                               const struct json *figure, struct measure_query *out,
                               struct fault *f);

MUST_USE enum err measure_run(const struct engine *e, struct db *db, struct arena *a,
                              const struct measure_query *q, struct measure_result *out,
                              struct fault *f);

/* Does it equal the "value" of a fact: a number, or a text with a point?  A value that the
 * report does not state (NULL) is met by anything above 0. */
bool measure_equals(const struct measure_result *r, const struct json *stated);
