/*
 * The PostgreSQL engine of db.h.  Parameters go as text (bytes as binary), results come as text;
 * ?1 becomes $1 and the types of the schema get PostgreSQL's names.
 */
#include "base/buf.h"
#include "base/mem.h"
#include "store/driver.h"

#include <assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

struct pg {
    struct db db;
    PGconn *raw;
    int64_t names; /* statements prepared so far */
};

struct pg_stmt {
    struct stmt stmt;
    struct pg *owner;
    char name[24];
    PGresult *result;
    int row, params;
    int64_t changed;
    struct buf values; /* one after the other, each with a final NUL */
    int room;          /* parameters that these have space for */
    ptrdiff_t *at;     /* in `values`; -1: NULL */
    const char **pointers;
    int *lengths, *formats;
    unsigned char *blob; /* the last db_col_blob(), unescaped */
};

static enum err from_result(const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

    switch (PQresultStatus(r)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        return ERR_OK;
    default:
        break;
    }
    if (state && strncmp(state, "23", 2) == 0)
        return ERR_CONFLICT;
    if (state && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0))
        return ERR_BUSY;
    return ERR_IO;
}

/* ---- dialect ------------------------------------------------------------------------ */

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_';
}

/* Only columns have a collation: a cast in a query has none. */
static struct str translate_word(struct str word, bool is_schema)
{
    if (str_eq(word, STR("INTEGER")))
        return STR("BIGINT");
    if (str_eq(word, STR("BLOB")))
        return STR("BYTEA");
    if (is_schema && str_eq(word, STR("TEXT")))
        return STR("TEXT COLLATE \"C\"");
    return word;
}

/* Words of the schema and parameter marks, outside quotes. */
static void translate(struct buf *out, const char *sql, bool is_schema)
{
    while (*sql) {
        if (*sql == '\'') {
            const char *end = strchr(sql + 1, '\'');
            size_t len = end ? (size_t)(end - sql) + 1 : strlen(sql);
            buf_add(out, sql, len);
            sql += len;
        } else if (*sql == '?') {
            buf_char(out, '$');
            sql++;
        } else if (is_word(*sql)) {
            size_t len = 0;
            while (is_word(sql[len]))
                len++;
            buf_str(out, translate_word((struct str){sql, len}, is_schema));
            sql += len;
        } else {
            buf_char(out, *sql++);
        }
    }
    buf_char(out, '\0');
}

/* ---- the driver ---------------------------------------------------------------------- */

static enum err pg_script(struct db *db, const char *sql)
{
    struct buf text = BUF(1 << 20);

    translate(&text, sql, true);
    PGresult *r = PQexec(((struct pg *)db)->raw, text.ptr);
    enum err err = from_result(r);
    PQclear(r);
    buf_done(&text);
    return err;
}

static enum err pg_prepare(struct db *db, const char *sql, struct stmt **out)
{
    struct pg *pg = (struct pg *)db;
    struct pg_stmt *s = MEM_NEW(struct pg_stmt);
    struct buf text = BUF(1 << 20);

    s->owner = pg;
    s->values.limit = BUF_REPLY;
    bool fits = str_fits(s->name, sizeof(s->name), "s%lld", (long long)++pg->names);
    assert(fits);
    translate(&text, sql, false);
    PGresult *r = PQprepare(pg->raw, s->name, text.ptr, 0, NULL);
    enum err err = from_result(r);
    PQclear(r);
    buf_done(&text);
    if (err) {
        mem_free(s);
        return err;
    }
    *out = &s->stmt;
    return ERR_OK;
}

static enum err execute(struct pg_stmt *s)
{
    if (buf_is_full(&s->values))
        return ERR_TOO_BIG;
    for (int i = 0; i < s->params; i++)
        s->pointers[i] = s->at[i] < 0 ? NULL : s->values.ptr + s->at[i];
    s->result = PQexecPrepared(s->owner->raw, s->name, s->params, s->pointers, s->lengths,
                               s->formats, 0);
    s->row = -1;
    s->changed = strtoll(PQcmdTuples(s->result), NULL, 10);
    return from_result(s->result);
}

static void pg_reset(struct stmt *stmt)
{
    struct pg_stmt *s = (struct pg_stmt *)stmt;

    PQclear(s->result);
    s->result = NULL;
    if (s->blob)
        PQfreemem(s->blob);
    s->blob = NULL;
}

/* A new round of binding begins after a reset: parameters are kept until then. */
static enum err pg_step(struct stmt *stmt, bool *row)
{
    struct pg_stmt *s = (struct pg_stmt *)stmt;

    *row = false;
    if (!s->result) {
        enum err err = execute(s);
        buf_clear(&s->values);
        s->params = 0;
        if (err) {
            pg_reset(stmt);
            return err;
        }
    }
    *row = ++s->row < PQntuples(s->result);
    if (!*row)
        pg_reset(stmt);
    return ERR_OK;
}

static int64_t pg_changes(const struct stmt *s)
{
    return ((const struct pg_stmt *)s)->changed;
}

static void make_room(struct pg_stmt *s, int params)
{
    if (params <= s->room)
        return;
    s->room = params * 2;
    size_t room = (size_t)s->room;
    s->at = mem_resize(s->at, room, sizeof(*s->at));
    s->pointers = mem_resize(s->pointers, room, sizeof(*s->pointers));
    s->lengths = mem_resize(s->lengths, room, sizeof(*s->lengths));
    s->formats = mem_resize(s->formats, room, sizeof(*s->formats));
}

static void bind(struct stmt *stmt, int i, const void *bytes, size_t len, int format)
{
    struct pg_stmt *s = (struct pg_stmt *)stmt;

    make_room(s, i);
    for (; s->params < i; s->params++) {
        s->at[s->params] = -1;
        s->lengths[s->params] = s->formats[s->params] = 0;
    }
    s->at[i - 1] = bytes ? (ptrdiff_t)s->values.len : -1;
    s->lengths[i - 1] = (int)len;
    s->formats[i - 1] = format;
    if (!bytes)
        return;
    buf_add(&s->values, bytes, len);
    buf_char(&s->values, '\0');
}

static void pg_bind_i64(struct stmt *s, int i, int64_t v)
{
    char text[24];
    bool fits = str_fits(text, sizeof(text), "%lld", (long long)v);

    assert(fits);
    bind(s, i, text, strlen(text), 0);
}

static void pg_bind_str(struct stmt *s, int i, struct str v)
{
    bind(s, i, v.ptr, v.len, 0);
}

static void pg_bind_blob(struct stmt *s, int i, struct str v)
{
    bind(s, i, v.ptr, v.len, 1);
}

static void pg_bind_null(struct stmt *s, int i)
{
    bind(s, i, NULL, 0, 0);
}

static bool pg_is_null(struct stmt *stmt, int i)
{
    const struct pg_stmt *s = (const struct pg_stmt *)stmt;

    return PQgetisnull(s->result, s->row, i);
}

static struct str pg_col_view(struct stmt *stmt, int i)
{
    const struct pg_stmt *s = (const struct pg_stmt *)stmt;

    return (struct str){PQgetvalue(s->result, s->row, i),
                        (size_t)PQgetlength(s->result, s->row, i)};
}

static int64_t pg_col_i64(struct stmt *s, int i)
{
    return strtoll(pg_col_view(s, i).ptr, NULL, 10);
}

static struct str pg_col_blob(struct stmt *stmt, int i)
{
    struct pg_stmt *s = (struct pg_stmt *)stmt;
    size_t len = 0;

    if (s->blob)
        PQfreemem(s->blob);
    s->blob = NULL;
    if (pg_is_null(stmt, i))
        return (struct str){0};
    s->blob = PQunescapeBytea((const unsigned char *)pg_col_view(stmt, i).ptr, &len);
    return (struct str){(const char *)s->blob, len};
}

static const char *pg_why(const struct db *db)
{
    return PQerrorMessage(((const struct pg *)db)->raw);
}

static void pg_free_stmt(struct stmt *stmt)
{
    struct pg_stmt *s = (struct pg_stmt *)stmt;
    char close[48];

    pg_reset(stmt);
    bool fits = str_fits(close, sizeof(close), "DEALLOCATE %s", s->name);
    assert(fits);
    PQclear(PQexec(s->owner->raw, close));
    buf_done(&s->values);
    mem_free(s->at);
    mem_free(s->pointers);
    mem_free(s->lengths);
    mem_free(s->formats);
    mem_free(s);
}

static void pg_close(struct db *db)
{
    PQfinish(((struct pg *)db)->raw);
    mem_free(db);
}

static const struct driver POSTGRES = {
    .is_postgres = true,
    .script = pg_script,
    .prepare = pg_prepare,
    .step = pg_step,
    .reset = pg_reset,
    .changes = pg_changes,
    .bind_i64 = pg_bind_i64,
    .bind_str = pg_bind_str,
    .bind_blob = pg_bind_blob,
    .bind_null = pg_bind_null,
    .is_null = pg_is_null,
    .col_i64 = pg_col_i64,
    .col_view = pg_col_view,
    .col_blob = pg_col_blob,
    .why = pg_why,
    .free_stmt = pg_free_stmt,
    .close = pg_close,
};

enum err pg_open(struct str url, enum db_mode mode, struct db **out, struct fault *f)
{
    struct pg *pg = MEM_NEW(struct pg);
    char *name = mem_new(url.len + 1, 1);

    memcpy(name, url.ptr, url.len);
    pg->db.driver = &POSTGRES;
    pg->raw = PQconnectdb(name);
    mem_free(name);
    bool connected = PQstatus(pg->raw) == CONNECTION_OK;
    PQsetErrorVerbosity(pg->raw, PQERRORS_TERSE);
    if (connected) {
        PQclear(PQexec(pg->raw, "SET client_min_messages = warning"));
        PQclear(PQexec(pg->raw, mode == DB_READ ? "SET default_transaction_read_only = on"
                                                : "SET synchronous_commit = on"));
        *out = &pg->db;
        return ERR_OK;
    }
    /* The URL may hold a password: it is not repeated. */
    enum err err =
        FAIL(f, ERR_IO, "db.open", "PostgreSQL" SEP "%s", PQerrorMessage(pg->raw));
    pg_close(&pg->db);
    return err;
}
