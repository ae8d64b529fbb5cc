/* What a result (domain/poll/count.h) says. */
#pragma once

#include "base/json.h"
#include "service/site/call.h"

/* The result of question `i`, whether the sheet has one or several; NULL: none. */
const struct json *result_question(const struct json *result, size_t i);

/* Does it elect anybody?  A pre-election makes candidates of the formal ballot. */
bool result_elects(const struct json *question);

/* Why somebody over the bar is not elected, or what else became of `person` of the question: "elected", "formal"
 * (candidate of the formal ballot), "tied", "seats_full", "barred" (written in, may not
 * be elected), "" (not enough votes, or the election is void). */
const char *result_fate(const struct json *question, const struct json *person);

/* What happened, in one sentence of the caller's language. */
struct str result_verdict(struct call *c, const struct json *question);
