/*
 * Who of a list was elected is read from the result of a poll that is signed, of his place and of his term, and for the
 * office that he was nominated for; nobody types it.
 */
#include "domain/names/same.h"
#include "ledgers/body.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/nomination.h"
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

/* ---- of which term ------------------------------------------------------------------------------ */

/* The body that the nominee's list renews.  ERR_RULE "nominations.no_term": the list names none. */
static enum err body_of(struct call *c, const struct ledger *l, const struct row *nominee,
                        struct row **out)
{
    const struct ledger *ln = ledger_of(c, LEDGER_NOMINATION);
    row_id id = {row_number(l, nominee, NOMINEE_NOMINATION)};
    struct row *step;

    if (id.v) {
        TRY(row_fetch(c, ln, id, &step));
        id.v = row_number(ln, step, NOMINATION_BODY);
    }
    if (!id.v)
        return FAIL(&c->fault, ERR_RULE, "nominations.no_term", "%.*s",
                    STR_FMT(row_text(l, nominee, NOMINEE_NAME)));
    return row_fetch(c, ledger_of(c, LEDGER_BODY), id, out);
}

/* A congress is of the body's term when it is the body's own, or of a body of the same renewal (the people's congress
 * elects whom the committee proposed, each with a number of its own); where that is not said, by the number. */
static enum err is_of_term(struct call *c, const struct row *body,
                           const struct row *congress, bool *out)
{
    const struct ledger *lb = ledger_of(c, LEDGER_BODY),
                        *lc = ledger_of(c, LEDGER_CONGRESS);
    int64_t renewal = row_number(lb, body, BODY_RENEWAL), other = 0,
            term = row_number(lc, congress, CONGRESS_TERM);
    row_id id = {row_number(lc, congress, CONGRESS_BODY)};
    struct row *own;

    if (id.v == body->id.v) {
        *out = true;
        return ERR_OK;
    }
    if (id.v) {
        TRY(row_fetch(c, lb, id, &own));
        other = row_number(lb, own, BODY_RENEWAL);
    }
    *out = renewal && other ? renewal == other
                            : term && term == row_number(lb, body, BODY_NEW_TERM);
    return ERR_OK;
}

/* ---- in which poll ------------------------------------------------------------------------------ */

/* Polls that elected somebody of his name to the seat: of his term, and (for the refusal) of another. */
struct polls_met {
    const struct row *body;
    struct str other; /* by its title */
    bool is_found;
};

/* Was he a candidate for the office of the seat, in a poll that is signed, of the term? */
static enum err meet_poll(struct call *c, const struct row *candidate,
                          const struct seat_rule *r, struct polls_met *met)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CANDIDATE),
                        *le = ledger_of(c, LEDGER_ELECTION),
                        *lp = ledger_of(c, LEDGER_POLL);
    struct row *election, *poll, *congress;
    row_id id = {row_number(lc, candidate, CANDIDATE_ELECTION)};

    TRY(row_fetch(c, le, id, &election));
    if (row_number(le, election, ELECTION_PRE_ELECTION) ||
        !is_office_of(row_text(le, election, ELECTION_OFFICE), r))
        return ERR_OK;
    id.v = row_number(le, election, ELECTION_POLL);
    TRY(row_fetch(c, lp, id, &poll));
    if (!row_is(lp, poll, POLL_IS_SIGNED))
        return ERR_OK;
    id.v = row_number(lp, poll, POLL_CONGRESS);
    TRY(row_fetch(c, ledger_of(c, LEDGER_CONGRESS), id, &congress));
    TRY(is_of_term(c, met->body, congress, &met->is_found));
    if (!met->is_found)
        met->other = row_text(lp, poll, POLL_TITLE);
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

static enum err not_elected(struct call *c, const struct ledger *l, const struct row *row,
                            struct str other)
{
    struct str name = row_text(l, row, NOMINEE_NAME);

    return other.len ? FAIL(&c->fault, ERR_RULE, "nominations.other_term",
                            "%.*s" SEP "%.*s", STR_FMT(name), STR_FMT(other))
                     : FAIL(&c->fault, ERR_RULE, "nominations.not_elected", "%.*s",
                            STR_FMT(name));
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
    struct polls_met met = {0};
    struct row *body;
    struct list page;

    TRY(body_of(c, l, row, &body));
    met.body = body;
    do {
        TRY(engine_list(call_reading(c), lc, &q, &page, &c->fault));
        for (size_t i = 0; r && i < page.count && !met.is_found; i++)
            if (page.rows[i]->region == row->region && is_he(l, row, lc, page.rows[i]))
                TRY(meet_poll(c, page.rows[i], r, &met));
        q.after = page.next;
    } while (page.next.len && !met.is_found);
    return met.is_found ? ERR_OK : not_elected(c, l, row, met.other);
}
