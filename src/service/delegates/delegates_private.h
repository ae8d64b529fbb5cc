/* What the files of delegates share. */
#pragma once

#include "service/delegates/delegates.h"

/* The composition from rows that are loaded. */
MUST_USE enum err structure_of(struct call *c, const struct delegates *d,
                               struct structure_view *out);

/* The day at which ages are taken: of the credentials, done or planned, else today. */
date delegates_day(const struct call *c, const struct delegates *d);
