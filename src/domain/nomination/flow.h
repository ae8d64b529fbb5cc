/*
 * Nomination in rounds: a list goes up, comes back down, and goes up again when it was changed (三上三下,
 * or fewer).  Nothing is left out without a decision on record.  Pure.
 */
#pragma once

#include "base/date.h"
#include "base/err.h"

enum {
    FLOW_ROUNDS_MOST = 5,
    FLOW_PUBLIC_DAYS =
        5, /* working days.  Art. 26 of 党政领导干部选拔任用工作条例 (2019) asks that names of a renewal be
              published and leaves the time open; 任前公示 (art. 42) is for appointments */
};

/* All that a decision may leave undone, where the rule set lets it.  The surplus of the law, approval from above,
 * publicity and objections are never left out. */
enum flow_skip { FLOW_SKIP_ROUNDS, FLOW_SKIP_OPINIONS, FLOW_SKIPS };

struct flow_place {
    int round; /* 1 … FLOW_ROUNDS_MOST */
    bool is_down;
};

/* -1, 0, 1: which comes first. */
int flow_compare(struct flow_place a, struct flow_place b);

/* What follows; false behind the last round. */
bool flow_after(struct flow_place p, struct flow_place *out);

struct flow_step {
    struct flow_place place;
    bool is_draft, is_returned, is_approved;
    bool is_agreed; /* decided without changes: the last step of its flow when it is down */
    unsigned
        skipped; /* bit per enum flow_skip: a decision is on record, and the rules allow it */
    int64_t listed;          /* people on its list */
    bool is_unissued;        /* the list is not kept as issued yet */
    const char *broken_seat; /* a seat whose differential is not kept, or NULL */
    int64_t broken_seats, broken_least, broken_got;
    const char *article;
    int64_t opinions_open; /* organisations asked that have not answered */
    date public_from, public_until;
    int64_t public_days;     /* working days wanted; 0: FLOW_PUBLIC_DAYS */
    const char *public_rule; /* whose rule that is; NULL: that of the regulations above */
    int64_t objections_open;
};

/* Is it the step that ends the flow: down, and agreed? */
bool flow_is_last(const struct flow_step *s);

/*
 * May the flow go on behind `s`, which stands behind `before` (NULL: it is the first)?  Faults, in
 * this order: flow.skipped, flow.empty, flow.differential, flow.unissued, flow.draft, flow.returned,
 * flow.unapproved, flow.opinions, flow.not_published and flow.public_short (of the last step, and
 * wherever publicity was begun), flow.public_open, flow.objections.  `today` is a full date.
 */
MUST_USE enum err flow_gate(const struct flow_step *s, const struct flow_step *before,
                            date today, struct fault *f);

/* Which skip would pass the gate by that code; -1: none does. */
int flow_skip_of(const char *code);

/* What `s` left undone by decision, in f; false: nothing.  It stays undone for ever. */
bool flow_undone(const struct flow_step *s, const struct flow_step *before,
                 struct fault *f);
