/* Delegates: the elected of a poll taken over, vacancies. */
#include "domain/election/election.h"
#include "service/congress/hall_load.h"
#include "service/delegates/delegates.h"
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

    TRY(rows_of_one(t->call, t->units, "poll", t->poll->id, NULL, &others));
    for (size_t i = 0; i < others.count; i++)
        if (others.rows[i]->id.v != t->unit->id.v)
            return refuse(t, "delegates.poll_taken",
                          row_text(t->units, others.rows[i], "title"));
    return ERR_OK;
}

static enum err check_offices(struct taking *t)
{
    const struct ledger *l = ledger_named(t->call, "election");
    struct list questions;

    TRY(rows_of_one(t->call, l, "poll", t->poll->id, "place", &questions));
    if (questions.count == 1 &&
        str_eq(row_text(l, questions.rows[0], "office"), STR("delegate")))
        return rows_of_one(t->call, t->candidates, "election", questions.rows[0]->id,
                           "place", &t->elected);
    return refuse(t, "delegates.poll_office", row_text(t->polls, t->poll, "title"));
}

static enum err load_poll(struct taking *t, row_id poll)
{
    size_t kept = 0;

    TRY(row_open(t->call, t->polls, poll, &t->poll));
    if (!row_is(t->polls, t->poll, "signed"))
        return refuse(t, "delegates.poll_unsigned", row_text(t->polls, t->poll, "title"));
    if (!region_holds(t->unit->region, t->poll->region))
        return refuse(t, "delegates.poll_region", row_text(t->polls, t->poll, "title"));
    TRY(check_free(t));
    TRY(check_offices(t));
    for (size_t i = 0; i < t->elected.count; i++)
        if (row_number(t->candidates, t->elected.rows[i], "elected"))
            t->elected.rows[kept++] = t->elected.rows[i];
    t->elected.count = kept;
    return ERR_OK;
}

/* ---- whom -------------------------------------------------------------------------------- */

static bool is_same(struct taking *t, const struct row *delegate, const struct row *k)
{
    const struct ledger *d = t->delegates, *c = t->candidates;
    int64_t x = row_number(d, delegate, "person"), y = row_number(c, k, "person");
    int64_t born = row_number(d, delegate, "birth"), on = row_number(c, k, "birth");
    struct arena *a = t->call->arena;

    if (x && y)
        return x == y;
    return str_eq(election_name_key(a, row_text(d, delegate, "name")),
                  election_name_key(a, row_text(c, k, "name"))) &&
           (!born || !on || born / 100 == on / 100);
}

static bool is_open(const struct ledger *l, const struct row *delegate)
{
    return row_is(l, delegate, "proposed") || row_is(l, delegate, "reviewed");
}

static bool is_chosen(const struct ledger *l, const struct row *delegate)
{
    return row_is(l, delegate, "elected") || row_is(l, delegate, "qualified");
}

/* The one row of the roster that stands for the candidate; *chosen when he is a delegate by this poll already. */
static enum err find_delegate(struct taking *t, const struct row *k, struct row **out,
                              bool *chosen)
{
    struct str name = row_text(t->candidates, k, "name");

    *out = NULL;
    *chosen = false;
    for (size_t i = 0; i < t->roster.count; i++) {
        struct row *d = t->roster.rows[i];
        if (!is_same(t, d, k))
            continue;
        if (is_chosen(t->delegates, d) &&
            row_number(t->delegates, d, "poll") == t->poll->id.v)
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
    row_put_state(l, after, "elected");
    row_put_number(l, after, "votes_for", row_number(t->candidates, k, "approve"));
    row_put_number(l, after, "poll", t->poll->id.v);
    row_put_number(l, after, "elected_on",
                   date_of_instant((instant){row_number(t->polls, t->poll, "signed_at")}));
    t->done++;
    return row_change(t->call, l, before, after, "elect", (struct str){0});
}

static enum err check_seats(struct taking *t)
{
    int64_t quota = row_number(t->units, t->unit, "quota"), chosen = 0;
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

    TRY(rows_of_one(t->call, t->delegates, "electoral_unit", t->unit->id, NULL, &now));
    for (size_t i = 0; i < now.count; i++)
        chosen += is_chosen(t->delegates, now.rows[i]);
    TRY(row_fetch(t->call, l, t->unit->id, &before));
    after = row_copy(t->call->arena, l, before);
    row_put_number(l, after, "elected", chosen);
    row_put_number(l, after, "poll", t->poll->id.v);
    row_put_number(l, after, "voters_due", row_number(t->polls, t->poll, "due"));
    row_put_number(l, after, "voters", row_number(t->polls, t->poll, "present"));
    row_put_number(l, after, "elected_on",
                   date_of_instant((instant){row_number(t->polls, t->poll, "signed_at")}));
    row_put_state(l, after, "elected");
    return row_change(t->call, l, before, after, "elect", (struct str){0});
}

enum err delegates_elect(struct call *c, row_id unit, row_id poll, int64_t *done)
{
    struct taking t = {.call = c,
                       .units = ledger_named(c, "electoral_unit"),
                       .delegates = ledger_named(c, "delegate"),
                       .polls = ledger_named(c, "poll"),
                       .candidates = ledger_named(c, "candidate")};

    TRY(row_open(c, t.units, unit, &t.unit));
    TRY(call_require(c, t.units->writers, t.unit->region));
    TRY(load_poll(&t, poll));
    TRY(rows_of_one(c, t.delegates, "electoral_unit", unit, NULL, &t.roster));
    TRY(check_seats(&t));
    for (size_t i = 0; i < t.elected.count; i++)
        TRY(take_one(&t, t.elected.rows[i]));
    *done = t.done;
    return write_unit(&t);
}

/* ---- vacancies --------------------------------------------------------------------------- */

static enum err open_by_election(struct call *c, row_id id, struct str reason)
{
    const struct ledger *l = ledger_named(c, "electoral_unit");
    struct row *before, *after;

    TRY(row_fetch(c, l, id, &before));
    after = row_copy(c->arena, l, before);
    int64_t elected = row_number(l, after, "elected");
    row_put_number(l, after, "elected", elected > 0 ? elected - 1 : 0);
    row_put_state(l, after, "nominating");
    return row_change(c, l, before, after, "repeat", reason);
}

enum err delegates_vacancy(struct call *c, const struct row_ver *seen, struct str reason,
                           bool by_election)
{
    const struct ledger *l = ledger_named(c, "delegate");
    struct row *before, *after;

    TRY(row_open(c, l, seen->id, &before));
    TRY(call_require(c, l->writers, before->region));
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    if (seen->ver && seen->ver != before->ver)
        return FAIL(&c->fault, ERR_CONFLICT, "row.changed", "%s", "");
    if (!row_is(l, before, "qualified")) {
        struct str name = row_text(l, before, "name");
        return FAIL(&c->fault, ERR_RULE, "delegates.not_qualified", "%.*s", STR_FMT(name));
    }
    after = row_copy(c->arena, l, before);
    row_put_state(l, after, "lapsed");
    TRY(row_change(c, l, before, after, "lapse", str_trim(reason)));
    row_id unit = {row_number(l, before, "electoral_unit")};
    return by_election && unit.v ? open_by_election(c, unit, str_trim(reason)) : ERR_OK;
}
