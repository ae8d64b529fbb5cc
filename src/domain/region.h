/*
 * Administrative divisions (GB/T 2260, NBS township codes).  People write 2, 4, 6
 * or 9 digits; the program keeps the number padded with zeros to 9 digits, so that
 * a subtree is one range.  0 is the whole country.
 */
#pragma once

#include "base/buf.h"
#include "base/str.h"

typedef int64_t region; /* 0 … 999999999 */

enum region_level {
    REGION_COUNTRY,
    REGION_PROVINCE,
    REGION_CITY,
    REGION_COUNTY,
    REGION_TOWNSHIP,
};

enum region_level region_level(region r);

/* Of a code of the list level: "county".  REGION_COUNTRY: none of them. */
enum region_level region_level_read(struct str code);

/* The last code of its subtree: `x` lies in the subtree of `r` when r <= x <= region_last(r). */
region region_last(region r);

static inline bool region_holds(region r, region x)
{
    return r <= x && x <= region_last(r);
}

/* One level up; the country's own parent is itself. */
region region_parent(region r);

/* Its ancestor (or itself) on `level`; itself when it stands higher. */
region region_at(region r, enum region_level level);

/* "0", or 2, 4, 6 or 9 digits.  Says nothing about whether such a place exists. */
bool region_read(struct str code, region *out);
void region_write(struct buf *out, region r);
