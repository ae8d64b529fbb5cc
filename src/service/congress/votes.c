/* Whose vote ends or begins once the doors were opened: by a decision, recorded by two people. */
#include "base/utf8.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "service/congress/hall.h"
#include "service/congress/recorded.h"
#include "service/record/codes.h"
#include "service/record/gate.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

enum { DECISION_LEAST = 4 };

/* Does anybody of that kind vote? */
static bool kind_votes(const struct ledger *l, const struct row *row)
{
    return !row_has_code(l, row, ATTENDEE_KIND, CODE_ATTENDEE_KIND_OBSERVER) &&
           !row_has_code(l, row, ATTENDEE_KIND, CODE_ATTENDEE_KIND_GUEST) &&
           !row_has_code(l, row, ATTENDEE_KIND, CODE_ATTENDEE_KIND_STAFF);
}

static enum err check_change(struct call *c, const struct ledger *l, const struct row *row,
                             const struct vote_change *v)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    struct str name = row_text(l, row, ATTENDEE_NAME);
    struct row *congress;

    TRY(row_fetch(c, lc, (row_id){row_number(l, row, ATTENDEE_CONGRESS)}, &congress));
    if (row_is(lc, congress, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "hall.congress_closed", "%.*s",
                    STR_FMT(row_text(lc, congress, CONGRESS_TITLE)));
    if (v->votes == (row_number(l, row, ATTENDEE_VOTES) != 0))
        return FAIL(&c->fault, ERR_RULE, "roster.vote_same", "%.*s", STR_FMT(name));
    if (v->votes && !kind_votes(l, row))
        return FAIL(&c->fault, ERR_RULE, "roster.vote_kind", "%.*s" SEP "%.*s",
                    STR_FMT(name),
                    STR_FMT(row_code_label(l, row, ATTENDEE_KIND, c->locale)));
    if (utf8_count(str_trim(v->decision)) < DECISION_LEAST)
        return FAIL(&c->fault, ERR_RULE, "roster.vote_why", "%d", DECISION_LEAST);
    return v->second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

/* Did what two people recorded of those who are due hold until now? */
static enum err due_held(struct call *c, row_id congress, bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *row;

    TRY(row_fetch(c, l, congress, &row));
    return congress_due_holds(c, row, row_number(l, row, CONGRESS_ROSTER_DUE), out);
}

enum err hall_vote(struct call *c, row_id attendee, const struct vote_change *v,
                   struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    AUTO(writing) struct writing w = call_writing(c);
    struct row *row, *after;
    struct str decision;
    bool held;

    TRY(row_open(c, l, attendee, &row));
    row_id congress = {row_number(l, row, ATTENDEE_CONGRESS)};
    TRY(call_require(c, l->writers, row->region));
    TRY(check_change(c, l, row, v));
    TRY(due_held(c, congress, &held));
    TRY(utf8_take(c->arena, str_trim(v->decision), false, &decision, &c->fault));
    after = row_copy(c->arena, l, row);
    row_put_number(l, after, ATTENDEE_VOTES, v->votes);
    row_put_text(l, after, ATTENDEE_VOTE_DECISION, decision);
    row_put_number(l, after, ATTENDEE_VOTE_DECIDED_AT, c->now.ms);
    row_put_number(l, after, ATTENDEE_VOTE_DECIDED_BY, c->who.v);
    row_put_number(l, after, ATTENDEE_VOTE_SECONDED_BY, v->second.v);
    TRY(gate_change(c, &w, l, row, after, (struct passage){DOOR_FEATURE, STR("update")}));
    engine_written(&w);
    *out = after;
    return congress_due_moves(c, congress, v->votes ? 1 : -1, held);
}
