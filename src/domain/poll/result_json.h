/* The outcome of an election as JSON; its shape is described in count.h.  Pure. */
#pragma once

#include "base/jsonw.h"
#include "domain/poll/outcome.h"

void result_write(struct jsonw *w, const struct election *e, const struct outcome *o);
