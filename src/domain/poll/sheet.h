/*
 * A ballot as pages send it, to the line that is counted (ballot.h, sum.h):
 *
 *     {"answers": [{"marks": "YYNA?", "write_in": ["姓名"]}]}    one answer for each question
 *     {"void": "reason"}                                         as a whole, by decision
 *     {"returned": 50, "void": 1, "answers": [{"marks": [[…]…]}]}     a group's sums
 *
 * The same ballot always gives the same bytes, so that equal ballots are equal lines.  Pure.
 */
#pragma once

#include "base/json.h"
#include "domain/poll/rules.h"

struct sheet_question {
    int64_t candidates, seats;
    enum rule_needs needs; /* of write-ins */
    bool after_abstain;    /* an abstention too entitles to one */
};

struct sheet { /* all questions of one paper */
    const struct sheet_question *questions;
    size_t count;
};

enum sheet_from {
    SHEET_VOTER,  /* only what counts: no ? and no void, never more than seats */
    SHEET_TELLER, /* whatever the paper shows */
};

/*
 * ERR_INVALID: vote.shape (what), vote.answers (got, wanted), vote.marks (question, got, wanted),
 * vote.letter (question, candidate),
 * vote.name, vote.no_name, vote.blank_name (question); of a voter ERR_RULE: vote.too_many (question,
 * chosen, seats), vote.write_in (question, most), vote.same_name (question, name).
 */
MUST_USE enum err sheet_line(struct arena *a, const struct json *ballot, struct sheet sheet,
                             enum sheet_from from, struct str *line, struct fault *f);

/* The same for a group's sums; their arithmetic is checked when they are counted.
 * ERR_INVALID vote.shape. */
MUST_USE enum err sheet_sum_line(struct arena *a, const struct json *sums, size_t count,
                                 struct str *line, struct fault *f);

/* Ballots that a line of sums stands for; 1 for a ballot. */
int64_t sheet_returned(struct arena *a, struct str line);

/* The most bytes that a voter's line can have. */
size_t sheet_line_most(const struct sheet_question *questions, size_t count);
