/* Fixing who may vote, by which rules and on whom; the issue of paper ballots; closing. */
#include "domain/poll/election.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "ledgers/voter.h"
#include "service/congress/hall.h"
#include "service/congress/recorded.h"
#include "service/direct/turnout.h"
#include "service/direct/twins.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "store/queries.h"

/* ---- freezing ------------------------------------------------------------------------ */

static void set_people(const struct ledger *l, struct row *row,
                       const struct attendance_numbers *n)
{
    row_put_number(l, row, POLL_DUE, n->due);
    row_put_number(l, row, POLL_PRESENT, n->present);
    row_put_number(l, row, POLL_LEAVE_SICK, n->leave_sick);
    row_put_number(l, row, POLL_LEAVE_BUSINESS, n->leave_business);
    row_put_number(l, row, POLL_ABSENT, n->absent + n->unknown + n->left);
}

/* A district's voters are those of its register, where it is kept here: nobody else is due, and nobody less. */
static enum err check_register(struct call *c, const struct poll *p, int64_t due)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT),
                        *l = ledger_of(c, LEDGER_VOTER);
    struct list own, voters;
    int64_t registered = 0;

    TRY(rows_of_one(c, districts, DISTRICT_CONGRESS, p->congress->id, 0, &own));
    TRY(rows_of(c, l, VOTER_DISTRICT, rows_ids(c, &own), 0, &voters));
    for (size_t i = 0; i < voters.count; i++)
        registered += row_is(l, voters.rows[i], VOTER_IS_REGISTERED);
    if (voters.count && registered != due)
        return FAIL(&c->fault, ERR_RULE, "poll.registered", "%lld" SEP "%lld",
                    (long long)due, (long long)registered);
    return ERR_OK;
}

/* Numbers given by hand: not where people check in, nor others than those called. */
static enum err check_typed(struct call *c, const struct poll *p, int64_t due)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct list called;
    int64_t votes = 0;
    bool sat;

    TRY(hall_has_sat(c, p->congress->id, &sat));
    if (sat)
        return FAIL(&c->fault, ERR_RULE, "poll.checked_in", "%s", "");
    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, p->congress->id, 0, &called));
    for (size_t i = 0; i < called.count; i++)
        votes += row_number(l, called.rows[i], ATTENDEE_VOTES) != 0;
    if (called.count && votes != due)
        return FAIL(&c->fault, ERR_RULE, "poll.called", "%lld" SEP "%lld", (long long)due,
                    (long long)votes);
    return ERR_OK;
}

static enum err people_given(struct call *c, const struct poll *p,
                             struct attendance_numbers *n)
{
    if (n->present < 0 || n->due < n->present)
        return FAIL(&c->fault, ERR_INVALID, "election.numbers", "present" SEP "due");
    n->absent = n->due - n->present - n->leave_sick - n->leave_business;
    if (n->absent < 0 || n->leave_sick < 0 || n->leave_business < 0)
        return FAIL(&c->fault, ERR_INVALID, "election.numbers", "leave" SEP "due");
    if (!poll_is_direct(p))
        return check_typed(c, p, n->due);
    if (n->leave_sick || n->leave_business)
        return FAIL(&c->fault, ERR_RULE, "poll.no_leave", "%s", "");
    return check_register(c, p, n->due);
}

static enum err people_now(struct call *c, const struct poll *p, row_id sitting,
                           const struct attendance_numbers *given,
                           struct attendance_numbers *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    struct row *row;

    if (given) {
        *out = *given;
        return people_given(c, p, out);
    }
    if (!sitting.v)
        return FAIL(&c->fault, ERR_RULE, "poll.no_sitting", "%s", "");
    TRY(row_open(c, l, sitting, &row));
    if (row_number(l, row, SITTING_CONGRESS) != p->congress->id.v)
        return FAIL(&c->fault, ERR_RULE, "poll.no_sitting", "%s", "");
    if (!row_is(l, row, SITTING_IS_OPEN)) /* people who left are nobody's quorum */
        return FAIL(&c->fault, ERR_RULE, "poll.sitting_shut", "%.*s",
                    STR_FMT(utf8_head(row_text(l, row, SITTING_TITLE), 40)));
    if (!row_has_code(l, row, SITTING_KIND,
                      CODE_SITTING_KIND_PLENARY)) /* some of them elect nobody */
        return FAIL(&c->fault, ERR_RULE, "poll.sitting_part", "%.*s",
                    STR_FMT(utf8_head(row_text(l, row, SITTING_TITLE), 40)));
    return hall_attendance(c, sitting, out);
}

/* Who counted those present by hand: two people, whom the evidence names. */
static enum err keep_counters(struct call *c, const struct poll *p, account_id second)
{
    if (!second.v)
        return FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
    return store_poll_part_put(c->db, p->row->id, STR("counted_by"),
                               str_print(c->arena,
                                         "{\"account\":\"%lld\",\"second\":\"%lld\"}",
                                         (long long)c->who.v, (long long)second.v));
}

/* What two people recorded of those who are due, as it is now; a record that is void says nothing. */
static enum err keep_recorded(struct call *c, const struct poll *p, int64_t due)
{
    bool holds;

    TRY(congress_due_holds(c, p->congress, due, &holds));
    TRY(store_poll_part_put(c->db, p->row->id, STR("roster"),
                            holds ? congress_recorded_json(c, p->congress, RECORDED_DUE)
                                  : STR("[]")));
    return store_poll_part_put(c->db, p->row->id, STR("vacant"),
                               congress_recorded_json(c, p->congress, RECORDED_VACANT));
}

/* Those who came so far, the proxies agreed to and what is in the boxes.  Whoever has not come is just not there. */
static enum err freeze_turnout(struct call *c, const struct poll *p, int64_t came,
                               struct row *after)
{
    struct turnout t = {.in_person = came};

    TRY(turnout_take(c, p->congress->id, p->row->id));
    TRY(turnout_count(c, p->row->id, &t));
    TRY(turnout_refuse(c, &t, row_number(p->ledger, after, POLL_DUE)));
    row_put_number(p->ledger, after, POLL_LEAVE_SICK, 0);
    row_put_number(p->ledger, after, POLL_LEAVE_BUSINESS, 0);
    poll_put_turnout(p, after, &t);
    return ERR_OK;
}

/* Entered twice by those who may not unseal numbers, who were not told of it: before anybody votes whoever freezes is.
 * No gate of the view: that would tell its readers. */
static enum err check_doubled(struct call *c, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER);
    struct row *voter;

    TRY(voter_doubled(c, p->congress->id, &voter));
    return voter ? FAIL(&c->fault, ERR_RULE, "poll.voter_twice", "%.*s",
                        STR_FMT(utf8_head(row_text(l, voter, VOTER_NAME), 40)))
                 : ERR_OK;
}

enum err poll_freeze(struct call *c, row_id poll, row_id sitting,
                     const struct attendance_given *given)
{
    struct attendance_numbers people;
    struct str questions;
    struct gates gates;
    struct poll *p;
    struct row *after;
    int64_t gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_FREEZE));
    TRY(poll_cast_free(c, p->congress->id, p->cast));
    TRY(people_now(c, p, sitting, given ? &given->people : NULL, &people));
    TRY(poll_gates(c, p, &people, &gates));
    for (size_t i = 0; i < gates.count; i++)
        if (!gates.items[i].is_ok) {
            c->fault = gates.items[i].fault;
            return ERR_RULE;
        }
    if (poll_is_direct(p))
        TRY(check_doubled(c, p));
    if (given)
        TRY(keep_counters(c, p, given->second));
    else
        TRY(store_poll_part_drop(c->db, poll, STR("counted_by"), &gone));
    TRY(keep_recorded(c, p, people.due));
    TRY(poll_officers_fix(c, p));
    TRY(poll_questions_json(c, p, &questions));
    TRY(store_poll_part_put(c->db, poll, STR("questions"), questions));
    after = row_copy(c->arena, p->ledger, p->row);
    set_people(p->ledger, after, &people);
    row_put_number(p->ledger, after, POLL_FROZEN_AT, c->now.ms);
    if (sitting.v)
        row_put_number(p->ledger, after, POLL_SITTING, sitting.v);
    if (poll_is_direct(p))
        TRY(freeze_turnout(c, p, people.present, after));
    return poll_act(c, p, after, POLL_DO_FREEZE, (struct str){0});
}

/* ---- paper --------------------------------------------------------------------------- */

static void take(const struct ledger *l, struct row *row, int field, int64_t n)
{
    if (n != ISSUE_KEEP)
        row_put_number(l, row, field, n);
}

/* Numbers of the day are written till the ballots are counted, and not once a count was shown: others would be another
 * result. */
static enum err load_of_day(struct call *c, row_id poll, struct poll **out)
{
    struct str shown;
    struct poll *p;

    *out = NULL;
    TRY(poll_load(c, poll, &p));
    *out = p;
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (row_is(p->ledger, p->row, POLL_IS_SIGNED) ||
        row_is(p->ledger, p->row, POLL_IS_VOID) ||
        row_is(p->ledger, p->row, POLL_IS_COUNTED))
        return poll_may(c, p, POLL_DO_CLOSE); /* refuses, with the state */
    TRY(poll_part(c, poll, "shown", &shown));
    return shown.len ? FAIL(&c->fault, ERR_RULE, "poll.issue_shown", "%s", "") : ERR_OK;
}

/* While people vote by slip nobody who has voted is given a paper: the other side of "vote.full".  Once the vote is
 * closed the numbers are what happened, and the count says what follows from them. */
static enum err check_paper_room(struct call *c, const struct poll *p, int64_t issued)
{
    int64_t slips, used,
        people = row_number(p->ledger, p->row, poll_is_direct(p) ? POLL_DUE : POLL_PRESENT);

    if (issued == ISSUE_KEEP || issued <= row_number(p->ledger, p->row, POLL_ISSUED) ||
        !poll_is_electronic(p) || !row_is(p->ledger, p->row, POLL_IS_OPEN))
        return ERR_OK;
    TRY(poll_slips(c, p, &slips, &used));
    return issued + used > people
               ? FAIL(&c->fault, ERR_RULE, "poll.issue_full", "%lld" SEP "%lld" SEP "%lld",
                      (long long)used, (long long)people, (long long)(people - used))
               : ERR_OK;
}

enum err poll_issue(struct call *c, row_id poll, const struct issue *n)
{
    struct poll *p;
    struct row *after;

    TRY(load_of_day(c, poll, &p));
    TRY(check_paper_room(c, p, n->issued));
    after = row_copy(c->arena, p->ledger, p->row);
    take(p->ledger, after, POLL_PRINTED, n->printed);
    take(p->ledger, after, POLL_ISSUED, n->issued);
    take(p->ledger, after, POLL_UNUSED, n->unused);
    take(p->ledger, after, POLL_CUT, n->cut);
    take(p->ledger, after, POLL_RETURNED, n->returned);
    return row_change(c, p->ledger, p->row, after, "update", (struct str){0});
}

/* How many have come in all is known at the end of the day: two people say it, as when the poll was frozen. */
enum err poll_came(struct call *c, row_id poll, int64_t came, account_id second)
{
    struct turnout t;
    struct poll *p;
    struct row *after;

    TRY(load_of_day(c, poll, &p));
    if (!poll_is_direct(p) || row_is(p->ledger, p->row, POLL_IS_PREPARING))
        return FAIL(&c->fault, ERR_RULE, "poll.came", "%s", "");
    TRY(poll_turnout(c, p, &t));
    if (row_number(p->ledger, p->row, POLL_SITTING) && came != t.in_person)
        return FAIL(&c->fault, ERR_RULE, "poll.checked_in", "%s", "");
    if (came == t.in_person && poll_vouched(p, &t))
        return ERR_OK;
    t.in_person = came;
    TRY(turnout_refuse(c, &t, row_number(p->ledger, p->row, POLL_DUE)));
    TRY(keep_counters(c, p, second));
    after = row_copy(c->arena, p->ledger, p->row);
    poll_put_turnout(p, after, &t);
    return row_change(c, p->ledger, p->row, after, "update", (struct str){0});
}

/* ---- the polls of a cast -------------------------------------------------------------- */

enum err poll_cast(struct call *c, const struct poll *p, int state, struct poll ***out,
                   size_t *out_count)
{
    struct list all;
    size_t n = 0;

    TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &all));
    *out = ARENA_ARRAY(c->arena, struct poll *, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (row_number(p->ledger, all.rows[i], POLL_CAST_NO) == p->cast &&
            row_is(p->ledger, all.rows[i], state))
            TRY(poll_load(c, all.rows[i]->id, &(*out)[n++]));
    *out_count = n;
    return ERR_OK;
}

static void narrow(struct cast_room *room, int64_t people, int64_t papers)
{
    room->slips = people < room->slips ? people : room->slips;
    room->votes = people - papers < room->votes ? people - papers : room->votes;
}

enum err poll_cast_room(struct call *c, row_id congress, int64_t cast,
                        struct cast_room *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct poll p = {.ledger = l, .congress_ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct list all;

    *out = (struct cast_room){ELECTION_PEOPLE_MAX, ELECTION_PEOPLE_MAX};
    TRY(row_fetch(c, p.congress_ledger, congress, &p.congress));
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        p.row = all.rows[i];
        if (row_number(l, p.row, POLL_CAST_NO) != cast || !poll_is_electronic(&p) ||
            row_is(l, p.row, POLL_IS_PREPARING) || row_is(l, p.row, POLL_IS_VOID))
            continue;
        narrow(out, row_number(l, p.row, poll_is_direct(&p) ? POLL_DUE : POLL_PRESENT),
               poll_has_paper(&p) ? row_number(l, p.row, POLL_ISSUED) : 0);
    }
    return ERR_OK;
}

enum err poll_close(struct call *c, row_id poll)
{
    struct poll *p, **all;
    struct urn_row urn;
    size_t count;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_CLOSE));
    TRY(poll_cast(c, p, POLL_IS_OPEN, &all, &count));
    for (size_t i = 0; i < count; i++) {
        struct row *after = row_copy(c->arena, p->ledger, all[i]->row);
        row_put_number(p->ledger, after, POLL_CLOSED_AT, c->now.ms);
        TRY(poll_fix_turnout(c, all[i], after));
        TRY(poll_act(c, all[i], after, POLL_DO_CLOSE, (struct str){0}));
    }
    enum err err = store_urn_get(c->db, c->arena, p->congress->id, p->cast, &urn);
    if (!err && str_eq(urn.state, STR("open")))
        err = store_urn_state(c->db, p->congress->id, p->cast, STR("closed"));
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}
