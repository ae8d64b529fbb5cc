/* What the files of delegates share. */
#pragma once

#include "service/delegates/delegates.h"

/* A code of "level" as a level; REGION_COUNTRY when it is none. */
enum region_level delegates_level(struct str code);

/* The composition from rows that are loaded. */
MUST_USE enum err structure_of(struct call *c, const struct delegates *d,
                               struct structure_view *out);

/* The day at which ages are taken: of the credentials, done or planned, else today. */
date delegates_day(const struct call *c, const struct delegates *d);
