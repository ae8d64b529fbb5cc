/* Acts of two: another person than the caller gives name and password at the same screen (second_shape). */
#pragma once

#include "api/route.h"
#include "service/account/session.h"

/* As the body's member `second` says, for a service that asks about him itself; all empty: the body has none. */
struct second api_second_said(struct api *r);

/* Whoever stands in the body's member `second` and holds one of `roles` at `at`; 0: the body has none, and the
 * service says whether it is needed.  Errors: of session_second(). */
MUST_USE enum err api_second(struct api *r, role_set roles, region at, account_id *out);
