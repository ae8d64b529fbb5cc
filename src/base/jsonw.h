/*
 * JSON written straight into a buffer, commas placed by the writer.
 *
 *     struct jsonw w = {.out = &buf};
 *     jsonw_open(&w, '{');
 *     jsonw_key(&w, "name"), jsonw_str(&w, name);
 *     jsonw_close(&w, '}');
 */
#pragma once

#include "base/buf.h"

struct jsonw {
    struct buf *out;
    bool needs_comma;
};

void jsonw_open(struct jsonw *w, char bracket);   /* '{' or '[' */
void jsonw_close(struct jsonw *w, char bracket);  /* '}' or ']' */
void jsonw_key(struct jsonw *w, const char *key); /* no character that needs escaping */
void jsonw_key_str(struct jsonw *w, struct str key);
void jsonw_str(struct jsonw *w, struct str text);         /* {NULL, 0} is written as "" */
void jsonw_str_or_null(struct jsonw *w, struct str text); /* empty is null */
void jsonw_i64(struct jsonw *w, int64_t v);
void jsonw_id(struct jsonw *w, int64_t id); /* as text: beyond 2^53 */
void jsonw_bool(struct jsonw *w, bool v);
void jsonw_null(struct jsonw *w);
struct json;
void jsonw_value(struct jsonw *w, const struct json *v); /* as it was read */
void jsonw_raw(struct jsonw *w, struct str json);        /* already JSON */

/* Key and value in one line; `text` NUL-terminated. */
void jsonw_pair(struct jsonw *w, const char *key, struct str text);
void jsonw_pair_i64(struct jsonw *w, const char *key, int64_t v);
void jsonw_pair_bool(struct jsonw *w, const char *key, bool v);
