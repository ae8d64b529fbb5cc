/* What the files of the evidence share: the parts of a file, and what was read of it so far. */
#pragma once

#include "base/json.h"
#include "domain/poll/count.h"
#include "domain/poll/evidence.h"

/* The parts in the order of the file, and how often each may stand there. */
enum part {
    PART_HEAD,
    PART_ELECTION,
    PART_ATTENDANCE,
    PART_ROSTER,
    PART_VACANT,
    PART_VOTE_CHANGE,
    PART_BEFORE,
    PART_WITHDRAWAL,
    PART_THAWED,
    PART_ISSUE,
    PART_OFFICER,
    PART_OFFICER_CHANGE,
    PART_GROUP,
    PART_REOPENED,
    PART_ADJUDICATION,
    PART_ALIKE,
    PART_BALLOT,
    PART_GROUP_RESULT,
    PART_RESULT,
    PART_EARLIER_COUNT,
    PART_REDUCTION,
    PART_DECISION,
    PART_SIGNATURE,
    PART_SEAL,
    PARTS,
};

/* A line of a part that stands several times, and the one before it. */
struct said {
    const struct json *o;
    const struct said *before;
};

struct checking {
    struct arena *arena;
    struct fault *fault;
    struct evidence_report *report;
    struct count *count;
    const struct json *election,
        *roster; /* roster NULL: nobody recorded how many are due */
    int64_t line, group_returned;
    int64_t times[PARTS];
    enum part last;         /* that was read */
    struct str ballot;      /* the one before: each is greater */
    bool watched, tellered; /* signed by a scrutineer, by a teller */
    size_t body;            /* bytes before the seal */
    bool has_seal;
    bool is_void;              /* as counted again */
    const struct said *groups; /* what each counting group found */
    const struct said *officers, *signers;
    bool has_chief[2], chief_signed[2]; /* who counts; who watches */
};

/* A number of an object; 0: it is not there. */
static inline int64_t evidence_number(const struct json *o, const char *key)
{
    return json_find_number(o, key, 0);
}

/* Do the numbers fit?  Of those who were there alone; of papers, ballots and groups, too (docs/evidence.md, 4). */
bool evidence_people_fit(const struct checking *k);
bool evidence_sums_fit(const struct checking *k);
