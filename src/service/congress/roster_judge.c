/*
 * Is everybody called who has to be, and nobody else?  A roster that was taken from delegates, from the elected or from
 * deputies stays theirs: whoever is missing there raises the number nobody counted, whoever was put beside them votes
 * without a mandate.  What a decision recorded by two people did to a vote (hall_vote()) stands.
 */
#include "base/utf8.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "service/congress/roster_source.h"
#include "service/congress/size.h"
#include "service/record/codes.h"
#include "service/site/site.h"

struct judging {
    struct call *call;
    const struct ledger *ledger;
    struct congress_of of;
    struct list roster;
    bool *is_called; /* one for each of the roster: its source has him */
    int64_t missing, beside;
};

static bool has_source(const struct judging *j, enum roster_from from)
{
    for (size_t i = 0; i < j->roster.count; i++)
        if (row_has_code(j->ledger, j->roster.rows[i], ATTENDEE_SOURCE, roster_code(from)))
            return true;
    return false;
}

static bool find(struct judging *j, const struct row *wanted)
{
    for (size_t i = 0; i < j->roster.count; i++) {
        if (j->is_called[i] || !roster_is_same(j->ledger, j->roster.rows[i], wanted))
            continue;
        j->is_called[i] = true;
        return true;
    }
    return false;
}

/* A source that has nobody any more has nobody to call. */
static enum err load(struct judging *j, enum roster_from from, struct roster_source *s)
{
    enum err err = roster_source_load(j->call, &j->of, from, s);

    if (err != ERR_RULE)
        return err;
    j->call->fault = (struct fault){0};
    s->count = 0;
    return ERR_OK;
}

static enum err hold_against(struct judging *j, enum roster_from from)
{
    struct roster_source s;

    TRY(load(j, from, &s));
    for (size_t i = 0; i < s.count; i++) {
        const struct row *wanted = roster_attendee(j->call, j->ledger, &j->of, &s, i);
        j->missing += !find(j, wanted) && row_number(j->ledger, wanted, ATTENDEE_VOTES);
    }
    return ERR_OK;
}

static void count_beside(struct judging *j)
{
    for (size_t i = 0; i < j->roster.count; i++) {
        const struct row *row = j->roster.rows[i];
        j->beside += !j->is_called[i] && row_number(j->ledger, row, ATTENDEE_VOTES) &&
                     !row_has(j->ledger, row, ATTENDEE_VOTE_DECIDED_AT);
    }
}

static enum err hold_against_all(struct judging *j)
{
    bool is_taken = false;

    j->is_called = ARENA_ARRAY(j->call->arena, bool, j->roster.count + 1);
    for (int from = 0; from < ROSTER_FROM_COUNT; from++) {
        if (!has_source(j, (enum roster_from)from))
            continue;
        is_taken = true;
        TRY(hold_against(j, (enum roster_from)from));
    }
    if (is_taken)
        count_beside(j);
    return ERR_OK;
}

/* ---- all deputies ------------------------------------------------------------------------------ */

/* A people's congress counts all its deputies (组织法 arts 14, 25): those called, and the seats of which two people said
 * that they are empty, are the number that was fixed; of more with a vote than that congress_size_fault() speaks.
 * `*due` with a vote, `*empty` recorded so. */
static bool is_whole(const struct judging *j, int64_t *due, int64_t *empty)
{
    const struct ledger *l = j->of.ledger;
    int64_t fixed = row_number(l, j->of.row, CONGRESS_DEPUTIES);

    *due = 0;
    *empty = row_number(l, j->of.row, CONGRESS_VACANT);
    for (size_t i = 0; i < j->roster.count; i++) {
        const struct row *row = j->roster.rows[i];
        bool votes = row_number(j->ledger, row, ATTENDEE_VOTES);
        *due += votes;
        *empty += !votes && row_has(j->ledger, row, ATTENDEE_VOTE_DECIDED_AT);
    }
    return !row_has_code(l, j->of.row, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) ||
           !fixed || *due > fixed || *due + *empty == fixed;
}

enum err congress_roster_fault(struct call *c, row_id congress, struct size_fault *out)
{
    struct judging j = {.call = c,
                        .ledger = ledger_of(c, LEDGER_ATTENDEE),
                        .of = {.ledger = ledger_of(c, LEDGER_CONGRESS)}};
    int64_t due, empty;

    *out = (struct size_fault){0};
    TRY(row_fetch(c, j.of.ledger, congress, &j.of.row));
    TRY(rows_of_one(c, j.ledger, ATTENDEE_CONGRESS, congress, 0, &j.roster));
    TRY(hold_against_all(&j));
    if (j.missing || j.beside)
        *out = (struct size_fault){"roster.differs",
                                   str_print(c->arena, "%lld" SEP "%lld",
                                             (long long)j.missing, (long long)j.beside)};
    else if (!is_whole(&j, &due, &empty))
        *out = (struct size_fault){
            "size.vacant",
            str_print(c->arena, "%lld" SEP "%lld" SEP "%lld", (long long)due,
                      (long long)empty,
                      (long long)row_number(j.of.ledger, j.of.row, CONGRESS_DEPUTIES))};
    return ERR_OK;
}

/* ---- seats that are empty ----------------------------------------------------------------------- */

enum { PAPER_LEAST = 4 };

static enum err check_vacant(struct call *c, const struct ledger *l, const struct row *row,
                             const struct vacant_seats *v)
{
    struct str title = row_text(l, row, CONGRESS_TITLE), polled;

    if (!row_has_code(l, row, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) ||
        !row_has(l, row, CONGRESS_DEPUTIES))
        return FAIL(&c->fault, ERR_RULE, "size.vacant_of_none", "%.*s", STR_FMT(title));
    if (row_is(l, row, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "hall.congress_closed", "%.*s", STR_FMT(title));
    TRY(congress_polled(c, row->id, &polled));
    if (polled.len)
        return FAIL(&c->fault, ERR_RULE, "size.vacant_polled", "%.*s", STR_FMT(polled));
    if (v->seats < 0 || v->seats >= row_number(l, row, CONGRESS_DEPUTIES))
        return FAIL(&c->fault, ERR_RULE, "size.vacant_most", "%lld" SEP "%lld",
                    (long long)v->seats, (long long)row_number(l, row, CONGRESS_DEPUTIES));
    if (utf8_count(str_trim(v->paper)) < PAPER_LEAST)
        return FAIL(&c->fault, ERR_RULE, "roster.vote_why", "%d", PAPER_LEAST);
    return v->second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

enum err congress_vacant(struct call *c, row_id congress, const struct vacant_seats *v,
                         struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *row, *after;
    struct str paper;

    TRY(row_open(c, l, congress, &row));
    TRY(call_require(c, l->writers, row->region));
    TRY(check_vacant(c, l, row, v));
    TRY(utf8_take(c->arena, str_trim(v->paper), false, &paper, &c->fault));
    after = row_copy(c->arena, l, row);
    row_put_number(l, after, CONGRESS_VACANT, v->seats);
    row_put_text(l, after, CONGRESS_VACANT_PAPER, paper);
    row_put_number(l, after, CONGRESS_VACANT_BY, c->who.v);
    row_put_number(l, after, CONGRESS_VACANT_SECONDED_BY, v->second.v);
    TRY(row_change(c, l, row, after, "update", (struct str){0}));
    *out = after;
    return ERR_OK;
}
