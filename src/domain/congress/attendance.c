#include "domain/congress/attendance.h"

#include "base/date.h"

static const char *const EVENTS[HALL_EVENT_KINDS] = {
    [HALL_IN] = "in",
    [HALL_OUT] = "out",
    [HALL_LEAVE_SICK] = "leave_sick",
    [HALL_LEAVE_BUSINESS] = "leave_business",
    [HALL_ABSENT] = "absent",
    [HALL_CLEAR] = "clear",
};

static const char *const STATUSES[ATTENDANCE_COUNT] = {
    [ATTENDANCE_UNKNOWN] = "unknown",
    [ATTENDANCE_PRESENT] = "present",
    [ATTENDANCE_LEFT] = "left",
    [ATTENDANCE_LEAVE_SICK] = "leave_sick",
    [ATTENDANCE_LEAVE_BUSINESS] = "leave_business",
    [ATTENDANCE_ABSENT] = "absent",
};

static const enum attendance BECOMES[HALL_EVENT_KINDS] = {
    [HALL_IN] = ATTENDANCE_PRESENT,
    [HALL_OUT] = ATTENDANCE_LEFT,
    [HALL_LEAVE_SICK] = ATTENDANCE_LEAVE_SICK,
    [HALL_LEAVE_BUSINESS] = ATTENDANCE_LEAVE_BUSINESS,
    [HALL_ABSENT] = ATTENDANCE_ABSENT,
    [HALL_CLEAR] = ATTENDANCE_UNKNOWN,
};

static int find(const char *const *names, int count, struct str name)
{
    for (int i = 0; i < count; i++)
        if (str_eq(name, str_of(names[i])))
            return i;
    return -1;
}

const char *hall_event_name(enum hall_event_kind kind)
{
    return EVENTS[kind];
}

bool hall_event_read(struct str name, enum hall_event_kind *out)
{
    int found = find(EVENTS, HALL_EVENT_KINDS, name);

    if (found >= 0)
        *out = (enum hall_event_kind)found;
    return found >= 0;
}

const char *attendance_name(enum attendance status)
{
    return STATUSES[status];
}

bool attendance_read(struct str name, enum attendance *out)
{
    int found = find(STATUSES, ATTENDANCE_COUNT, name);

    if (found >= 0)
        *out = (enum attendance)found;
    return found >= 0;
}

/* ---- one attendee -------------------------------------------------------------------- */

static bool is_after(const struct hall_event *a, const struct hall_event *b)
{
    if (a->at.ms != b->at.ms)
        return a->at.ms > b->at.ms;
    if (a->turn != b->turn)
        return !a->turn || (b->turn && a->turn > b->turn);
    return str_cmp(a->key, b->key) > 0;
}

/* What was reported of one attendee. */
struct told {
    const struct hall_event *events;
    size_t count;
    const struct hall_event *clear; /* the last of them; NULL: nothing was cleared */
};

static bool is_in_force(const struct told *t, const struct hall_event *e)
{
    return !t->clear || is_after(e, t->clear);
}

/* Nobody goes out who did not come in: such a word waits for the door that saw him come. */
static bool counts(const struct told *t, const struct hall_event *e)
{
    if (e->kind != HALL_OUT)
        return true;
    for (size_t i = 0; i < t->count; i++)
        if (t->events[i].kind == HALL_IN && is_after(e, &t->events[i]) &&
            is_in_force(t, &t->events[i]))
            return true;
    return false;
}

/* The last event of `kind` that is in force; 0: none. */
static instant last_of(const struct told *t, enum hall_event_kind kind)
{
    instant last = {0};

    for (size_t i = 0; i < t->count; i++) {
        const struct hall_event *e = &t->events[i];
        if (e->kind == kind && e->at.ms > last.ms && is_in_force(t, e) && counts(t, e))
            last = e->at;
    }
    return last;
}

static const struct hall_event *last_clear(const struct hall_event *events, size_t count)
{
    const struct hall_event *clear = NULL;

    for (size_t i = 0; i < count; i++)
        if (events[i].kind == HALL_CLEAR && (!clear || is_after(&events[i], clear)))
            clear = &events[i];
    return clear;
}

/* The latest event; with `any`, also of those that do not count.  NULL: none. */
static const struct hall_event *latest(const struct told *t, bool any)
{
    const struct hall_event *last = NULL;

    for (size_t i = 0; i < t->count; i++)
        if ((any || counts(t, &t->events[i])) && (!last || is_after(&t->events[i], last)))
            last = &t->events[i];
    return last;
}

struct standing attendance_fold(const struct hall_event *events, size_t count)
{
    struct told t = {events, count, last_clear(events, count)};
    struct standing s = {.status = ATTENDANCE_UNKNOWN};
    const struct hall_event *last = latest(&t, false);

    if (last)
        s.status = BECOMES[last->kind];
    else
        last = latest(&t, true);
    s.last = last ? (size_t)(last - events) : 0;
    s.came_at = last_of(&t, HALL_IN);
    s.left_at = last_of(&t, HALL_OUT);
    return s;
}

void attendance_settle(struct hall_event *events, size_t count)
{
    /* the turn counts those that are not after it; nothing is changed before all are counted */
    for (size_t i = 0; i < count; i++) {
        int64_t turn = 0;
        for (size_t k = 0; k < count; k++)
            turn += !is_after(&events[k], &events[i]);
        events[i].next = turn;
    }
    for (size_t i = 0; i < count; i++) {
        events[i].turn = events[i].next;
        events[i].at = instant_minute(events[i].at);
    }
}

instant hall_event_time(instant at, instant now)
{
    return at.ms > now.ms + HALL_AHEAD_MS ? now : at;
}

bool hall_event_is_old(instant at, instant now)
{
    return at.ms < now.ms - (int64_t)HALL_LATE_DAYS * 86400000;
}

/* ---- the numbers --------------------------------------------------------------------- */

void attendance_add(struct attendance_numbers *n, enum attendance status, int64_t people)
{
    int64_t *const places[ATTENDANCE_COUNT] = {
        [ATTENDANCE_UNKNOWN] = &n->unknown,
        [ATTENDANCE_PRESENT] = &n->present,
        [ATTENDANCE_LEFT] = &n->left,
        [ATTENDANCE_LEAVE_SICK] = &n->leave_sick,
        [ATTENDANCE_LEAVE_BUSINESS] = &n->leave_business,
        [ATTENDANCE_ABSENT] = &n->absent,
    };

    n->due += people;
    *places[status] += people;
}

void delegations_add(struct arena *a, struct delegations *d, struct str name,
                     enum attendance status, int64_t people)
{
    for (size_t i = 0; i < d->count; i++) {
        if (str_eq(d->items[i].name, name)) {
            attendance_add(&d->items[i].numbers, status, people);
            return;
        }
    }
    struct delegation_numbers *added = ARENA_PUSH(a, d->items, d->count, d->room);
    *added = (struct delegation_numbers){.name = name};
    attendance_add(&added->numbers, status, people);
}
