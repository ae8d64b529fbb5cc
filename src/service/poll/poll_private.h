/* What the files of the poll feature share among themselves. */
#pragma once

#include "base/utf8.h"
#include "domain/poll/election.h"
#include "service/poll/poll.h"
#include "service/poll/result.h"

struct poll_numbers {
    int64_t due, present, issued, printed, round;
    size_t questions;
};

/* ELECTION.json (domain/poll/election.h) from the frozen questions and the numbers of the day. */
struct str poll_election_json(struct call *c, const struct poll_numbers *n,
                              struct str questions);

struct turnout;

/* Those present when it was frozen; of a district those who take part, as its records say till the count and as they
 * were counted from then on.  Zeros before it is frozen. */
MUST_USE enum err poll_people(struct call *c, const struct poll *p,
                              struct attendance_numbers *out);

/* The parts of a district's; zeros of any other. */
MUST_USE enum err poll_turnout(struct call *c, const struct poll *p, struct turnout *out);

/* Write them into the poll's row; of `fix` as the records say now, nothing where it is no district's. */
void poll_put_turnout(const struct poll *p, struct row *row, const struct turnout *t);
MUST_USE enum err poll_fix_turnout(struct call *c, const struct poll *p, struct row *row);

/* Have two people, who last said how many came, seen as many proxies and ballots in boxes as there are? */
bool poll_vouched(const struct poll *p, const struct turnout *t);

/* ERR_RULE "poll.turnout": more than are registered. */
MUST_USE enum err turnout_refuse(struct call *c, const struct turnout *t,
                                 int64_t registered);

/* One JSON object more in a part of the poll that is a list; nothing is an empty one. */
MUST_USE enum err poll_part_append(struct call *c, row_id poll, const char *part,
                                   struct str object);

/* What was taken back, lists in the evidence: freezes, groups whose ballots were entered, counts (undone.c). */
extern const char POLL_THAWED[], POLL_REOPENED[], POLL_EARLIER_COUNTS[];
MUST_USE enum err poll_group_undone(struct call *c, const struct poll *p,
                                    const struct count_group *g, struct str reason);

/* The people and papers of the day, as the rows say. */
MUST_USE enum err poll_numbers_of(struct call *c, const struct poll *p,
                                  struct poll_numbers *out);

/* What scrutineers said of names (alike.h): [{"question", "as", "names", "fold", "by", "at", "account",
 * "second"}]; `as` is empty of those that are several, `second` "0" where one alone said so before any count was
 * shown. */
MUST_USE enum err alike_said(struct call *c, const struct poll *p, struct json **out);
/* The same of what one scrutineer said and another has not yet. */
MUST_USE enum err alike_proposed(struct call *c, const struct poll *p, struct json **out);

/* The ballots that are in, counted now: what is counted, and the result. */
MUST_USE enum err poll_counted(struct call *c, const struct poll *p, struct str *election,
                               struct str *result);

/* The questions as they stand now, a JSON list. */
MUST_USE enum err poll_questions_json(struct call *c, const struct poll *p,
                                      struct str *out);

/* The settings of a question (JSON object or empty), with what its round makes of it. */
struct str poll_settings(struct call *c, struct str own, bool is_pre, bool is_formal);

/* The first member that changes a rule, which only an edition does that two people approve; empty: none. */
struct str settings_beyond(struct call *c, struct str settings);

/* Does it fill seats fallen vacant (补选)? */
bool settings_by_election(struct call *c, struct str settings);

/* The same, read.  ERR_NOT_FOUND "poll.not_frozen". */
MUST_USE enum err poll_frozen_paper(struct call *c, const struct poll *p,
                                    const struct poll_numbers *n,
                                    struct election_paper *out);

/* The polls of the same cast that are in `state`. */
MUST_USE enum err poll_cast(struct call *c, const struct poll *p, int state,
                            struct poll ***out, size_t *out_count);

/* A cast is one moment: nothing joins it once its urn stands, be it new, moved there or restored.  ERR_RULE
 * "poll.cast_open". */
MUST_USE enum err poll_cast_free(struct call *c, row_id congress, int64_t cast);

/* What the people of a cast allow: as many as are present; of a district, as many as its voters. */
struct cast_room {
    int64_t slips; /* that may be made in all */
    int64_t votes; /* that may be cast in all: who has a paper ballot casts none */
};

/* The least of all polls of the cast that are voted on by slip.  Asks nobody whether he may. */
MUST_USE enum err poll_cast_room(struct call *c, row_id congress, int64_t cast,
                                 struct cast_room *out);

/* Is the signer on the list of passed officers with his duty, and the caller of its side?  ERR_RULE sign.duty,
 * sign.name; ERR_DENIED sign.no_scrutineer, sign.no_teller. */
MUST_USE enum err signer_check(struct call *c, const struct poll *p,
                               const struct signing *s);

/* With the freeze those who count and watch are fixed as they stand, and what was changed before is of no poll; when it
 * is thawed they are not fixed any more. */
MUST_USE enum err poll_officers_fix(struct call *c, const struct poll *p);
MUST_USE enum err poll_officers_free(struct call *c, const struct poll *p);

/* A list of what was changed among them since, each by two people: the parts "officer_change" of the evidence; or
 * empty. */
MUST_USE enum err poll_officer_changes(struct call *c, const struct poll *p,
                                       struct str *out);

/* A list of those whose vote was ended or given by a decision before the poll was frozen: the parts "vote_change"
 * of its evidence. */
MUST_USE enum err poll_vote_changes(struct call *c, const struct poll *p, struct str *out);

/* A list of what the law asks before an election (domain/congress/before.h), and where it was done: the parts
 * "before" of its evidence. */
MUST_USE enum err poll_preceding(struct call *c, const struct poll *p, struct str *out);

/* Seal what is known of the poll by now (docs/evidence.md) and keep it; the digest goes into `after`. */
MUST_USE enum err evidence_make(struct call *c, const struct poll *p, struct row *after);

bool poll_has_paper(const struct poll *p);     /* way paper or both */
bool poll_is_electronic(const struct poll *p); /* way electronic or both */
bool poll_is_direct(const struct poll *p);     /* of a district: voters, not delegates */
