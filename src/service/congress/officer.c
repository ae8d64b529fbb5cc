/* Duties at a congress: proposed, checked against candidates and their families (officer_conflict.c), passed. */
#include "ledgers/officer.h"
#include "base/utf8.h"
#include "domain/names/same.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/congress/officer_conflict.h"
#include "service/congress/passed_by.h"
#include "service/congress/watch.h"
#include "service/record/codes.h"
#include "service/record/gate.h"
#include "service/record/hooks.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

/* ---- the row ------------------------------------------------------------------------------------ */

/* In a district nobody watches or counts who is not on its list, whatever door the row comes through. */
static enum err guard_voter(struct call *c, const struct ledger *l, const struct row *row,
                            row_id congress)
{
    bool is_there = true;

    if (officer_task_of(row_text(l, row, OFFICER_DUTY)) != TASK_NONE)
        TRY(hall_counts_there(c, congress, row_text(l, row, OFFICER_NAME), &is_there));
    if (!is_there)
        record_wrong(c, field_at(l, OFFICER_NAME), "officer.no_voter",
                     row_text(l, row, OFFICER_NAME));
    return ERR_OK;
}

/* The general routes refuse conflicts too. */
static enum err officer_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct officer_conflict *k;
    row_id congress = {row_number(l, row, OFFICER_CONGRESS)};

    TRY(congress_guard(c, l, row));
    TRY(passed_by_guard(c, l, row));
    if (!congress.v || row_is(l, row, OFFICER_IS_WITHDRAWN))
        return ERR_OK;
    TRY(guard_voter(c, l, row, congress));
    TRY(conflict_first(c, congress, &row, 1, &k));
    if (!k)
        return ERR_OK;
    struct fault fault = {0};
    enum err err = conflict_say(c, k, &fault);
    (void)err; /* collected with the other mistakes of the row */
    row_faults_add(c->arena, &c->faults, field_at(l, OFFICER_NAME), &fault);
    return ERR_OK;
}

/* ---- proposing ----------------------------------------------------------------------- */

struct proposing {
    struct call *call;
    const struct ledger *ledger, *attendees;
    struct congress_of congress;
    struct list old, people;
    struct row **rows;   /* as they shall be */
    struct row **before; /* NULL: new */
    size_t count;
};

/* Those who watch the count or sit in the presidium come from the delegates; a district calls nobody, its voters choose
 * who watches and counts (check_voter). */
static bool needs_attendee(const struct proposing *p, struct str duty)
{
    enum officer_task task = officer_task_of(duty);

    if (congress_is_district(&p->congress))
        return false;
    return task == TASK_CHIEF_SCRUTINEER || task == TASK_SCRUTINEER ||
           code_is(duty, CODE_OFFICER_DUTY_PRESIDIUM) ||
           code_is(duty, CODE_OFFICER_DUTY_PRESIDIUM_STANDING) ||
           code_is(duty, CODE_OFFICER_DUTY_EXECUTIVE_CHAIR);
}

static enum err find_by_name(struct proposing *p, struct str name, struct row **out)
{
    *out = NULL;
    for (size_t i = 0; i < p->people.count; i++) {
        struct row *row = p->people.rows[i];
        if (!name_is(row_text(p->attendees, row, ATTENDEE_NAME), name))
            continue;
        if (*out)
            return FAIL(&p->call->fault, ERR_RULE, "officer.many", "%.*s", STR_FMT(name));
        *out = row;
    }
    return ERR_OK;
}

static enum err find_person(struct proposing *p, const struct officer_input *in,
                            struct str name, struct row **out)
{
    if (!in->attendee.v)
        TRY(find_by_name(p, name, out));
    for (size_t i = 0; in->attendee.v && i < p->people.count; i++)
        if (p->people.rows[i]->id.v == in->attendee.v)
            *out = p->people.rows[i];
    if (in->attendee.v && !*out)
        return FAIL(&p->call->fault, ERR_NOT_FOUND, "hall.attendee_unknown", "%lld",
                    (long long)in->attendee.v);
    if (!*out && needs_attendee(p, in->duty))
        return FAIL(&p->call->fault, ERR_RULE, "officer.no_attendee", "%.*s",
                    STR_FMT(name));
    return ERR_OK;
}

/* The one of `rows` by which the same person holds the same duty, or NULL. */
static struct row *find_same(const struct ledger *l, struct row *const *rows, size_t count,
                             const struct row *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(row_text(l, rows[i], OFFICER_DUTY), row_text(l, wanted, OFFICER_DUTY)) &&
            name_is(row_text(l, rows[i], OFFICER_NAME),
                    row_text(l, wanted, OFFICER_NAME)) &&
            row_number(l, rows[i], OFFICER_ATTENDEE) ==
                row_number(l, wanted, OFFICER_ATTENDEE))
            return rows[i];
    return NULL;
}

static struct row *officer_new(struct proposing *p, const struct officer_input *in,
                               struct str name, const struct row *person)
{
    const struct ledger *l = p->ledger;
    struct row *row = row_new(p->call->arena, l);

    row->region = p->congress.row->region;
    row_put_number(l, row, OFFICER_CONGRESS, p->congress.row->id.v);
    row_put_text(l, row, OFFICER_NAME, name);
    row_put_text(l, row, OFFICER_DUTY, in->duty);
    row_put_text(l, row, OFFICER_DELEGATION, in->delegation);
    row_put_state(l, row, OFFICER_IS_PROPOSED);
    if (!person)
        return row;
    row_put_number(l, row, OFFICER_ATTENDEE, person->id.v);
    row_put_text(l, row, OFFICER_NAME, row_text(p->attendees, person, ATTENDEE_NAME));
    row_put_number(l, row, OFFICER_PERSON,
                   row_number(p->attendees, person, ATTENDEE_PERSON));
    if (!in->delegation.len)
        row_put_text(l, row, OFFICER_DELEGATION,
                     row_text(p->attendees, person, ATTENDEE_DELEGATION));
    return row;
}

/* 选举法 43: who watches and counts in a district is chosen by its voters, and is on their list. */
static enum err check_voter(struct proposing *p, const struct row *row)
{
    struct str name = row_text(p->ledger, row, OFFICER_NAME);
    bool is_there = true;

    if (officer_task_of(row_text(p->ledger, row, OFFICER_DUTY)) != TASK_NONE)
        TRY(hall_counts_there(p->call, p->congress.row->id, name, &is_there));
    return is_there
               ? ERR_OK
               : FAIL(&p->call->fault, ERR_RULE, "officer.no_voter", "%.*s", STR_FMT(name));
}

static enum err propose(struct proposing *p, const struct officer_input *in)
{
    struct call *c = p->call;
    const struct field *duty = &p->ledger->fields[field_at(p->ledger, OFFICER_DUTY)];
    struct row *person = NULL;
    struct str name;

    TRY(utf8_take(c->arena, in->name, false, &name, &c->fault));
    if (!code_find(duty->codes, in->duty))
        return FAIL(&c->fault, ERR_INVALID, "officer.duty", "%.*s", STR_FMT(in->duty));
    if (!in->attendee.v && (!name.len || utf8_count(name) > 40))
        return FAIL(&c->fault, ERR_INVALID, "officer.name", "%s", "");
    TRY(find_person(p, in, name, &person));
    struct row *row = officer_new(p, in, name, person);
    TRY(check_voter(p, row));
    if (find_same(p->ledger, p->rows, p->count, row))
        return ERR_OK; /* named twice in one list */
    struct row *old = find_same(p->ledger, p->old.rows, p->old.count, row);
    if (old && !row_is(p->ledger, old, OFFICER_IS_WITHDRAWN))
        row = old; /* proposed or passed already */
    else if (old) {
        row = row_copy(c->arena, p->ledger, old);
        row_put_state(p->ledger, row, OFFICER_IS_PROPOSED);
    }
    p->before[p->count] = old;
    p->rows[p->count++] = row;
    return ERR_OK;
}

static enum err store(struct proposing *p, struct writing *w)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->rows[i] == p->before[i])
            continue;
        if (p->before[i])
            TRY(gate_change(p->call, w, p->ledger, p->before[i], p->rows[i],
                            (struct passage){DOOR_FEATURE,
                                             act_at(p->ledger, OFFICER_DO_PROPOSE)->name}));
        else
            TRY(gate_add(p->call, w, p->ledger, p->rows[i],
                         (struct passage){DOOR_FEATURE, STR("create")}));
    }
    return ERR_OK;
}

static enum err begin(struct call *c, row_id congress, size_t count, struct proposing *p)
{
    *p = (struct proposing){.call = c,
                            .ledger = ledger_of(c, LEDGER_OFFICER),
                            .attendees = ledger_of(c, LEDGER_ATTENDEE)};
    TRY(congress_load(c, congress, &p->congress));
    TRY(congress_require_open(c, &p->congress, LEDGER_OFFICER));
    if (count < 1 || count > OFFICERS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "officer.count", "%d", OFFICERS_MOST);
    p->rows = ARENA_ARRAY(c->arena, struct row *, count);
    p->before = ARENA_ARRAY(c->arena, struct row *, count);
    return rows_of_one(c, p->ledger, OFFICER_CONGRESS, congress, 0, &p->old);
}

enum err hall_officers(struct call *c, row_id congress, const struct officer_input *inputs,
                       size_t count, int64_t *done)
{
    struct proposing p;
    AUTO(writing) struct writing w = call_writing(c);

    TRY(begin(c, congress, count, &p));
    TRY(rows_of_one(c, p.attendees, ATTENDEE_CONGRESS, congress, 0, &p.people));
    for (size_t i = 0; i < count; i++) {
        struct str place = str_print(c->arena, "officers[%zu]", i);
        TRY(record_wrong_part(c, place, propose(&p, &inputs[i])));
    }
    TRY(conflict_refuse(c, congress, p.rows, p.count));
    TRY(store(&p, &w));
    engine_written(&w);
    *done = (int64_t)p.count;
    return ERR_OK;
}

/* ---- passing ------------------------------------------------------------------------- */

/* How those who are passed were voted on. */
struct vote {
    struct hands hands;
    row_id item; /* 0: typed */
    date on;
};

static void put_vote(struct proposing *p, const struct vote *v)
{
    const struct ledger *l = p->ledger;

    for (size_t i = 0; i < p->count; i++) {
        struct row *row = p->rows[i];
        row_put_number(l, row, OFFICER_AGENDA_ITEM, v->item.v);
        row_put_number(l, row, OFFICER_APPROVE, v->hands.approve);
        row_put_number(l, row, OFFICER_OPPOSE, v->hands.oppose);
        row_put_number(l, row, OFFICER_ABSTAIN, v->hands.abstain);
        row_put_text(l, row, OFFICER_VOTE_BY, v->hands.by);
        row_put_number(l, row, OFFICER_SECONDED_BY, v->hands.second.v);
        row_put_number(l, row, OFFICER_PASSED_ON, v->on);
        row_put_state(l, row, OFFICER_IS_PASSED);
    }
}

static enum err choose(struct proposing *p, row_id id)
{
    struct row *old = NULL;

    for (size_t i = 0; i < p->count; i++)
        if (p->before[i]->id.v == id.v)
            return ERR_OK; /* named twice in one list */
    for (size_t i = 0; i < p->old.count && !old; i++)
        if (p->old.rows[i]->id.v == id.v)
            old = p->old.rows[i];
    if (!old)
        return FAIL(&p->call->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    struct str name = row_text(p->ledger, old, OFFICER_NAME);
    if (!row_is(p->ledger, old, OFFICER_IS_PROPOSED))
        return FAIL(&p->call->fault, ERR_RULE, "officer.not_proposed", "%.*s",
                    STR_FMT(name));
    p->before[p->count] = old;
    p->rows[p->count++] = row_copy(p->call->arena, p->ledger, old);
    return ERR_OK;
}

static struct voted_on voted_on(const struct proposing *p)
{
    return (struct voted_on){&p->congress, p->rows, p->count};
}

/* At a meeting of all; of the presidium, what it passes itself. */
static enum err check_sitting(struct proposing *p, row_id sitting)
{
    const struct ledger *l = ledger_of(p->call, LEDGER_SITTING);
    const struct congress_of *k = &p->congress;
    struct voted_on v = voted_on(p);
    struct row *row;

    if (!sitting.v)
        return ERR_OK;
    TRY(row_open(p->call, l, sitting, &row));
    return row_number(l, row, SITTING_CONGRESS) == k->row->id.v &&
                   passed_at(k, row, &v, p->call)
               ? ERR_OK
               : FAIL(&p->call->fault, ERR_RULE, "officer.sitting", "%.*s",
                      STR_FMT(utf8_head(row_text(l, row, SITTING_TITLE), 40)));
}

static enum err check_hands(struct call *c, const struct congress_of *k, row_id sitting,
                            const struct hands *h)
{
    struct hands_decision d;
    int64_t all = h->approve + h->oppose + h->abstain;

    if (h->approve < 0 || h->oppose < 0 || h->abstain < 0 || all > 1000000 ||
        utf8_count(h->by) > 60)
        return FAIL(&c->fault, ERR_INVALID, "officer.hands", "%s", "");
    TRY(hall_hands_within(c, k->row->id, sitting, all));
    TRY(hands_decide(c, k, sitting, h, &d));
    return d.verdict.carries ? ERR_OK
                             : FAIL(&c->fault, ERR_RULE, "officer.majority",
                                    "%lld" SEP "%lld" SEP "%lld" SEP "%.*s",
                                    (long long)h->approve, (long long)d.verdict.of,
                                    (long long)d.verdict.needed, STR_FMT(d.rule));
}

static enum err choose_all(struct proposing *p, const row_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        TRY(choose(p, ids[i]));
    for (size_t i = 0; i < p->count; i++)
        TRY(check_voter(p, p->rows[i]));
    return conflict_refuse(p->call, p->congress.row->id, p->rows, p->count);
}

/* The hands of the item that is named, or those that were typed where there is none. */
static enum err read_vote(struct proposing *p, const struct hands_at *at, struct vote *out)
{
    struct call *c = p->call;
    struct voted_on v = voted_on(p);
    struct passed_by by;

    *out = (struct vote){at->hands, at->item, date_of_instant(c->now)};
    if (at->item.v) {
        TRY(passed_by_item(c, &v, at->item, &by));
        by.hands.second = at->hands.second;
        out->hands = by.hands;
        out->on = by.on;
        return ERR_OK;
    }
    TRY(utf8_take(c->arena, at->hands.by, false, &out->hands.by, &c->fault));
    TRY(check_sitting(p, at->sitting));
    TRY(passed_by_typing(c, &v));
    return check_hands(c, &p->congress, at->sitting, &out->hands);
}

enum err hall_officers_pass(struct call *c, row_id congress, const row_id *ids,
                            size_t count, const struct hands_at *at, int64_t *done)
{
    struct proposing p;
    struct vote vote;
    AUTO(writing) struct writing w = call_writing(c);

    TRY(begin(c, congress, count, &p));
    TRY(choose_all(&p, ids, count));
    TRY(read_vote(&p, at, &vote));
    put_vote(&p, &vote);
    TRY(watch_may_change(c, congress, p.rows, p.count, at->hands.second));
    for (size_t i = 0; i < p.count; i++) {
        struct watch_change change = {p.before[i], &vote.hands, .second = at->hands.second};
        TRY(watch_keep(c, congress, &change));
        TRY(gate_change(
            c, &w, p.ledger, p.before[i], p.rows[i],
            (struct passage){DOOR_FEATURE, act_at(p.ledger, OFFICER_DO_PASS)->name}));
    }
    engine_written(&w);
    *done = (int64_t)p.count;
    return ERR_OK;
}

/* Whom the congress passed is withdrawn with a reason, never removed. */
static enum err officer_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str name = row_text(l, row, OFFICER_NAME);

    TRY(polled_drop(c, l, row));
    if (!row_is(l, row, OFFICER_IS_PASSED))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "officer.stays", "%.*s", STR_FMT(name));
}

/* Who counts or watches is not withdrawn by one person while a count may be open. */
static enum err officer_act(struct call *c, const struct ledger *l, const struct act *act,
                            const struct row *row)
{
    struct row *before;

    if (act != act_at(l, OFFICER_DO_WITHDRAW) ||
        engine_get(call_reading(c), l, row->id, &before))
        return ERR_OK;
    return watch_refuse_alone(c, before);
}

const struct hook officer_hook = {
    .guard = officer_guard, .act = officer_act, .drop = officer_drop, .held = polled_held};
