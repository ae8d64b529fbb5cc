/* The days on which a congress meets. */
#pragma once

#include "service/site/call.h"

/* Its last: as it was written down, else that of its last sitting; 0: neither is known. */
MUST_USE enum err congress_last_day(struct call *c, const struct row *congress, date *out);

/* ERR_RULE "congress.past": what it has signed is of days that are over, and nobody resumes it. */
MUST_USE enum err congress_may_resume(struct call *c, const struct row *congress);
