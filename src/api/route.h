/*
 * Routes are data: who may call what, how it runs, and how large its body may be.  One const
 * table per stem; api.c walks them all.  See docs/api.md for what they say.
 */
#pragma once

#include "base/jsonw.h"
#include "net/http.h"
#include "service/account/session.h"
#include "service/record/record.h"
#include "service/site/call.h"

enum {
    PARAMS_MOST = 4,
    QUERIES_MOST = 80, /* pairs behind the ? */
    BODY_NONE = 0,
    BODY_JSON = 4 << 20,
};

/* Who may call: a set of roles, or one of these.  MAY_READ leaves it to the ledger's description,
 * which the service checks for each ledger and region. */
enum {
    MAY_PUBLIC = 1 << 28,
    MAY_OWN = 1 << 29,  /* signed in; also while the password must be changed */
    MAY_READ = 1 << 30, /* signed in */
};

enum run {
    RUN_READ,  /* at once, with a reading connection */
    RUN_WRITE, /* inside the writer's transaction */
    RUN_WORK,  /* on a thread that may block */
};

struct route_tables;

struct api {
    struct call call;
    struct who who;                 /* the caller; id 0 when public */
    struct str params[PARAMS_MOST]; /* the {} parts of the path */
    struct inputs queries;          /* what stands behind the ?, decoded */
    struct json *body;              /* NULL when the route takes bytes or nothing */
    struct str bytes;               /* the body as sent */
    struct http_request *http;
    const struct route_tables *routes; /* all of them, for what describes them */
    struct buf out;                    /* the reply's body: JSON through `w`, or bytes */
    struct jsonw w;
    int status; /* 200 unless set */
    const char *type, *cookie, *disposition;
};

struct route {
    enum http_method method;
    const char *path; /* "/api/rows/{}/{}" */
    uint32_t may;
    enum run run;
    size_t body_most; /* bytes; BODY_JSON: parsed */
    enum err (*handle)(struct api *r);
    const char *about; /* for OpenAPI, English */
};

struct route_table {
    const struct route *routes;
    size_t count;
};

#define ROUTE_TABLE(name)                 \
    extern const struct route_table name; \
    const struct route_table name = {routes, sizeof(routes) / sizeof(routes[0])}

/* Every table there is; made at build from the ROUTE_TABLEs of api (tools/routes.py).  It stands above the
 * rooms: api.c hands it down. */
struct route_tables {
    const struct route_table *const *items;
    size_t count;
};

extern const struct route_tables ROUTES;

/* NULL when there is none; fills params.  *other is true when another method would fit. */
const struct route *route_find(const struct route_tables *tables, enum http_method method,
                               struct str path, struct str params[PARAMS_MOST],
                               bool *other);

/* ---- small things handlers share ----------------------------------------------------- */

MUST_USE enum err api_id(struct api *r, struct str text,
                         int64_t *out); /* "row.none" when it is no number */
MUST_USE enum err api_ledger(struct api *r, const struct ledger **out); /* params[0] */

/* Refuse keys of the body that the route does not know. */
MUST_USE enum err api_keys(struct api *r, const char *const *known);

/* At the door: fill r->queries.  ERR_INVALID "request.queries" (too many), "request.query" (no text). */
MUST_USE enum err api_read_queries(struct api *r);

/* A query value; empty when absent. */
struct str api_query(struct api *r, const char *key);
/* All of them but for those that the route reads itself; `own` ends with NULL. */
struct inputs api_queries(struct api *r, const char *const *own);

MUST_USE enum err api_region(struct api *r, struct str text, region *out); /* empty: home */

void write_label(struct jsonw *w, const char *key, const struct label *l);
void write_instant(struct jsonw *w, const char *key, instant t);
void write_region(struct api *r, const char *key, region place); /* {"id","label"} */
void write_region_members(struct api *r, region place);          /* without the brackets */
