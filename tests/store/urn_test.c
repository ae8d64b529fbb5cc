/* Slips, urns, ballots and entries, on every engine. */
#include "engines.h"
#include "store/queries.h"
#include "store/schema.h"

static void must(struct engine_case *k, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s", k->fault.detail, db_why(k->db));
}

static struct blob hash_of(const char *text)
{
    return (struct blob){str_of(text)};
}

Test(urn, a_slip_is_used_once)
{
    struct engine_case e;

    EACH_ENGINE(e, "slip")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct number_row n;
        struct slip_row slip;
        must(&e, schema_upgrade(e.db, &e.fault));
        must(&e, store_slip_add(e.db, hash_of("one"), (row_id){7}, 1));
        must(&e, store_slip_add(e.db, hash_of("two"), (row_id){7}, 1));
        must(&e, store_slip_add(e.db, hash_of("six"), (row_id){7}, 2));
        must(&e, store_slip_use(e.db, hash_of("one")));
        cr_expect_eq(store_slip_use(e.db, hash_of("one")), ERR_CONFLICT);
        cr_expect_eq(store_slip_use(e.db, hash_of("none")), ERR_CONFLICT);
        must(&e, store_slip_count(e.db, a, (row_id){7}, 1, &n));
        cr_expect_eq(n.n, 2);
        must(&e, store_slip_used(e.db, a, (row_id){7}, 1, &n));
        cr_expect_eq(n.n, 1);
        must(&e, store_slip_get(e.db, a, hash_of("one"), &slip));
        cr_expect(slip.is_used == 1 && slip.congress == 7 && slip.round == 1);
        cr_expect_eq(store_slip_get(e.db, a, hash_of("none"), &slip), ERR_NOT_FOUND);
        engine_close(&e);
    }
}

Test(urn, equal_ballots_are_one_row_with_a_number)
{
    struct engine_case e;

    EACH_ENGINE(e, "ballot")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct ballot_row *rows;
        size_t count;
        int64_t gone;
        must(&e, schema_upgrade(e.db, &e.fault));
        must(&e, store_ballot_add(e.db, 11, (row_id){1}, 0, STR("{\"marks\":\"Y\"}"), 3));
        must(&e, store_ballot_add(e.db, 12, (row_id){1}, 0, STR("{\"marks\":\"N\"}"), 1));
        must(&e, store_ballot_add(e.db, 13, (row_id){1}, 0, STR("{\"marks\":\"Y\"}"), 2));
        must(&e, store_ballot_add(e.db, 14, (row_id){1}, 2, STR("{\"marks\":\"Y\"}"), 1));
        must(&e, store_ballot_add(e.db, 15, (row_id){2}, 0, STR("{\"marks\":\"A\"}"), 1));
        must(&e, store_ballot_list(e.db, a, (row_id){1}, &rows, &count));
        cr_assert_eq(count, 3);
        cr_expect(str_eq(rows[0].ballot, STR("{\"marks\":\"N\"}")) && rows[0].times == 1);
        cr_expect(rows[1].source == 0 && rows[1].times == 5);
        cr_expect(rows[2].source == 2 && rows[2].times == 1);
        must(&e, store_ballot_drop(e.db, (row_id){1}, 2, &gone));
        cr_expect_eq(gone, 1);
        engine_close(&e);
    }
}

Test(urn, it_opens_closes_and_is_destroyed)
{
    struct engine_case e;

    EACH_ENGINE(e, "urn")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct urn_row urn;
        struct sealed_row *boxes;
        size_t count;
        int64_t gone;
        struct blob key = {STR("0123456789abcdef0123456789abcdef")};
        must(&e, schema_upgrade(e.db, &e.fault));
        must(&e, store_urn_add(e.db, (row_id){1}, 1, STR("open"), key, STR("{}"), STR("[]"),
                               512));
        cr_expect_neq(store_urn_add(e.db, (row_id){1}, 1, STR("open"), key, STR("{}"),
                                    STR("[]"), 512),
                      ERR_OK, "one urn a cast");
        must(&e, store_urn_ballot_add(e.db, 900, (row_id){1}, 1, hash_of("box-b")));
        must(&e, store_urn_ballot_add(e.db, 100, (row_id){1}, 1, hash_of("box-a")));
        must(&e, store_urn_ballots(e.db, a, (row_id){1}, 1, &boxes, &count));
        cr_assert_eq(count, 2);
        cr_expect(str_eq(boxes[0].sealed.bytes, STR("box-a")), "by random key");
        must(&e, store_urn_empty(e.db, (row_id){1}, 1, &gone));
        cr_expect_eq(gone, 2);
        must(&e, store_urn_destroy(e.db, (row_id){1}, 1, STR("{\"holders\":[]}")));
        must(&e, store_urn_get(e.db, a, (row_id){1}, 1, &urn));
        cr_expect(str_eq(urn.state, STR("unsealed")));
        cr_expect(str_is_empty(urn.public_key.bytes));
        must(&e, db_scrub(e.db, &e.fault));
        engine_close(&e);
    }
}

Test(entry, what_a_teller_types_again_replaces_it)
{
    struct engine_case e;

    EACH_ENGINE(e, "entry")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct poll_entry *rows;
        struct count_group *groups;
        struct text_row part;
        size_t count;
        must(&e, schema_upgrade(e.db, &e.fault));
        must(&e, store_group_add(e.db, (row_id){1}, 1, STR("甲组"), STR("ballots")));
        must(&e, store_group_put(e.db, (row_id){1}, 1, STR("agrees"), (account_id){5}, 1,
                                 (account_id){6}, 1, (account_id){0}, 0));
        must(&e, store_group_list(e.db, a, (row_id){1}, &groups, &count));
        cr_assert_eq(count, 1);
        cr_expect(groups[0].first_who.v == 5 && str_eq(groups[0].state, STR("agrees")));
        must(&e, store_entry_put(e.db, (row_id){1}, 1, 1, 2, STR("b")));
        must(&e, store_entry_put(e.db, (row_id){1}, 1, 1, 1, STR("a")));
        must(&e, store_entry_put(e.db, (row_id){1}, 1, 1, 2, STR("c")));
        must(&e, store_entry_put(e.db, (row_id){1}, 1, 2, 1, STR("z")));
        must(&e, store_entry_list(e.db, a, (row_id){1}, 1, 1, &rows, &count));
        cr_assert_eq(count, 2);
        cr_expect(rows[0].pos == 1 && str_eq(rows[1].ballot, STR("c")));
        must(&e, store_poll_part_put(e.db, (row_id){1}, STR("result"), STR("1")));
        must(&e, store_poll_part_put(e.db, (row_id){1}, STR("result"), STR("2")));
        must(&e, store_poll_part_get(e.db, a, (row_id){1}, STR("result"), &part));
        cr_expect(str_eq(part.value, STR("2")));
        engine_close(&e);
    }
}
