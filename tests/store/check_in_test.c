/* Events of doors, and a database from before there were any. */
#include "engines.h"
#include "store/queries.h"
#include "store/schema.h"

static void must(struct engine_case *k, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s", k->fault.detail, db_why(k->db));
}

static int64_t put(struct engine_case *k, int64_t sitting, const char *key, int64_t who,
                   const char *kind, int64_t at, const char *door)
{
    int64_t changed = -1;

    must(k,
         store_check_in_add(k->db, (row_id){sitting}, str_of(key), (row_id){who},
                            str_of(kind), (instant){at}, str_of(door), STR("qr"),
                            (struct str){0}, (instant){at + 5}, (account_id){3}, &changed));
    return changed;
}

Test(check_in, a_key_counts_once_in_its_sitting)
{
    struct engine_case e;

    EACH_ENGINE(e, "checkin")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct check_in one, *of;
        size_t n;
        must(&e, schema_upgrade(e.db, &e.fault));
        cr_expect_eq(put(&e, 1, "k1", 10, "in", 100, "东门"), 1);
        cr_expect_eq(put(&e, 1, "k1", 10, "out", 900, "西门"), 0, "the first stands");
        cr_expect_eq(put(&e, 2, "k1", 10, "in", 300, "东门"), 1, "another sitting");
        cr_expect_eq(put(&e, 1, "k2", 10, "out", 200, "西门"), 1);
        cr_expect_eq(put(&e, 1, "k3", 11, "in", 150, "西门"), 1);

        must(&e, store_check_in_get(e.db, a, (row_id){1}, STR("k1"), &one));
        cr_expect_eq(one.attendee.v, 10);
        cr_expect_eq(one.at.ms, 100);
        cr_expect(str_eq(one.kind, STR("in")) && str_eq(one.door, STR("东门")));
        cr_expect(str_eq(one.way, STR("qr")) && str_is_empty(one.reason));
        cr_expect_eq(store_check_in_get(e.db, a, (row_id){1}, STR("k9"), &one),
                     ERR_NOT_FOUND);
        must(&e, store_check_ins_of(e.db, a, (row_id){1}, (row_id){10}, &of, &n));
        cr_expect_eq(n, 2);
        engine_close(&e);
    }
}

Test(check_in, doors_with_how_many_and_when_last)
{
    struct engine_case e;

    EACH_ENGINE(e, "doors")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct door_row *doors;
        size_t n;
        must(&e, schema_upgrade(e.db, &e.fault));
        put(&e, 1, "k1", 10, "in", 1627435800000, "a");
        put(&e, 1, "k2", 11, "in", 1627435900000, "a");
        put(&e, 1, "k3", 12, "in", 1627435700000, "b");
        put(&e, 2, "k4", 12, "in", 1627435999000, "c");
        must(&e, store_check_in_doors(e.db, a, (row_id){1}, &doors, &n));
        cr_assert_eq(n, 2);
        cr_expect(str_eq(doors[0].door, STR("a")) && str_eq(doors[1].door, STR("b")));
        cr_expect_eq(doors[0].n, 2);
        cr_expect_eq(doors[0].last_at.ms, 1627435900000);
        cr_expect_eq(doors[1].n, 1);
        engine_close(&e);
    }
}

/* The statements of the first schema, as they were shipped. */
static char *first_schema(void)
{
    FILE *f = fopen(TEST_DATA "/../../../src/store/schema/0001_system.sql", "r");
    char *text = calloc(1, 1 << 20);

    cr_assert(f && text);
    cr_assert_gt(fread(text, 1, (1 << 20) - 1, f), 1000);
    fclose(f);
    for (char *c = strstr(text, "--"); c; c = strstr(c, "--"))
        while (*c && *c != '\n')
            *c++ = ' ';
    return text;
}

Test(check_in, a_database_of_the_first_schema_is_upgraded_and_keeps_its_rows)
{
    struct engine_case e;
    char *old = first_schema();

    EACH_ENGINE(e, "upgrade")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct text_row name;
        must(&e, db_script(e.db, "CREATE TABLE hj_schema (version INTEGER NOT NULL)"));
        must(&e, db_script(e.db, old));
        must(&e, db_script(e.db, "INSERT INTO hj_schema (version) VALUES (1)"));
        int64_t set;
        must(&e, store_site_set(e.db, STR("name"), STR("青岚县"), &set));
        must(&e, schema_upgrade(e.db, &e.fault));
        cr_expect_eq(put(&e, 1, "k1", 10, "in", 100, "东门"), 1);
        must(&e, store_site_get(e.db, a, STR("name"), &name));
        cr_expect(str_eq(name.value, STR("青岚县")));
        must(&e, schema_upgrade(e.db, &e.fault)); /* nothing more to do */
        engine_close(&e);
    }
    free(old);
}
