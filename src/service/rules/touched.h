/* What is under way and rests on a rule set: shown to whoever writes or approves a new edition of it. */
#pragma once

#include "service/rules/rules.h"

enum touched_kind { TOUCHED_POLL, TOUCHED_PLAN, TOUCHED_PAPER, TOUCHED_DEADLINE };

struct touched {
    enum touched_kind kind;
    const struct ledger *ledger;
    struct row *row;
    bool keeps; /* a poll that is frozen keeps the edition it froze */
};

/* Open polls, nominations (plans), congresses (their papers and quorum) and districts (their deadlines) that the
 * caller may read. */
MUST_USE enum err rules_touched(struct call *c, struct str name, struct touched **out,
                                size_t *out_count);
