#include "store/lease.h"

/* Milliseconds by the one clock that all holders share. */
#define NOW "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

static enum err find_other(struct db *db, struct arena *a, const struct lease *l,
                           struct fault *f)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    TRY(db_prepare(db,
                   "SELECT place, what, (until - " NOW ") / 1000 + 1 FROM hj_lease "
                   "WHERE until > " NOW
                   " AND coalesce(holder <> ?1, true) ORDER BY until DESC LIMIT 1",
                   &s));
    db_bind_str(s, 1, l->holder);
    TRY(db_step(s, &row));
    if (!row)
        return ERR_OK;
    struct str place = db_col_str(s, 0, a), what = db_col_str(s, 1, a);
    return FAIL(f, ERR_CONFLICT, "site.served", "%.*s" SEP "%.*s" SEP "%lld",
                STR_FMT(place), STR_FMT(what), (long long)db_col_i64(s, 2));
}

static enum err drop_ended(struct db *db, const struct lease *l)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare(db, "DELETE FROM hj_lease WHERE until <= " NOW " OR holder = ?1", &s));
    db_bind_str(s, 1, l->holder);
    return db_run(s);
}

enum err lease_take(struct db *db, struct arena *a, const struct lease *l, struct fault *f)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(find_other(db, a, l, f));
    TRY(drop_ended(db, l));
    TRY(db_prepare(
        db,
        "INSERT INTO hj_lease (node, token, place, what, since, until, batch, holder) "
        "VALUES (?1, ?2, ?3, ?4, " NOW ", " NOW " + ?5, 0, coalesce(?6, ''))",
        &s));
    db_bind_i64(s, 1, l->node);
    db_bind_str(s, 2, l->token);
    db_bind_str(s, 3, l->place);
    db_bind_str(s, 4, l->what);
    db_bind_i64(s, 5, LEASE_MS);
    db_bind_str(s, 6, l->holder);
    return db_run(s);
}

enum err lease_mark(struct db *db, struct lease *l, struct fault *f)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(db,
                        "UPDATE hj_lease SET until = " NOW " + ?1, batch = ?2 "
                        "WHERE node = ?3 AND token = ?4",
                        &s));
    db_bind_i64(s, 1, LEASE_MS);
    db_bind_i64(s, 2, ++l->batch);
    db_bind_i64(s, 3, l->node);
    db_bind_str(s, 4, l->token);
    TRY(db_run(s));
    return db_changes(s) == 1 ? ERR_OK : FAIL(f, ERR_CONFLICT, "site.lease_lost", "%s", "");
}

enum err lease_look(struct db *db, const struct lease *l, bool *stands)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(
        db, "SELECT 1 FROM hj_lease WHERE node = ?1 AND token = ?2 AND batch = ?3", &s));
    db_bind_i64(s, 1, l->node);
    db_bind_str(s, 2, l->token);
    db_bind_i64(s, 3, l->batch);
    TRY(db_step(s, stands));
    return ERR_OK;
}

enum err lease_end(struct db *db, const struct lease *l)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare(db, "DELETE FROM hj_lease WHERE node = ?1 AND token = ?2", &s));
    db_bind_i64(s, 1, l->node);
    db_bind_str(s, 2, l->token);
    return db_run(s);
}
