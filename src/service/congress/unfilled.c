#include "service/congress/unfilled.h"

#include "base/json.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"
#include "store/queries.h"

struct looking {
    struct call *call;
    const struct ledger *polls, *elections, *candidates;
    struct list all; /* elections of the congress */
};

static bool is_followed(const struct looking *k, const struct row *election)
{
    for (size_t i = 0; i < k->all.count; i++)
        if (row_number(k->elections, k->all.rows[i], ELECTION_PREVIOUS) == election->id.v)
            return true;
    return false;
}

/* Fewer seats, or the rest left to the next session (result_reduce(), result_put_off()). */
static enum err is_decided(const struct looking *k, const struct row *election, bool *out)
{
    struct call *c = k->call;
    row_id poll = {row_number(k->elections, election, ELECTION_POLL)};
    struct text_row row;
    struct json *all;
    int64_t id;

    *out = false;
    enum err err = store_poll_part_get(c->db, c->arena, poll, STR("reductions"), &row);
    if (err)
        return err == ERR_NOT_FOUND ? ERR_OK : err;
    TRY(json_parse(c->arena, row.value, &all, &c->fault));
    for (size_t i = 0; i < all->count; i++)
        *out |= str_i64(json_find_text(&all->items[i], "election"), &id) &&
                id == election->id.v;
    return ERR_OK;
}

static enum err count_elected(const struct looking *k, const struct row *election,
                              int64_t *out)
{
    struct list list;

    *out = 0;
    TRY(rows_of_one(k->call, k->candidates, CANDIDATE_ELECTION, election->id, 0, &list));
    for (size_t i = 0; i < list.count; i++)
        *out += row_number(k->candidates, list.rows[i], CANDIDATE_ELECTED) != 0;
    return ERR_OK;
}

static enum err look_at(const struct looking *k, const struct row *election,
                        struct unfilled *out)
{
    int64_t seats = row_number(k->elections, election, ELECTION_SEATS), elected;
    bool is_pre = row_number(k->elections, election, ELECTION_PRE_ELECTION) != 0, decided;

    TRY(count_elected(k, election, &elected));
    if ((elected >= seats && !is_pre) || is_followed(k, election))
        return ERR_OK;
    TRY(is_decided(k, election, &decided));
    if (!decided)
        *out = (struct unfilled){row_text(k->elections, election, ELECTION_TITLE), seats,
                                 elected};
    return ERR_OK;
}

enum err congress_unfilled(struct call *c, row_id congress, struct unfilled *out)
{
    struct looking k = {c,
                        ledger_of(c, LEDGER_POLL),
                        ledger_of(c, LEDGER_ELECTION),
                        ledger_of(c, LEDGER_CANDIDATE),
                        {0}};
    struct list polls, own = {0};

    *out = (struct unfilled){0};
    TRY(rows_of_one(c, k.polls, POLL_CONGRESS, congress, 0, &polls));
    TRY(rows_of(c, k.elections, ELECTION_POLL, rows_ids(c, &polls), 0, &k.all));
    for (size_t i = 0; i < polls.count && !out->title.len; i++) {
        if (!row_is(k.polls, polls.rows[i], POLL_IS_SIGNED))
            continue;
        TRY(rows_of_one(c, k.elections, ELECTION_POLL, polls.rows[i]->id, 0, &own));
        for (size_t n = 0; n < own.count && !out->title.len; n++)
            TRY(look_at(&k, own.rows[n], out));
    }
    return ERR_OK;
}
