/* What the general row routes may not do to a poll that has begun. */
#include "base/utf8.h"
#include "domain/congress/electing.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
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
    if (row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
        row_number(l, before, POLL_CONGRESS) != row_number(l, row, POLL_CONGRESS))
        record_wrong(c, field_at(l, POLL_CONGRESS), "poll.congress_stays", (struct str){0});
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
    row_id id = {poll ? row_number(polls, poll, POLL_CONGRESS) : 0};
    struct row *congress;
    int field;

    if (!poll || engine_get(call_reading(c), ledger_of(c, LEDGER_CONGRESS), id, &congress))
        return ERR_OK; /* a reference to nothing is refused elsewhere */
    if (!row_has(l, row, ELECTION_OFFICE) || !row_has(l, row, ELECTION_RULES))
        return ERR_OK; /* required: so is what is missing */
    if (!electing_refuse(c, row, congress, &field))
        return ERR_OK;
    record_wrong(c, field_at(l, field), c->fault.code,
                 str_copy(c->arena, str_of(c->fault.detail)));
    c->fault = (struct fault){0};
    return ERR_OK;
}

/* What bends a rule is no setting of one vote. */
static void check_own_settings(struct call *c, const struct ledger *l,
                               const struct row *row)
{
    struct str beyond = settings_beyond(c, row_text(l, row, ELECTION_SETTINGS));

    if (beyond.len)
        record_wrong(c, field_at(l, ELECTION_SETTINGS), "poll.setting",
                     str_print(c->arena, "%.*s" SEP "%.*s",
                               STR_FMT(utf8_head(row_text(l, row, ELECTION_TITLE), 40)),
                               STR_FMT(beyond)));
}

/* What two people recorded about an office is about no other (number.h). */
static void check_said(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int ABOUT[] = {ELECTION_OFFICE, ELECTION_TITLE, ELECTION_POLL,
                                ELECTION_SETTINGS};
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !row_has(l, before, ELECTION_SEATS_SAID))
        return;
    for (size_t i = 0; i < sizeof(ABOUT) / sizeof(ABOUT[0]); i++) {
        int field = field_at(l, ABOUT[i]);
        if (!value_equal(&l->fields[field], &before->values[field], &row->values[field]))
            record_wrong(c, field, "seats.said_held",
                         row_text(l, before, ELECTION_SEATS_PAPER));
    }
}

static enum err election_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    TRY(poll_of(c, (row_id){row_number(l, row, ELECTION_POLL)}, &polls, &poll));
    if (!is_edited(c, l, row))
        return ERR_OK;
    if (poll)
        congress_same_region(c, l, ELECTION_POLL, poll, row);
    if (has_begun(polls, poll))
        say_begun(c, polls, poll);
    check_own_settings(c, l, row);
    check_said(c, l, row);
    return check_electing(c, l, row, polls, poll);
}

/* Is no more changed than that what was empty is filled in: who he is, of whom the ballots gave a name and no more? */
static bool is_filled_in(const struct ledger *l, const struct row *before,
                         const struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        if (!f->is_kept && before->values[i].is_set &&
            !value_equal(f, &before->values[i], &row->values[i]))
            return false;
    }
    return before->region == row->region;
}

/* Whoever was written in came out of the count, and only a count makes such a row: he keeps his name and
 * his election, and what he is known by is added once, while the congress is held (congress_over()). */
static void check_written_in(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !is_edited(c, l, row))
        return;
    if (!is_filled_in(l, before, row))
        record_wrong(c, -1, "poll.written_in", row_text(l, before, CANDIDATE_NAME));
}

static enum err candidate_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *polls;
    struct row *poll;

    record_of_age(c, field_at(l, CANDIDATE_BIRTH), row);
    TRY(poll_of_election(c, (row_id){row_number(l, row, CANDIDATE_ELECTION)}, &polls,
                         &poll));
    if (poll)
        congress_same_region(c, l, CANDIDATE_ELECTION, poll, row);
    if (row_number(l, row, CANDIDATE_WRITTEN_IN) && poll)
        check_written_in(c, l, row);
    else if (has_begun(polls, poll) && is_edited(c, l, row))
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
