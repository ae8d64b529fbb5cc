/*
 * Type-directed binding and reading, for generated queries only.
 *
 * BIND and READ pick the conversion from the C type of the parameter or field,
 * so the generator needs no type table and a wrong type does not compile.
 */
#pragma once

#include "store/db.h"
#include "store/rows.h"

#define X(name)                                                                     \
    static inline void bind_##name(struct stmt *s, int i, name v)                   \
    {                                                                               \
        db_bind_i64(s, i, v.v);                                                     \
    }                                                                               \
    static inline void read_##name(struct stmt *s, int i, struct arena *a, name *v) \
    {                                                                               \
        (void)a;                                                                    \
        v->v = db_col_i64(s, i);                                                    \
    }
ID_MAP(X)
#undef X

static inline void bind_instant(struct stmt *s, int i, instant v)
{
    db_bind_i64(s, i, v.ms);
}

/* Bytes, as opposed to text: a type of its own, so that the two are not mixed. */
static inline void bind_blob(struct stmt *s, int i, struct blob v)
{
    db_bind_blob(s, i, v.bytes);
}

static inline void read_blob(struct stmt *s, int i, struct arena *a, struct blob *v)
{
    v->bytes = db_col_bytes(s, i, a);
}

static inline void read_instant(struct stmt *s, int i, struct arena *a, instant *v)
{
    (void)a;
    v->ms = db_col_i64(s, i);
}

static inline void read_i64(struct stmt *s, int i, struct arena *a, int64_t *v)
{
    (void)a;
    *v = db_col_i64(s, i);
}

static inline void read_str(struct stmt *s, int i, struct arena *a, struct str *v)
{
    *v = db_col_str(s, i, a);
}

/* clang-format off */
#define BIND_ID(name) name: bind_##name,
#define READ_ID(name) name *: read_##name,
#define READ_INTS     ID_MAP(READ_ID) instant *: read_instant, int64_t *: read_i64
#define READ_TEXTS    struct str *: read_str
#define READ_BYTES    struct blob *: read_blob

#define BIND(s, i, value) \
    _Generic((value), ID_MAP(BIND_ID) instant: bind_instant, int64_t: db_bind_i64, \
             struct str: db_bind_str, struct blob: bind_blob)((s), (i), (value))
#define READ(s, i, a, field)      _Generic((field), READ_INTS, READ_TEXTS, READ_BYTES)((s), (i), (a), (field))
#define READ_INT(s, i, a, field)  _Generic((field), READ_INTS)((s), (i), (a), (field))
#define READ_TEXT(s, i, a, field) _Generic((field), READ_TEXTS)((s), (i), (a), (field))
#define READ_BLOB(s, i, a, field) _Generic((field), READ_BYTES)((s), (i), (a), (field))
/* clang-format on */
