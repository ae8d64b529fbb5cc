#include "base/mem.h"
#include "store/driver.h"

#include <assert.h>
#include <stdlib.h>

static void free_stmt(struct stmt *s)
{
    mem_free(s->sql);
    s->driver->free_stmt(s);
}

void db_free(struct db *db)
{
    if (!db)
        return;
    for (int i = 0; i < STMT_SLOTS; i++)
        if (db->cache[i])
            free_stmt(db->cache[i]);
    db->driver->close(db);
}

bool db_is_postgres(const struct db *db)
{
    return db->driver->is_postgres;
}

const char *db_why(const struct db *db)
{
    return db->driver->why(db);
}

enum db_trouble db_trouble(const struct db *db)
{
    return db->trouble;
}

void db_calm(struct db *db)
{
    db->trouble = DB_FINE;
}

const char *db_trouble_code(enum db_trouble t)
{
    switch (t) {
    case DB_BUSY:
        return "db.busy";
    case DB_FULL:
        return "db.full";
    case DB_LOST:
        return "db.lost";
    case DB_READ_ONLY:
        return "db.read_only";
    case DB_DAMAGED:
        return "db.damaged";
    case DB_IO:
        return "db.io";
    case DB_UNKNOWN:
        return "db.unknown";
    case DB_FINE:
    case DB_WRONG:
        break;
    }
    return "db.wrong";
}

enum err db_trouble_kind(enum db_trouble t)
{
    return t == DB_BUSY || t == DB_LOST ? ERR_BUSY : ERR_IO;
}

enum err db_fail(const struct db *db, enum err err, struct fault *f)
{
    enum db_trouble t = db->trouble;

    if (db_is_down(t))
        err = db_trouble_kind(t);
    return FAIL(f, err, db_trouble_code(t), "%s", db_why(db));
}

enum err db_script(struct db *db, const char *sql)
{
    return db->driver->script(db, sql);
}

enum err db_begin(struct db *db)
{
    return db->driver->begin(db);
}

enum err db_commit(struct db *db)
{
    return db->driver->commit(db);
}

void db_rollback(struct db *db)
{
    db->driver->rollback(db);
}

bool db_in_transaction(const struct db *db)
{
    return db->driver->in_transaction(db);
}

/* Where the statement of that text is, or would be. */
static size_t slot_of(const struct db *db, const char *sql)
{
    size_t slot = str_hash(str_of(sql)) % STMT_SLOTS;

    while (db->cache[slot] && strcmp(db->cache[slot]->sql, sql) != 0)
        slot = (slot + 1) % STMT_SLOTS;
    return slot;
}

static int by_use(const void *a, const void *b)
{
    const struct stmt *x = *(struct stmt *const *)a, *y = *(struct stmt *const *)b;

    return (x->used > y->used) - (x->used < y->used);
}

/* Let go of the older half.  One that is held stays: whoever has it prepares others meanwhile. */
static void make_room(struct db *db)
{
    struct stmt *all[STMT_SLOTS];
    int count = 0;

    for (int i = 0; i < STMT_SLOTS; i++)
        if (db->cache[i])
            all[count++] = db->cache[i];
    qsort(all, (size_t)count, sizeof(struct stmt *), by_use);
    memset(db->cache, 0, sizeof(db->cache));
    memset(db->kept, 0, sizeof(db->kept));
    db->cached = 0;
    for (int i = 0; i < count; i++) {
        if (i < count / 2 && !all[i]->is_held) {
            free_stmt(all[i]);
            continue;
        }
        db->cache[slot_of(db, all[i]->sql)] = all[i];
        db->cached++;
    }
    assert(db->cached < STMT_MOST); /* nobody holds so many at once */
}

static enum err make_stmt(struct db *db, const char *sql, struct stmt **out)
{
    TRY(db->driver->prepare(db, sql, out));
    (*out)->driver = db->driver;
    (*out)->sql = mem_copy(sql, strlen(sql) + 1);
    return ERR_OK;
}

static enum err hold(struct db *db, struct stmt *s, struct stmt **out)
{
    s->used = ++db->uses;
    s->is_held = true;
    db_reset(s);
    *out = s;
    return ERR_OK;
}

/* Somebody is in the middle of one with this text: another one, that goes when it is given back. */
static enum err hold_second(struct db *db, const char *sql, struct stmt **out)
{
    struct stmt *s;

    TRY(make_stmt(db, sql, &s));
    s->is_second = true;
    return hold(db, s, out);
}

enum err db_prepare(struct db *db, const char *sql, struct stmt **out)
{
    size_t slot = slot_of(db, sql);

    if (!db->cache[slot]) {
        struct stmt *s;
        TRY(make_stmt(db, sql, &s));
        if (db->cached >= STMT_MOST)
            make_room(db);
        slot = slot_of(db, sql);
        db->cache[slot] = s;
        db->cached++;
    }
    if (db->cache[slot]->is_held)
        return hold_second(db, sql, out);
    return hold(db, db->cache[slot], out);
}

enum err db_prepare_kept(struct db *db, const char *sql, struct stmt **out)
{
    size_t slot = ((uintptr_t)sql >> 3) * 0x9e3779b97f4a7c15u >> 48 & (STMT_SLOTS - 1);

    if (db->kept[slot].sql == sql && !db->kept[slot].stmt->is_held)
        return hold(db, db->kept[slot].stmt, out);
    TRY(db_prepare(db, sql, out));
    if (!(*out)->is_second) {
        db->kept[slot].sql = sql;
        db->kept[slot].stmt = *out;
    }
    return ERR_OK;
}

void db_give_back(struct stmt *s)
{
    db_reset(s);
    s->is_held = false;
    if (s->is_second)
        free_stmt(s);
}

enum err db_step(struct stmt *s, bool *row)
{
    return s->driver->step(s, row);
}

enum err db_run(struct stmt *s)
{
    bool row = true;

    while (row)
        TRY(db_step(s, &row));
    return ERR_OK;
}

void db_reset(struct stmt *s)
{
    s->driver->reset(s);
}

int64_t db_changes(const struct stmt *s)
{
    return s->driver->changes(s);
}

void db_bind_i64(struct stmt *s, int i, int64_t v)
{
    s->driver->bind_i64(s, i, v);
}

void db_bind_str(struct stmt *s, int i, struct str v)
{
    if (v.len)
        s->driver->bind_str(s, i, v);
    else
        s->driver->bind_null(s, i);
}

void db_bind_blob(struct stmt *s, int i, struct str v)
{
    if (v.len)
        s->driver->bind_blob(s, i, v);
    else
        s->driver->bind_null(s, i);
}

void db_bind_null(struct stmt *s, int i)
{
    s->driver->bind_null(s, i);
}

bool db_col_is_null(struct stmt *s, int i)
{
    return s->driver->is_null(s, i);
}

int64_t db_col_i64(struct stmt *s, int i)
{
    return s->driver->col_i64(s, i);
}

struct str db_col_view(struct stmt *s, int i)
{
    return s->driver->col_view(s, i);
}

struct str db_col_blob(struct stmt *s, int i)
{
    return s->driver->col_blob(s, i);
}

struct str db_col_str(struct stmt *s, int i, struct arena *a)
{
    return str_copy(a, db_col_view(s, i));
}

struct str db_col_bytes(struct stmt *s, int i, struct arena *a)
{
    return str_copy(a, db_col_blob(s, i));
}
