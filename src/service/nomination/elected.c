/*
 * Who of a list was elected is read from the result of a poll that is signed, of his place and for the office that he
 * was nominated for; nobody types it.
 */
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/nominee.h"
#include "ledgers/poll.h"
#include "service/nomination/nominations_private.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { CANDIDATES_PAGE = 200 };

static bool is_office_of(struct str office, const struct seat_rule *r)
{
    return code_is(office, r->office) ||
           (r->seat == CODE_SEAT_SECRETARY &&
            code_is(office, CODE_ELECTION_OFFICE_DEPUTY_SECRETARY));
}

/* Was he a candidate for the office of the seat, in a poll that is signed? */
static enum err is_signed_for(struct call *c, const struct row *candidate,
                              const struct seat_rule *r, bool *out)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CANDIDATE),
                        *le = ledger_of(c, LEDGER_ELECTION),
                        *lp = ledger_of(c, LEDGER_POLL);
    struct row *election, *poll;
    row_id id = {row_number(lc, candidate, CANDIDATE_ELECTION)};

    TRY(row_fetch(c, le, id, &election));
    if (row_number(le, election, ELECTION_PRE_ELECTION) ||
        !is_office_of(row_text(le, election, ELECTION_OFFICE), r))
        return ERR_OK;
    id.v = row_number(le, election, ELECTION_POLL);
    TRY(row_fetch(c, lp, id, &poll));
    *out = row_is(lp, poll, POLL_IS_SIGNED);
    return ERR_OK;
}

/* By name, and by his record and his birth as far as both are known. */
static bool is_he(const struct ledger *l, const struct row *nominee,
                  const struct ledger *lc, const struct row *candidate)
{
    int64_t x = row_number(l, nominee, NOMINEE_PERSON),
            y = row_number(lc, candidate, CANDIDATE_PERSON);

    int64_t born = row_number(l, nominee, NOMINEE_BIRTH),
            on = row_number(lc, candidate, CANDIDATE_BIRTH);
    bool is_named = name_is(row_text(lc, candidate, CANDIDATE_NAME),
                            row_text(l, nominee, NOMINEE_NAME));

    return is_named && (!x || !y || x == y) && (!born || !on || born / 100 == on / 100);
}

enum err nominee_was_elected(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CANDIDATE);
    const struct seat_rule *r = seat_rule_of(row_text(l, row, NOMINEE_SEAT));
    struct value yes = {.is_set = true, .number = 1};
    struct filter elected = {field_at(lc, CANDIDATE_ELECTED), FILTER_ANY, &yes, 1};
    struct list_query q = {.region = row->region,
                           .sort = -1,
                           .limit = CANDIDATES_PAGE,
                           .filters = &elected,
                           .filter_count = 1};
    struct list page;
    bool found = false;

    do {
        TRY(engine_list(call_reading(c), lc, &q, &page, &c->fault));
        for (size_t i = 0; r && i < page.count && !found; i++)
            if (page.rows[i]->region == row->region && is_he(l, row, lc, page.rows[i]))
                TRY(is_signed_for(c, page.rows[i], r, &found));
        q.after = page.next;
    } while (page.next.len && !found);
    return found ? ERR_OK
                 : FAIL(&c->fault, ERR_RULE, "nominations.not_elected", "%.*s",
                        STR_FMT(row_text(l, row, NOMINEE_NAME)));
}
