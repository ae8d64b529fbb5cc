/*
 * From numbers to persons: who is elected, who is tied, what comes next.  Pure.
 *
 * Nobody is elected at or below the bar; the order of candidates on the ballot changes
 * nothing but the order of a list that is to follow the approved one (ORDER_LISTED).
 */
#pragma once

#include "domain/poll/tally.h"

enum outcome_next {
    NEXT_NONE,
    NEXT_RERUN_TIED,       /* 就票数相等的候选人再次投票 */
    NEXT_ANOTHER_ELECTION, /* 不足名额另行选举 */
    NEXT_START_AGAIN,      /* the election is void */
    NEXT_FORMAL_ELECTION,  /* 正式选举: of those who came through the pre-election */
};

struct outcome_person {
    struct str name;
    int64_t approve, oppose, abstain, unclear;
    bool is_write_in, is_elected, is_tied;
    bool is_barred; /* written in, and may not be elected: election_takes() */
    size_t listed;  /* place on the ballot; those written in come behind, by strokes */
    size_t place;   /* in stroke order among all */
};

enum { OUTCOME_RULES_MAX = 12 };

struct outcome {
    const char *
        void_reason; /* NULL: valid.  "quorum_not_met", "more_returned_than_issued", "more_returned_than_present" */
    struct rule_share bar;
    int64_t bar_of;
    struct tally_result tally;         /* all zero when nothing is counted */
    struct outcome_person *candidates; /* as listed */
    struct outcome_person *write_ins;  /* most votes first, then by strokes */
    size_t candidate_count, write_in_count;
    struct outcome_person **elected, **tied,
        **next_candidates; /* in official order; the last
                                                                   by votes */
    size_t elected_count, tied_count, next_count;
    int64_t unfilled;
    enum outcome_next next;
    struct rule_source rules[OUTCOME_RULES_MAX]; /* that the verdict rests on */
    size_t rule_count;
};

/* May voting begin with those present?  The quorum of the rules. */
bool election_may_vote(const struct election *e);

/* Does the list of candidates keep to the surplus rule?  *least and *most candidates. */
bool election_surplus_is_kept(const struct election *e, int64_t *least, int64_t *most);

/* Is there something for a pre-election to cut: more candidates than come through and, where the formal ballot
 * keeps the surplus, more than the rule allows on it (选举法 32, 组织法 27)?  *most candidates that need none. */
bool election_pre_is_needed(const struct election *e, int64_t *most);

/* `t` as counted; all memory in `a`. */
void outcome_of(struct arena *a, const struct election *e, const struct tally_result *t,
                struct outcome *out);
