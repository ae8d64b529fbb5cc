/* What happens to accounts and to the site itself, for the audit list; and how an account is called. */
#pragma once

#include "service/site/call.h"

/* One line of the audit list, by this call.  Inside the writer. */
MUST_USE enum err event_add(struct call *c, struct str act, struct str target);

/* The same of what was done to an account, which its owner reads too. */
MUST_USE enum err event_about(struct call *c, struct str act, account_id about,
                              struct str target);

/* Who did it, as account_title() calls him; empty: nobody who is known, at the door. */
struct str event_actor(struct call *c, struct str act, account_id who);

/* The title of an account, in the caller's arena; "命令行" / "command line" for 0; "?" when there is none. */
struct str account_title(struct call *c, account_id id);
