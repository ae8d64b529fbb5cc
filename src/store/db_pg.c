/*
 * The PostgreSQL engine of db.h.  Parameters go as text (bytes as binary), results come as text;
 * ?1 becomes $1 and the types of the schema get PostgreSQL's names.
 */
#include "base/buf.h"
#include "base/mem.h"
#include "base/pause.h"
#include "store/driver.h"

#include <assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

enum { PAUSE_LEAST_MS = 50, PAUSE_MOST_MS = 2000 };

struct pg {
    struct db db;
    PGconn *raw;
    enum db_mode mode;
    int64_t names;             /* statements prepared so far */
    int64_t session;           /* counts the connections made; statements belong to one */
    int64_t again_ms, wait_ms; /* when to try again after one was lost; 0: at once */
    bool in_tx;
    bool is_broken; /* libpq itself reported a failure; PQstatus() may not know of it yet */
};

struct pg_stmt {
    struct stmt stmt;
    struct pg *owner;
    char name[24];
    int64_t session; /* of the owner, in which it was prepared */
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

static bool is_class(const char *state, const char *class)
{
    return strncmp(state, class, strlen(class)) == 0;
}

/* SQLSTATE (PostgreSQL, appendix A) to what can be done about it. */
static enum db_trouble trouble_of(const char *state)
{
    if (is_class(state, "23"))
        return DB_FINE;
    if (is_class(state, "40") || is_class(state, "55P") || is_class(state, "57014"))
        return DB_BUSY; /* serialization, deadlock, lock timeout, cancelled */
    if (is_class(state, "53100"))
        return DB_FULL;
    if (is_class(state, "08") || is_class(state, "57P") || is_class(state, "53300"))
        return DB_LOST; /* connection, shutdown, too many clients */
    if (is_class(state, "25006"))
        return DB_READ_ONLY;
    if (is_class(state, "XX001") || is_class(state, "XX002"))
        return DB_DAMAGED;
    return is_class(state, "58") || is_class(state, "53") ? DB_IO : DB_WRONG;
}

static bool is_up(const struct pg *pg)
{
    return !pg->is_broken && PQstatus(pg->raw) == CONNECTION_OK;
}

/* What a result says, noted on its connection.  Without an SQLSTATE it is not the server that
 * speaks: the connection is no good. */
static enum err note(struct pg *pg, const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    enum db_trouble t = state ? trouble_of(state) : DB_LOST;

    switch (PQresultStatus(r)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        return ERR_OK;
    default:
        break;
    }
    if (PQstatus(pg->raw) != CONNECTION_OK)
        t = DB_LOST;
    pg->is_broken = pg->is_broken || t == DB_LOST;
    db_note(&pg->db, t);
    return t == DB_FINE ? ERR_CONFLICT : db_trouble_kind(t);
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

/* ---- connection ---------------------------------------------------------------------- */

/* Locks are waited for as long as SQLite waits.  Nearly every join looks up the title of what a row names, by its key:
 * in which order is all one, and to try all orders of a congress's ten took PostgreSQL longer than to read it. */
static void begin_session(struct pg *pg)
{
    PQsetErrorVerbosity(pg->raw, PQERRORS_TERSE);
    PQclear(PQexec(pg->raw, "SET client_min_messages = warning; SET lock_timeout = 5000;"
                            "SET join_collapse_limit = 3"));
    PQclear(PQexec(pg->raw, pg->mode == DB_READ ? "SET default_transaction_read_only = on"
                                                : "SET synchronous_commit = on"));
    pg->session++;
}

/* Is there a connection?  A lost one is made anew outside a transaction, after a pause that
 * doubles while that fails. */
static bool is_there(struct pg *pg)
{
    if (is_up(pg))
        return true;
    if (pg->in_tx || steady_ms() < pg->again_ms)
        return false;
    PQreset(pg->raw);
    if (PQstatus(pg->raw) == CONNECTION_OK) {
        pg->wait_ms = pg->again_ms = 0;
        pg->is_broken = false;
        begin_session(pg);
        return true;
    }
    pg->wait_ms = pg->wait_ms ? pg->wait_ms * 2 : PAUSE_LEAST_MS;
    if (pg->wait_ms > PAUSE_MOST_MS)
        pg->wait_ms = PAUSE_MOST_MS;
    pg->again_ms = steady_ms() + pg->wait_ms;
    return false;
}

static enum err is_lost(struct pg *pg)
{
    db_note(&pg->db, DB_LOST);
    return ERR_BUSY;
}

/* A statement that failed because the connection had been lost before: try it on a new one? */
static bool may_repeat(const struct pg *pg)
{
    return !pg->in_tx && !is_up(pg);
}

static enum err run(struct pg *pg, const char *sql, PGresult **out)
{
    *out = NULL;
    if (!is_there(pg))
        return is_lost(pg);
    *out = PQexec(pg->raw, sql);
    enum err err = note(pg, *out);
    if (is_up(pg))
        pg->in_tx = PQtransactionStatus(pg->raw) != PQTRANS_IDLE;
    return err;
}

/* ---- transactions -------------------------------------------------------------------- */

static bool pg_in_transaction(const struct db *db)
{
    const struct pg *pg = (const struct pg *)db;

    return pg->in_tx && is_up(pg);
}

/* With the connection the transaction is gone: nothing is left to take back. */
static void pg_rollback(struct db *db)
{
    struct pg *pg = (struct pg *)db;

    if (pg_in_transaction(db))
        PQclear(PQexec(pg->raw, "ROLLBACK"));
    pg->in_tx = false;
}

/* One writer at a time in a schema: the lock makes READ COMMITTED as good as serial. */
static const char *const BEGIN_WRITE =
    "BEGIN; SELECT pg_advisory_xact_lock(8300, hashtext(current_schema()))";
static const char *const BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ";

static enum err begin_once(struct pg *pg)
{
    PGresult *r;
    enum err err = run(pg, pg->mode == DB_WRITE ? BEGIN_WRITE : BEGIN_READ, &r);

    PQclear(r);
    if (err)
        pg_rollback(&pg->db);
    return err;
}

/* That the connection broke while nobody used it is no news. */
static enum err pg_begin(struct db *db)
{
    struct pg *pg = (struct pg *)db;
    enum db_trouble before = db->trouble;
    enum err err = begin_once(pg);

    if (!err || !may_repeat(pg))
        return err;
    db->trouble = before;
    return begin_once(pg);
}

/* COMMIT of a transaction that has failed is answered with "ROLLBACK", and that is no error. */
static enum err pg_commit(struct db *db)
{
    struct pg *pg = (struct pg *)db;
    PGresult *r;
    enum err err = run(pg, "COMMIT", &r);

    if (!err && strcmp(PQcmdStatus(r), "COMMIT") != 0) {
        db_note(db, DB_WRONG);
        err = ERR_IO;
    }
    PQclear(r);
    if (err)
        pg_rollback(db);
    return err;
}

/* ---- the driver ---------------------------------------------------------------------- */

static enum err pg_script(struct db *db, const char *sql)
{
    struct buf text = BUF(1 << 20);
    PGresult *r;

    translate(&text, sql, true);
    enum err err = run((struct pg *)db, text.ptr, &r);
    PQclear(r);
    buf_done(&text);
    return err;
}

/* Under its name, on the connection of now. */
static enum err prepare(struct pg_stmt *s, const char *sql)
{
    struct pg *pg = s->owner;
    struct buf text = BUF(1 << 20);

    translate(&text, sql, false);
    PGresult *r = PQprepare(pg->raw, s->name, text.ptr, 0, NULL);
    enum err err = note(pg, r);
    PQclear(r);
    buf_done(&text);
    s->session = pg->session;
    return err;
}

static enum err pg_prepare(struct db *db, const char *sql, struct stmt **out)
{
    struct pg *pg = (struct pg *)db;
    struct pg_stmt *s = MEM_NEW(struct pg_stmt);
    enum db_trouble before = db->trouble;

    s->owner = pg;
    s->values.limit = BUF_REPLY;
    bool fits = str_fits(s->name, sizeof(s->name), "s%lld", (long long)++pg->names);
    assert(fits);
    enum err err = is_there(pg) ? prepare(s, sql) : is_lost(pg);
    if (err && may_repeat(pg) && is_there(pg)) {
        db->trouble = before;
        err = prepare(s, sql);
    }
    if (err) {
        mem_free(s);
        return err;
    }
    *out = &s->stmt;
    return ERR_OK;
}

static enum err execute_once(struct pg_stmt *s)
{
    if (buf_is_full(&s->values))
        return ERR_TOO_BIG;
    if (!is_there(s->owner))
        return is_lost(s->owner);
    if (s->session != s->owner->session)
        TRY(prepare(s, s->stmt.sql));
    for (int i = 0; i < s->params; i++)
        s->pointers[i] = s->at[i] < 0 ? NULL : s->values.ptr + s->at[i];
    s->result = PQexecPrepared(s->owner->raw, s->name, s->params, s->pointers, s->lengths,
                               s->formats, 0);
    s->row = -1;
    s->changed = strtoll(PQcmdTuples(s->result), NULL, 10);
    return note(s->owner, s->result);
}

/* Reading may be repeated on a new connection; writing never: it may have been done. */
static enum err execute(struct pg_stmt *s)
{
    struct pg *pg = s->owner;
    enum db_trouble before = pg->db.trouble;
    enum err err = execute_once(s);

    if (!err || pg->mode != DB_READ || !may_repeat(pg))
        return err;
    PQclear(s->result);
    s->result = NULL;
    pg->db.trouble = before;
    return execute_once(s);
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
    if (s->session == s->owner->session) /* else it went with its connection */
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
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .in_transaction = pg_in_transaction,
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

/* The URL may say otherwise: what comes later counts. */
static PGconn *connect(const char *url)
{
    static const char *const NAMES[] = {"connect_timeout", "tcp_user_timeout", "dbname",
                                        NULL};
    const char *const values[] = {"5", "15000", url, NULL};

    return PQconnectdbParams(NAMES, values, 1);
}

enum err pg_open(struct str url, enum db_mode mode, struct db **out, struct fault *f)
{
    struct pg *pg = MEM_NEW(struct pg);
    char *name = mem_new(url.len + 1, 1);

    memcpy(name, url.ptr, url.len);
    pg->db.driver = &POSTGRES;
    pg->mode = mode;
    pg->raw = connect(name);
    mem_free(name);
    if (PQstatus(pg->raw) == CONNECTION_OK) {
        begin_session(pg);
        *out = &pg->db;
        return ERR_OK;
    }
    /* The URL may hold a password: it is not repeated. */
    enum err err =
        FAIL(f, ERR_BUSY, "db.open", "PostgreSQL" SEP "%s", PQerrorMessage(pg->raw));
    pg_close(&pg->db);
    return err;
}
