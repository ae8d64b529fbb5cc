/* What the files of delegates share. */
#pragma once

#include "service/delegates/delegates.h"

/* The composition from rows that are loaded. */
MUST_USE enum err structure_of(struct call *c, const struct delegates *d,
                               struct structure_view *out);

/* What the gates of a conference ask. */
MUST_USE enum err conference_count(struct call *c, const struct delegates *d,
                                   struct step_numbers *out);

/* The outgoing standing committee decides: whoever was considered becomes a member on that day.  ERR_RULE
 * "sectors.votes", "sectors.not_passed". */
MUST_USE enum err conference_decide(struct call *c, const struct delegates *d,
                                    const struct step_taken *t);

/* The day at which ages are taken: of the credentials, done or planned, else today. */
date delegates_day(const struct call *c, const struct delegates *d);
