/*
 * A calendar of days: which are worked.  A weekend (any set of weekdays), holidays on other days, and days
 * of the weekend that are worked instead (调休).  Holidays are announced year by year, so a calendar knows
 * certain years and says so; of others it knows the weekend alone and never invents the rest.
 *
 * The one for China is data/calendar/cn.json (notices of the State Council), compiled in; a site may hold a
 * newer one.  Pure.
 */
#pragma once

#include "base/date.h"
#include "base/json.h"

struct calendar_day {
    date on;
    bool is_worked; /* else a holiday */
};

struct day_calendar {
    unsigned weekend;                /* bit per weekday, Monday 0 */
    const struct calendar_day *days; /* rising, each day once */
    size_t day_count;
    int year_from, year_until; /* years known, all of them between; 0: none */
};

/* Compiled in. */
const struct day_calendar *calendar_bundled(void);

/* The one by which everything is reckoned here: compiled in, until a program that opens a site puts a newer
 * one in its place (NULL: back).  Set before threads begin; the country has one calendar. */
const struct day_calendar *calendar_in_force(void);
void calendar_use(const struct day_calendar *c);

/*
 * In the shape of data/calendar/cn.json; everything lives in `a`.  ERR_INVALID calendar.value (key, what
 * stands there): not a date of its year, a holiday worked, a gap between the years.
 */
MUST_USE enum err calendar_read(struct arena *a, const struct json *root,
                                struct day_calendar *out, struct fault *f);

bool calendar_is_worked(const struct day_calendar *c, date d);

/* Are holidays known from the year of one day to that of the other? */
bool calendar_knows(const struct day_calendar *c, date from, date until);

/* The nth worked day after `d` (before it, with n below 0); n 0: `d` itself, worked or not. */
date calendar_add(const struct day_calendar *c, date d, int64_t n);

/* Worked days from `from` to `until`, both counted; 0 when until lies before. */
int64_t calendar_count(const struct day_calendar *c, date from, date until);
