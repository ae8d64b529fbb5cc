/*
 * A counting group's sums, where ballots are counted on tally sheets and not entered one by one:
 *
 *     {"sum": {"returned": 50, "void": 1, "answers":
 *         [{"marks": [[45, 2, 1, 1], …], "write_in": [{"name": "姓名", "approve": 3}]}]}}
 *
 * A line among the ballots.  Per candidate approve, oppose, abstain, unclear: together they are
 * the valid ballots, returned − void.  What makes a ballot void was judged on the table, so that
 * what is left must be possible with valid ballots alone: tally_judge_sum().  A name that stands
 * there twice is added up first, as name_plain() compares names.  Pure.
 */
#pragma once

#include "domain/poll/tally.h"

bool sum_is_one(struct str line);

/*
 * Read the line and add it: one tally and one answer for each question.  ERR_INVALID with the
 * line number: sum.shape (line, what), sum.valid (line, question, candidate, sum, valid),
 * sum.void, and those of tally_judge_sum().  Nothing is added when it is wrong.
 */
MUST_USE enum err sum_count(struct arena *a, struct str line, int64_t number,
                            struct tally *const *tallies, size_t count, struct fault *f);
