/* A sitting while it is held: opened and closed, who is there, enough or not. */
#include "ledgers/agenda_item.h"
#include "ledgers/attendance.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/record/gate.h"
#include "store/queries.h"

#include <stdlib.h>

/* ---- open and close ------------------------------------------------------------------ */

static enum err refuse_act(struct call *c, const struct sitting_of *s,
                           const struct act *act)
{
    struct str now = s->ledger->states[s->row->state].label.in[c->locale];

    return FAIL(&c->fault, ERR_RULE, "act.state", "%.*s" SEP "%.*s",
                STR_FMT(act->label.in[c->locale]), STR_FMT(now));
}

enum err hall_turn(struct call *c, row_id id, bool opens, struct row **out)
{
    struct sitting_of s;
    AUTO(writing) struct writing w = call_writing(c);

    TRY(sitting_load(c, id, &s));
    TRY(congress_require(c, &s.congress));
    const struct act *act = act_at(s.ledger, opens ? SITTING_DO_OPEN : SITTING_DO_CLOSE);
    if (!(act->from >> s.row->state & 1))
        return refuse_act(c, &s, act);
    struct str title = row_text(s.congress.ledger, s.congress.row, CONGRESS_TITLE);
    if (opens && row_is(s.congress.ledger, s.congress.row, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "hall.congress_closed", "%.*s", STR_FMT(title));
    struct row *after = row_copy(c->arena, s.ledger, s.row);
    after->state = act->to;
    if (!opens)
        row_put_number(s.ledger, after, SITTING_CLOSED_AT, c->now.ms);
    else if (!row_has(s.ledger, after, SITTING_OPENED_AT))
        row_put_number(s.ledger, after, SITTING_OPENED_AT, c->now.ms);
    TRY(gate_change(c, &w, s.ledger, s.row, after,
                    (struct passage){DOOR_FEATURE, act->name}));
    engine_written(&w);
    *out = after;
    return opens ? ERR_OK : check_in_settle(c, id);
}

/* ---- the wall of the hall ------------------------------------------------------------ */

static enum err load_doors(struct call *c, row_id sitting, struct hall_view *v)
{
    struct door_row *rows;

    TRY(store_check_in_doors(c->db, c->arena, sitting, &rows, &v->door_count));
    v->doors = ARENA_ARRAY(c->arena, struct hall_door, v->door_count);
    for (size_t i = 0; i < v->door_count; i++)
        v->doors[i] = (struct hall_door){rows[i].door, rows[i].n, rows[i].last_at};
    return ERR_OK;
}

/* The dozen who came or went last; by the events, whose times are exact while the sitting lasts. */
static enum err load_latest(struct call *c, row_id sitting, struct hall_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDANCE);
    const struct ledger *people = ledger_of(c, LEDGER_ATTENDEE);
    struct last_seen *last;
    size_t count;

    TRY(store_check_ins_latest(c->db, c->arena, sitting, HALL_LATEST, &last, &count));
    for (size_t i = 0; i < count; i++) {
        struct row *who, *row;
        TRY(attendance_of(c, sitting, last[i].attendee, &row));
        if (!row)
            continue;
        struct hall_latest *out = &v->latest[v->latest_count++];
        *out = (struct hall_latest){.name = row_text(l, row, ATTENDANCE_NAME),
                                    .status = row_text(l, row, ATTENDANCE_STATUS),
                                    .at = last[i].at};
        if (!engine_get(call_reading(c), people, last[i].attendee, &who))
            out->delegation = row_text(people, who, ATTENDEE_DELEGATION);
    }
    return ERR_OK;
}

/* Polls of this sitting, and those of the congress that are not tied to one. */
static enum err load_polls(struct call *c, const struct sitting_of *s, struct hall_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list list;

    TRY(rows_of_one(c, l, POLL_CONGRESS, s->congress.row->id, 0, &list));
    v->polls = list.rows;
    for (size_t i = 0; i < list.count; i++) {
        int64_t at = row_number(l, list.rows[i], POLL_SITTING);
        if (!at || at == s->row->id.v)
            v->polls[v->poll_count++] = list.rows[i];
    }
    return ERR_OK;
}

static enum err judge(struct call *c, const struct sitting_of *s, struct hall_view *v)
{
    return hall_quorum(c, s->congress.row, &v->numbers, &v->quorum);
}

static enum err load_agenda(struct call *c, row_id sitting, struct hall_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    struct list list;

    TRY(rows_of_one(c, l, AGENDA_ITEM_SITTING, sitting, AGENDA_ITEM_PLACE, &list));
    v->agenda = ARENA_ARRAY(c->arena, struct hall_item, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        row_id motion = {row_number(l, list.rows[i], AGENDA_ITEM_MOTION)};
        v->agenda[i].row = list.rows[i];
        if (motion.v)
            TRY(motion_brief_of(c, motion, &v->agenda[i].motion));
    }
    v->agenda_count = list.count;
    return ERR_OK;
}

enum err hall_now(struct call *c, row_id id, struct hall_view *out)
{
    struct sitting_of s;
    struct due_list due;

    *out = (struct hall_view){0};
    TRY(sitting_load(c, id, &s));
    out->sitting = s.row;
    TRY(due_load(c, &s, &due));
    TRY(due_count(c, &due, &out->delegations, &out->numbers));
    TRY(judge(c, &s, out));
    TRY(load_doors(c, id, out));
    TRY(load_latest(c, id, out));
    TRY(load_agenda(c, id, out));
    return load_polls(c, &s, out);
}

/* ---- the roll ------------------------------------------------------------------------ */

struct seen {
    const struct ledger *ledger;
    struct row **rows; /* by attendee, ascending */
    size_t count;
    int field;
};

static int compare_seen(const void *a, const void *b, void *arg)
{
    const struct row *const *x = a, *const *y = b;
    int field = *(const int *)arg;
    int64_t i = (*x)->values[field].number, k = (*y)->values[field].number;

    return (i > k) - (i < k);
}

static enum err load_seen(struct call *c, row_id sitting, struct seen *out)
{
    struct list list;

    out->ledger = ledger_of(c, LEDGER_ATTENDANCE);
    out->field = field_at(out->ledger, ATTENDANCE_ATTENDEE);
    TRY(rows_of_one(c, out->ledger, ATTENDANCE_SITTING, sitting, 0, &list));
    out->rows = list.rows;
    out->count = list.count;
    if (list.count)
        qsort_r(out->rows, out->count, sizeof(struct row *), compare_seen, &out->field);
    return ERR_OK;
}

static const struct row *seen_of(const struct seen *s, row_id attendee)
{
    size_t low = 0, high = s->count;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (s->rows[mid]->values[s->field].number < attendee.v)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = low < s->count && s->rows[low]->values[s->field].number == attendee.v;
    return found ? s->rows[low] : NULL;
}

static void fill_line(const struct due_list *due, const struct row *who,
                      const struct seen *all, struct roll_line *out)
{
    const struct ledger *l = due->attendees;
    const struct row *seen = seen_of(all, who->id);

    *out = (struct roll_line){.id = who->id,
                              .name = row_text(l, who, ATTENDEE_NAME),
                              .delegation = row_text(l, who, ATTENDEE_DELEGATION),
                              .seat = row_text(l, who, ATTENDEE_SEAT_NUMBER),
                              .badge = row_text(l, who, ATTENDEE_BADGE),
                              .is_due = due_has(due, who)};
    if (!seen)
        return;
    out->status = row_text(all->ledger, seen, ATTENDANCE_STATUS);
    out->door = row_text(all->ledger, seen, ATTENDANCE_DOOR);
    out->reason = row_text(all->ledger, seen, ATTENDANCE_REASON);
    out->came_at.ms = row_number(all->ledger, seen, ATTENDANCE_CAME_AT);
    out->left_at.ms = row_number(all->ledger, seen, ATTENDANCE_LEFT_AT);
}

enum err hall_roll(struct call *c, row_id sitting, struct roll_line **out,
                   size_t *out_count)
{
    struct sitting_of s;
    struct due_list due;
    struct seen seen;
    struct list people;

    TRY(sitting_load(c, sitting, &s));
    TRY(due_load(c, &s, &due));
    TRY(load_seen(c, sitting, &seen));
    TRY(rows_of_one(c, due.attendees, ATTENDEE_CONGRESS, s.congress.row->id,
                    ATTENDEE_DELEGATION, &people));
    *out = ARENA_ARRAY(c->arena, struct roll_line, people.count);
    *out_count = people.count;
    for (size_t i = 0; i < people.count; i++)
        fill_line(&due, people.rows[i], &seen, &(*out)[i]);
    return ERR_OK;
}
