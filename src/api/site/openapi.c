#include "api/site/openapi.h"

#include "base/arena.h"

#include <stdlib.h>

#define LICENSE_NAME "Apache-2.0"
#define LICENSE_URL  "https://www.apache.org/licenses/LICENSE-2.0"

/* ---- names ----------------------------------------------------------------------------- */

static char capital(char c)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    if (c >= 'a' && c <= 'z')
        return LETTERS[c - 'a'];
    return c;
}

/* "/api/polls/{poll}/groups" asked with GET: getPollsByPollGroups. */
static void write_operation_id(struct jsonw *w, const struct route *route)
{
    bool begins = false;

    jsonw_key(w, "operationId");
    jsonw_raw(w, STR("\""));
    buf_text(w->out, route->method == HTTP_GET ? "get" : "post");
    for (const char *p = route->path + strlen("/api"); *p; p++) {
        if (*p == '{')
            buf_text(w->out, "By");
        bool is_letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (is_letter && begins)
            buf_char(w->out, capital(*p));
        else if (is_letter)
            buf_char(w->out, *p);
        begins = !is_letter;
    }
    buf_char(w->out, '"');
}

static void write_tag(struct jsonw *w, const struct route *route)
{
    struct str rest = str_of(route->path + strlen("/api/")), tag;

    (void)str_cut(&rest, '/', &tag);
    jsonw_key(w, "tags");
    jsonw_open(w, '[');
    jsonw_str(w, tag);
    jsonw_close(w, ']');
}

/* ---- parameters ------------------------------------------------------------------------ */

static void open_parameter(struct jsonw *w, struct str name, const char *in, bool needed)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "name", name);
    jsonw_pair(w, "in", str_of(in));
    jsonw_pair_bool(w, "required", needed);
}

static void write_path_parameters(struct jsonw *w, const struct route *route)
{
    struct str rest = str_of(route->path);

    for (struct str piece; str_cut(&rest, '/', &piece);) {
        if (!str_starts(piece, STR("{")))
            continue;
        open_parameter(w, str_sub(piece, 1, piece.len - 2), "path", true);
        jsonw_key(w, "schema");
        jsonw_raw(w, STR("{\"type\":\"string\"}"));
        jsonw_close(w, '}');
    }
}

static void write_query_parameters(struct jsonw *w, const struct shape *query)
{
    for (const struct member *m = query->members; m->name; m++) {
        open_parameter(w, str_of(m->name), "query", m->need == MUST);
        jsonw_key(w, "schema");
        schema_write(w, &m->as, false);
        jsonw_close(w, '}');
    }
    if (!query->is_open)
        return;
    open_parameter(w, STR("filters"), "query", false);
    jsonw_pair(w, "description", STR("filters by the fields of the ledger: docs/api.md"));
    jsonw_key(w, "schema");
    jsonw_raw(w,
              STR("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"));
    jsonw_close(w, '}');
}

static void write_parameters(struct jsonw *w, const struct route *route)
{
    jsonw_key(w, "parameters");
    jsonw_open(w, '[');
    write_path_parameters(w, route);
    if (route->query)
        write_query_parameters(w, route->query);
    if (route->method == HTTP_POST)
        jsonw_raw(w, STR("{\"$ref\":\"#/components/parameters/XHuanjie\"}"));
    jsonw_close(w, ']');
}

/* ---- bodies and replies ----------------------------------------------------------------- */

static void write_bytes(struct jsonw *w, const char *type)
{
    if (!type)
        return;
    jsonw_key(w, type);
    jsonw_raw(w, STR("{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}"));
}

static void write_content(struct jsonw *w, const struct shape *shape, const char *type,
                          const char *other)
{
    jsonw_key(w, "content");
    jsonw_open(w, '{');
    if (shape) {
        jsonw_key(w, "application/json");
        jsonw_open(w, '{');
        jsonw_key(w, "schema");
        schema_write(w, shape, false);
        jsonw_close(w, '}');
    }
    write_bytes(w, type);
    write_bytes(w, other);
    jsonw_close(w, '}');
}

static void write_body(struct jsonw *w, const struct route *route)
{
    if (!route->body.most)
        return;
    jsonw_key(w, "requestBody");
    jsonw_open(w, '{');
    jsonw_pair_bool(w, "required", true);
    write_content(w, route->body.shape ? route->body.shape : route->body.read_as,
                  route->body.type, NULL);
    jsonw_close(w, '}');
}

static void write_reply(struct jsonw *w, int status, const struct route_reply *reply)
{
    jsonw_raw(w, STR("\""));
    buf_print(w->out, "%d\":", status);
    w->needs_comma = false;
    jsonw_open(w, '{');
    jsonw_pair(w, "description", STR("done"));
    if (reply->shape || reply->type)
        write_content(w, reply->shape, reply->type, reply->other);
    jsonw_close(w, '}');
}

static void write_replies(struct jsonw *w, const struct route *route)
{
    jsonw_key(w, "responses");
    jsonw_open(w, '{');
    write_reply(w, route->reply.status, &route->reply);
    if (route->reply.also)
        write_reply(w, route->reply.also, &route->reply);
    jsonw_key(w, "4XX");
    jsonw_raw(w, STR("{\"$ref\":\"#/components/responses/Error\"}"));
    jsonw_key(w, "5XX");
    jsonw_raw(w, STR("{\"$ref\":\"#/components/responses/Error\"}"));
    jsonw_close(w, '}');
}

/* ---- paths ------------------------------------------------------------------------------ */

static void write_who(struct jsonw *w, const struct route *route, const struct catalog *c)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE), roles = BUF(BUF_MESSAGE);

    may_write(&text, &route->may, c);
    may_write_roles(&roles, &route->may, c);
    if (roles.len)
        buf_print(&text, " (%.*s)", STR_FMT(buf_view(&roles)));
    if (route->may.but)
        buf_print(&text, "; %s", route->may.but);
    jsonw_pair(w, "description", buf_view(&text));
}

static void write_operation(struct jsonw *w, const struct route *route,
                            const struct catalog *c)
{
    jsonw_key(w, route->method == HTTP_GET ? "get" : "post");
    jsonw_open(w, '{');
    write_operation_id(w, route);
    write_tag(w, route);
    jsonw_pair(w, "summary", str_of(route->about));
    write_who(w, route, c);
    if (route->may.who == WHO_PUBLIC) {
        jsonw_key(w, "security");
        jsonw_raw(w, STR("[]"));
    }
    write_parameters(w, route);
    write_body(w, route);
    write_replies(w, route);
    jsonw_close(w, '}');
}

static bool is_first(const struct route_table *table, const struct route *route, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(table->routes[k].path, route->path) == 0)
            return false;
    return true;
}

static void write_path(struct jsonw *w, const struct route_table *table, size_t i,
                       const struct catalog *c)
{
    const struct route *route = &table->routes[i];

    if (!is_first(table, route, i))
        return;
    jsonw_key(w, route->path);
    jsonw_open(w, '{');
    for (size_t k = i; k < table->count; k++)
        if (strcmp(table->routes[k].path, route->path) == 0)
            write_operation(w, &table->routes[k], c);
    jsonw_close(w, '}');
}

/* ---- rows of the site's ledgers ---------------------------------------------------------- */

NONNULL_RESULT static const struct route *route_at(const struct route_tables *tables,
                                                   enum http_method method,
                                                   const char *path)
{
    for (size_t t = 0; t < tables->count; t++)
        for (size_t i = 0; i < tables->items[t]->count; i++) {
            const struct route *route = &tables->items[t]->routes[i];
            if (route->method == method && strcmp(route->path, path) == 0)
                return route;
        }
    abort(); /* a path of the table of records was renamed */
}

/* Routes of every ledger, with this one in the place of {ledger}. */
struct own_path {
    const char *of, *as;
    const struct shape *gives, *takes;
};

static void write_own_path(struct jsonw *w, const struct route_tables *tables,
                           const struct catalog *c, const struct own_path *p)
{
    struct route get = *route_at(tables, HTTP_GET, p->of),
                 post = *route_at(tables, HTTP_POST, p->of);

    get.path = post.path = p->as;
    get.reply.shape = p->gives;
    post.body.shape = p->takes;
    jsonw_key(w, p->as);
    jsonw_open(w, '{');
    write_operation(w, &get, c);
    if (p->takes)
        write_operation(w, &post, c);
    jsonw_close(w, '}');
}

static void write_rows(struct jsonw *w, const struct route_tables *tables,
                       const struct catalog *c, const struct row_shapes *rows,
                       struct arena *a)
{
    struct str name = rows->ledger->name;
    struct own_path all = {"/api/rows/{ledger}",
                           str_print(a, "/api/rows/%.*s", STR_FMT(name)).ptr, rows->page,
                           rows->create};
    struct own_path one = {"/api/rows/{ledger}/{row}",
                           str_print(a, "/api/rows/%.*s/{row}", STR_FMT(name)).ptr,
                           rows->row, rows->update};

    write_own_path(w, tables, c, &all);
    write_own_path(w, tables, c, &one);
}

/* Of the ledgers that the caller may read; none without a caller. */
static size_t find_rows(struct arena *a, const struct catalog *c, const struct call *call,
                        struct row_shapes **out)
{
    size_t count = 0;

    *out = ARENA_ARRAY(a, struct row_shapes, c->count + 1);
    for (size_t i = 0; call && i < c->count; i++)
        if (call_may_anywhere(call, c->ledgers[i]->readers))
            (*out)[count++] = row_shapes_of(
                a, c->ledgers[i], call_may_anywhere(call, c->ledgers[i]->writers));
    return count;
}

/* ---- the whole -------------------------------------------------------------------------- */

static void write_head(struct jsonw *w)
{
    jsonw_pair(w, "openapi", STR("3.0.3"));
    jsonw_key(w, "info");
    jsonw_open(w, '{');
    jsonw_pair(w, "title", STR("huanjie"));
    jsonw_pair(w, "version", STR(HUANJIE_VERSION));
    jsonw_pair(
        w, "description",
        STR("Sessions, languages, errors and limits: docs/api.md; names of ledgers and "
            "fields: docs/ledgers.md."));
    jsonw_key(w, "license");
    jsonw_raw(w, STR("{\"name\":\"" LICENSE_NAME "\",\"url\":\"" LICENSE_URL "\"}"));
    jsonw_close(w, '}');
    jsonw_key(w, "servers");
    jsonw_raw(w, STR("[{\"url\":\"/\",\"description\":\"this server\"}]"));
    jsonw_key(w, "security");
    jsonw_raw(w, STR("[{\"session\":[]}]"));
}

static void write_components(struct jsonw *w, const struct route_tables *routes,
                             const struct row_shapes *rows, size_t row_count,
                             struct arena *a)
{
    jsonw_key(w, "components");
    jsonw_open(w, '{');
    jsonw_key(w, "securitySchemes");
    jsonw_raw(
        w,
        STR("{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"huanjie\"}}"));
    jsonw_key(w, "parameters");
    jsonw_raw(
        w, STR("{\"XHuanjie\":{\"name\":\"X-Huanjie\",\"in\":\"header\",\"required\":true,"
               "\"description\":\"a page of another site cannot send it\","
               "\"schema\":{\"type\":\"string\",\"enum\":[\"1\"]}}}"));
    jsonw_key(w, "responses");
    jsonw_raw(w, STR("{\"Error\":{\"description\":\"what is wrong, where, how to mend it\","
                     "\"content\":{\"application/json\":{\"schema\":"
                     "{\"$ref\":\"#/components/schemas/Error\"}}}}}"));
    jsonw_key(w, "schemas");
    jsonw_open(w, '{');
    schemas_write(w, routes, rows, row_count, a);
    jsonw_close(w, '}');
    jsonw_close(w, '}');
}

void openapi_write(struct jsonw *w, const struct route_tables *routes,
                   const struct catalog *c, const struct call *call)
{
    AUTO(arena) struct arena *a = arena_new();
    struct row_shapes *rows;
    size_t row_count = find_rows(a, c, call, &rows);

    jsonw_open(w, '{');
    write_head(w);
    jsonw_key(w, "paths");
    jsonw_open(w, '{');
    for (size_t t = 0; t < routes->count; t++)
        for (size_t i = 0; i < routes->items[t]->count; i++)
            write_path(w, routes->items[t], i, c);
    for (size_t i = 0; i < row_count; i++)
        write_rows(w, routes, c, &rows[i], a);
    jsonw_close(w, '}');
    write_components(w, routes, rows, row_count, a);
    jsonw_close(w, '}');
}
