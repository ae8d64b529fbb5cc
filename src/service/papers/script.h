/* The chair's script (主持词) of a sitting, from what is on record at the moment. */
#pragma once

#include "domain/congress/script.h"
#include "service/site/call.h"

/* For those who may read the congress of the sitting; ERR_NOT_FOUND "row.none". */
MUST_USE enum err script_make(struct call *c, row_id sitting, struct script *out);
