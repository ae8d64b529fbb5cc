/* Whether two names that a poll knows may be one person's: the one way to ask, of candidates, of those elected, of
 * those written in, of who signs.  In simplified characters; what is one else, domain/names/bare.h says. */
#pragma once

#include "domain/names/bare.h"
#include "service/site/call.h"

/* Of the call's arena. */
struct name_form poll_name_form(struct call *c, struct str name);

bool poll_name_perhaps(struct call *c, struct str a, struct str b);
