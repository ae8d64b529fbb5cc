#include "service/congress/hall_load.h"
#include "service/congress/over.h"

#include "ledger/across.h"
#include "ledgers/attendance.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/discussion.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

#include <stdlib.h>

static enum err none(struct call *c)
{
    return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

static enum err get(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    enum err err = engine_get(call_reading(c), l, id, out);

    return err == ERR_NOT_FOUND ? none(c) : err;
}

enum err congress_load(struct call *c, row_id id, struct congress_of *out)
{
    out->ledger = ledger_of(c, LEDGER_CONGRESS);
    TRY(get(c, out->ledger, id, &out->row));
    return call_may(c, out->ledger->readers, out->row->region) ? ERR_OK : none(c);
}

enum err sitting_load(struct call *c, row_id id, struct sitting_of *out)
{
    out->ledger = ledger_of(c, LEDGER_SITTING);
    TRY(get(c, out->ledger, id, &out->row));
    row_id congress = {row_number(out->ledger, out->row, SITTING_CONGRESS)};
    return congress_load(c, congress, &out->congress);
}

enum err congress_require(struct call *c, const struct congress_of *k)
{
    return call_require(c, k->ledger->writers, k->row->region);
}

enum err congress_require_open(struct call *c, const struct congress_of *k, int ledger)
{
    TRY(congress_require(c, k));
    return row_is(k->ledger, k->row, CONGRESS_IS_CLOSED)
               ? congress_over_fail(c, k->row, ledger_of(c, ledger))
               : ERR_OK;
}

/* ---- who is due ---------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static enum err load_presidium(struct call *c, struct due_list *d)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct list officers;

    TRY(rows_of_one(c, l, OFFICER_CONGRESS, d->sitting->congress.row->id, 0, &officers));
    d->members = ARENA_ARRAY(c->arena, int64_t, officers.count + 1);
    for (size_t i = 0; i < officers.count; i++) {
        const struct row *o = officers.rows[i];
        bool is_member = row_has_code(l, o, OFFICER_DUTY, CODE_OFFICER_DUTY_PRESIDIUM) &&
                         !row_is(l, o, OFFICER_IS_WITHDRAWN);
        if (is_member && row_has(l, o, OFFICER_ATTENDEE))
            d->members[d->member_count++] = row_number(l, o, OFFICER_ATTENDEE);
    }
    qsort(d->members, d->member_count, sizeof(*d->members), compare_ids);
    return ERR_OK;
}

enum err due_load(struct call *c, const struct sitting_of *s, struct due_list *out)
{
    *out = (struct due_list){.sitting = s, .attendees = ledger_of(c, LEDGER_ATTENDEE)};
    if (row_has_code(s->ledger, s->row, SITTING_KIND, CODE_SITTING_KIND_DELEGATION))
        out->delegation = row_text(s->ledger, s->row, SITTING_DELEGATION);
    out->is_presidium =
        row_has_code(s->ledger, s->row, SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM);
    return out->is_presidium ? load_presidium(c, out) : ERR_OK;
}

static bool is_of_delegation(const struct due_list *d, struct str delegation)
{
    return !d->delegation.len || str_eq(d->delegation, delegation);
}

bool due_has(const struct due_list *d, const struct row *attendee)
{
    const struct ledger *l = d->attendees;

    if (!row_number(l, attendee, ATTENDEE_VOTES))
        return false;
    if (d->is_presidium)
        return bsearch(&attendee->id.v, d->members, d->member_count, sizeof(*d->members),
                       compare_ids) != NULL;
    return is_of_delegation(d, row_text(l, attendee, ATTENDEE_DELEGATION));
}

/* ---- the numbers --------------------------------------------------------------------- */

static enum attendance status_of(struct str code)
{
    enum attendance status = ATTENDANCE_UNKNOWN;

    return attendance_read(code, &status) ? status : ATTENDANCE_UNKNOWN;
}

static void add_people(struct call *c, struct delegations *by,
                       struct attendance_numbers *all, struct str delegation,
                       struct str status, int64_t people)
{
    attendance_add(all, status_of(status), people);
    delegations_add(c->arena, by, delegation, status_of(status), people);
}

/* Few enough to be looked at one by one. */
static enum err count_presidium(struct call *c, const struct due_list *d,
                                struct delegations *by, struct attendance_numbers *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDANCE);
    struct list people, seen;

    TRY(rows_of_one(c, d->attendees, ATTENDEE_CONGRESS, d->sitting->congress.row->id,
                    ATTENDEE_DELEGATION, &people));
    TRY(rows_of_one(c, l, ATTENDANCE_SITTING, d->sitting->row->id, 0, &seen));
    for (size_t i = 0; i < people.count; i++) {
        struct str status = {0};
        if (!due_has(d, people.rows[i]))
            continue;
        for (size_t k = 0; k < seen.count && !status.len; k++)
            if (row_number(l, seen.rows[k], ATTENDANCE_ATTENDEE) == people.rows[i]->id.v)
                status = row_text(l, seen.rows[k], ATTENDANCE_STATUS);
        add_people(c, by, out, row_text(d->attendees, people.rows[i], ATTENDEE_DELEGATION),
                   status, 1);
    }
    return ERR_OK;
}

enum err due_count(struct call *c, const struct due_list *d, struct delegations *by,
                   struct attendance_numbers *out)
{
    const struct ledger *seen = ledger_of(c, LEDGER_ATTENDANCE);
    struct across q = {.rows = d->attendees,
                       .in = field_at(d->attendees, ATTENDEE_CONGRESS),
                       .within = d->sitting->congress.row->id,
                       .others = seen,
                       .points = field_at(seen, ATTENDANCE_ATTENDEE),
                       .beside = field_at(seen, ATTENDANCE_SITTING),
                       .to = d->sitting->row->id,
                       .by = {field_at(d->attendees, ATTENDEE_DELEGATION),
                              field_at(d->attendees, ATTENDEE_VOTES)},
                       .by_count = 2,
                       .other_by = field_at(seen, ATTENDANCE_STATUS)};
    struct across_row *rows;
    size_t count;

    *by = (struct delegations){0};
    *out = (struct attendance_numbers){0};
    if (d->is_presidium)
        return count_presidium(c, d, by, out);
    TRY(engine_count_across(call_reading(c), &q, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        const struct value *k = rows[i].keys;
        if (k[1].number && is_of_delegation(d, k[0].text))
            add_people(c, by, out, k[0].text, k[2].text, rows[i].count);
    }
    return ERR_OK;
}

enum err hall_attendance(struct call *c, row_id sitting, struct attendance_numbers *out)
{
    struct sitting_of s = {.ledger = ledger_of(c, LEDGER_SITTING)};
    struct due_list due;
    struct delegations by;

    TRY(get(c, s.ledger, sitting, &s.row));
    s.congress.ledger = ledger_of(c, LEDGER_CONGRESS);
    TRY(get(c, s.congress.ledger, (row_id){row_number(s.ledger, s.row, SITTING_CONGRESS)},
            &s.congress.row));
    TRY(due_load(c, &s, &due));
    return due_count(c, &due, &by, out);
}

enum err hall_quorum(struct call *c, const struct row *congress,
                     const struct attendance_numbers *n, struct quorum *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct rules_edition rules;

    *out = (struct quorum){0};
    TRY(rules_in_force(c, row_text(l, congress, CONGRESS_RULES), &rules));
    const struct rule_office *office =
        quorum_office(row_text(l, congress, CONGRESS_KIND), rules.set);
    if (office)
        *out = quorum_of(&office->quorum, n->due, n->present);
    return ERR_OK;
}

/* ---- candidates ---------------------------------------------------------------------- */

/* The ids of those rows that `keeps` says yes to; NULL: of all. */
static struct ids ids_of(struct call *c, const struct ledger *l, const struct list *rows,
                         bool (*keeps)(const struct ledger *, const struct row *))
{
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, rows->count + 1), 0};

    for (size_t i = 0; i < rows->count; i++)
        if (!keeps || keeps(l, rows->rows[i]))
            ids.items[ids.count++] = rows->rows[i]->id.v;
    return ids;
}

static bool is_signed(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, POLL_IS_SIGNED);
}

static bool is_not_void(const struct ledger *l, const struct row *row)
{
    return !row_is(l, row, POLL_IS_VOID);
}

enum err candidates_of(struct call *c, struct ids congresses, bool signed_only,
                       struct list *out, struct list *elections)
{
    const struct ledger *polls = ledger_of(c, LEDGER_POLL);
    const struct ledger *asked = ledger_of(c, LEDGER_ELECTION);
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct list found;
    size_t kept = 0;

    TRY(rows_of(c, polls, POLL_CONGRESS, congresses, 0, &found));
    struct ids ids = ids_of(c, polls, &found, signed_only ? is_signed : is_not_void);
    TRY(rows_of(c, asked, ELECTION_POLL, ids, 0, elections));
    TRY(rows_of(c, l, CANDIDATE_ELECTION, ids_of(c, asked, elections, NULL), 0, out));
    for (size_t i = 0; i < out->count; i++)
        if (!signed_only || row_number(l, out->rows[i], CANDIDATE_ELECTED))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* ---- guards of the general row routes ------------------------------------------------ */

void congress_same_region(struct call *c, const struct ledger *l, int field,
                          const struct row *owner, const struct row *row)
{
    if (owner->region != row->region)
        record_wrong(c, field_at(l, field), "cell.congress_region",
                     region_name(c->site->regions, c->arena, owner->region, c->locale));
}

enum err congress_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *congresses = ledger_of(c, LEDGER_CONGRESS);
    int field =
        ONE_OF(l, SITTING_CONGRESS, ATTENDEE_CONGRESS, OFFICER_CONGRESS, POLL_CONGRESS,
               DISTRICT_CONGRESS, MOTION_CONGRESS, DISCUSSION_CONGRESS);
    row_id id = {row_number(l, row, field)};
    struct row *congress;

    if (id.v && !engine_get(call_reading(c), congresses, id, &congress))
        congress_same_region(c, l, field, congress, row);
    return ERR_OK; /* a reference to nothing is refused elsewhere */
}

bool sitting_begun(const struct ledger *l, const struct row *sitting)
{
    return row_is(l, sitting, SITTING_IS_OPEN) || row_is(l, sitting, SITTING_IS_CLOSED);
}

enum err hall_sittings(struct call *c, row_id congress, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    size_t kept = 0;

    TRY(rows_of_one(c, l, SITTING_CONGRESS, congress, SITTING_HELD_AT, out));
    for (size_t i = 0; i < out->count; i++)
        if (!row_is(l, out->rows[i], SITTING_IS_CANCELLED))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Attendance is taken back by an event, never removed. */
static enum err attendance_drop_guard(struct call *c, const struct ledger *l,
                                      const struct row *row)
{
    struct str name = row_text(l, row, ATTENDANCE_NAME);

    return FAIL(&c->fault, ERR_RULE, "hall.attendance_stays", "%.*s", STR_FMT(name));
}

const struct hook attendance_hook = {.drop = attendance_drop_guard};
