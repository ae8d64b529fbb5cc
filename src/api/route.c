#include "api/route.h"

#include "base/utf8.h"
#include "service/record/record.h"
#include "service/site/site.h"

#include <assert.h>

/* Letter by letter; {id} stands for a part between slashes that is not empty. */
static bool matches(const char *pattern, struct str path, struct str params[PARAMS_MOST])
{
    size_t at = 0, n = 0;

    for (; *pattern; pattern++) {
        size_t from = at;
        if (*pattern != '{') {
            if (at == path.len || path.ptr[at++] != *pattern)
                return false;
            continue;
        }
        while (at < path.len && path.ptr[at] != '/')
            at++;
        if (at == from)
            return false;
        params[n++] = str_sub(path, from, at - from);
        pattern = strchr(pattern, '}'); /* its name is for people */
        assert(pattern);
    }
    return at == path.len;
}

const struct route *route_find(const struct route_tables *tables, enum http_method method,
                               struct str path, struct str params[PARAMS_MOST], bool *other)
{
    *other = false;
    for (size_t t = 0; t < tables->count; t++) {
        for (size_t i = 0; i < tables->items[t]->count; i++) {
            const struct route *route = &tables->items[t]->routes[i];
            if (!matches(route->path, path, params))
                continue;
            if (route->method == method)
                return route;
            *other = true;
        }
    }
    return NULL;
}

/* ---- shared by handlers -------------------------------------------------------------- */

enum err api_id(struct api *r, struct str text, int64_t *out)
{
    if (str_i64(text, out) && *out > 0)
        return ERR_OK;
    return FAIL(&r->call.fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

enum err api_ledger(struct api *r, const struct ledger **out)
{
    return call_ledger(&r->call, r->params[0], out);
}

struct str body_text(struct api *r, const char *key)
{
    return json_find_text(r->body, key);
}

int64_t json_number(const struct json *object, const char *key)
{
    const struct json *v = json_find(object, key);

    assert(v && v->kind == JSON_KIND_NUMBER); /* the door has seen to it */
    return v->number;
}

int64_t body_number(struct api *r, const char *key)
{
    return json_number(r->body, key);
}

int64_t body_number_or(struct api *r, const char *key, int64_t otherwise)
{
    return json_find_number(r->body, key, otherwise);
}

bool body_true(struct api *r, const char *key)
{
    return json_find_true(r->body, key);
}

const struct json *body_list(struct api *r, const char *key, size_t *count)
{
    const struct json *list = json_find(r->body, key);

    *count = list ? list->count : 0;
    return *count ? list->items : NULL;
}

enum err body_id(struct api *r, const struct json *object, const char *key, int64_t *out)
{
    struct str text = json_find_text(object, key);

    *out = 0;
    return text.len ? api_id(r, text, out) : ERR_OK;
}

/* ---- what stands behind the ? -------------------------------------------------------- */

struct queries {
    struct arena *arena;
    struct inputs *out;
    size_t room;
    struct str odd; /* the first key that is no text, or whose value is none */
    bool has_odd;
};

static bool is_text(struct str s)
{
    return utf8_is_valid(s) && !(s.len && memchr(s.ptr, '\0', s.len));
}

static void add_query(void *arg, struct str key, struct str value)
{
    struct queries *q = arg;

    if (!q->has_odd && !(is_text(key) && is_text(value))) {
        q->has_odd = true;
        q->odd = is_text(key) ? key : STR("?");
    }
    *ARENA_PUSH(q->arena, q->out->items, q->out->count, q->room) =
        (struct input){.field = key, .text = value};
}

enum err api_read_queries(struct api *r)
{
    struct queries q = {.arena = r->call.arena, .out = &r->queries};

    http_each_query(r->http, add_query, &q);
    if (r->queries.count > QUERIES_MOST)
        return FAIL(&r->call.fault, ERR_INVALID, "request.queries", "%zu" SEP "%d",
                    r->queries.count, QUERIES_MOST);
    if (q.has_odd)
        return FAIL(&r->call.fault, ERR_INVALID, "request.query", "%.*s", STR_FMT(q.odd));
    return ERR_OK;
}

static bool is_own(struct str key, const char *const *own)
{
    for (; *own; own++)
        if (str_eq(key, str_of(*own)))
            return true;
    return false;
}

struct inputs api_queries(struct api *r, const char *const *own)
{
    struct inputs rest = {ARENA_ARRAY(r->call.arena, struct input, r->queries.count), 0};

    for (size_t i = 0; i < r->queries.count; i++)
        if (!is_own(r->queries.items[i].field, own))
            rest.items[rest.count++] = r->queries.items[i];
    return rest;
}

struct str api_query(struct api *r, const char *key)
{
    for (size_t i = 0; i < r->queries.count; i++)
        if (str_eq(r->queries.items[i].field, str_of(key)))
            return r->queries.items[i].text;
    return (struct str){0};
}

int64_t api_query_number(struct api *r, const char *key, int64_t otherwise)
{
    int64_t v;

    return str_i64(api_query(r, key), &v) ? v : otherwise;
}

enum err api_region(struct api *r, struct str text, region *out)
{
    if (!text.len) {
        *out = call_home(&r->call);
        return ERR_OK;
    }
    if (region_read(text, out) && region_find(r->call.site->regions, *out))
        return ERR_OK;
    return FAIL(&r->call.fault, ERR_INVALID, "cell.region", "%.*s", STR_FMT(text));
}

void write_label(struct jsonw *w, const char *key, const struct label *l)
{
    jsonw_key(w, key);
    jsonw_open(w, '{');
    for (int i = 0; i < LOCALE_COUNT; i++)
        jsonw_pair(w, LOCALE_NAMES[i], l->in[i]);
    jsonw_close(w, '}');
}

void write_instant(struct jsonw *w, const char *key, instant t)
{
    jsonw_key(w, key);
    if (!t.ms) {
        jsonw_null(w);
        return;
    }
    jsonw_raw(w, STR("\""));
    instant_write(w->out, t);
    buf_char(w->out, '"');
}

void write_region_members(struct api *r, region place)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "id");
    jsonw_raw(w, STR("\""));
    region_write(w->out, place);
    buf_char(w->out, '"');
    jsonw_pair(w, "label",
               region_name(r->call.site->regions, r->call.arena, place, r->call.locale));
}

void write_region(struct api *r, const char *key, region place)
{
    if (key)
        jsonw_key(&r->w, key);
    jsonw_open(&r->w, '{');
    write_region_members(r, place);
    jsonw_close(&r->w, '}');
}
