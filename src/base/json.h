/*
 * JSON read into an arena: a tree of values, no numbers with a point, no
 * duplicate keys, nesting and size bounded.  Reading is total: any bytes give a
 * tree or an error with line and column.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum json_kind {
    JSON_KIND_NULL,
    JSON_KIND_FALSE,
    JSON_KIND_TRUE,
    JSON_KIND_NUMBER, /* a whole number in the range of int64_t */
    JSON_KIND_TEXT,
    JSON_KIND_LIST,
    JSON_KIND_OBJECT,
    JSON_KIND_POINT, /* a number with a point, whatever it says: of json_parse_points() alone */
};

enum { JSON_DEPTH_MAX = 32, JSON_BYTES_MAX = 16 << 20 };

struct json {
    enum json_kind kind;
    uint32_t ordinal; /* place in the document, for json_line() */
    int64_t number;
    struct str text;
    struct str key;     /* when it is a member of an object */
    struct json *items; /* of a list or an object, in the order of the document */
    size_t count;
};

/* ERR_INVALID json.syntax, json.twice: a key given twice (line, column), json.point (line): a number with a point. */
MUST_USE enum err json_parse(struct arena *a, struct str text, struct json **out,
                             struct fault *f);

/* The same, numbers with a point kept as such: for a caller that says where one stands. */
MUST_USE enum err json_parse_points(struct arena *a, struct str text, struct json **out,
                                    struct fault *f);

/* The member `key`, or NULL when absent, null, or `object` is NULL or no object. */
const struct json *json_find(const struct json *object, const char *key);

/* The text of the member `key`; empty when absent or not text. */
struct str json_find_text(const struct json *object, const char *key);
int64_t json_find_number(const struct json *object, const char *key, int64_t otherwise);
bool json_find_true(const struct json *object, const char *key);

/* The first key of `object` that is not in `known` (ends with NULL), or NULL. */
const struct json *json_unknown(const struct json *object, const char *const *known);

/*
 * The first key or text below `v` that utf8_check() refuses, with the reason in *f, or NULL.
 * What stands under `apart` (a value below `v`, or NULL) is passed by.
 */
const struct json *json_unseemly(const struct json *v, const struct json *apart, bool lines,
                                 struct fault *f);

/* The line (1 first) on which `value` begins in `text`, from which it was parsed. */
int json_line(struct str text, const struct json *value);
