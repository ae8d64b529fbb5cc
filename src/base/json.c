#include "base/json.h"

#include "base/utf8.h"

#include <jansson.h>

struct reading {
    struct arena *arena;
    uint32_t ordinal;
    bool has_point, too_deep;
};

static void convert(struct reading *r, json_t *from, struct json *to, int depth);

static void convert_list(struct reading *r, json_t *from, struct json *to, int depth)
{
    to->kind = JSON_KIND_LIST;
    to->count = json_array_size(from);
    to->items = ARENA_ARRAY(r->arena, struct json, to->count);
    for (size_t i = 0; i < to->count; i++)
        convert(r, json_array_get(from, i), &to->items[i], depth + 1);
}

static void convert_object(struct reading *r, json_t *from, struct json *to, int depth)
{
    const char *key;
    json_t *value;
    size_t n = 0;

    to->kind = JSON_KIND_OBJECT;
    to->count = json_object_size(from);
    to->items = ARENA_ARRAY(r->arena, struct json, to->count);
    json_object_foreach(from, key, value)
    {
        to->items[n].key = str_copy(r->arena, str_of(key));
        convert(r, value, &to->items[n++], depth + 1);
    }
}

static void convert(struct reading *r, json_t *from, struct json *to, int depth)
{
    to->ordinal = r->ordinal++;
    if (depth > JSON_DEPTH_MAX) {
        r->too_deep = true;
        return;
    }
    switch (json_typeof(from)) {
    case JSON_NULL:
        to->kind = JSON_KIND_NULL;
        break;
    case JSON_FALSE:
        to->kind = JSON_KIND_FALSE;
        break;
    case JSON_TRUE:
        to->kind = JSON_KIND_TRUE;
        break;
    case JSON_INTEGER:
        to->kind = JSON_KIND_NUMBER;
        to->number = json_integer_value(from);
        break;
    case JSON_REAL:
        to->kind = JSON_KIND_POINT;
        r->has_point = true;
        break;
    case JSON_STRING:
        to->kind = JSON_KIND_TEXT;
        to->text = str_copy(
            r->arena, (struct str){json_string_value(from), json_string_length(from)});
        break;
    case JSON_ARRAY:
        convert_list(r, from, to, depth);
        break;
    case JSON_OBJECT:
        convert_object(r, from, to, depth);
        break;
    }
}

static enum err parse(struct arena *a, struct str text, bool points, struct json **out,
                      struct fault *f)
{
    json_error_t why;
    struct reading r = {.arena = a};

    if (text.len > JSON_BYTES_MAX)
        return FAIL(f, ERR_TOO_BIG, "json.too_big", "%d", JSON_BYTES_MAX >> 20);

    json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (!root) /* the library's own words are for nobody here */
        return FAIL(f, ERR_INVALID,
                    json_error_code(&why) == json_error_duplicate_key ? "json.twice"
                                                                      : "json.syntax",
                    "%d" SEP "%d", why.line, why.column);

    struct json *tree = ARENA_NEW(a, struct json);
    convert(&r, root, tree, 0);
    json_decref(root);
    if (r.too_deep)
        return FAIL(f, ERR_TOO_BIG, "json.too_deep", "%d", JSON_DEPTH_MAX);
    if (r.has_point && !points)
        return FAIL(f, ERR_INVALID, "json.point", "%s", "");
    *out = tree;
    return ERR_OK;
}

enum err json_parse(struct arena *a, struct str text, struct json **out, struct fault *f)
{
    return parse(a, text, false, out, f);
}

enum err json_parse_points(struct arena *a, struct str text, struct json **out,
                           struct fault *f)
{
    return parse(a, text, true, out, f);
}

const struct json *json_find(const struct json *object, const char *key)
{
    struct str wanted = str_of(key);

    if (!object || object->kind != JSON_KIND_OBJECT)
        return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (str_eq(object->items[i].key, wanted))
            return object->items[i].kind == JSON_KIND_NULL ? NULL : &object->items[i];
    return NULL;
}

struct str json_find_text(const struct json *object, const char *key)
{
    const struct json *v = json_find(object, key);

    return v && v->kind == JSON_KIND_TEXT ? v->text : (struct str){0};
}

int64_t json_find_number(const struct json *object, const char *key, int64_t otherwise)
{
    const struct json *v = json_find(object, key);

    return v && v->kind == JSON_KIND_NUMBER ? v->number : otherwise;
}

bool json_find_true(const struct json *object, const char *key)
{
    const struct json *v = json_find(object, key);

    return v && v->kind == JSON_KIND_TRUE;
}

const struct json *json_unseemly(const struct json *v, const struct json *apart, bool lines,
                                 struct fault *f)
{
    const struct json *found = NULL;

    if (utf8_check(v->key, false, f) ||
        (v->kind == JSON_KIND_TEXT && utf8_check(v->text, lines, f)))
        return v;
    for (size_t i = 0; i < v->count && !found; i++)
        if (&v->items[i] != apart)
            found = json_unseemly(&v->items[i], apart, lines, f);
    return found;
}

static bool is_known(struct str key, const char *const *known)
{
    for (; *known; known++)
        if (str_eq(key, str_of(*known)))
            return true;
    return false;
}

const struct json *json_unknown(const struct json *object, const char *const *known)
{
    for (size_t i = 0; i < object->count; i++)
        if (!is_known(object->items[i].key, known))
            return &object->items[i];
    return NULL;
}

/* Position behind the text that begins at `at` (on its opening quote). */
static size_t skip_text(struct str s, size_t at)
{
    for (at++; at < s.len && s.ptr[at] != '"'; at++)
        if (s.ptr[at] == '\\')
            at++;
    return at + 1;
}

/* Is the text that ended before `at` a key: does a colon follow? */
static bool is_key(struct str s, size_t at)
{
    while (at < s.len && (unsigned char)s.ptr[at] <= ' ')
        at++;
    return at < s.len && s.ptr[at] == ':';
}

static size_t skip_word(struct str s, size_t at)
{
    while (at < s.len && !strchr(",]} \t\r\n", s.ptr[at]))
        at++;
    return at;
}

/* Valid JSON is walked value by value in the order in which convert() numbered them. */
int json_line(struct str text, const struct json *value)
{
    uint32_t seen = 0;
    int line = 1;

    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t next = at + 1;
        bool begins = false;
        if (c == '"') {
            next = skip_text(text, at);
            begins = !is_key(text, next);
        } else if (c == '{' || c == '[') {
            begins = true;
        } else if ((unsigned char)c > ' ' && !strchr(",]}:", c)) {
            next = skip_word(text, at);
            begins = true;
        }
        if (begins && seen++ == value->ordinal)
            return line;
        line += c == '\n';
        at = next;
    }
    return line;
}
