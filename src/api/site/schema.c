/* Shapes as schemas of OpenAPI 3.0. */
#include "api/shapes.h"
#include "api/site/openapi.h"

#include <assert.h>

enum { SHAPES_MOST = 1000 };

static void write_of(struct jsonw *w, const char *key, const struct shape *s)
{
    jsonw_key(w, key);
    schema_write(w, s, false);
}

static const char *type_of(const struct shape *s)
{
    switch ((int)shape_of(s)->kind) {
    case SHAPE_INTEGER:
        return "integer";
    case SHAPE_NUMBER:
        return "number";
    case SHAPE_BOOL:
        return "boolean";
    case SHAPE_LIST:
        return "array";
    case SHAPE_OBJECT:
    case SHAPE_MAP:
    case SHAPE_FIELDS:
    case SHAPE_CHOICE:
        return "object";
    default:
        return "string";
    }
}

/* Beside "enum" a word that may be null must be among them. */
static void write_words(struct jsonw *w, const struct shape *s, bool is_nullable)
{
    jsonw_key(w, "enum");
    jsonw_open(w, '[');
    for (const char *const *word = s->words; *word; word++)
        jsonw_str(w, str_of(*word));
    if (s->may_be_empty)
        jsonw_str(w, STR(""));
    if (is_nullable)
        jsonw_null(w);
    jsonw_close(w, ']');
}

static void write_pattern(struct jsonw *w, const struct shape *s, const char *pattern)
{
    jsonw_key(w, "pattern");
    jsonw_raw(w, STR("\""));
    buf_print(w->out, s->may_be_empty ? "^(%s)?$\"" : "^%s$\"", pattern);
}

static void write_limits(struct jsonw *w, const char *least, const char *most,
                         const struct shape *s)
{
    if (s->least)
        jsonw_pair_i64(w, least, s->least);
    if (s->most)
        jsonw_pair_i64(w, most, s->most);
}

static void write_members(struct jsonw *w, const struct shape *s)
{
    static const struct shape VALUE_OF_FIELD = VALUE;
    int needed = 0;

    jsonw_key(w, "properties");
    jsonw_open(w, '{');
    for (const struct member *m = s->members; m->name; m++) {
        jsonw_key(w, m->name);
        schema_write(w, &m->as, m->need == OR_NULL || m->need == AT_WILL);
        needed += m->need == MUST || m->need == OR_NULL;
    }
    jsonw_close(w, '}');
    if (needed) {
        jsonw_key(w, "required");
        jsonw_open(w, '[');
        for (const struct member *m = s->members; m->name; m++)
            if (m->need == MUST || m->need == OR_NULL)
                jsonw_str(w, str_of(m->name));
        jsonw_close(w, ']');
    }
    if (s->is_open)
        write_of(w, "additionalProperties", &VALUE_OF_FIELD);
    else
        jsonw_pair_bool(w, "additionalProperties", false);
}

/* What follows the type. */
static void write_rest(struct jsonw *w, const struct shape *s, bool is_nullable)
{
    static const struct shape VALUE_OF_FIELD = VALUE;

    switch ((int)s->kind) {
    case SHAPE_TEXT:
        write_limits(w, "minLength", "maxLength", s);
        return;
    case SHAPE_INTEGER:
        jsonw_pair_i64(w, "minimum", s->least);
        jsonw_pair_i64(w, "maximum", s->most);
        return;
    case SHAPE_ID:
        write_pattern(w, s, "[0-9]+");
        return;
    case SHAPE_DATE:
        write_pattern(w, s, "[0-9]{4}-[0-9]{2}(-[0-9]{2})?");
        return;
    case SHAPE_REGION:
        write_pattern(w, s, "[0-9]{1,12}");
        return;
    case SHAPE_INSTANT:
        jsonw_pair(w, "format", STR("date-time"));
        return;
    case SHAPE_WORD:
        write_words(w, s, is_nullable);
        return;
    case SHAPE_LIST:
        write_limits(w, "minItems", "maxItems", s);
        jsonw_key(w, "items");
        schema_write(w, s->of, s->has_nulls);
        return;
    case SHAPE_OBJECT:
        write_members(w, s);
        return;
    case SHAPE_MAP:
        write_of(w, "additionalProperties", s->of);
        return;
    case SHAPE_FIELDS:
        write_of(w, "additionalProperties", &VALUE_OF_FIELD);
        return;
    }
}

static void write_reference(struct jsonw *w, const char *name)
{
    jsonw_open(w, '{');
    jsonw_key(w, "$ref");
    jsonw_raw(w, STR("\"#/components/schemas/"));
    buf_print(w->out, "%s\"", name);
    jsonw_close(w, '}');
}

/* "nullable" loosens the type beside it and nothing else: what is named, or null, is a choice of two. */
static void write_reference_or_null(struct jsonw *w, const char *name)
{
    jsonw_open(w, '{');
    jsonw_key(w, "anyOf");
    jsonw_open(w, '[');
    write_reference(w, name);
    jsonw_raw(w, STR("{\"type\":\"string\",\"nullable\":true,\"enum\":[null]}"));
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static void write_choices(struct jsonw *w, const struct shape *s)
{
    jsonw_key(w, "anyOf");
    jsonw_open(w, '[');
    for (const struct shape *const *choice = s->choices; *choice; choice++)
        schema_write(w, *choice, false);
    jsonw_close(w, ']');
}

static void write_inline(struct jsonw *w, const struct shape *s, bool is_nullable)
{
    jsonw_open(w, '{');
    if (s->kind == SHAPE_CHOICE) {
        write_choices(w, s);
    } else if (s->kind != SHAPE_ANY) {
        jsonw_pair(w, "type", str_of(type_of(s)));
        if (is_nullable)
            jsonw_pair_bool(w, "nullable", true);
        write_rest(w, s, is_nullable);
    }
    jsonw_close(w, '}');
}

void schema_write(struct jsonw *w, const struct shape *s, bool is_nullable)
{
    s = shape_of(s);
    if (s->kind == SHAPE_VALUE)
        write_reference(w, "Value"); /* which may be null itself */
    else if (s->name && is_nullable)
        write_reference_or_null(w, s->name);
    else if (s->name)
        write_reference(w, s->name);
    else
        write_inline(w, s, is_nullable);
}

/* ---- the named ones ---------------------------------------------------------------------- */

struct found {
    const struct shape *items[SHAPES_MOST];
    size_t count;
};

/* Each once.  Two shapes of one name would be one component: a bug. */
static bool keep(struct found *f, const struct shape *s)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->items[i] == s)
            return false;
        assert(strcmp(f->items[i]->name, s->name) != 0);
    }
    assert(f->count < SHAPES_MOST);
    f->items[f->count++] = s;
    return true;
}

static void gather(struct found *f, const struct shape *s)
{
    if (!s)
        return;
    s = shape_of(s);
    if (s->name && !keep(f, s))
        return;
    gather(f, s->of);
    for (const struct member *m = s->members; m && m->name; m++)
        gather(f, &m->as);
    for (const struct shape *const *choice = s->choices; choice && *choice; choice++)
        gather(f, *choice);
}

void schemas_write(struct jsonw *w, const struct route_tables *routes,
                   const struct row_shapes *rows, size_t row_count, struct arena *a)
{
    struct found *f = ARENA_NEW(a, struct found);

    gather(f, &error_shape);
    gather(f, &ref_shape);
    gather(f, &file_shape);
    for (size_t t = 0; t < routes->count; t++)
        for (size_t i = 0; i < routes->items[t]->count; i++) {
            const struct route *route = &routes->items[t]->routes[i];
            gather(f, route->body.shape);
            gather(f, route->body.read_as);
            gather(f, route->reply.shape);
        }
    for (size_t i = 0; i < row_count; i++) {
        gather(f, rows[i].row);
        gather(f, rows[i].create);
    }
    for (size_t i = 0; i < f->count; i++) {
        jsonw_key(w, f->items[i]->name);
        write_inline(w, f->items[i], false);
    }
    jsonw_key(w, "Value");
    jsonw_raw(w,
              STR("{\"description\":\"what a field holds\",\"anyOf\":["
                  "{\"type\":\"string\",\"nullable\":true},{\"type\":\"number\"},"
                  "{\"type\":\"boolean\"},{\"$ref\":\"#/components/schemas/"
                  "Ref\"},{\"$ref\":\"#/components/schemas/File\"},"
                  "{\"type\":\"object\",\"required\":[\"sealed\"],\"properties\":{"
                  "\"sealed\":{\"type\":\"boolean\"}},\"additionalProperties\":false}]}"));
}
