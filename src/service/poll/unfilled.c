#include "service/poll/unfilled.h"

#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/follow.h"
#include "service/poll/term.h"

struct looking {
    struct call *call;
    const struct ledger *polls, *elections;
    struct list asked; /* polls of the congress */
};

/* Somebody prepared it anew, and not as the round that follows. */
static enum err is_made_anew(const struct looking *k, const struct row *poll,
                             const struct row *election, bool *out)
{
    struct list own;

    *out = false;
    for (size_t i = 0; i < k->asked.count && !*out; i++) {
        const struct row *other = k->asked.rows[i];
        if (other->id.v <= poll->id.v || row_is(k->polls, other, POLL_IS_VOID))
            continue;
        TRY(rows_of_one(k->call, k->elections, ELECTION_POLL, other->id, 0, &own));
        for (size_t n = 0; n < own.count; n++)
            *out |= poll_same_office(k->elections, election, own.rows[n]);
    }
    return ERR_OK;
}

static enum err look_at(const struct looking *k, const struct row *poll,
                        const struct row *election, struct unfilled *out)
{
    struct left left;
    row_id later;
    bool is_complete;

    TRY(poll_left(k->call, election->id, &left));
    if (str_eq(left.decision, STR("none")) || str_eq(left.decision, STR("put_off")))
        return ERR_OK;
    TRY(poll_followed(k->call, election->id, &later));
    is_complete = later.v != 0;
    if (!is_complete && str_eq(left.decision, STR("start_again")))
        TRY(is_made_anew(k, poll, election, &is_complete));
    if (!is_complete)
        *out = (struct unfilled){row_text(k->elections, election, ELECTION_TITLE),
                                 left.seats, left.elected};
    return ERR_OK;
}

static enum err look_into(const struct looking *k, const struct row *poll,
                          struct unfilled *out)
{
    bool is_void = row_is(k->polls, poll, POLL_IS_VOID);
    struct list own;

    if (!is_void && !row_is(k->polls, poll, POLL_IS_SIGNED))
        return ERR_OK;
    TRY(rows_of_one(k->call, k->elections, ELECTION_POLL, poll->id, ELECTION_PLACE, &own));
    for (size_t i = 0; i < own.count && !out->title.len; i++)
        if (!is_void || !row_number(k->elections, own.rows[i], ELECTION_PREVIOUS))
            TRY(look_at(k, poll, own.rows[i], out));
    return ERR_OK;
}

enum err poll_unfilled(struct call *c, row_id congress, struct unfilled *out)
{
    struct looking k = {
        .call = c,
        .polls = ledger_of(c, LEDGER_POLL),
        .elections = ledger_of(c, LEDGER_ELECTION),
    };

    *out = (struct unfilled){0};
    TRY(rows_of_one(c, k.polls, POLL_CONGRESS, congress, 0, &k.asked));
    for (size_t i = 0; i < k.asked.count && !out->title.len; i++)
        TRY(look_into(&k, k.asked.rows[i], out));
    return ERR_OK;
}
