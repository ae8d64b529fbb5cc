/* Who is there when a poll is voted on; in a district, who takes part: in person, by proxy, by mobile box. */
#include "domain/direct/turnout.h"
#include "ledgers/poll.h"
#include "service/direct/turnout.h"
#include "service/poll/poll_private.h"

/* While people vote, and until their ballots are counted, the records of the district say who takes part. */
static bool is_taking_part(const struct poll *p)
{
    return row_is(p->ledger, p->row, POLL_IS_FROZEN) ||
           row_is(p->ledger, p->row, POLL_IS_OPEN) ||
           row_is(p->ledger, p->row, POLL_IS_CLOSED);
}

enum err poll_turnout(struct call *c, const struct poll *p, struct turnout *out)
{
    const struct ledger *l = p->ledger;

    *out = (struct turnout){.in_person = row_number(l, p->row, POLL_IN_PERSON),
                            .by_proxy = row_number(l, p->row, POLL_BY_PROXY),
                            .by_box = row_number(l, p->row, POLL_BY_BOX)};
    return poll_is_direct(p) && is_taking_part(p) ? turnout_count(c, p->row->id, out)
                                                  : ERR_OK;
}

bool poll_vouched(const struct poll *p, const struct turnout *t)
{
    return row_number(p->ledger, p->row, POLL_BY_PROXY) >= t->by_proxy &&
           row_number(p->ledger, p->row, POLL_BY_BOX) >= t->by_box;
}

enum err poll_people(struct call *c, const struct poll *p, struct attendance_numbers *out)
{
    const struct ledger *l = p->ledger;
    struct turnout parts;

    *out = (struct attendance_numbers){.due = row_number(l, p->row, POLL_DUE),
                                       .present = row_number(l, p->row, POLL_PRESENT),
                                       .leave_sick = row_number(l, p->row, POLL_LEAVE_SICK),
                                       .leave_business =
                                           row_number(l, p->row, POLL_LEAVE_BUSINESS),
                                       .absent = row_number(l, p->row, POLL_ABSENT)};
    if (!poll_is_direct(p))
        return ERR_OK;
    TRY(poll_turnout(c, p, &parts));
    out->present = turnout_taking_part(&parts);
    out->absent = out->due - out->present;
    return ERR_OK;
}

void poll_put_turnout(const struct poll *p, struct row *row, const struct turnout *t)
{
    int64_t due = row_number(p->ledger, row, POLL_DUE), present = turnout_taking_part(t);

    row_put_number(p->ledger, row, POLL_IN_PERSON, t->in_person);
    row_put_number(p->ledger, row, POLL_BY_PROXY, t->by_proxy);
    row_put_number(p->ledger, row, POLL_BY_BOX, t->by_box);
    row_put_number(p->ledger, row, POLL_PRESENT, present);
    row_put_number(p->ledger, row, POLL_ABSENT, due - present);
}

enum err poll_fix_turnout(struct call *c, const struct poll *p, struct row *row)
{
    struct turnout t;

    if (!poll_is_direct(p))
        return ERR_OK;
    TRY(poll_turnout(c, p, &t));
    poll_put_turnout(p, row, &t);
    return ERR_OK;
}

enum err turnout_refuse(struct call *c, const struct turnout *t, int64_t registered)
{
    return turnout_is_within(t, registered)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "poll.turnout",
                      "%lld" SEP "%lld" SEP "%lld" SEP "%lld", (long long)t->in_person,
                      (long long)t->by_proxy, (long long)t->by_box, (long long)registered);
}
