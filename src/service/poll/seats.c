/* How many seats a poll gives an office, and all polls of a first session its standing committee, against the law. */
#include "domain/congress/seats.h"
#include "base/utf8.h"
#include "domain/poll/election.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

enum { TITLE_SHOWN = 40, FIRST_SESSION = 1 };

struct str gates_range(struct call *c, int64_t least, int64_t most)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);
    const char *code = most >= ELECTION_CANDIDATES_MAX ? "range.least"
                       : most == least                 ? "range.exact"
                                                       : "range.between";

    message_write(
        &out, c->locale, str_of(code),
        str_print(c->arena, "%lld" SEP "%lld", (long long)least, (long long)most));
    return str_copy(c->arena, buf_view(&out));
}

/* ---- an office ----------------------------------------------------------------------------------- */

enum err office_seats_check(struct call *c, const struct poll *p,
                            const struct row *election, int64_t seats)
{
    const struct ledger *l = p->election_ledger, *lc = ledger_of(c, LEDGER_CONGRESS);
    struct seats_law law = seats_of_office(row_text(lc, p->congress, CONGRESS_KIND),
                                           row_text(lc, p->congress, CONGRESS_LEVEL),
                                           row_text(l, election, ELECTION_OFFICE));

    if (!law.most || seats <= law.most) /* fewer are left to later rounds and sessions */
        return ERR_OK;
    struct str title = utf8_head(row_text(l, election, ELECTION_TITLE), TITLE_SHOWN);
    struct str range = gates_range(c, law.least, law.most);
    struct str article = rule_article(c, law.article);
    return FAIL(&c->fault, ERR_RULE, "poll.office_seats",
                "%.*s" SEP "%lld" SEP "%.*s" SEP "%s" SEP "%.*s", STR_FMT(title),
                (long long)seats, STR_FMT(range), law.document, STR_FMT(article));
}

static void check_office(struct call *c, const struct poll *p, const struct row *election,
                         struct gate *g)
{
    if (!office_seats_check(c, p, election,
                            row_number(p->election_ledger, election, ELECTION_SEATS)))
        return;
    g->is_ok = false;
    g->fault = c->fault;
    c->fault = (struct fault){0};
}

void gate_office_seats(struct call *c, const struct poll *p, struct gates *out)
{
    struct gate *g = gates_add(out, "office_seats");

    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        check_office(c, p, p->elections[i].row, g);
    out->count -= g->is_ok;
}

/* ---- the standing committee ----------------------------------------------------------------------- */

/* Seats of the committee in the questions of its first session; of a later round they are the first one's. */
struct committee_seats {
    int64_t asked, prepared; /* asked: with those that this poll asks */
};

static int64_t seats_in(const struct ledger *l, const struct list *elections)
{
    int64_t sum = 0;

    for (size_t i = 0; i < elections->count; i++) {
        const struct row *e = elections->rows[i];
        if (!row_number(l, e, ELECTION_PREVIOUS) &&
            seats_of_committee(row_text(l, e, ELECTION_OFFICE)))
            sum += row_number(l, e, ELECTION_SEATS);
    }
    return sum;
}

static enum err sum_seats(struct call *c, const struct poll *p, struct committee_seats *out)
{
    const struct ledger *l = p->ledger;
    struct list polls, elections;

    *out = (struct committee_seats){0};
    TRY(rows_of_one(c, l, POLL_CONGRESS, p->congress->id, 0, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        const struct row *poll = polls.rows[i];
        if (row_is(l, poll, POLL_IS_VOID))
            continue;
        TRY(rows_of_one(c, p->election_ledger, ELECTION_POLL, poll->id, 0, &elections));
        int64_t seats = seats_in(p->election_ledger, &elections);
        bool is_asked = poll->id.v == p->row->id.v || !row_is(l, poll, POLL_IS_PREPARING);
        out->asked += is_asked ? seats : 0;
        out->prepared += is_asked ? 0 : seats;
    }
    return ERR_OK;
}

/* Does the poll ask for members?  With them the committee is whole; its chairs alone are not too few of it. */
static bool has_office(const struct poll *p, bool is_of_members)
{
    const struct ledger *l = p->election_ledger;

    for (size_t i = 0; i < p->election_count; i++) {
        const struct row *e = p->elections[i].row;
        if (row_has_code(l, e, ELECTION_OFFICE, CODE_ELECTION_OFFICE_STANDING_MEMBER) ||
            (!is_of_members && seats_of_committee(row_text(l, e, ELECTION_OFFICE))))
            return !row_number(l, e, ELECTION_PREVIOUS);
    }
    return false;
}

enum err gate_committee(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    int64_t population = row_has(l, p->congress, CONGRESS_POPULATION)
                             ? row_number(l, p->congress, CONGRESS_POPULATION)
                             : SEATS_NOBODY_COUNTED;
    struct committee_size size =
        committee_size_of(row_text(l, p->congress, CONGRESS_LEVEL), population);
    struct committee_seats seats;

    if (!row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) ||
        !size.most || !has_office(p, false))
        return ERR_OK;
    TRY(sum_seats(c, p, &seats));
    struct gate *g = gates_add(out, "committee");
    int64_t whole = seats.asked + seats.prepared;
    bool is_first = row_number(l, p->congress, CONGRESS_SESSION) == FIRST_SESSION;
    bool is_few = is_first && has_office(p, true) && whole < size.least;
    if (is_few || seats.asked > size.most) {
        struct str range = gates_range(c, size.least, size.most);
        GATE_REFUSE(g, "poll.committee_size", "%lld" SEP "%.*s" SEP "%lld" SEP "%lld",
                    (long long)(is_few ? whole : seats.asked), STR_FMT(range),
                    (long long)size.large, (long long)size.most_of_large);
    }
    out->count -= g->is_ok;
    return ERR_OK;
}
