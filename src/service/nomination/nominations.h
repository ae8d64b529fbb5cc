/*
 * Nomination: the rounds up and down of one body, each step with its list, opinions, differential,
 * publicity and objections.  Ledgers nomination, nominee, nomination_opinion, objection.
 *
 * Reading needs a reader of the ledger nomination at the region; acts a writer.  Functions that write run inside
 * the writer's transaction.  Common errors: ERR_NOT_FOUND "row.none", ERR_DENIED, ERR_BUSY, ERR_IO.
 */
#pragma once

#include "domain/nomination/flow.h"
#include "service/record/row_acts.h"

struct seat_line { /* one seat (code) of a list */
    struct str seat;
    int64_t seats, candidates;
    int64_t least, most; /* candidates in all; most -1: no limit */
    bool is_kept;
    const char *article; /* "" when no rule speaks of it */
};

struct flow_line {
    struct row *row;
    struct flow_step step;
    struct row **nominees; /* of its round */
    size_t nominee_count;
    struct row **opinions;
    size_t opinion_count;
    struct seat_line *seats;
    size_t seat_count;
    int64_t listed, objections;
    bool is_undone, is_open; /* something left out by decision, for ever; published now */
    struct fault gate;       /* kind ERR_OK: open */
    struct fault undone;
};

struct flow_query {
    region region;
    struct str body_kind, level; /* level empty: that of the region */
};

/* The steps of the latest body of that kind, in their order. */
struct flow {
    const struct ledger *ledger;
    struct flow_line *lines;
    size_t count;
    bool has_next;
    struct flow_place next;
};

MUST_USE enum err nomination_flow(struct call *c, const struct flow_query *q,
                                  struct flow *out);

/* One step with its flow around it; *at is its place in the flow. */
MUST_USE enum err nomination_open(struct call *c, row_id id, struct flow *out, size_t *at);

/* The list as it was issued, JSON; empty when it was not.  ERR_IO "nominations.broken" when it no longer
 * fits the fingerprint that the row keeps. */
MUST_USE enum err nomination_issued(struct call *c, const struct flow_line *line,
                                    struct str *out);

/* May it be issued?  Nobody listed, or issued already: ERR_RULE flow.empty, nominations.issued. */
MUST_USE enum err nomination_may_issue(struct call *c, const struct flow_line *line);

/* Keep `body` (JSON) as the list of that step. */
MUST_USE enum err nomination_issue(struct call *c, const struct flow_line *line,
                                   struct str body);

/*
 * Open the step that follows `from`, the last of its flow, with its list.  A gate that is not open is passed
 * only where the rule set allows it, by whom it says and with a paper; the row of `from` keeps the decision and
 * stays undone for ever.  ERR_RULE flow.*, nominations.skip_never, skip_by, skip_paper, not_last, finished.
 */
struct skip_decision {
    struct str reason, by, paper; /* by: a word of SKIP_BY_NAMES */
};

MUST_USE enum err nomination_next(struct call *c, row_id from,
                                  const struct skip_decision *skip, row_id *out);

/*
 * The approved nominees of the last step become candidates of an election that is being prepared, beside those
 * it has.  `seat` empty: the seat that belongs to the election's office.  Needs the role that runs the congress.
 * ERR_RULE nominations.unfinished, nominations.none, flow.*.
 */
MUST_USE enum err nomination_candidates(struct call *c, row_id id, row_id election,
                                        struct str seat, int64_t *added);
