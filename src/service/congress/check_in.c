/*
 * Check-in at several doors at once.  What a door reports is kept as it came (hj_check_in); the
 * row of the ledger attendance is what follows from all of it (domain/congress/attendance.h), so that
 * a door that was without network for an hour changes nothing that was known better since.
 */
#include "base/date.h"
#include "base/utf8.h"
#include "ledgers/attendance.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/record/gate.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { KEY_MOST = 64, DOOR_MOST = 40, WHY_MOST = 200 };

struct checking {
    struct call *call;
    struct sitting_of sitting;
    const struct ledger *attendees, *attendance;
    struct writing *writing;
    struct str door;
};

/* One event, read. */
struct reported {
    const struct check_in_event *event;
    enum hall_event_kind kind;
    instant at;
    struct str reason;
    struct row *attendee;
};

/* ---- reading an event ---------------------------------------------------------------- */

static bool key_is_good(struct str key)
{
    if (!key.len || !utf8_is_valid(key) || utf8_count(key) > KEY_MOST)
        return false;
    for (size_t i = 0; i < key.len; i++)
        if ((unsigned char)key.ptr[i] <= ' ' || key.ptr[i] == 0x7f)
            return false;
    return true;
}

static enum err read_time(struct call *c, struct str text, instant *out, struct fault *f)
{
    *out = c->now;
    if (text.len && !instant_read_exact(text, out))
        return FAIL(f, ERR_INVALID, "hall.event_time", "%.*s", STR_FMT(text));
    *out = hall_event_time(*out, c->now);
    return ERR_OK;
}

static enum err read_event(struct checking *k, const struct check_in_event *e,
                           struct reported *out, struct fault *f)
{
    const struct field *way =
        &k->attendance->fields[field_at(k->attendance, ATTENDANCE_WAY)];

    out->event = e;
    if (!key_is_good(e->key))
        return FAIL(f, ERR_INVALID, "hall.event_key", "%d", KEY_MOST);
    if (!hall_event_read(e->kind, &out->kind))
        return FAIL(f, ERR_INVALID, "hall.event_kind", "%.*s", STR_FMT(e->kind));
    if (e->way.len && !code_find(way->codes, e->way))
        return FAIL(f, ERR_INVALID, "hall.event_way", "%.*s", STR_FMT(e->way));
    TRY(utf8_take(k->call->arena, e->reason, true, &out->reason, f));
    if (utf8_count(out->reason) > WHY_MOST)
        return FAIL(f, ERR_INVALID, "act.reason_long", "%d", WHY_MOST);
    return read_time(k->call, e->at, &out->at, f);
}

static enum err check_age(struct checking *k, const struct reported *r, struct fault *f)
{
    if (!hall_event_is_old(r->at, k->call->now))
        return ERR_OK;
    return FAIL(f, ERR_RULE, "hall.event_old", "%.*s" SEP "%d", STR_FMT(r->event->at),
                HALL_LATE_DAYS);
}

/* Leave and absence are known before a sitting; nobody comes in before it is opened. */
static enum err check_state(struct checking *k, const struct reported *r, struct fault *f)
{
    const struct sitting_of *s = &k->sitting;
    bool moves = r->kind == HALL_IN || r->kind == HALL_OUT;
    struct str title = row_text(s->ledger, s->row, SITTING_TITLE);

    if (row_is(s->ledger, s->row, SITTING_IS_CLOSED))
        return FAIL(f, ERR_RULE, "hall.closed", "%.*s", STR_FMT(title));
    if (row_is(s->ledger, s->row, SITTING_IS_CANCELLED))
        return FAIL(f, ERR_RULE, "hall.cancelled", "%.*s", STR_FMT(title));
    if (moves && !row_is(s->ledger, s->row, SITTING_IS_OPEN))
        return FAIL(f, ERR_RULE, "hall.not_open", "%.*s", STR_FMT(title));
    return ERR_OK;
}

/* ---- whose badge --------------------------------------------------------------------- */

/* As printed: capital letters, without what a scanner or a person puts between. */
static struct str plain_badge(struct arena *a, struct str text)
{
    char *out = arena_bytes(a, text.len);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c != ' ' && c != '-')
            out[n++] = c;
    }
    return (struct str){out, n};
}

static enum err find_badge(struct checking *k, struct str text, struct row **out,
                           struct fault *f)
{
    struct call *c = k->call;
    struct str badge = plain_badge(c->arena, text);
    struct value value = {.is_set = true, .text = badge};
    struct filter filter = {field_at(k->attendees, ATTENDEE_BADGE), FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = 1,
                           .filters = &filter,
                           .filter_count = 1};
    struct list list = {0};

    if (badge.len == BADGE_LEN && utf8_is_valid(badge))
        TRY(engine_list(call_reading(c), k->attendees, &q, &list, &c->fault));
    badge = str_sub(badge, 0, KEY_MOST);
    if (!list.count)
        return FAIL(f, ERR_NOT_FOUND, "hall.badge_unknown", "%.*s", STR_FMT(badge));
    *out = list.rows[0];
    return ERR_OK;
}

/* By number or by badge; by both only when it is one person. */
static enum err find_person(struct checking *k, const struct check_in_event *e,
                            struct row **out, struct fault *f)
{
    struct row *of_badge = NULL;

    if (e->badge.len || !e->attendee.v)
        TRY(find_badge(k, e->badge, &of_badge, f));
    *out = of_badge;
    if (!e->attendee.v)
        return ERR_OK;
    if (engine_get(call_reading(k->call), k->attendees, e->attendee, out))
        return FAIL(f, ERR_NOT_FOUND, "hall.attendee_unknown", "%lld",
                    (long long)e->attendee.v);
    if (!of_badge || of_badge->id.v == e->attendee.v)
        return ERR_OK;
    struct str badge = row_text(k->attendees, of_badge, ATTENDEE_BADGE);
    struct str name = row_text(k->attendees, *out, ATTENDEE_NAME);
    return FAIL(f, ERR_RULE, "hall.badge_not_his", "%.*s" SEP "%.*s", STR_FMT(badge),
                STR_FMT(name));
}

static enum err find_attendee(struct checking *k, const struct check_in_event *e,
                              struct row **out, struct fault *f)
{
    const struct congress_of *own = &k->sitting.congress;

    TRY(find_person(k, e, out, f));
    if (row_number(k->attendees, *out, ATTENDEE_CONGRESS) == own->row->id.v)
        return ERR_OK;
    struct str title = row_text(own->ledger, own->row, CONGRESS_TITLE);
    struct str other = row_label(k->attendees, *out, ATTENDEE_CONGRESS);
    struct str badge = row_text(k->attendees, *out, ATTENDEE_BADGE);
    return FAIL(f, ERR_RULE, "hall.badge_other", "%.*s" SEP "%.*s" SEP "%.*s",
                STR_FMT(badge), STR_FMT(other), STR_FMT(title));
}

/* ---- what follows -------------------------------------------------------------------- */

/* All that was reported of one attendee, and where he stands by it. */
struct course {
    struct check_in *rows;
    size_t count;
    struct standing standing;
};

static enum err load_course(struct checking *k, row_id attendee, struct course *out)
{
    struct call *c = k->call;

    TRY(store_check_ins_of(c->db, c->arena, k->sitting.row->id, attendee, &out->rows,
                           &out->count));
    struct hall_event *events = ARENA_ARRAY(c->arena, struct hall_event, out->count);
    for (size_t i = 0; i < out->count; i++) {
        events[i] = (struct hall_event){
            .key = out->rows[i].key, .at = out->rows[i].at, .turn = out->rows[i].turn};
        if (!hall_event_read(out->rows[i].kind, &events[i].kind))
            return db_fail(c->db, ERR_IO, &c->fault);
    }
    out->standing = attendance_fold(events, out->count);
    return ERR_OK;
}

enum err attendance_of(struct call *c, row_id sitting, row_id attendee, struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDANCE);
    struct value values[] = {{.is_set = true, .number = sitting.v},
                             {.is_set = true, .number = attendee.v}};
    struct filter filters[] = {
        {field_at(l, ATTENDANCE_SITTING), FILTER_ANY, &values[0], 1},
        {field_at(l, ATTENDANCE_ATTENDEE), FILTER_ANY, &values[1], 1}};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = 1,
                           .filters = filters,
                           .filter_count = 2};
    struct list list;

    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    *out = list.count ? list.rows[0] : NULL;
    return ERR_OK;
}

static struct row *new_attendance(struct checking *k, const struct row *attendee)
{
    const struct ledger *l = k->attendance;
    struct row *row = row_new(k->call->arena, l);

    row->region = k->sitting.congress.row->region;
    row_put_number(l, row, ATTENDANCE_CONGRESS, k->sitting.congress.row->id.v);
    row_put_number(l, row, ATTENDANCE_SITTING, k->sitting.row->id.v);
    row_put_number(l, row, ATTENDANCE_ATTENDEE, attendee->id.v);
    row_put_text(l, row, ATTENDANCE_NAME, row_text(k->attendees, attendee, ATTENDEE_NAME));
    return row;
}

/* Whole minutes alone: the row goes into the trace, which keeps what it is told.  The exact order is that of the
 * events, while the sitting lasts. */
static void put_standing(const struct ledger *l, const struct course *course,
                         struct row *row)
{
    const struct standing *s = &course->standing;
    const struct check_in *last = &course->rows[s->last];
    bool known = s->status != ATTENDANCE_UNKNOWN;

    row_put_text(l, row, ATTENDANCE_STATUS,
                 known ? str_of(attendance_name(s->status)) : (struct str){0});
    row_put_number(l, row, ATTENDANCE_AT, instant_minute(last->at).ms);
    row_put_number(l, row, ATTENDANCE_CAME_AT, instant_minute(s->came_at).ms);
    row_put_number(l, row, ATTENDANCE_LEFT_AT, instant_minute(s->left_at).ms);
    row_put_text(l, row, ATTENDANCE_DOOR, last->door);
    row_put_text(l, row, ATTENDANCE_WAY, last->way);
    row_put_text(l, row, ATTENDANCE_REASON, last->reason);
}

static enum err write_attendance(struct checking *k, const struct row *attendee,
                                 const struct course *course)
{
    struct row *before;

    TRY(attendance_of(k->call, k->sitting.row->id, attendee->id, &before));
    struct row *after = before ? row_copy(k->call->arena, k->attendance, before)
                               : new_attendance(k, attendee);
    put_standing(k->attendance, course, after);
    if (!before)
        return gate_add(k->call, k->writing, k->attendance, after,
                        (struct passage){DOOR_FEATURE, STR("create")});
    return gate_change(k->call, k->writing, k->attendance, before, after,
                       (struct passage){DOOR_FEATURE, STR("update")});
}

/* ---- taking events ------------------------------------------------------------------- */

static void answer_taken(struct checking *k, const struct row *attendee,
                         const struct course *course, struct check_in_answer *out)
{
    const struct ledger *l = k->attendees;

    out->attendee = attendee->id;
    out->name = row_text(l, attendee, ATTENDEE_NAME);
    out->delegation = row_text(l, attendee, ATTENDEE_DELEGATION);
    out->seat = row_text(l, attendee, ATTENDEE_SEAT_NUMBER);
    if (course->standing.status != ATTENDANCE_UNKNOWN)
        out->status = str_of(attendance_name(course->standing.status));
}

/* Was this key taken before?  Then it is answered as it stands now. */
static enum err answer_again(struct checking *k, struct str key,
                             struct check_in_answer *out, bool *known)
{
    struct call *c = k->call;
    struct check_in old;
    struct course course;
    struct row *attendee;
    enum err err = store_check_in_get(c->db, c->arena, k->sitting.row->id, key, &old);

    *known = err == ERR_OK;
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    TRY(err);
    if (engine_get(call_reading(c), k->attendees, old.attendee, &attendee))
        return FAIL(&out->fault, ERR_NOT_FOUND, "hall.attendee_unknown", "%lld",
                    (long long)old.attendee.v);
    TRY(load_course(k, old.attendee, &course));
    answer_taken(k, attendee, &course, out);
    return ERR_OK;
}

static enum err keep_event(struct checking *k, const struct reported *r)
{
    struct call *c = k->call;
    int64_t changed;

    return store_check_in_add(c->db, k->sitting.row->id, r->event->key, r->attendee->id,
                              str_of(hall_event_name(r->kind)), r->at, k->door,
                              r->event->way, r->reason, c->now, c->who, &changed);
}

/* What is wrong with the event goes to the answer; what is wrong with the database is returned. */
static enum err take(struct checking *k, const struct check_in_event *e,
                     struct check_in_answer *out)
{
    struct reported r = {0};
    struct course course;
    bool known = false;

    if (read_event(k, e, &r, &out->fault))
        return ERR_OK;
    enum err err = answer_again(k, e->key, out, &known);
    if (known || err)
        return out->fault.kind ? ERR_OK : err;
    if (check_age(k, &r, &out->fault) || check_state(k, &r, &out->fault))
        return ERR_OK;
    err = find_attendee(k, e, &r.attendee, &out->fault);
    if (err)
        return out->fault.kind ? ERR_OK : err;
    TRY(keep_event(k, &r));
    TRY(load_course(k, r.attendee->id, &course));
    TRY(write_attendance(k, r.attendee, &course));
    answer_taken(k, r.attendee, &course, out);
    return ERR_OK;
}

static enum err read_door(struct call *c, struct str text, struct str *out)
{
    TRY(utf8_take(c->arena, text, false, out, &c->fault));
    if (out->len && utf8_count(*out) <= DOOR_MOST)
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "hall.door", "%d", DOOR_MOST);
}

enum err hall_check_in(struct call *c, row_id sitting, struct str door,
                       const struct check_in_event *events, size_t count,
                       struct check_in_answer *answers)
{
    AUTO(writing) struct writing w = call_writing(c);
    struct checking k = {.call = c,
                         .attendees = ledger_of(c, LEDGER_ATTENDEE),
                         .attendance = ledger_of(c, LEDGER_ATTENDANCE),
                         .writing = &w};

    TRY(sitting_load(c, sitting, &k.sitting));
    TRY(congress_require(c, &k.sitting.congress));
    if (count < 1 || count > CHECK_INS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "hall.events", "%d", CHECK_INS_MOST);
    TRY(read_door(c, door, &k.door));
    for (size_t i = 0; i < count; i++) {
        answers[i] = (struct check_in_answer){.key = events[i].key};
        TRY(take(&k, &events[i], &answers[i]));
    }
    engine_written(&w);
    return ERR_OK;
}

/* ---- after the sitting ------------------------------------------------------------------ */

/* The events of one attendee lie together. */
static enum err settle_one(struct call *c, row_id sitting, struct check_in *rows,
                           size_t count)
{
    struct hall_event *events = ARENA_ARRAY(c->arena, struct hall_event, count);
    int64_t changed;

    for (size_t i = 0; i < count; i++) {
        events[i] =
            (struct hall_event){.key = rows[i].key, .at = rows[i].at, .turn = rows[i].turn};
        if (!hall_event_read(rows[i].kind, &events[i].kind))
            return db_fail(c->db, ERR_IO, &c->fault);
    }
    attendance_settle(events, count);
    for (size_t i = 0; i < count; i++)
        TRY(store_check_in_settle(c->db, sitting, events[i].key, events[i].at,
                                  events[i].turn, &changed));
    return ERR_OK;
}

enum err check_in_settle(struct call *c, row_id sitting)
{
    struct check_in *rows;
    size_t count;

    TRY(store_check_ins_at(c->db, c->arena, sitting, &rows, &count));
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && rows[end].attendee.v == rows[i].attendee.v)
            end++;
        TRY(settle_one(c, sitting, rows + i, end - i));
        i = end;
    }
    return ERR_OK;
}
