/* A site with all that runs on it: what main opens and closes. */
#pragma once

#include "service/site/site.h"

/* As site_begin(), and then sessions, jobs, imports, typefaces.  *out is NULL on failure. */
MUST_USE enum err site_open(const struct site_opening *how, struct site **out,
                            struct fault *f);
void site_free(struct site *s); /* NULL is fine */
