#include "engines.h"
#include "store/queries.h"
#include "store/schema.h"
#include "store/tx.h"

static void must(struct db *db, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s", db_why(db));
}

static void make(struct db *db)
{
    must(db, db_script(db, "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL, name TEXT,"
                           " bytes BLOB, n INTEGER)"));
}

static enum err put(struct db *db, int64_t id, struct str name, struct str bytes)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare(db, "INSERT INTO thing (id, name, bytes, n) VALUES (?1, ?2, ?3, ?1)",
                   &s));
    db_bind_i64(s, 1, id);
    db_bind_str(s, 2, name);
    db_bind_blob(s, 3, bytes);
    return db_run(s);
}

static int64_t count(struct db *db)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    must(db, db_prepare(db, "SELECT count(*) FROM thing", &s));
    must(db, db_step(s, &row));
    int64_t n = db_col_i64(s, 0);
    db_reset(s);
    return n;
}

Test(db, values_come_back_as_they_went_in)
{
    struct engine_case e;

    EACH_ENGINE(e, "values")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct str odd = STR("\0\xff\x01'镇\\"), text = STR("岚桥镇 o'clock ?1 $1 %s");
        AUTO(stmt) struct stmt *s = NULL;
        bool row;
        make(e.db);
        must(e.db, put(e.db, INT64_MAX, text, odd));
        must(e.db, put(e.db, -5, (struct str){0}, (struct str){0}));
        must(e.db, db_prepare(e.db, "SELECT id, name, bytes FROM thing ORDER BY id", &s));
        must(e.db, db_step(s, &row));
        cr_expect_eq(db_col_i64(s, 0), -5);
        cr_expect(db_col_is_null(s, 1) && db_col_is_null(s, 2), "empty is NULL");
        must(e.db, db_step(s, &row));
        cr_expect_eq(db_col_i64(s, 0), INT64_MAX);
        cr_expect(str_eq(db_col_str(s, 1, a), text));
        cr_expect(str_eq(db_col_bytes(s, 2, a), odd));
        must(e.db, db_step(s, &row));
        cr_expect_not(row);
        db_give_back(s), s = NULL; /* before its connection */
        engine_close(&e);
    }
}

Test(db, a_second_row_with_the_same_key_is_a_conflict)
{
    struct engine_case e;

    EACH_ENGINE(e, "conflict")
    {
        make(e.db);
        must(e.db, put(e.db, 1, STR("a"), STR("")));
        cr_expect_eq(put(e.db, 1, STR("b"), STR("")), ERR_CONFLICT);
        engine_close(&e);
    }
}

Test(db, reading_connections_cannot_write)
{
    struct engine_case e;

    EACH_ENGINE(e, "readonly")
    {
        struct db *reader;
        make(e.db);
        cr_assert_eq(db_open(str_of(e.url), DB_READ, &reader, &e.fault), ERR_OK);
        cr_expect_neq(put(reader, 1, STR("a"), STR("")), ERR_OK);
        cr_expect_neq(db_script(reader, "DROP TABLE thing"), ERR_OK);
        db_free(reader);
        engine_close(&e);
    }
}

static void forget_commit(struct db *db)
{
    AUTO(tx) struct tx tx = {0};

    must(db, tx_begin(&tx, db));
    must(db, put(db, 7, STR("x"), STR("")));
}

Test(db, a_transaction_left_without_commit_is_rolled_back)
{
    struct engine_case e;

    EACH_ENGINE(e, "rollback")
    {
        make(e.db);
        forget_commit(e.db);
        cr_expect_eq(count(e.db), 0);
        engine_close(&e);
    }
}

Test(db, text_sorts_by_code_point_on_both_engines)
{
    static const char *const WANT[] = {"A", "a", "一", "镇", "𠀀"};
    struct engine_case e;

    EACH_ENGINE(e, "order")
    {
        AUTO(stmt) struct stmt *s = NULL;
        bool row;
        make(e.db);
        for (int i = 4; i >= 0; i--)
            must(e.db, put(e.db, i, str_of(WANT[i]), STR("")));
        must(e.db, db_prepare(e.db, "SELECT name FROM thing ORDER BY name", &s));
        for (int i = 0; i < 5; i++) {
            must(e.db, db_step(s, &row));
            cr_expect(row && str_eq(db_col_view(s, 0), str_of(WANT[i])));
        }
        db_reset(s);
        db_give_back(s), s = NULL; /* before its connection */
        engine_close(&e);
    }
}

Test(db, more_statements_than_the_cache_holds_still_work)
{
    struct engine_case e;

    EACH_ENGINE(e, "cache")
    {
        make(e.db);
        for (int i = 0; i < 1200; i++) {
            AUTO(stmt) struct stmt *s = NULL;
            char sql[64];
            bool row;
            snprintf(sql, sizeof(sql), "SELECT count(*) + %d FROM thing", i);
            must(e.db, db_prepare(e.db, sql, &s));
            must(e.db, db_step(s, &row));
            cr_assert_eq(db_col_i64(s, 0), i);
            db_reset(s);
        }
        engine_close(&e);
    }
}

static void prepare_many(struct db *db, int from, int count)
{
    for (int i = from; i < from + count; i++) {
        AUTO(stmt) struct stmt *s = NULL;
        char sql[64];
        snprintf(sql, sizeof(sql), "SELECT count(*) - %d FROM thing", i);
        must(db, db_prepare(db, sql, &s));
    }
}

Test(db, a_statement_in_the_middle_of_its_rows_outlives_the_cache)
{
    struct engine_case e;

    EACH_ENGINE(e, "running")
    {
        AUTO(stmt) struct stmt *rows = NULL;
        bool row;
        int seen = 0;
        make(e.db);
        must(e.db,
             db_prepare(e.db, "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3", &rows));
        for (must(e.db, db_step(rows, &row)); row; must(e.db, db_step(rows, &row))) {
            cr_assert_eq(db_col_i64(rows, 0), ++seen);
            prepare_many(e.db, 500 * seen, 500);
            cr_assert_eq(db_col_i64(rows, 0), seen);
        }
        cr_assert_eq(seen, 3);
        db_give_back(rows), rows = NULL; /* before its connection */
        engine_close(&e);
    }
}

/* Ready, with its parameter, but not stepped yet: it is somebody's all the same. */
Test(db, a_statement_that_is_held_outlives_the_cache_before_its_first_step)
{
    struct engine_case e;

    EACH_ENGINE(e, "held")
    {
        AUTO(stmt) struct stmt *held = NULL;
        bool row;
        make(e.db);
        must(e.db, db_prepare(e.db, "SELECT CAST(?1 AS BIGINT) + 1", &held));
        db_bind_i64(held, 1, 41);
        prepare_many(e.db, 0, 1500);
        must(e.db, db_step(held, &row));
        cr_assert(row);
        cr_expect_eq(db_col_i64(held, 0), 42);
        db_give_back(held), held = NULL; /* before its connection */
        engine_close(&e);
    }
}

static int64_t steps_through(struct db *db, int depth)
{
    static const char SQL[] = "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3";
    AUTO(stmt) struct stmt *s = NULL;
    int64_t n = 0;
    bool row = true;

    must(db, depth % 2 ? db_prepare(db, SQL, &s) : db_prepare_kept(db, SQL, &s));
    for (must(db, db_step(s, &row)); row; must(db, db_step(s, &row)))
        n += depth ? steps_through(db, depth - 1) : db_col_i64(s, 0);
    return n;
}

Test(db, one_text_is_walked_inside_itself)
{
    struct engine_case e;

    EACH_ENGINE(e, "second")
    {
        cr_expect_eq(steps_through(e.db, 2), 3 * 3 * 6);
        cr_expect_eq(steps_through(e.db, 0), 6, "and again afterwards");
        engine_close(&e);
    }
}

Test(schema, the_systems_tables_are_made_once_and_every_query_prepares)
{
    struct engine_case e;

    EACH_ENGINE(e, "schema")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct account acc;
        struct change *changes;
        struct tally_row *tallies;
        size_t n;
        must(e.db, schema_upgrade(e.db, &e.fault));
        must(e.db, schema_upgrade(e.db, &e.fault));
        must(e.db, store_account_add(e.db, (account_id){1}, STR("x"), STR("甲"), STR("pw"),
                                     (instant){5}, 1, (account_id){0}));
        must(e.db, store_account_find(e.db, a, STR("x"), &acc));
        cr_expect(str_eq(acc.title, STR("甲")) && acc.must_change == 1 &&
                  acc.totp.bytes.len == 0);
        cr_expect_eq(store_account_find(e.db, a, STR("y"), &acc), ERR_NOT_FOUND);
        must(e.db, store_change_list(e.db, a, INT64_MAX, 0, 999999999, (struct str){0}, -1,
                                     10, &changes, &n));
        must(e.db, store_tally_add(e.db, 1, STR("task"), STR("total"), STR("*"), 5));
        must(e.db, store_tally_add(e.db, 1, STR("task"), STR("total"), STR("*"), -2));
        must(e.db, store_tally_of(e.db, a, 1, &tallies, &n));
        cr_expect(n == 1 && tallies[0].n == 3);
        engine_close(&e);
    }
}
