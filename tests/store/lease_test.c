/* The lease of a node on PostgreSQL. */
#include "engines.h"
#include "store/lease.h"
#include "store/schema.h"
#include "store/tx.h"

static const struct lease ONE = {.node = 7,
                                 .token = STR_INIT("a"),
                                 .place = STR_INIT("here:/one"),
                                 .holder = STR_INIT("k:1:1"),
                                 .what = STR_INIT("serve")};

static enum err take(struct engine_case *e, struct lease l, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(tx) struct tx tx = {0};

    *f = (struct fault){0};
    TRY(tx_begin(&tx, e->db));
    TRY(lease_take(e->db, a, &l, f));
    return tx_commit(&tx);
}

static bool open_with_tables(struct engine_case *e, const char *test)
{
    if (!engine_open(e, 1, test))
        return false;
    cr_assert_eq(schema_upgrade(e->db, &e->fault), ERR_OK);
    return true;
}

Test(lease, is_refused_to_another_holder_and_taken_over_by_the_same)
{
    struct engine_case e;
    struct lease one = ONE, again = ONE, other = ONE;
    struct fault f;

    if (!open_with_tables(&e, "lease"))
        cr_skip_test("needs PostgreSQL");
    again.token = STR("b");
    other.holder = STR("k:1:2"); /* of the same name, in another container */
    cr_expect_eq(take(&e, one, &f), ERR_OK);
    cr_expect_eq(take(&e, other, &f), ERR_CONFLICT);
    cr_expect_str_eq(f.code, "site.served");
    cr_expect_eq(lease_mark(e.db, &one, &f), ERR_OK);
    cr_expect_eq(take(&e, again, &f), ERR_OK, "its holder has ended");
    f = (struct fault){0};
    cr_expect_eq(lease_mark(e.db, &one, &f), ERR_CONFLICT, "and may not write any more");
    cr_expect_str_eq(f.code, "site.lease_lost");
    cr_expect_eq(lease_end(e.db, &again), ERR_OK);
    cr_expect_eq(take(&e, other, &f), ERR_OK);
    struct lease nobody = ONE;
    nobody.holder = (struct str){0};
    cr_expect_eq(lease_end(e.db, &other), ERR_OK);
    cr_expect_eq(take(&e, nobody, &f), ERR_OK);
    cr_expect_eq(take(&e, nobody, &f), ERR_CONFLICT,
                 "not known to be the same: it runs out by itself");
    engine_close(&e);
}

Test(lease, one_that_ran_out_is_free)
{
    struct engine_case e;
    struct lease one = ONE, other = ONE;
    struct fault f = {0};

    if (!open_with_tables(&e, "lease_out"))
        cr_skip_test("needs PostgreSQL");
    other.holder = STR("k:1:2"); /* of the same name, in another container */
    cr_expect_eq(take(&e, one, &f), ERR_OK);
    cr_expect_eq(db_script(e.db, "UPDATE hj_lease SET until = 0"), ERR_OK);
    cr_expect_eq(take(&e, other, &f), ERR_OK);
    engine_close(&e);
}

Test(lease, tells_which_batch_stands)
{
    struct engine_case e;
    struct lease one = ONE;
    struct fault f = {0};
    bool stands;

    if (!open_with_tables(&e, "lease_batch"))
        cr_skip_test("needs PostgreSQL");
    cr_expect_eq(take(&e, one, &f), ERR_OK);
    cr_expect_eq(db_begin(e.db), ERR_OK);
    cr_expect_eq(lease_mark(e.db, &one, &f), ERR_OK);
    db_rollback(e.db);
    cr_expect_eq(lease_look(e.db, &one, &stands), ERR_OK);
    cr_expect_not(stands);
    cr_expect_eq(lease_mark(e.db, &one, &f), ERR_OK);
    cr_expect_eq(lease_look(e.db, &one, &stands), ERR_OK);
    cr_expect(stands);
    engine_close(&e);
}
