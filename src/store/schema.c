#include "store/schema.h"

#include "store/schema_steps.h" /* SCHEMA_STEPS[], generated from schema/ */

enum { STEPS = sizeof(SCHEMA_STEPS) / sizeof(SCHEMA_STEPS[0]) };

enum err schema_is_missing(struct db *db, bool *out)
{
    const char *sql =
        db_is_postgres(db)
            ? "SELECT count(*) FROM information_schema.tables "
              "WHERE table_name = 'hj_schema' AND table_schema = current_schema()"
            : "SELECT count(*) FROM sqlite_master WHERE name = 'hj_schema'";
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    TRY(db_prepare(db, sql, &s));
    TRY(db_step(s, &row));
    *out = db_col_i64(s, 0) == 0;
    return ERR_OK;
}

static enum err read_version(struct db *db, int64_t *version)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    TRY(db_script(db, "CREATE TABLE IF NOT EXISTS hj_schema (version INTEGER NOT NULL)"));
    TRY(db_prepare(db, "SELECT coalesce(max(version), 0) FROM hj_schema", &s));
    TRY(db_step(s, &row));
    *version = db_col_i64(s, 0);
    return ERR_OK;
}

static enum err run_step(struct db *db, int64_t version)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_script(db, SCHEMA_STEPS[version]));
    TRY(db_prepare(db, "INSERT INTO hj_schema (version) VALUES (?1)", &s));
    db_bind_i64(s, 1, version + 1);
    return db_run(s);
}

enum err schema_upgrade(struct db *db, struct fault *f)
{
    int64_t version;

    if (read_version(db, &version))
        return FAIL(f, ERR_IO, "db.schema", "%s", db_why(db));
    if (version > STEPS)
        return FAIL(f, ERR_CONFLICT, "db.newer", "%lld" SEP "%d", (long long)version,
                    STEPS);
    for (; version < STEPS; version++)
        if (run_step(db, version))
            return FAIL(f, ERR_IO, "db.schema", "%s", db_why(db));
    return ERR_OK;
}
