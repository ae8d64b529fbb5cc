/*
 * Polls: one ballot paper from its questions to a signed result.  Ledgers poll, election, candidate;
 * tables of schema/0003_election.sql.  States: preparing → frozen → open → closed → counted → signed.
 *
 * Reading needs a reader of the ledger poll at its region.  Acts need the role `congress` there unless
 * said otherwise.  Functions that write run inside the writer's transaction.  Common errors:
 * ERR_NOT_FOUND "row.none", ERR_DENIED "denied", ERR_RULE "poll.state" (act, state), ERR_BUSY, ERR_IO.
 */
#pragma once

#include "domain/congress/attendance.h"
#include "domain/poll/sheet.h"
#include "service/record/row_acts.h"
#include "store/rows.h"

enum { POLL_ELECTIONS_MOST = 20, POLL_CANDIDATES_MOST = 500 };

struct poll_election {
    struct row *row;         /* whole, with its settings */
    struct row **candidates; /* in ballot order; without those written in */
    size_t candidate_count;
    const struct rule_office *office; /* of the edition frozen, else of that in force */
    const struct rule_seniority *seniority; /* NULL: the set asks none for the office */
    int64_t edition;                        /* its number; 0: compiled in */
};

struct poll {
    const struct ledger *ledger, *election_ledger, *candidate_ledger, *congress_ledger;
    struct row *row, *congress;
    struct poll_election *elections;
    size_t election_count;
    int64_t cast;
};

/* The poll with its questions and names, for those who may read it. */
MUST_USE enum err poll_load(struct call *c, row_id id, struct poll **out);

/* What the `i`th name is called on the ballot and in the result: with its unit in brackets where another candidate
 * of the same election bears the name too (王伟（县教育局）). */
struct str candidate_called(struct call *c, const struct poll *p,
                            const struct poll_election *e, size_t i);

/* The unit that stands behind the `i`th name before the voter, on paper and on his phone; empty: none.  A ballot that
 * says of one candidate more than of another commends him: units stand there only where namesakes must be told
 * apart, and then behind every name of the poll, if every unit is known. */
struct str candidate_unit(const struct poll *p, const struct poll_election *e, size_t i);

/* ERR_DENIED unless the caller may do `act` (POLL_DO_OPEN); ERR_RULE "poll.state" unless the poll is in a state
 * from which the ledger lets it. */
MUST_USE enum err poll_may(struct call *c, const struct poll *p, int act);

/* Do it: the row moves to the act's state. */
MUST_USE enum err poll_act(struct call *c, struct poll *p, struct row *after, int act,
                           struct str reason);

/* ---- making one ---------------------------------------------------------------------- */

struct candidate_new {
    struct str name, unit, post;
    row_id person;
    struct str sex, ethnicity, education;
    date birth, party_joined;
};

struct election_new {
    struct str title, office, post_title, rules;
    struct str settings; /* JSON object, or empty */
    int64_t seats;
    bool is_pre_election, is_formal; /* formal: the ballot after a pre-election */
    row_id previous;                 /* the election whose round this follows; 0: none */
    struct str
        order_reason; /* the names stay in the order given; empty: that of the rules */
    const struct candidate_new *candidates;
    size_t candidate_count;
};

struct poll_new {
    row_id congress, sitting, previous; /* sitting, previous: 0 for none */
    struct str title, colour, way, style;
    int64_t cast, round; /* 0: 1 */
    const struct election_new *elections;
    size_t election_count;
};

/* ERR_RULE "poll.congress_closed": nobody votes after the end.
 * ERR_INVALID: poll.elections, election.rules, election.office, candidate names, settings. */
MUST_USE enum err poll_create(struct call *c, const struct poll_new *n, row_id *out);

/* What the caller saw when he decided. */
struct poll_seen {
    int64_t ver;     /* of the poll; 0: not said */
    row_id election; /* whose candidates were seen; 0: those of all, in their order */
    const row_id
        *candidates; /* NULL: not said.  Every list that is saved has rows of its own */
    size_t count;
};

/* Does it still stand so?  Asked in the writer, before an act that would undo what somebody else did meanwhile.
 * ERR_CONFLICT "row.stale". */
MUST_USE enum err poll_seen(struct call *c, row_id poll, const struct poll_seen *seen);

/*
 * Replace the names of one election.  They are put in the order of its rules (stroke order, or as
 * listed); with `order_reason` they stay as given, and the reason is kept and printed nowhere else.
 * ERR_INVALID "election.same_name", "poll.names"; ERR_RULE "poll.state".
 */
MUST_USE enum err poll_set_candidates(struct call *c, row_id poll, row_id election,
                                      const struct candidate_new *names, size_t count,
                                      struct str order_reason);

/* ---- freezing ------------------------------------------------------------------------ */

/* A condition of the next step, for the page and as the refusal. */
struct gate {
    const char *name; /* "candidates", "surplus", "quorum", "scrutineer", "conflict" … */
    bool is_ok;
    struct fault fault; /* why not; code empty when ok */
};

enum { GATES_MOST = 32 };

struct gates {
    struct gate items[GATES_MOST];
    size_t count;
};

struct poll_people { /* those with a vote, as frozen */
    struct attendance_numbers numbers;
    instant at;
};

/* Numbers of the sitting as they stand, or those given by hand where nobody checks in. */
MUST_USE enum err poll_gates(struct call *c, const struct poll *p,
                             const struct attendance_numbers *people, struct gates *out);

/* Numbers that nobody's door counted: of a district's election, or of a hall that checked nobody in. */
struct attendance_given {
    struct attendance_numbers people;
    account_id second; /* who counted beside the caller (poll_seconds()); 0: nobody */
};

/*
 * Fix who may vote, the rules' edition and the names.  `given` NULL: from `sitting`.
 * ERR_RULE: poll.cast_open, poll.no_candidates, poll.surplus, poll.quorum, poll.no_scrutineer, officer.*,
 * second.needed.
 */
MUST_USE enum err poll_freeze(struct call *c, row_id poll, row_id sitting,
                              const struct attendance_given *given);

struct thawing {
    struct str reason;
    int64_t destroyed; /* papers that came back and were destroyed */
    account_id second; /* who saw it beside the caller (poll_seconds()); 0: nobody */
};

/*
 * Back to preparing, while nobody voted.  Every paper that was printed or given out has come back and is destroyed,
 * and the numbers of the issue begin anew with the next freeze, whose papers bear the next revision; slips made so far
 * are void.  The evidence says it.  ERR_RULE "poll.voted", "thaw.papers" (destroyed, out), "second.needed".
 */
MUST_USE enum err poll_thaw(struct call *c, row_id poll, const struct thawing *t);

/* Of the papers as they are printed now: 1, and one more for each freeze taken back. */
MUST_USE enum err poll_revision(struct call *c, const struct poll *p, int64_t *out);

/* What the freeze fixed; ERR_NOT_FOUND "poll.not_frozen". */
MUST_USE enum err poll_frozen(struct call *c, row_id poll, struct json **out);

/* The questions as ballots are checked against, from the frozen text; in the caller's arena. */
MUST_USE enum err poll_questions(struct call *c, const struct poll *p,
                                 struct sheet_question **out);

/* ---- paper --------------------------------------------------------------------------- */

enum { ISSUE_KEEP = -1 };

struct issue { /* of paper ballots; ISSUE_KEEP: leave as it is */
    int64_t printed, issued, unused, cut, returned;
};

/* ERR_RULE "poll.sums" only for what can never be true (negative, more returned than issued …). */
MUST_USE enum err poll_issue(struct call *c, row_id poll, const struct issue *n);

/* So many voters of the district came to the stations or the meeting, say the caller and `second` (poll_seconds());
 * till the count.  ERR_RULE "poll.came" (no district, or not frozen yet), "poll.checked_in", "poll.turnout" (more than
 * are registered), "second.needed", and as poll_issue(). */
MUST_USE enum err poll_came(struct call *c, row_id poll, int64_t came, account_id second);

/* What must agree before a count, each with its numbers: gates "issued", "returned" … */
MUST_USE enum err poll_sums(struct call *c, const struct poll *p, struct gates *out);

/* Stop voting; the whole cast. */
MUST_USE enum err poll_close(struct call *c, row_id poll);

/* ---- parts --------------------------------------------------------------------------- */

/* Somebody who counts or watches. */
struct poll_officer {
    struct str duty, name;
    bool is_gone; /* withdrawn since, and did not sign */
    bool has_signed;
};

/* Those fixed at the freeze, those passed since (service/congress/watch.h) and whoever signed; of a poll that was
 * frozen before they were fixed, those passed now. */
MUST_USE enum err poll_officers(struct call *c, const struct poll *p,
                                struct poll_officer **out, size_t *count);

/* A JSON text kept with the poll; empty when there is none. */
MUST_USE enum err poll_part(struct call *c, row_id poll, const char *part, struct str *out);

/* How many slips and votes the cast of this poll has. */
MUST_USE enum err poll_slips(struct call *c, const struct poll *p, int64_t *slips,
                             int64_t *used);
