/* What a database engine must do for db.c.  Private to the store. */
#pragma once

#include "store/db.h"

/* A connection keeps so many statements; of more, the half that was not used for longest goes,
 * but none that is held. */
enum { STMT_SLOTS = 512, STMT_MOST = 384 };

struct driver {
    bool is_postgres;
    enum err (*script)(struct db *db, const char *sql);
    enum err (*begin)(struct db *db);
    enum err (*commit)(struct db *db);
    void (*rollback)(struct db *db);
    bool (*in_transaction)(const struct db *db);
    enum err (*prepare)(struct db *db, const char *sql, struct stmt **out);
    enum err (*step)(struct stmt *s, bool *row);
    void (*reset)(struct stmt *s);
    int64_t (*changes)(const struct stmt *s);
    void (*bind_i64)(struct stmt *s, int i, int64_t v);
    void (*bind_str)(struct stmt *s, int i, struct str v);
    void (*bind_blob)(struct stmt *s, int i, struct str v);
    void (*bind_null)(struct stmt *s, int i);
    bool (*is_null)(struct stmt *s, int i);
    int64_t (*col_i64)(struct stmt *s, int i);
    struct str (*col_view)(struct stmt *s, int i);
    struct str (*col_blob)(struct stmt *s, int i);
    const char *(*why)(const struct db *db);
    void (*free_stmt)(struct stmt *s);
    void (*close)(struct db *db);
};

/* Engines embed these as their first member. */
struct stmt {
    const struct driver *driver;
    char *sql;
    int64_t used;   /* when it was last asked for: db.uses */
    bool is_held;   /* prepared, and not given back yet */
    bool is_second; /* of a text that was held already: in no cache */
};

struct db {
    const struct driver *driver;
    struct stmt *cache[STMT_SLOTS]; /* open addressing by hash of the text */
    int cached;
    int64_t uses;
    enum db_trouble trouble; /* the first since db_calm() */
    struct {
        const char *sql;
        struct stmt *stmt;
    } kept[STMT_SLOTS]; /* the same statements, by address of the text; one try a slot */
};

/* Note what a failed statement tells about the database; for drivers. */
static inline void db_note(struct db *db, enum db_trouble t)
{
    if (db->trouble == DB_FINE)
        db->trouble = t;
}

MUST_USE enum err sqlite_open(struct str path, enum db_mode mode, struct db **out,
                              struct fault *f);
MUST_USE enum err pg_open(struct str url, enum db_mode mode, struct db **out,
                          struct fault *f);
