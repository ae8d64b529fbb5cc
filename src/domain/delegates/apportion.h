/*
 * Seats dealt to electoral units in proportion to their members, their organisations, or both.
 * Whole numbers throughout; sums are exact.  Pure.
 *
 * A unit that would get less than its minimum gets the minimum, and the seats left are dealt to the others
 * by the same method, until nobody is below.  Of two with an equal claim the one with more members comes
 * first, then the one with more organisations, then the one with the smaller key: the order in which units
 * are given changes nothing.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum apportion_method {
    APPORTION_LARGEST_REMAINDER, /* Hare: whole shares, the rest to the largest fractions */
    APPORTION_HIGHEST_AVERAGE,   /* D'Hondt: divisors 1, 2, 3 … */
    APPORTION_SAINTE_LAGUE,      /* divisors 1, 3, 5 … */
    APPORTION_METHODS,
};

enum apportion_by { APPORTION_MEMBERS, APPORTION_ORGANISATIONS, APPORTION_BOTH };

const char *apportion_method_name(enum apportion_method m); /* "largest_remainder" … */
bool apportion_method_read(struct str name, enum apportion_method *out);
const char *apportion_by_name(
    enum apportion_by by); /* "members", "organisations", "both" */
bool apportion_by_read(struct str name, enum apportion_by *out);

enum {
    APPORTION_UNITS_MOST = 5000,
    APPORTION_TOTAL_MOST = 20000,
    APPORTION_PEOPLE_MOST = 1000000000, /* members or organisations of one unit */
};

struct apportion_rule {
    enum apportion_method method;
    enum apportion_by by;
    int64_t total;         /* seats */
    int64_t members_share; /* of APPORTION_BOTH, per cent; the rest goes by organisations */
};

struct apportion_unit {
    int64_t members, organisations, minimum;
    int64_t key;   /* differs between units: settles the last ties */
    int64_t quota; /* result */
    int64_t exact; /* result: the share in hundredths of a seat, rounded half up */
};

/*
 * Fills quota and exact of every unit.  Units without any members (or organisations, as asked) are dealt to
 * evenly.  ERR_INVALID apportion.units (most), apportion.total (most), apportion.people (unit, most),
 * apportion.weight; ERR_RULE apportion.minimum (sum of minimums, total).
 */
MUST_USE enum err apportion(struct arena *a, const struct apportion_rule *rule,
                            struct apportion_unit *units, size_t count, struct fault *f);
