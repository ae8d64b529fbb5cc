/* What the general row routes may not do to a poll that has begun. */
#include "domain/congress/electing.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/poll/poll.h"
#include "service/record/check.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"

static enum err poll_of(struct call *c, row_id id, const struct ledger **l,
                        struct row **out)
{
    *l = ledger_of(c, LEDGER_POLL);
    *out = NULL;
    if (!id.v || engine_get(call_reading(c), *l, id, out))
        *out = NULL; /* a reference to nothing is refused elsewhere */
    return ERR_OK;
}

static enum err poll_of_election(struct call *c, row_id id, const struct ledger **l,
                                 struct row **out)
{
    const struct ledger *elections = ledger_of(c, LEDGER_ELECTION);
    struct row *election;

    *l = ledger_of(c, LEDGER_POLL);
    *out = NULL;
    if (!id.v || engine_get(call_reading(c), elections, id, &election))
        return ERR_OK;
    return poll_of(c, (row_id){row_number(elections, election, ELECTION_POLL)}, l, out);
}

/* Is it written beside what was voted on, and later: a remark, what the superior said of the result? */
static bool comes_after(const struct ledger *l, const struct field *f)
{
    static const int FIELDS[] = {POLL_NOTE, ELECTION_APPROVAL, ELECTION_APPROVED_ON};

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        int mine = id_if_of(l, &FIELDS[i], 1);
        if (mine && field_at(l, mine) == f->index)
            return true;
    }
    return false;
}

/* Does `row` differ from what is stored in a field that people write? */
static bool is_edited(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before))
        return true;
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        if (!f->is_kept && !comes_after(l, f) &&
            !value_equal(f, &before->values[i], &row->values[i]))
            return true;
    }
    return before->region != row->region;
}

static bool has_begun(const struct ledger *polls, const struct row *poll)
{
    return poll && !row_is(polls, poll, POLL_IS_PREPARING);
}

static void say_begun(struct call *c, const struct ledger *polls, const struct row *poll)
{
    record_wrong(c, -1, "poll.begun", row_text(polls, poll, POLL_TITLE));
}

static enum err poll_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *before;

    TRY(congress_guard(c, l, row));
    /* a sitting is set with the freeze, by the feature: its state moves in the same change */
    if (row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
        has_begun(l, before) && before->state == row->state && is_edited(c, l, row))
        say_begun(c, l, before);
    return ERR_OK;
}

/* An office is elected by its own congress, and by rules for it. */
static enum err check_electing(struct call *c, const struct ledger *l,
                               const struct row *row, const struct ledger *polls,
                               const struct row *poll)
{
    const struct ledger *congresses = ledger_of(c, LEDGER_CONGRESS);
    struct str office = row_text(l, row, ELECTION_OFFICE);
    struct row *congress;

    if (!poll || engine_get(call_reading(c), congresses,
                            (row_id){row_number(polls, poll, POLL_CONGRESS)}, &congress))
        return ERR_OK; /* a reference to nothing is refused elsewhere */
    const struct electing *e = electing_of(row_text(congresses, congress, CONGRESS_KIND),
                                           row_text(congresses, congress, CONGRESS_LEVEL));
    if (!e ||
        (electing_office(e, office) && electing_by(e, row_text(l, row, ELECTION_RULES))))
        return ERR_OK;
    bool is_office = !electing_office(e, office);
    const struct electing_source *by = is_office ? &e->offices_by : &e->sets_by;
    int field = field_at(l, is_office ? ELECTION_OFFICE : ELECTION_RULES);
    record_wrong(
        c, field, is_office ? "election.not_here" : "election.rules_not_here",
        str_print(c->arena, "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                  STR_FMT(row_code_label(
                      l, row, is_office ? ELECTION_OFFICE : ELECTION_RULES, c->locale)),
                  STR_FMT(row_code_label(congresses, congress, CONGRESS_KIND, c->locale)),
                  by->document, STR_FMT(rule_article(c, by->article))));
    return ERR_OK;
}

static enum err election_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    TRY(poll_of(c, (row_id){row_number(l, row, ELECTION_POLL)}, &polls, &poll));
    if (!is_edited(c, l, row))
        return ERR_OK;
    if (has_begun(polls, poll))
        say_begun(c, polls, poll);
    return check_electing(c, l, row, polls, poll);
}

static enum err candidate_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    record_of_age(c, field_at(l, CANDIDATE_BIRTH), row);
    TRY(poll_of_election(c, (row_id){row_number(l, row, CANDIDATE_ELECTION)}, &polls,
                         &poll));
    if (has_begun(polls, poll) && !row_number(l, row, CANDIDATE_WRITTEN_IN) &&
        is_edited(c, l, row))
        say_begun(c, polls, poll);
    return ERR_OK;
}

static enum err refuse_begun(struct call *c, const struct ledger *polls,
                             const struct row *poll)
{
    if (!has_begun(polls, poll))
        return ERR_OK;
    struct str title = row_text(polls, poll, POLL_TITLE);
    return FAIL(&c->fault, ERR_RULE, "poll.begun", "%.*s", STR_FMT(title));
}

static enum err poll_drop_guard(struct call *c, const struct ledger *l,
                                const struct row *row)
{
    return refuse_begun(c, l, row);
}

static enum err election_drop_guard(struct call *c, const struct ledger *l,
                                    const struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    TRY(poll_of(c, (row_id){row_number(l, row, ELECTION_POLL)}, &polls, &poll));
    return refuse_begun(c, polls, poll);
}

static enum err candidate_drop_guard(struct call *c, const struct ledger *l,
                                     const struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    TRY(poll_of_election(c, (row_id){row_number(l, row, CANDIDATE_ELECTION)}, &polls,
                         &poll));
    return refuse_begun(c, polls, poll);
}

const struct hook poll_hook = {.guard = poll_guard, .drop = poll_drop_guard};

const struct hook election_hook = {.guard = election_guard, .drop = election_drop_guard};

const struct hook candidate_hook = {.guard = candidate_guard, .drop = candidate_drop_guard};
