/* A poll as its page shows it: everything in one reading. */
#pragma once

#include "domain/direct/turnout.h"
#include "service/poll/alike.h"
#include "service/poll/poll.h"
#include "service/poll/said.h"

struct poll_view {
    struct poll *poll;
    struct attendance_numbers
        people;             /* frozen, or of its sitting now; due 0: not known yet */
    struct turnout turnout; /* of a district's, once it is frozen */
    bool is_frozen, is_direct;
    int64_t slips, used;
    int64_t revision;     /* of the papers: poll_revision() */
    struct str urn_state; /* "none", "open", "closed", "unsealed" */
    struct json *locked;  /* {"holders":[{"name"}]}; NULL: no urn */
    struct count_group *groups;
    struct number_row *first, *second; /* entries of each group's sides */
    size_t group_count;
    struct gates gates; /* of the next step */
    struct gates sums;
    struct alikes alike; /* names that a scrutineer has to decide about before the count */
    struct json *alike_said,
        *alike_proposed; /* what they decided; what one of two has said */
    bool is_shown;       /* a count of it was shown and taken back */
    struct json *result; /* NULL: not counted */
    struct str result_text, signatures, reductions; /* JSON; empty: none */
};

MUST_USE enum err poll_view(struct call *c, row_id id, struct poll_view *out);

struct surplus_view {
    bool
        is_asked; /* of a pre-election and of later rounds it is not: they take whom the one before left */
    int64_t least, most, got; /* candidates in all; most -1: no limit */
    bool is_kept;
    const char *article;
};

/* Judged as before the vote (gates.c). */
MUST_USE enum err poll_surplus(struct call *c, const struct poll *p,
                               const struct poll_election *e, struct surplus_view *out);

/* How the attendance meets the quorum of the first question. */
struct quorum_view {
    const struct rule_share *share;
    int64_t of, needed, present;
    bool is_met;
};

void poll_quorum(const struct poll *p, const struct attendance_numbers *people,
                 struct quorum_view *out);
