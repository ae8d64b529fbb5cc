/*
 * Counting an election from text to text: `huanjie count`.
 *
 *     election_begin(a, election_json, &c, &f);
 *     election_feed(c, block, &f);      as often as there are blocks of any size
 *     election_end(c, &out, &f);        the result as JSON
 *
 * Ballots are lines of JSON (ballot.h), or sums of a counting group (sum.h); empty lines do not
 * count.  A malformed line is an error with its number and not a spoilt ballot: data is wrong there, not a vote.
 * Pure; memory does not grow with the number of ballots.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { COUNT_LINE_MAX = 1 << 20 /* bytes of one ballot */ };

struct count;

/* Everything is in `a`, which must outlive the count.  Errors of election_read(). */
MUST_USE enum err election_begin(struct arena *a, struct str election_json,
                                 struct count **out, struct fault *f);

/* The next bytes of the ballots; lines may be cut anywhere.  Errors: ballot.*. */
MUST_USE enum err election_feed(struct count *c, struct str block, struct fault *f);

/*
 * {"election":"valid|void","reason":null|"quorum_not_met"|"more_returned_than_issued"|
 *  "more_returned_than_present", and of a pre-election "pre_election":true,
 *  "returned":n,"valid":n,"void":n,"void_for":{…},"issued":n,"printed":n,"left":n,
 *  "quorum":{"base","of","at_least|more_than","present"},
 *  "bar":{"base":"due","of":248,"more_than":124},
 *  "candidates":[{"name","approve","oppose","abstain","unclear","elected"}],
 *  "write_ins":[… and of whom may not be elected "barred":true],"elected":[…],"tied":[…],"unfilled":n,
 *  "next":"none|rerun_tied|another_election|start_again|formal_election",
 *  "next_seats":n,"next_candidates":[…],"warnings":[{"rule","least","most","got",…}],
 *  "rules":[{"rule","document","article","edition","confidence"}]}
 *
 * Of several questions on one sheet: {"questions":[one such object for each]}.
 */
MUST_USE enum err election_end(struct count *c, struct buf *out, struct fault *f);

/* Give a count up that will not be ended; election_feed() and election_end() do so when they fail.
 * NULL is fine. */
void election_drop(struct count *c);

/* All three in one. */
MUST_USE enum err election_count_json(struct str election_json, struct str ballots_jsonl,
                                      struct arena *a, struct buf *out, struct fault *f);
