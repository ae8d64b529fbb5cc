/* A poll as JSON (docs/congress.md). */
#pragma once

#include "api/route.h"
#include "service/poll/view.h"

/* Read it anew and write it: the reply of every act on a poll. */
MUST_USE enum err write_poll(struct api *r, row_id id);

void write_group(struct api *r, const struct count_group *g, int64_t first, int64_t second);

/* Its member "voiding". */
MUST_USE enum err write_void_json(struct api *r, const struct poll *p);

/* Its members "left_out" and "withdrawals". */
MUST_USE enum err write_laid_json(struct api *r, const struct poll *p);
