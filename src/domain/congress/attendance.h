/*
 * Who is in the hall: from what the doors reported to one status for each attendee and the
 * numbers that a chair announces (应到 due, 实到 present).  Pure; times are the doors' own, already
 * brought to the clock of the server.
 */
#pragma once

#include "base/instant.h"
#include "base/str.h"

/* What a door reports: "in", "out", "leave_sick", "leave_business", "absent", "clear". */
enum hall_event_kind {
    HALL_IN,
    HALL_OUT,
    HALL_LEAVE_SICK,
    HALL_LEAVE_BUSINESS,
    HALL_ABSENT,
    HALL_CLEAR, /* as if nothing had been reported so far */
    HALL_EVENT_KINDS,
};

/* Where somebody is: the codes of the table attendance_status, and "unknown". */
enum attendance {
    ATTENDANCE_UNKNOWN, /* nothing reported */
    ATTENDANCE_PRESENT,
    ATTENDANCE_LEFT, /* was in the hall and went out */
    ATTENDANCE_LEAVE_SICK,
    ATTENDANCE_LEAVE_BUSINESS,
    ATTENDANCE_ABSENT,
    ATTENDANCE_COUNT,
};

const char *hall_event_name(enum hall_event_kind kind);
bool hall_event_read(struct str name, enum hall_event_kind *out);
const char *attendance_name(enum attendance status); /* "leave_sick" */
bool attendance_read(struct str name, enum attendance *out);

struct hall_event {
    struct str key; /* made by the door, unique within the sitting */
    enum hall_event_kind kind;
    instant at;
    int64_t
        turn; /* among this attendee's, once settled: 1, 2 …; 0: not settled, `at` is exact */
    int64_t next; /* of attendance_settle() alone */
};

struct standing {
    enum attendance status;
    size_t last; /* index of the event that decides; when none does, of the latest */
    instant came_at,
        left_at; /* last time in, last time out; 0: never since the last clear */
};

/*
 * The standing of one attendee after `events`, in whatever order they came in: the latest `at`
 * wins, of two at the same moment the one not settled, else the greater turn or key; a key that comes twice
 * counts once.  Going out counts only after coming in since the last clear: whoever never came has not left.
 */
struct standing attendance_fold(const struct hall_event *events, size_t count);

/* Once a sitting is closed nobody needs to know the second at which somebody came or went: each event keeps its
 * whole minute and its turn, so that the standing stays what it was.  The events of one attendee. */
void attendance_settle(struct hall_event *events, size_t count);

/* An `at` more than two minutes ahead of the server's `now` is taken as now: clocks of doors differ. */
enum { HALL_AHEAD_MS = 120000 };
instant hall_event_time(instant at, instant now);

/* A door without network reports late, but not by a month: its clock has lost the date. */
enum { HALL_LATE_DAYS = 30 };
bool hall_event_is_old(instant at, instant now);

/* Only people with a vote (votes); observers count nowhere here.
 * due = present + left + leave_sick + leave_business + absent + unknown. */
struct attendance_numbers {
    int64_t due, present, left, leave_sick, leave_business, absent, unknown;
};

void attendance_add(struct attendance_numbers *n, enum attendance status, int64_t people);

struct delegation_numbers {
    struct str name;
    struct attendance_numbers numbers;
};

/* Of `people` members of the delegation `name` in `status`.  *items (grown in `a`) stays in the order
 * in which names first came. */
struct delegations {
    struct delegation_numbers *items;
    size_t count, room;
};

void delegations_add(struct arena *a, struct delegations *d, struct str name,
                     enum attendance status, int64_t people);
