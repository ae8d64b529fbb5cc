/* One-time codes: RFC 6238, SHA-1, 6 digits, 30 s: what every authenticator understands. */
#pragma once

#include "service/site/call.h"
#include "store/rows.h"

/* Does the code fit the account now, or half a minute before or after?  *step is its time step; a step
 * that was used is never taken again. */
bool totp_fits(struct call *c, const struct account *a, struct str code, int64_t *step);
