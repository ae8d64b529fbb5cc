/*
 * Routes are data.  A row says all there is to know of a route: method, path, who may, how it runs,
 * the shape of its query, of its body and of its reply, what it is for.  The door (api.c), the table of
 * permissions, the description for programs and the types of the browser are made from it.
 */
#pragma once

#include "api/shape.h"

#include "base/jsonw.h"
#include "net/http.h"
#include "service/account/session.h"
#include "service/record/record.h"
#include "service/site/call.h"

enum {
    PARAMS_MOST = 4,
    QUERIES_MOST = 80, /* pairs behind the ? */
    BODY_JSON = 4 << 20,
};

/* Who may call.  The door asks for the role at any region; the services ask for the region. */
enum who_may {
    WHO_PUBLIC,  /* everybody */
    WHO_SELF,    /* signed in, also while the password must be changed */
    WHO_SIGNED,  /* signed in: what one sees follows from what one may read */
    WHO_ROLES,   /* `roles` */
    WHO_LEDGER,  /* one of `rights` to `ledger`, LEDGER_X of "ledgers/x.h" */
    WHO_PATH,    /* the same, to the ledger named by the path */
    WHO_QUERY,   /* the same, named by ?ledger= */
    WHO_WRITERS, /* may write to any ledger at all */
};

enum { /* rights to a ledger */
       RIGHT_READ = 1,
       RIGHT_WRITE = 2,
       RIGHT_EXPORT = 4,
       RIGHT_ACT = 8, /* the act named by the path, else any */
       RIGHT_UNSEAL = 16,
};

struct may {
    enum who_may who;
    role_set roles;
    int ledger;
    unsigned rights;
    const char *but; /* what the service asks besides, in words; NULL: the region alone */
};

/* clang-format off */
#define PUBLIC           { .who = WHO_PUBLIC }
#define SELF             { .who = WHO_SELF }
#define SIGNED(but_)     { .who = WHO_SIGNED, .but = (but_) }
#define ROLES(roles_)    { .who = WHO_ROLES, .roles = (roles_) }
#define ROLES_BUT(roles_, but_) { .who = WHO_ROLES, .roles = (roles_), .but = (but_) }
#define OF(ledger_, right_) { .who = WHO_LEDGER, .ledger = LEDGER_##ledger_, .rights = RIGHT_##right_ }
#define OF_BUT(ledger_, right_, but_) \
    { .who = WHO_LEDGER, .ledger = LEDGER_##ledger_, .rights = RIGHT_##right_, .but = (but_) }
#define IN_PATH(right_)  { .who = WHO_PATH, .rights = RIGHT_##right_ }
#define IN_PATH_EITHER(rights_, but_) { .who = WHO_PATH, .rights = (rights_), .but = (but_) }
#define IN_QUERY(right_) { .who = WHO_QUERY, .rights = RIGHT_##right_ }
#define WRITERS(but_)    { .who = WHO_WRITERS, .but = (but_) }
/* clang-format on */

struct route_body {
    size_t most;               /* bytes; 0: none is taken */
    const struct shape *shape; /* of JSON; NULL: bytes, which the handler reads */
    const char *type;          /* of bytes */
    const struct shape
        *read_as; /* JSON that the handler reads from the bytes itself, for who writes it */
};

struct route_reply {
    int status;                /* when it went well, unless the handler says another */
    const struct shape *shape; /* of JSON */
    const char *
        file; /* what is handed out: the message "handed.FILE", for the audit list; NULL: no file */
    const char *type;  /* of the file; with a shape too: either */
    const char *other; /* another type that it may have */
    int also;          /* another status with the same shape; 0: none */
};

/* clang-format off */
#define NO_QUERY           NULL
#define NO_BODY            { .most = 0 }
#define JSON(shape_)       { .most = BODY_JSON, .shape = (shape_) }
#define BYTES(type_, most_) { .most = (most_), .type = (type_) }
#define JSON_BYTES(shape_, most_) { .most = (most_), .read_as = (shape_) }
#define DONE               { .status = 204 }
#define OK(shape_)         { .status = 200, .shape = (shape_) }
#define OK_OR(shape_, also_) { .status = 200, .shape = (shape_), .also = (also_) }
#define CREATED(shape_)    { .status = 201, .shape = (shape_) }
#define ACCEPTED(shape_)   { .status = 202, .shape = (shape_) }
#define A_FILE(file_, type_) { .status = 200, .file = (file_), .type = (type_) }
#define FILE_OR(file_, type_, other_) { .status = 200, .file = (file_), .type = (type_), .other = (other_) }
#define EITHER(shape_, file_, type_) { .status = 200, .shape = (shape_), .file = (file_), .type = (type_) }
/* clang-format on */

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
    int status;   /* as the row of the route says, unless set */
    int64_t rows; /* of the list that the file holds; -1: it is none */
    const char *type, *cookie, *disposition;
};

/* In the order in which a row is read. NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct route {
    enum http_method method;
    const char *path; /* "/api/rows/{ledger}/{row}" */
    struct may may;
    enum run run;
    const struct shape *query; /* NULL: nothing stands behind the ? */
    struct route_body body;
    struct route_reply reply;
    enum err (*handle)(struct api *r);
    const char *about; /* one line, English */
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

/*
 * The door: may the caller at all, at some region?  The services ask for the region.  ERR_DENIED "denied";
 * of a ledger that the caller reads nowhere ERR_NOT_FOUND "ledger.unknown", of a row in it "row.none".
 * Queries are read.
 */
MUST_USE enum err route_may(struct api *r, const struct route *route);

/* The roles that have one of `rights` to `l`; `act`: the one that is meant, or empty for any. */
role_set roles_with(const struct ledger *l, unsigned rights, struct str act);

/* ---- small things handlers share ----------------------------------------------------- */

MUST_USE enum err api_id(struct api *r, struct str text,
                         int64_t *out); /* "row.none" when it is no number */
MUST_USE enum err api_ledger(struct api *r, const struct ledger **out); /* params[0] */

/*
 * Members of the body, whose shape the door has checked: of the right type, in range.  Text and lists that
 * may be left out are empty then; body_number() is for what must be there.
 */
struct str body_text(struct api *r, const char *key);
int64_t body_number(struct api *r, const char *key);
int64_t body_number_or(struct api *r, const char *key, int64_t otherwise);
bool body_true(struct api *r, const char *key);
const struct json *body_list(struct api *r, const char *key, size_t *count);
/* The id in `object`; 0 when it is not there, or empty. */
MUST_USE enum err body_id(struct api *r, const struct json *object, const char *key,
                          int64_t *out);
/* The number in `object` that its shape demands. */
int64_t json_number(const struct json *object, const char *key);

/* At the door: fill r->queries.  ERR_INVALID "request.queries" (too many), "request.query" (no text). */
MUST_USE enum err api_read_queries(struct api *r);

/* A query value; empty when absent. */
struct str api_query(struct api *r, const char *key);
/* The same, a number that the door has checked. */
int64_t api_query_number(struct api *r, const char *key, int64_t otherwise);
/* All of them but for those that the route reads itself; `own` ends with NULL. */
struct inputs api_queries(struct api *r, const char *const *own);

MUST_USE enum err api_region(struct api *r, struct str text, region *out); /* empty: home */

void write_label(struct jsonw *w, const char *key, const struct label *l);
void write_instant(struct jsonw *w, const char *key, instant t);
void write_region(struct api *r, const char *key, region place); /* {"id","label"} */
void write_region_members(struct api *r, region place);          /* without the brackets */
