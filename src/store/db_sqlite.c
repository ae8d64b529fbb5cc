/* The SQLite engine of db.h. */
#include "base/mem.h"
#include "store/driver.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>

enum { BUSY_TIMEOUT_MS = 5000 };

struct lite {
    struct db db;
    sqlite3 *raw;
    enum db_mode mode;
};

struct lite_stmt {
    struct stmt stmt;
    sqlite3_stmt *raw;
    struct lite *owner;
};

static enum err from_sqlite(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return ERR_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_TOOBIG:
        return ERR_TOO_BIG;
    default:
        return ERR_IO;
    }
}

static int errno_of(sqlite3 *raw, int which)
{
    sqlite3_file *file = NULL;
    int why = 0;

    if (sqlite3_file_control(raw, "main", which, (void *)&file) == SQLITE_OK && file &&
        file->pMethods)
        (void)file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &why);
    return why;
}

/* A write beyond what a quota or the process's limit allows; SQLite itself knows a full disk. */
static bool is_out_of_room(sqlite3 *raw)
{
    static const int FILES[] = {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER};

    for (int i = 0; i < 2; i++) {
        int why = errno_of(raw, FILES[i]);
        if (why == ENOSPC || why == EDQUOT || why == EFBIG)
            return true;
    }
    return false;
}

static enum db_trouble trouble_of(sqlite3 *raw, int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
    case SQLITE_CONSTRAINT:
        return DB_FINE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return DB_BUSY;
    case SQLITE_FULL:
        return DB_FULL;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return is_out_of_room(raw) ? DB_FULL : DB_IO;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DB_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_DAMAGED;
    default:
        return DB_WRONG;
    }
}

static enum err note(struct lite *lite, int rc)
{
    db_note(&lite->db, trouble_of(lite->raw, rc));
    return from_sqlite(rc);
}

static enum err lite_script(struct db *db, const char *sql)
{
    struct lite *lite = (struct lite *)db;

    return note(lite, sqlite3_exec(lite->raw, sql, NULL, NULL, NULL));
}

static bool lite_in_transaction(const struct db *db)
{
    return !sqlite3_get_autocommit(((const struct lite *)db)->raw);
}

static enum err lite_begin(struct db *db)
{
    bool writes = ((struct lite *)db)->mode == DB_WRITE;

    return lite_script(db, writes ? "BEGIN IMMEDIATE" : "BEGIN");
}

/* Some failures have already rolled back all of it. */
static void lite_rollback(struct db *db)
{
    if (lite_in_transaction(db))
        (void)sqlite3_exec(((struct lite *)db)->raw, "ROLLBACK", NULL, NULL, NULL);
}

static enum err lite_commit(struct db *db)
{
    enum err err = lite_script(db, "COMMIT");

    if (err)
        lite_rollback(db);
    return err;
}

static enum err lite_prepare(struct db *db, const char *sql, struct stmt **out)
{
    struct lite *lite = (struct lite *)db;
    sqlite3_stmt *raw;
    int rc = sqlite3_prepare_v3(lite->raw, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, NULL);

    if (rc != SQLITE_OK)
        return note(lite, rc);
    struct lite_stmt *s = MEM_NEW(struct lite_stmt);
    s->raw = raw;
    s->owner = lite;
    *out = &s->stmt;
    return ERR_OK;
}

static sqlite3_stmt *raw_of(struct stmt *s)
{
    return ((struct lite_stmt *)s)->raw;
}

static enum err lite_step(struct stmt *s, bool *row)
{
    int rc = sqlite3_step(raw_of(s));

    *row = rc == SQLITE_ROW;
    enum err err = note(((struct lite_stmt *)s)->owner, rc);
    if (!*row)
        sqlite3_reset(raw_of(s));
    return err;
}

static void lite_reset(struct stmt *s)
{
    sqlite3_reset(raw_of(s));
}

static int64_t lite_changes(const struct stmt *s)
{
    return sqlite3_changes64(((const struct lite_stmt *)s)->owner->raw);
}

static void lite_bind_i64(struct stmt *s, int i, int64_t v)
{
    sqlite3_bind_int64(raw_of(s), i, v);
}

/* Borrowed until the statement is reset, as db.h says: no copy. */
static void lite_bind_str(struct stmt *s, int i, struct str v)
{
    sqlite3_bind_text64(raw_of(s), i, v.ptr, v.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void lite_bind_blob(struct stmt *s, int i, struct str v)
{
    sqlite3_bind_blob64(raw_of(s), i, v.ptr, v.len, SQLITE_STATIC);
}

static void lite_bind_null(struct stmt *s, int i)
{
    sqlite3_bind_null(raw_of(s), i);
}

static bool lite_is_null(struct stmt *s, int i)
{
    return sqlite3_column_type(raw_of(s), i) == SQLITE_NULL;
}

static int64_t lite_col_i64(struct stmt *s, int i)
{
    return sqlite3_column_int64(raw_of(s), i);
}

static struct str lite_col_view(struct stmt *s, int i)
{
    const unsigned char *text = sqlite3_column_text(raw_of(s), i);

    return (struct str){(const char *)text, (size_t)sqlite3_column_bytes(raw_of(s), i)};
}

static struct str lite_col_blob(struct stmt *s, int i)
{
    const void *bytes = sqlite3_column_blob(raw_of(s), i);

    return (struct str){bytes, (size_t)sqlite3_column_bytes(raw_of(s), i)};
}

static const char *lite_why(const struct db *db)
{
    return sqlite3_errmsg(((const struct lite *)db)->raw);
}

static void lite_free_stmt(struct stmt *s)
{
    sqlite3_finalize(raw_of(s));
    mem_free(s);
}

static void lite_close(struct db *db)
{
    sqlite3_close(((struct lite *)db)->raw);
    mem_free(db);
}

static const struct driver SQLITE = {
    .script = lite_script,
    .begin = lite_begin,
    .commit = lite_commit,
    .rollback = lite_rollback,
    .in_transaction = lite_in_transaction,
    .prepare = lite_prepare,
    .step = lite_step,
    .reset = lite_reset,
    .changes = lite_changes,
    .bind_i64 = lite_bind_i64,
    .bind_str = lite_bind_str,
    .bind_blob = lite_bind_blob,
    .bind_null = lite_bind_null,
    .is_null = lite_is_null,
    .col_i64 = lite_col_i64,
    .col_view = lite_col_view,
    .col_blob = lite_col_blob,
    .why = lite_why,
    .free_stmt = lite_free_stmt,
    .close = lite_close,
};

/* WAL with synchronous=FULL: a committed write is on disk before the commit returns. */
static const char *const WRITE_SETTINGS =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON;" /* what was taken out of the urn is nowhere left */
    "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = "
    "MEMORY;";
static const char *const READ_SETTINGS =
    "PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA mmap_size = 1073741824;"
    "PRAGMA temp_store = MEMORY;";

/* Counting every allocation takes a lock that all threads share. */
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum err cannot_open(struct lite *lite, int rc, struct str path, struct fault *f)
{
    enum err err = note(lite, rc);
    bool is_missing = (rc & 0xff) == SQLITE_CANTOPEN;

    if (db_is_down(lite->db.trouble) && !is_missing)
        return db_fail(&lite->db, err, f);
    return FAIL(f, err, "db.open", "%.*s" SEP "%s", STR_FMT(path),
                sqlite3_errmsg(lite->raw));
}

enum err sqlite_open(struct str path, enum db_mode mode, struct db **out, struct fault *f)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct lite *lite = MEM_NEW(struct lite);
    char *name = mem_new(path.len + 1, 1);
    int flags = SQLITE_OPEN_READWRITE | (mode == DB_WRITE ? SQLITE_OPEN_CREATE : 0) |
                SQLITE_OPEN_NOMUTEX;

    pthread_once(&once, configure);
    memcpy(name, path.ptr, path.len);
    int rc = sqlite3_open_v2(name, &lite->raw, flags, NULL);
    mem_free(name);
    lite->db.driver = &SQLITE;
    lite->mode = mode;
    if (rc == SQLITE_OK)
        sqlite3_busy_timeout(lite->raw, BUSY_TIMEOUT_MS); /* before the first statement */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(lite->raw, mode == DB_WRITE ? WRITE_SETTINGS : READ_SETTINGS,
                          NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        enum err err = cannot_open(lite, rc, path, f);
        db_free(&lite->db);
        return err;
    }
    *out = &lite->db;
    return ERR_OK;
}

/* ---- care ---------------------------------------------------------------------------- */

/* In one step: the pages are those of one moment, and writers are not held up (WAL).  The copy
 * is a single file without a log beside it. */
static int copy_pages(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");

    if (!copy)
        return sqlite3_errcode(to);
    int step = sqlite3_backup_step(copy, -1), rc = sqlite3_backup_finish(copy);
    if (rc == SQLITE_OK && step != SQLITE_DONE)
        rc = step; /* busy: finish() does not call that a failure */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    return rc;
}

enum err db_copy(struct db *from, const char *path, struct fault *f)
{
    sqlite3 *to = NULL;
    enum err err = ERR_OK;

    if (from->driver->is_postgres)
        return FAIL(f, ERR_RULE, "backup.postgres", "%s", "");
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc == SQLITE_OK)
        rc = copy_pages(((struct lite *)from)->raw, to);
    if (rc != SQLITE_OK)
        err =
            FAIL(f, ERR_IO, "db.copy", "%s", to ? sqlite3_errmsg(to) : sqlite3_errstr(rc));
    sqlite3_close(to);
    return err;
}

enum err db_scrub(struct db *db, struct fault *f)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row = false;

    if (db->driver->is_postgres)
        return ERR_OK;
    if (db_prepare(db, "PRAGMA wal_checkpoint(TRUNCATE)", &s) || db_step(s, &row) || !row)
        return FAIL(f, ERR_IO, "db.unsound", "%s", db_why(db));
    return db_col_i64(s, 0) ? FAIL(f, ERR_BUSY, "db.scrub", "%s", "") : ERR_OK;
}

enum err db_check(struct db *db, struct fault *f)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row = false;

    if (db->driver->is_postgres)
        return ERR_OK;
    if (db_prepare(db, "PRAGMA integrity_check(1)", &s) || db_step(s, &row) || !row)
        return FAIL(f, ERR_IO, "db.unsound", "%s", db_why(db));
    struct str found = db_col_view(s, 0);
    return str_eq(found, STR("ok")) ? ERR_OK
                                    : FAIL(f, ERR_IO, "db.unsound", "%.*s", STR_FMT(found));
}
