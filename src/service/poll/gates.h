/* Conditions of the next step, put together from several files.  Private to the room. */
#pragma once

#include "base/jsonw.h"
#include "service/poll/poll.h"

#include <assert.h>

/* One more, open till it is refused.  At most GATES_MOST. */
static inline struct gate *gates_add(struct gates *g, const char *name)
{
    assert(g->count < GATES_MOST); /* the program's own, not a request's */
    struct gate *one = &g->items[g->count++];

    *one = (struct gate){.name = name, .is_ok = true};
    return one;
}

#define GATE_REFUSE(g, code, ...)                               \
    do {                                                        \
        (g)->is_ok = false;                                     \
        (void)FAIL(&(g)->fault, ERR_RULE, (code), __VA_ARGS__); \
    } while (0)

/* May those on the paper stand: in the Party long enough, from among the electors where the law says so, and for no
 * two offices that nobody holds together?  Is a direct election ready, as its district shows? */
MUST_USE enum err gates_of_standing(struct call *c, const struct poll *p,
                                    struct gates *out);

/* May this congress hold this poll: its offices and rules, settings that are no rules, a district's seats, no seats
 * that another poll of it fills?  Said only when it is not so. */
MUST_USE enum err gates_of_law(struct call *c, const struct poll *p, struct gates *out);

/* May people vote on it today?  ERR_RULE "poll.congress_days", "poll.election_day". */
MUST_USE enum err poll_may_begin(struct call *c, const struct poll *p);

/* Has every office the seats that the law gives it (domain/congress/seats.h)?  Said only when it is not so. */
void gate_office_seats(struct call *c, const struct poll *p, struct gates *out);

/* May the office have so many by law?  ERR_RULE "poll.office_seats". */
MUST_USE enum err office_seats_check(struct call *c, const struct poll *p,
                                     const struct row *election, int64_t seats);

/* Has the standing committee as many members, with its chair and deputies, as the law says (组织法 47)?  Over all the
 * questions of a term's first session; said only when it is not so. */
MUST_USE enum err gate_committee(struct call *c, const struct poll *p, struct gates *out);

/* 14 至 15 名, 14 名 where it is one number, 不少于 14 名 where nothing knows a most. */
struct str gates_range(struct call *c, int64_t least, int64_t most);

/* Refuses an office or rules that are not of this kind of congress; *field is at fault. */
MUST_USE enum err electing_refuse(struct call *c, const struct row *election,
                                  const struct row *congress, int *field);

/* Who may be elected though nobody nominated him, as members of ELECTION.json (domain/poll/election.h): `electors`
 * where the law has them elect one of themselves, `barred`.  Nothing where anybody may. */
MUST_USE enum err standing_write(struct call *c, const struct poll *p,
                                 const struct poll_election *e, struct jsonw *w);

/* Before a result is signed: nobody whom it elects holds an office that excludes it (组织法 18, 47).  ERR_RULE
 * "sign.apart". */
MUST_USE enum err refuse_apart(struct call *c, const struct poll *p);

/* Joint nominations that were withdrawn, by whom and by which paper, as the member `withdrawn` of ELECTION.json: seen
 * in the evidence, not read by a count. */
MUST_USE enum err withdrawn_write(struct call *c, const struct poll *p,
                                  const struct poll_election *e, struct jsonw *w);

/* Is whom deputies nominated jointly on the paper, and nothing they put left undecided (组织法 art. 26, 27)?  Of the
 * first round of a people's congress; elsewhere nothing is asked. */
MUST_USE enum err gate_nominated(struct call *c, const struct poll *p, struct gates *out);

/* Is there a chief on each side who can sign a frozen poll, where there was one?  Said only when it is not so. */
MUST_USE enum err gates_of_signing(struct call *c, const struct poll *p, struct gates *out);
