/* What a result (domain/election/count.h) says. */
#pragma once

#include "base/json.h"
#include "service/site/call.h"

/* The result of question `i`, whether the sheet has one or several; NULL: none. */
const struct json *result_question(const struct json *result, size_t i);

/* Does it elect anybody?  A pre-election makes candidates of the formal ballot. */
bool result_elects(const struct json *question);

/* What happened, in one sentence of the caller's language. */
struct str result_verdict(struct call *c, const struct json *question);
