#include "base/jsonw.h"

#include "base/json.h"

static void separate(struct jsonw *w)
{
    if (w->needs_comma)
        buf_char(w->out, ',');
    w->needs_comma = true;
}

void jsonw_open(struct jsonw *w, char bracket)
{
    separate(w);
    buf_char(w->out, bracket);
    w->needs_comma = false;
}

void jsonw_close(struct jsonw *w, char bracket)
{
    buf_char(w->out, bracket);
    w->needs_comma = true;
}

/* clang-format off */
static const unsigned char NEEDS_ESCAPE[256] = {
    1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1, 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
    ['"'] = 1, ['\\'] = 1, ['<'] = 1, /* so that no reply can close a script element */
};
/* clang-format on */

static void escape(struct buf *out, unsigned char c)
{
    switch (c) {
    case '\n':
        buf_add(out, "\\n", 2);
        break;
    case '"':
    case '\\':
        buf_char(out, '\\');
        buf_char(out, (char)c);
        break;
    default:
        buf_print(out, "\\u%04x", c);
    }
}

static void quoted(struct buf *out, struct str s)
{
    size_t from = 0;

    buf_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (!NEEDS_ESCAPE[c])
            continue;
        buf_add(out, s.ptr + from, i - from);
        escape(out, c);
        from = i + 1;
    }
    if (s.len)
        buf_add(out, s.ptr + from, s.len - from);
    buf_char(out, '"');
}

void jsonw_key_str(struct jsonw *w, struct str key)
{
    separate(w);
    quoted(w->out, key);
    buf_char(w->out, ':');
    w->needs_comma = false;
}

void jsonw_key(struct jsonw *w, const char *key)
{
    separate(w);
    buf_char(w->out, '"');
    buf_text(w->out, key);
    buf_add(w->out, "\":", 2);
    w->needs_comma = false;
}

void jsonw_str(struct jsonw *w, struct str text)
{
    separate(w);
    quoted(w->out, text);
}

void jsonw_str_or_null(struct jsonw *w, struct str text)
{
    if (text.len)
        jsonw_str(w, text);
    else
        jsonw_null(w);
}

void jsonw_i64(struct jsonw *w, int64_t v)
{
    separate(w);
    buf_i64(w->out, v);
}

void jsonw_id(struct jsonw *w, int64_t id)
{
    separate(w);
    buf_char(w->out, '"');
    buf_i64(w->out, id);
    buf_char(w->out, '"');
}

void jsonw_bool(struct jsonw *w, bool v)
{
    jsonw_raw(w, v ? STR("true") : STR("false"));
}

void jsonw_null(struct jsonw *w)
{
    jsonw_raw(w, STR("null"));
}

void jsonw_raw(struct jsonw *w, struct str json)
{
    separate(w);
    buf_str(w->out, json);
}

void jsonw_pair(struct jsonw *w, const char *key, struct str text)
{
    jsonw_key(w, key);
    jsonw_str(w, text);
}

void jsonw_pair_i64(struct jsonw *w, const char *key, int64_t v)
{
    jsonw_key(w, key);
    jsonw_i64(w, v);
}

void jsonw_pair_bool(struct jsonw *w, const char *key, bool v)
{
    jsonw_key(w, key);
    jsonw_bool(w, v);
}

void jsonw_value(struct jsonw *w, const struct json *v)
{
    bool is_object = v->kind == JSON_KIND_OBJECT;

    switch (v->kind) {
    case JSON_KIND_NUMBER:
        jsonw_i64(w, v->number);
        return;
    case JSON_KIND_TEXT:
        jsonw_str(w, v->text);
        return;
    case JSON_KIND_TRUE:
    case JSON_KIND_FALSE:
        jsonw_bool(w, v->kind == JSON_KIND_TRUE);
        return;
    case JSON_KIND_LIST:
    case JSON_KIND_OBJECT:
        jsonw_open(w, is_object ? '{' : '[');
        for (size_t i = 0; i < v->count; i++) {
            if (is_object)
                jsonw_key_str(w, v->items[i].key);
            jsonw_value(w, &v->items[i]);
        }
        jsonw_close(w, is_object ? '}' : ']');
        return;
    case JSON_KIND_NULL:
    case JSON_KIND_POINT: /* nobody keeps one */
        break;
    }
    jsonw_null(w);
}
