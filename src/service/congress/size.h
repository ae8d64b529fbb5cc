/*
 * The number of deputies of a people's congress (选举法 arts 12 to 15), wherever it is set or used: on the congress's
 * record, in electoral units and districts, on its page and before a vote.  The rule is domain/congress/size.h.
 */
#pragma once

#include "service/record/row_acts.h"

/* Why a people's congress may not have so many with a vote: message code and its arguments; code NULL: it may, or it
 * is none.  Judged is the number on record; where none is, `due`, who is called.  More than the number on record are
 * never called; fewer are: seats fall vacant. */
struct size_fault {
    const char *code;
    struct str args; /* separated by SEP, of c->arena */
};

struct size_fault congress_size_fault(struct call *c, const struct row *congress,
                                      int64_t due);

/* Is the roster its source (roster_sources()), or has it the voters, as many and the same, that two people recorded;
 * and are the deputies called, with the seats that two people recorded as empty, the number on record?  `due`: how many
 * are where nobody is called by name.
 * "roster.parent", "roster.parent_other", "congress.parent_term", "roster.unsourced", "roster.differs",
 * "roster.due_void", "roster.due_swapped", "size.vacant". */
MUST_USE enum err congress_roster_fault(struct call *c, row_id congress, int64_t due,
                                        struct size_fault *out);

/* Of a congress's record: the number has its population and the paper that fixed it, keeps to the rule, stays once
 * somebody is called, and is that of the sessions of its term unless two people recorded that it was fixed anew. */
MUST_USE enum err congress_size_guard(struct call *c, const struct ledger *l,
                                      const struct row *row);

/* Of a district or an electoral unit: its seats with those beside it of the same renewal (dealt.h) are no more than the
 * people's congress of their place has.  A row whose seats did not grow is let be. */
MUST_USE enum err congress_seats_guard(struct call *c, const struct ledger *l,
                                       const struct row *row);
