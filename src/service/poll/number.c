#include "service/poll/number.h"

#include "base/utf8.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"

enum { PAPER_LEAST = 4, TITLE_SHOWN = 40 };

static enum err find(struct call *c, const struct poll *p, row_id election,
                     struct row **out)
{
    for (size_t i = 0; i < p->election_count; i++)
        if (p->elections[i].row->id.v == election.v) {
            *out = p->elections[i].row;
            return ERR_OK;
        }
    return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

static enum err check(struct call *c, const struct poll *p, const struct row *election,
                      const struct seats_said *s)
{
    const struct ledger *l = p->election_ledger;
    struct str title = utf8_head(row_text(l, election, ELECTION_TITLE), TITLE_SHOWN);

    if (!row_is(p->ledger, p->row, POLL_IS_PREPARING))
        return FAIL(&c->fault, ERR_RULE, "seats.said_frozen", "%.*s", STR_FMT(title));
    if (poll_is_direct(p))
        return FAIL(&c->fault, ERR_RULE, "seats.said_district", "%s", "");
    if (row_number(l, election, ELECTION_PREVIOUS))
        return FAIL(&c->fault, ERR_RULE, "seats.said_round", "%.*s", STR_FMT(title));
    TRY(office_seats_check(c, p, election, s->seats));
    if (utf8_count(str_trim(s->paper)) < PAPER_LEAST)
        return FAIL(&c->fault, ERR_RULE, "roster.vote_why", "%d", PAPER_LEAST);
    return s->second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

enum err poll_record_seats(struct call *c, row_id poll, const struct seats_said *s)
{
    struct row *row = NULL, *after;
    struct poll *p;
    struct str paper;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    TRY(find(c, p, s->election, &row));
    TRY(check(c, p, row, s));
    TRY(utf8_take(c->arena, str_trim(s->paper), false, &paper, &c->fault));
    const struct ledger *l = p->election_ledger;
    after = row_copy(c->arena, l, row);
    row_put_number(l, after, ELECTION_SEATS_SAID, s->seats);
    row_put_text(l, after, ELECTION_SEATS_PAPER, paper);
    row_put_number(l, after, ELECTION_SEATS_BY, c->who.v);
    row_put_number(l, after, ELECTION_SEATS_SECONDED_BY, s->second.v);
    return row_change(c, l, row, after, "update", (struct str){0});
}
