/*
 * Is everybody called who has to be, and nobody else?  The source of a roster follows from what the congress is
 * (roster_sources()): whoever of it is missing raises the number nobody counted, whoever was put beside it has a vote
 * without a mandate.  Where it is not here, or is another, two people record how many are due, with a paper.  What
 * a decision recorded by two people did to a vote (hall_vote()) stands.
 */
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "service/congress/recorded.h"
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

static void hold_against(struct judging *j, const struct roster_source *s)
{
    j->is_called = ARENA_ARRAY(j->call->arena, bool, j->roster.count + 1);
    for (size_t i = 0; i < s->count; i++) {
        const struct row *wanted = roster_attendee(j->call, j->ledger, &j->of, s, i);
        j->missing += !find(j, wanted) && row_number(j->ledger, wanted, ATTENDEE_VOTES);
    }
}

static void count_beside(struct judging *j)
{
    for (size_t i = 0; i < j->roster.count; i++) {
        const struct row *row = j->roster.rows[i];
        j->beside += !j->is_called[i] && row_number(j->ledger, row, ATTENDEE_VOTES) &&
                     !row_has(j->ledger, row, ATTENDEE_VOTE_DECIDED_AT);
    }
}

/* The source of the congress: the first of its own that has anybody; none of them has: count 0. */
static enum err source_of(struct judging *j, struct roster_source *s)
{
    enum roster_from from[ROSTER_FROM_COUNT];
    size_t n = roster_sources(&j->of, from);

    *s = (struct roster_source){0};
    for (size_t i = 0; i < n && !s->count; i++)
        TRY(load(j, from[i], s));
    return ERR_OK;
}

/* Those on the roster with a vote; where nobody was called by name, `due`. */
static int64_t voting(const struct judging *j, int64_t due)
{
    int64_t n = 0;

    for (size_t i = 0; i < j->roster.count; i++)
        n += row_number(j->ledger, j->roster.rows[i], ATTENDEE_VOTES) != 0;
    return j->roster.count ? n : due;
}

/* Is the roster its source; where two people recorded who is due, are these as many, and the same? */
static enum err judge_due(struct judging *j, int64_t due, struct size_fault *out)
{
    const struct ledger *l = j->of.ledger;
    int64_t recorded = row_number(l, j->of.row, CONGRESS_ROSTER_DUE);
    struct roster_source s;
    bool holds;

    TRY(congress_due_holds(j->call, j->of.row, due, &holds));
    if (holds)
        return ERR_OK;
    TRY(source_of(j, &s));
    hold_against(j, &s);
    count_beside(j);
    if (s.count && !j->missing && !j->beside)
        return ERR_OK;
    if (recorded && recorded == due)
        *out = (struct size_fault){"roster.due_swapped",
                                   row_text(l, j->of.row, CONGRESS_ROSTER_PAPER)};
    else if (recorded)
        *out = (struct size_fault){"roster.due_void",
                                   str_print(j->call->arena, "%lld" SEP "%lld",
                                             (long long)due, (long long)recorded)};
    else if (!s.count)
        *out = (struct size_fault){"roster.unsourced",
                                   str_print(j->call->arena, "%lld", (long long)due)};
    else
        *out = (struct size_fault){"roster.differs",
                                   str_print(j->call->arena, "%lld" SEP "%lld",
                                             (long long)j->missing, (long long)j->beside)};
    return ERR_OK;
}

/* A plenary without its congress has nobody to come from. */
static enum err judge_parent(struct judging *j, struct size_fault *out)
{
    struct fault *f = &j->call->fault;
    enum err err = roster_parent(j->call, &j->of);

    if (err != ERR_RULE)
        return err;
    *out = (struct size_fault){f->code, str_copy(j->call->arena, str_of(f->detail))};
    *f = (struct fault){0};
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

static struct size_fault judge_whole(const struct judging *j)
{
    int64_t due, empty;

    if (is_whole(j, &due, &empty))
        return (struct size_fault){0};
    return (struct size_fault){
        "size.vacant",
        str_print(j->call->arena, "%lld" SEP "%lld" SEP "%lld", (long long)due,
                  (long long)empty,
                  (long long)row_number(j->of.ledger, j->of.row, CONGRESS_DEPUTIES))};
}

enum err congress_roster_fault(struct call *c, row_id congress, int64_t due,
                               struct size_fault *out)
{
    struct judging j = {.call = c,
                        .ledger = ledger_of(c, LEDGER_ATTENDEE),
                        .of = {.ledger = ledger_of(c, LEDGER_CONGRESS)}};

    *out = (struct size_fault){0};
    TRY(row_fetch(c, j.of.ledger, congress, &j.of.row));
    if (congress_is_district(&j.of))
        return ERR_OK;
    TRY(rows_of_one(c, j.ledger, ATTENDEE_CONGRESS, congress, 0, &j.roster));
    TRY(judge_parent(&j, out));
    if (!out->code)
        TRY(judge_due(&j, voting(&j, due), out));
    if (!out->code)
        *out = judge_whole(&j);
    return ERR_OK;
}
