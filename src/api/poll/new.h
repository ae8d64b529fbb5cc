/* A new poll, and the names on it: the bodies NewPoll and of candidates (poll_shapes.h). */
#pragma once

#include "api/route.h"

MUST_USE enum err poll_create_route(struct api *r);
MUST_USE enum err poll_candidates_route(struct api *r);
