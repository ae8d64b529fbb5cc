/*
 * Days and moments.  A date is the integer yyyymmdd with dd = 00 when only the
 * month is known; 0 is "no date".  An instant is in milliseconds since
 * 1970-01-01T00:00:00Z.  Pure: nobody asks a clock here.
 */
#pragma once

#include "base/buf.h"
#include "base/instant.h"

typedef int64_t date; /* yyyymmdd */

enum { DATE_YEAR_MIN = 1900, DATE_YEAR_MAX = 2199 };

static inline int date_year(date d)
{
    return (int)(d / 10000);
}

static inline int date_month(date d)
{
    return (int)(d / 100 % 100);
}

static inline int date_day(date d) /* 0: only the month is known */
{
    return (int)(d % 100);
}

int date_days_in_month(int year, int month);

/* A day of the Gregorian calendar, or with dd = 00 a month, within DATE_YEAR_MIN..MAX. */
bool date_is_valid(date d);

/* Is `s` written as a date, only of a year outside of them? */
bool date_is_far(struct str s);

/* Days since 1970-01-01 of a full date, and back. */
int64_t date_to_days(date d);
date date_of_days(int64_t days);

date date_add_days(date d, int64_t days); /* `d` is a full date */

/* The day in China (UTC+8, no summer time) at `t`. */
date date_of_instant(instant t);
instant instant_of_date(date d, int64_t second_of_day); /* China time; `d` full */

/*
 * Completed years at `at`, by the month rule of the appointment form: the year
 * difference, one less while the month of birth has not come; days do not count
 * (interchange.md 2.5).  -1 when either date is 0 or `at` is before the birth month.
 */
int date_age(date birth, date at);

/* Is `d` surely before `other`?  Where of one only the month is known, months are compared; 0 precedes nothing. */
bool date_precedes(date d, date other);

/* "2021-05-30", or "2021-05" when only the month is known; nothing for 0. */
void date_write(struct buf *out, date d);

/* "2021-05-30T08:30:00Z", UTC. */
void instant_write(struct buf *out, instant t);
/* The same, with or without seconds; "2021-05-30 16:30[:00]" is China time. */
bool instant_read(struct str s, instant *out);
/* To the millisecond that it says: "2021-05-30T08:30:00.250Z". */
bool instant_read_exact(struct str s, instant *out);

/* The beginning of its minute. */
instant instant_minute(instant t);

/*
 * A date as people write it: 2021-05-30, 2021.5.30, 2021/05, 202105, 20210530,
 * 2021年5月30日, 2021.05.30 00:00:00.  False when it is none or no day of the calendar.
 */
bool date_read(struct str s, date *out);
