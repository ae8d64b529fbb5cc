/*
 * Any bytes are JSON: reading ends with a tree or with an explained error.  What was read, written
 * and read again is the same tree, and every value of it lies on a line of the text, in order.
 */
#include "base/json.h"
#include "base/jsonw.h"

#include <stdlib.h>

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static void write_tree(struct jsonw *w, const struct json *v);

static void write_members(struct jsonw *w, const struct json *v)
{
    bool is_object = v->kind == JSON_KIND_OBJECT;

    jsonw_open(w, is_object ? '{' : '[');
    for (size_t i = 0; i < v->count; i++) {
        if (is_object)
            jsonw_key_str(w, v->items[i].key);
        write_tree(w, &v->items[i]);
    }
    jsonw_close(w, is_object ? '}' : ']');
}

static void write_tree(struct jsonw *w, const struct json *v)
{
    switch (v->kind) {
    case JSON_KIND_NULL:
        jsonw_null(w);
        break;
    case JSON_KIND_FALSE:
    case JSON_KIND_TRUE:
        jsonw_bool(w, v->kind == JSON_KIND_TRUE);
        break;
    case JSON_KIND_NUMBER:
        jsonw_i64(w, v->number);
        break;
    case JSON_KIND_TEXT:
        jsonw_str(w, v->text);
        break;
    case JSON_KIND_POINT:
        demand(!"json_parse() gives no number with a point");
        break;
    case JSON_KIND_LIST:
    case JSON_KIND_OBJECT:
        write_members(w, v);
        break;
    }
}

static void check_same(const struct json *a, const struct json *b)
{
    demand(a->kind == b->kind && a->number == b->number && a->count == b->count);
    demand(a->ordinal == b->ordinal && str_eq(a->text, b->text) && str_eq(a->key, b->key));
    for (size_t i = 0; i < a->count; i++)
        check_same(&a->items[i], &b->items[i]);
}

enum { LINES_CHECKED = 300 }; /* finding a line walks the text */

static void check_lines(struct str text, const struct json *v, int lines, int *last)
{
    if (v->ordinal > LINES_CHECKED)
        return;
    int line = json_line(text, v);
    demand(line >= *last && line <= lines);
    *last = line;
    for (size_t i = 0; i < v->count; i++)
        check_lines(text, &v->items[i], lines, last);
}

static void check_finding(const struct json *v)
{
    for (size_t i = 0; v->kind == JSON_KIND_OBJECT && i < v->count; i++) {
        AUTO(arena) struct arena *a = arena_new();
        const char *key = str_c(a, v->items[i].key);
        const struct json *found = json_find(v, key);
        demand(v->items[i].kind == JSON_KIND_NULL ? !found : found == &v->items[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct str text = {(const char *)data, len};
    struct jsonw w = {.out = &out};
    struct json *tree = NULL, *again = NULL;
    struct fault f = {0};
    int lines = 1, last = 1;

    enum err err = json_parse(a, text, &tree, &f);
    demand(err == f.kind && !err == !f.code);
    if (err)
        return 0;
    for (size_t i = 0; i < len; i++)
        lines += data[i] == '\n';
    check_lines(text, tree, lines, &last);
    check_finding(tree);
    write_tree(&w, tree);
    demand(!buf_is_full(&out));
    demand(str_find(buf_view(&out), STR("<")) <
           0); /* no reply can close a script element */
    demand(!json_parse(a, buf_view(&out), &again, &f));
    check_same(tree, again);
    return 0;
}
