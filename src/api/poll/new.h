/* A new poll, and the names on it: the bodies NewPoll and of candidates (poll_shapes.h). */
#pragma once

#include "api/route.h"
#include "service/poll/poll.h"

MUST_USE enum err poll_create_route(struct api *r);
/* The candidates that the caller says he saw; NULL where he says none. */
void read_seen(struct api *r, struct poll_seen *out);
MUST_USE enum err poll_candidates_route(struct api *r);
