#include "api/site/openapi.h"

#include "service/site/site.h"

/* ---- schemas from ledgers ------------------------------------------------------------ */

static void write_field_schema(struct api *r, const struct field *f)
{
    struct jsonw *w = &r->w;

    jsonw_key_str(w, f->name);
    jsonw_open(w, '{');
    switch (f->type) {
    case FIELD_INTEGER:
        jsonw_pair(w, "type", STR("integer"));
        break;
    case FIELD_BOOL:
        jsonw_pair(w, "type", STR("boolean"));
        break;
    case FIELD_REGION:
    case FIELD_REF:
    case FIELD_PERSON:
    case FIELD_FILE:
    case FIELD_SEALED:
        jsonw_pair(w, "type", STR("object"));
        break;
    default:
        jsonw_pair(w, "type", STR("string"));
    }
    jsonw_pair_bool(w, "nullable", !f->is_required);
    jsonw_pair(w, "description", f->label.in[r->call.locale]);
    if (f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT)
        jsonw_pair_i64(w, "maxLength", f->max);
    if (f->codes) {
        jsonw_key(w, "enum");
        jsonw_open(w, '[');
        for (size_t i = 0; i < f->codes->count; i++)
            jsonw_str(w, f->codes->items[i].code);
        jsonw_close(w, ']');
    }
    jsonw_close(w, '}');
}

static void write_schemas(struct api *r)
{
    const struct catalog *c = engine_catalog(r->call.site->engine);
    struct jsonw *w = &r->w;

    jsonw_key(w, "components");
    jsonw_open(w, '{');
    jsonw_key(w, "schemas");
    jsonw_open(w, '{');
    for (size_t i = 0; i < c->count; i++) {
        const struct ledger *l = c->ledgers[i];
        if (!call_may_anywhere(&r->call, l->readers))
            continue;
        jsonw_key_str(w, l->name);
        jsonw_open(w, '{');
        jsonw_pair(w, "type", STR("object"));
        jsonw_pair(w, "description", l->label.in[r->call.locale]);
        jsonw_key(w, "properties");
        jsonw_open(w, '{');
        for (size_t k = 0; k < l->field_count; k++)
            write_field_schema(r, &l->fields[k]);
        jsonw_close(w, '}');
        jsonw_close(w, '}');
    }
    jsonw_close(w, '}');
    jsonw_close(w, '}');
}

/* ---- paths --------------------------------------------------------------------------- */

static struct str named_path(struct arena *a, const char *pattern)
{
    static const char *const NAMES[] = {"{a}", "{b}", "{c}", "{d}"};
    struct buf out = BUF(BUF_MESSAGE);
    size_t n = 0;

    for (const char *p = pattern; *p; p++) {
        if (p[0] == '{' && p[1] == '}') {
            buf_text(&out, NAMES[n++ % PARAMS_MOST]);
            p++;
        } else {
            buf_char(&out, *p);
        }
    }
    struct str path = str_copy(a, buf_view(&out));
    buf_done(&out);
    return path;
}

static void write_operation(struct api *r, const struct route *route)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, route->method == HTTP_GET ? "get" : "post");
    jsonw_open(w, '{');
    jsonw_pair(w, "summary", str_of(route->about));
    jsonw_key(w, "parameters");
    jsonw_open(w, '[');
    struct str rest = named_path(r->call.arena, route->path);
    for (struct str piece; str_cut(&rest, '/', &piece);) {
        if (!str_starts(piece, STR("{")))
            continue;
        jsonw_open(w, '{');
        jsonw_pair(w, "name", str_sub(piece, 1, 1));
        jsonw_pair(w, "in", STR("path"));
        jsonw_pair_bool(w, "required", true);
        jsonw_key(w, "schema");
        jsonw_raw(w, STR("{\"type\":\"string\"}"));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_key(w, "responses");
    jsonw_raw(w, STR("{\"default\":{\"description\":\"see docs/api.md\"}}"));
    jsonw_close(w, '}');
}

static bool is_first(const struct route_table *table, const struct route *route, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(table->routes[k].path, route->path) == 0)
            return false;
    return true;
}

static void write_path(struct api *r, const struct route_table *table, size_t i)
{
    const struct route *route = &table->routes[i];

    if (!is_first(table, route, i))
        return;
    jsonw_key_str(&r->w, named_path(r->call.arena, route->path));
    jsonw_open(&r->w, '{');
    for (size_t k = i; k < table->count; k++)
        if (strcmp(table->routes[k].path, route->path) == 0)
            write_operation(r, &table->routes[k]);
    jsonw_close(&r->w, '}');
}

void openapi_write(struct api *r)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "openapi", STR("3.0.3"));
    jsonw_key(w, "info");
    jsonw_open(w, '{');
    jsonw_pair(w, "title", STR("huanjie"));
    jsonw_pair(w, "version", STR(HUANJIE_VERSION));
    jsonw_close(w, '}');
    jsonw_key(w, "paths");
    jsonw_open(w, '{');
    for (size_t t = 0; t < r->routes->count; t++)
        for (size_t i = 0; i < r->routes->items[t]->count; i++)
            write_path(r, r->routes->items[t], i);
    jsonw_close(w, '}');
    write_schemas(r);
    jsonw_close(w, '}');
}

/* ---- who may what -------------------------------------------------------------------- */

static void write_may(struct buf *out, uint32_t may)
{
    if (may == MAY_PUBLIC)
        buf_text(out, "everybody");
    else if (may == MAY_OWN)
        buf_text(out, "oneself");
    else if (may == MAY_READ)
        buf_text(out, "signed in; by ledger and region");
    for (int role = 0; role < ROLE_COUNT; role++)
        if (may < (uint32_t)MAY_PUBLIC && (may >> role & 1))
            buf_print(out, "%s ", ROLE_NAMES[role]);
}

static void write_ledger_role(struct buf *out, const struct ledger *l, int role)
{
    buf_char(out, ' ');
    if (l->readers >> role & 1)
        buf_char(out, 'r');
    if (l->writers >> role & 1)
        buf_char(out, 'w');
    if (l->exporters >> role & 1)
        buf_char(out, 'e');
    for (size_t a = 0; a < l->act_count; a++)
        if (l->acts[a].roles >> role & 1)
            buf_print(out, " %.*s", STR_FMT(l->acts[a].name));
    for (int s = SEAL_NONE + 1; s < SEAL_COUNT; s++)
        if (l->unsealers[s] >> role & 1)
            buf_print(out, " unseal:%s", SEAL_NAMES[s]);
    buf_text(out, " |");
}

void openapi_permissions(struct buf *out, const struct route_tables *routes,
                         const struct catalog *c)
{
    buf_text(out, "# Who may what\n\nGenerated by `huanjie permissions`; do not edit.\n\n"
                  "| method | route | who |\n| --- | --- | --- |\n");
    for (size_t t = 0; t < routes->count; t++) {
        for (size_t i = 0; i < routes->items[t]->count; i++) {
            const struct route *route = &routes->items[t]->routes[i];
            buf_print(out, "| %s | `%s` | ", route->method == HTTP_GET ? "GET" : "POST",
                      route->path);
            write_may(out, route->may);
            buf_text(out, " |\n");
        }
    }
    buf_text(out, "\nPer ledger: r read, w write, e export, then the acts. "
                  "The three administrators read no records.\n\n| ledger |");
    for (int role = 0; role <= ROLE_LEADER; role++)
        buf_print(out, " %s |", ROLE_NAMES[role]);
    buf_text(out, "\n| --- |");
    for (int role = 0; role <= ROLE_LEADER; role++)
        buf_text(out, " --- |");
    for (size_t i = 0; i < c->count; i++) {
        const struct ledger *l = c->ledgers[i];
        buf_print(out, "\n| %.*s |", STR_FMT(l->name));
        for (int role = 0; role <= ROLE_LEADER; role++)
            write_ledger_role(out, l, role);
    }
    buf_char(out, '\n');
}
