/* Whose password nobody sets alone. */
#pragma once

#include "service/site/call.h"
#include "store/rows.h"

/* Does the account hold any role, or its owner a key of an urn that is not unsealed yet?  There is no role that neither
 * signs, nor unseals, nor vouches beside another: whoever could take such an account alone would be both of two.
 * Holders are known by the names that they gave: the account's title or name, or the person in its title. */
MUST_USE enum err account_is_guarded(struct call *c, const struct account *a, bool *out);
