/* The interface as OpenAPI 3.0: the routes, and a schema for each ledger the caller may read. */
#pragma once

#include "api/route.h"

void openapi_write(struct api *r);

/* Every route with who may call it, as a table in Markdown: docs/permissions.md. */
void openapi_permissions(struct buf *out, const struct route_tables *routes,
                         const struct catalog *c);
