/* Delegates: the elected of a poll taken over, vacancies. */
#include "domain/names/same.h"
#include "domain/poll/election.h"
#include "ledgers/candidate.h"
#include "ledgers/delegate.h"
#include "ledgers/election.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/poll.h"
#include "service/congress/body.h"
#include "service/congress/hall_load.h"
#include "service/delegates/delegates.h"
#include "service/record/codes.h"
#include "service/site/site.h"

struct taking {
    struct call *call;
    const struct ledger *units, *delegates, *polls, *candidates;
    struct row *unit, *poll;
    struct list roster;  /* of the unit */
    struct list elected; /* candidates of the poll */
    int64_t done;
};

/* ---- which poll -------------------------------------------------------------------------- */

static enum err refuse(struct taking *t, const char *code, struct str text)
{
    return FAIL(&t->call->fault, ERR_RULE, code, "%.*s", STR_FMT(text));
}

/* A poll elects the delegates of one unit. */
static enum err check_free(struct taking *t)
{
    struct list others;

    TRY(rows_of_one(t->call, t->units, ELECTORAL_UNIT_POLL, t->poll->id, 0, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.rows[i]->id.v != t->unit->id.v)
            return refuse(t, "delegates.poll_taken",
                          row_text(t->units, others.rows[i], ELECTORAL_UNIT_TITLE));
    return ERR_OK;
}

static enum err check_offices(struct taking *t)
{
    const struct ledger *l = ledger_of(t->call, LEDGER_ELECTION);
    struct list questions;

    TRY(rows_of_one(t->call, l, ELECTION_POLL, t->poll->id, ELECTION_PLACE, &questions));
    if (questions.count == 1 &&
        row_has_code(l, questions.rows[0], ELECTION_OFFICE, CODE_ELECTION_OFFICE_DELEGATE))
        return rows_of_one(t->call, t->candidates, CANDIDATE_ELECTION,
                           questions.rows[0]->id, CANDIDATE_PLACE, &t->elected);
    return refuse(t, "delegates.poll_office", row_text(t->polls, t->poll, POLL_TITLE));
}

static enum err load_poll(struct taking *t, row_id poll)
{
    size_t kept = 0;

    TRY(row_open(t->call, t->polls, poll, &t->poll));
    if (!row_is(t->polls, t->poll, POLL_IS_SIGNED))
        return refuse(t, "delegates.poll_unsigned",
                      row_text(t->polls, t->poll, POLL_TITLE));
    if (!region_holds(t->unit->region, t->poll->region))
        return refuse(t, "delegates.poll_region", row_text(t->polls, t->poll, POLL_TITLE));
    TRY(check_free(t));
    TRY(check_offices(t));
    for (size_t i = 0; i < t->elected.count; i++)
        if (row_number(t->candidates, t->elected.rows[i], CANDIDATE_ELECTED))
            t->elected.rows[kept++] = t->elected.rows[i];
    t->elected.count = kept;
    return ERR_OK;
}

/* ---- whom -------------------------------------------------------------------------------- */

static bool is_same(struct taking *t, const struct row *delegate, const struct row *k)
{
    const struct ledger *d = t->delegates, *c = t->candidates;
    int64_t x = row_number(d, delegate, DELEGATE_PERSON),
            y = row_number(c, k, CANDIDATE_PERSON);
    int64_t born = row_number(d, delegate, DELEGATE_BIRTH),
            on = row_number(c, k, CANDIDATE_BIRTH);

    if (x && y)
        return x == y;
    return name_is(row_text(d, delegate, DELEGATE_NAME), row_text(c, k, CANDIDATE_NAME)) &&
           (!born || !on || born / 100 == on / 100);
}

static bool is_open(const struct ledger *l, const struct row *delegate)
{
    return row_is(l, delegate, DELEGATE_IS_PROPOSED) ||
           row_is(l, delegate, DELEGATE_IS_REVIEWED);
}

static bool is_chosen(const struct ledger *l, const struct row *delegate)
{
    return row_is(l, delegate, DELEGATE_IS_ELECTED) ||
           row_is(l, delegate, DELEGATE_IS_QUALIFIED);
}

/* The one row of the roster that stands for the candidate; *chosen when he is a delegate by this poll already. */
static enum err find_delegate(struct taking *t, const struct row *k, struct row **out,
                              bool *chosen)
{
    struct str name = row_text(t->candidates, k, CANDIDATE_NAME);

    *out = NULL;
    *chosen = false;
    for (size_t i = 0; i < t->roster.count; i++) {
        struct row *d = t->roster.rows[i];
        if (!is_same(t, d, k))
            continue;
        if (is_chosen(t->delegates, d) &&
            row_number(t->delegates, d, DELEGATE_POLL) == t->poll->id.v)
            *chosen = true;
        if (!is_open(t->delegates, d))
            continue;
        if (*out)
            return refuse(t, "delegates.elected_twice", name);
        *out = d;
    }
    return *out || *chosen ? ERR_OK : refuse(t, "delegates.elected_unknown", name);
}

static enum err take_one(struct taking *t, const struct row *k)
{
    const struct ledger *l = t->delegates;
    struct row *found, *before, *after;
    bool chosen;

    TRY(find_delegate(t, k, &found, &chosen));
    if (chosen)
        return ERR_OK;
    TRY(row_fetch(t->call, l, found->id, &before));
    after = row_copy(t->call->arena, l, before);
    row_put_state(l, after, DELEGATE_IS_ELECTED);
    row_put_number(l, after, DELEGATE_VOTES_FOR,
                   row_number(t->candidates, k, CANDIDATE_APPROVE));
    row_put_number(l, after, DELEGATE_POLL, t->poll->id.v);
    row_put_number(
        l, after, DELEGATE_ELECTED_ON,
        date_of_instant((instant){row_number(t->polls, t->poll, POLL_SIGNED_AT)}));
    if (t->call->actor == ACTOR_ACCOUNT)
        row_put_number(l, after, DELEGATE_ELECTED_BY, t->call->who.v);
    t->done++;
    return row_act(t->call, l, before, after, DELEGATE_DO_ELECT, (struct str){0});
}

static enum err check_seats(struct taking *t)
{
    int64_t quota = row_number(t->units, t->unit, ELECTORAL_UNIT_QUOTA), chosen = 0;
    struct row *found;
    bool again;

    for (size_t i = 0; i < t->roster.count; i++)
        chosen += is_chosen(t->delegates, t->roster.rows[i]);
    for (size_t i = 0; i < t->elected.count; i++) {
        TRY(find_delegate(t, t->elected.rows[i], &found, &again));
        chosen += !again;
    }
    if (chosen > quota)
        return FAIL(&t->call->fault, ERR_RULE, "delegates.too_many", "%lld" SEP "%lld",
                    (long long)chosen, (long long)quota);
    return ERR_OK;
}

static enum err write_unit(struct taking *t)
{
    const struct ledger *l = t->units;
    struct row *before, *after;
    struct list now;
    int64_t chosen = 0;

    TRY(rows_of_one(t->call, t->delegates, DELEGATE_ELECTORAL_UNIT, t->unit->id, 0, &now));
    for (size_t i = 0; i < now.count; i++)
        chosen += is_chosen(t->delegates, now.rows[i]);
    TRY(row_fetch(t->call, l, t->unit->id, &before));
    after = row_copy(t->call->arena, l, before);
    row_put_number(l, after, ELECTORAL_UNIT_ELECTED, chosen);
    row_put_number(l, after, ELECTORAL_UNIT_POLL, t->poll->id.v);
    row_put_number(l, after, ELECTORAL_UNIT_VOTERS_DUE,
                   row_number(t->polls, t->poll, POLL_DUE));
    row_put_number(l, after, ELECTORAL_UNIT_VOTERS,
                   row_number(t->polls, t->poll, POLL_PRESENT));
    row_put_number(
        l, after, ELECTORAL_UNIT_ELECTED_ON,
        date_of_instant((instant){row_number(t->polls, t->poll, POLL_SIGNED_AT)}));
    row_put_state(l, after, ELECTORAL_UNIT_IS_ELECTED);
    return row_act(t->call, l, before, after, ELECTORAL_UNIT_DO_ELECT, (struct str){0});
}

enum err delegates_elect(struct call *c, row_id unit, row_id poll, int64_t *done)
{
    struct taking t = {.call = c,
                       .units = ledger_of(c, LEDGER_ELECTORAL_UNIT),
                       .delegates = ledger_of(c, LEDGER_DELEGATE),
                       .polls = ledger_of(c, LEDGER_POLL),
                       .candidates = ledger_of(c, LEDGER_CANDIDATE)};

    TRY(row_open(c, t.units, unit, &t.unit));
    TRY(call_require(c, t.units->writers, t.unit->region));
    if (body_of_row(t.units, t.unit) == CODE_BODY_KIND_CONFERENCE)
        return refuse(&t, "sectors.no_election",
                      row_text(t.units, t.unit, ELECTORAL_UNIT_TITLE));
    TRY(load_poll(&t, poll));
    TRY(rows_of_one(c, t.delegates, DELEGATE_ELECTORAL_UNIT, unit, 0, &t.roster));
    TRY(check_seats(&t));
    for (size_t i = 0; i < t.elected.count; i++)
        TRY(take_one(&t, t.elected.rows[i]));
    *done = t.done;
    return write_unit(&t);
}

/* ---- vacancies --------------------------------------------------------------------------- */

static enum err open_by_election(struct call *c, row_id id, struct str reason)
{
    const struct ledger *l = ledger_of(c, LEDGER_ELECTORAL_UNIT);
    struct row *before, *after;

    TRY(row_fetch(c, l, id, &before));
    after = row_copy(c->arena, l, before);
    int64_t elected = row_number(l, after, ELECTORAL_UNIT_ELECTED);
    row_put_number(l, after, ELECTORAL_UNIT_ELECTED, elected > 0 ? elected - 1 : 0);
    row_put_state(l, after, ELECTORAL_UNIT_IS_NOMINATING);
    return row_act(c, l, before, after, ELECTORAL_UNIT_DO_REPEAT, reason);
}

enum err delegates_vacancy(struct call *c, const struct row_ver *seen, struct str reason,
                           bool by_election)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    struct row *before, *after;

    TRY(row_open(c, l, seen->id, &before));
    TRY(call_require(c, l->writers, before->region));
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    if (seen->ver && seen->ver != before->ver)
        return FAIL(&c->fault, ERR_CONFLICT, "row.changed", "%s", "");
    struct str name = row_text(l, before, DELEGATE_NAME);
    bool is_member = row_is(l, before, DELEGATE_IS_MEMBER);
    if (!row_is(l, before, DELEGATE_IS_QUALIFIED) && !is_member)
        return FAIL(&c->fault, ERR_RULE, "delegates.not_qualified", "%.*s", STR_FMT(name));
    if (is_member && by_election)
        return FAIL(&c->fault, ERR_RULE, "sectors.no_by_election", "%.*s", STR_FMT(name));
    after = row_copy(c->arena, l, before);
    row_put_state(l, after, DELEGATE_IS_LAPSED);
    TRY(row_act(c, l, before, after, DELEGATE_DO_LAPSE, str_trim(reason)));
    row_id unit = {row_number(l, before, DELEGATE_ELECTORAL_UNIT)};
    return by_election && unit.v ? open_by_election(c, unit, str_trim(reason)) : ERR_OK;
}
