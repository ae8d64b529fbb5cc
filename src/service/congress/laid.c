#include "service/congress/laid.h"

#include "domain/congress/laid.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/record/row_acts.h"

struct laying {
    struct call *call;
    const struct ledger *polls, *elections, *candidates;
};

static struct laying begin(struct call *c)
{
    return (struct laying){c, ledger_of(c, LEDGER_POLL), ledger_of(c, LEDGER_ELECTION),
                           ledger_of(c, LEDGER_CANDIDATE)};
}

static enum err elections_of(const struct laying *k, row_id poll, struct list *out)
{
    return rows_of_one(k->call, k->elections, ELECTION_POLL, poll, ELECTION_PLACE, out);
}

static enum err candidates_of(const struct laying *k, row_id election, struct list *out)
{
    return rows_of_one(k->call, k->candidates, CANDIDATE_ELECTION, election,
                       CANDIDATE_PLACE, out);
}

/* ---- as it stands ----------------------------------------------------------------------------- */

static enum err lay_election(const struct laying *k, const struct row *election,
                             struct str *all)
{
    struct arena *a = k->call->arena;
    struct list list;
    size_t count = 0;

    TRY(candidates_of(k, election->id, &list));
    struct str *names = ARENA_ARRAY(a, struct str, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        if (!row_number(k->candidates, list.rows[i], CANDIDATE_WRITTEN_IN))
            names[count++] = row_text(k->candidates, list.rows[i], CANDIDATE_NAME);
    if (!count)
        return ERR_OK;
    struct str title = row_text(k->elections, election, ELECTION_TITLE);
    *all = str_print(a, "%.*s%s%.*s", STR_FMT(*all), all->len ? "\n" : "",
                     STR_FMT(laid_line(a, title, names, count)));
    return ERR_OK;
}

enum err laid_now(struct call *c, row_id congress, struct str *out)
{
    struct laying k = begin(c);
    struct list polls, elections;

    *out = (struct str){0};
    TRY(rows_of_one(c, k.polls, POLL_CONGRESS, congress, POLL_CAST_NO, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        if (row_is(k.polls, polls.rows[i], POLL_IS_VOID))
            continue;
        TRY(elections_of(&k, polls.rows[i]->id, &elections));
        for (size_t n = 0; n < elections.count; n++)
            TRY(lay_election(&k, elections.rows[n], out));
    }
    return ERR_OK;
}

/* ---- who was not on it -------------------------------------------------------------------------- */

/* Names of a later round are those of the one before: they were voted on. */
static enum err stood_before(const struct laying *k, const struct row *election,
                             struct str name, bool *out)
{
    row_id before = {row_number(k->elections, election, ELECTION_PREVIOUS)};
    struct list list;

    *out = false;
    if (!before.v)
        return ERR_OK;
    TRY(candidates_of(k, before, &list));
    for (size_t i = 0; i < list.count; i++)
        *out |= name_is(row_text(k->candidates, list.rows[i], CANDIDATE_NAME), name);
    return ERR_OK;
}

static enum err missing_of(const struct laying *k, const struct row *election,
                           struct str laid, struct laid_gap *out)
{
    struct str title = row_text(k->elections, election, ELECTION_TITLE);
    struct list list;
    bool has_stood;

    TRY(candidates_of(k, election->id, &list));
    for (size_t i = 0; i < list.count && !out->name.len; i++) {
        struct str name = row_text(k->candidates, list.rows[i], CANDIDATE_NAME);
        if (row_number(k->candidates, list.rows[i], CANDIDATE_WRITTEN_IN) ||
            laid_has(laid, title, name))
            continue;
        TRY(stood_before(k, election, name, &has_stood));
        if (!has_stood)
            *out = (struct laid_gap){name, title};
    }
    return ERR_OK;
}

enum err laid_missing(struct call *c, const struct row *poll, struct str laid,
                      struct laid_gap *out)
{
    struct laying k = begin(c);
    struct list elections;

    *out = (struct laid_gap){0};
    TRY(elections_of(&k, poll->id, &elections));
    for (size_t i = 0; i < elections.count && !out->name.len; i++)
        TRY(missing_of(&k, elections.rows[i], laid, out));
    return ERR_OK;
}

enum err laid_missing_any(struct call *c, row_id congress, struct str laid,
                          struct laid_gap *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list polls;

    *out = (struct laid_gap){0};
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, POLL_CAST_NO, &polls));
    for (size_t i = 0; i < polls.count && !out->name.len; i++)
        if (row_is(l, polls.rows[i], POLL_IS_PREPARING))
            TRY(laid_missing(c, polls.rows[i], laid, out));
    return ERR_OK;
}
