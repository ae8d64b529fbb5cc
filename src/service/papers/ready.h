/* Which papers can be made of what is on record, and why not. */
#pragma once

#include "service/papers/values.h"

#define PRIMARY_RESULT "primary_result" /* 预选结果报告单 */

/* Is its first question a pre-election? */
bool poll_is_primary(const struct poll_view *v);

/* Why the paper cannot be made of this question yet, or ever: a code of messages; a result needs a count.  NULL: it
 * can. */
const char *form_why_not(const struct poll_view *v, size_t question, struct str name);

/* A chair reads it out: the names of its blanks are as large as the text. */
bool form_is_spoken(struct str name);

/* Papers that say who was elected in a district, and in a unit of the Party. */
bool form_tells_of_district(struct str name);
bool form_tells_of_unit(struct str name);

/* What the paper v->form of a whole congress, a district, a unit or a sitting waits for: a code of messages.
 * NULL: for nothing. */
MUST_USE enum err form_wait(struct values *v, const char **out);

/* The same, and which numbers of it nobody has on record: it may be made with those blanks open, but is not ready. */
MUST_USE enum err form_lacks(struct values *v, const char **out);
