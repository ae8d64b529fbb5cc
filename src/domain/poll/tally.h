/*
 * Counting: ballots in, numbers out.  Pure.
 *
 * Invariants, which the tests and the fuzzer check:
 *   approve + oppose + abstain + unclear = valid    for each candidate
 *   valid + spoilt = returned
 * and the order of ballots changes nothing.
 */
#pragma once

#include "domain/poll/ballot.h"
#include "domain/poll/election.h"

enum { TALLY_NAMES_MAX = 100000 /* different names written in */ };

struct tally;

struct tally_name {
    struct str name; /* as name_plain() */
    int64_t approve;
};

struct tally_result {
    int64_t returned, valid;
    int64_t spoilt, spoilt_decided, spoilt_too_many,
        spoilt_unclear;                            /* the first is their sum */
    int64_t *approve, *oppose, *abstain, *unclear; /* of each candidate */
    struct tally_name *names;                      /* written in and counted, in no order */
    int64_t
        own; /* on valid ballots: written in although a candidate or elected before; counts for nothing */
    size_t name_count;
};

/* `e` is borrowed; all memory is in `a`. */
struct tally *tally_new(struct arena *a, const struct election *e);

enum ballot_fate {
    BALLOT_VALID,
    BALLOT_DECIDED,  /* void as a whole, as the scrutineers decided */
    BALLOT_TOO_MANY, /* more names than seats */
    BALLOT_UNCLEAR,  /* an unreadable mark, where that voids the ballot */
};

struct judged {
    enum ballot_fate fate;
    struct str names[BALLOT_WRITE_INS_MAX]; /* written in and counted, in scratch memory */
    size_t name_count;
    int64_t own; /* names of candidates and of those elected before */
};

/* Is the ballot valid, and which of its names count?  Nothing is counted yet.
 * ERR_INVALID ballot.marks (line, letters, candidates), ballot.letter (line, letter). */
MUST_USE enum err tally_judge(const struct tally *t, struct arena *scratch,
                              const struct ballot *b, int64_t number, struct judged *out,
                              struct fault *f);

/* Count it as judged.  ERR_TOO_BIG ballot.names (most). */
MUST_USE enum err tally_add(struct tally *t, const struct ballot *b, const struct judged *j,
                            struct fault *f);

/* How many bytes tally_quick() may read from where it starts; 0: it is not for this
 * election. */
size_t tally_quick_bytes(const struct tally *t);

/* Count a ballot without write-ins, of which `marks` are the letters.  False, and nothing
 * is counted, when one of them is not Y N A ?. */
bool tally_quick(struct tally *t, const char *marks);

/* What a counting group found, already judged: valid is returned − voided. */
struct tally_sum {
    int64_t returned, voided;
    int64_t *marks;           /* of each candidate: approve, oppose, abstain, unclear */
    struct tally_name *names; /* each once */
    size_t name_count;
};

size_t tally_candidates(const struct tally *t);

/* election_name() of the tally's election. */
struct str tally_key(const struct tally *t, struct arena *a, struct str name);

struct sum_place { /* for messages */
    int64_t line;
    size_t question; /* from 1 */
};

/*
 * Can valid ballots give these sums?  What no ballot may show, no sum of ballots shows.
 * ERR_INVALID, each with line and question: sum.names (name, votes, valid) a name on more than the
 * valid ballots; sum.chosen (approvals and names, seats × valid, seats, valid); sum.write_ins (names,
 * marks that entitle to them); sum.never (name) where nobody may be written in; sum.unclear
 * (candidate, times) where an unreadable mark voids the ballot.
 */
MUST_USE enum err tally_judge_sum(const struct tally *t, const struct tally_sum *s,
                                  struct sum_place at, struct fault *f);

/* Add a group's sums, whose rows add up.  Names of candidates are left out, as on a ballot.
 * ERR_TOO_BIG ballot.names. */
MUST_USE enum err tally_add_sum(struct tally *t, const struct tally_sum *s,
                                struct fault *f);

/* The numbers so far, in `a`. */
void tally_result(struct tally *t, struct arena *a, struct tally_result *out);
