/* What the tables of routes say, for programs and for people. */
#pragma once

#include "api/route.h"

/* What the paths of one ledger's rows take (NULL: the caller may not write) and give. */
struct row_shapes {
    const struct ledger *ledger;
    const struct shape *row, *page, *create, *update;
};

struct row_shapes row_shapes_of(struct arena *a, const struct ledger *l, bool may_write);

/* The interface as OpenAPI 3.0.3.  With `call`: paths of their own, with typed rows, for the ledgers that it
 * may read as well. */
void openapi_write(struct jsonw *w, const struct route_tables *routes,
                   const struct catalog *c, const struct call *call);

/* docs/permissions.md: who may call which route, and what each role may with each ledger. */
void openapi_permissions(struct buf *out, const struct route_tables *routes,
                         const struct catalog *c);

/* The right that a route asks for, in words: "poll: write"; and the roles that have it, "congress office",
 * nothing where they follow from a ledger that the caller names. */
void may_write(struct buf *out, const struct may *may, const struct catalog *c);
void may_write_roles(struct buf *out, const struct may *may, const struct catalog *c);

/* A schema as it is used: a reference when the shape has a name. */
void schema_write(struct jsonw *w, const struct shape *s, bool is_nullable);
/* All named shapes of the routes, and of `rows`, as members of components.schemas. */
void schemas_write(struct jsonw *w, const struct route_tables *routes,
                   const struct row_shapes *rows, size_t row_count, struct arena *a);
