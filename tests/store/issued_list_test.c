/* Lists of nominees as issued: kept once, never replaced. */
#include "engines.h"
#include "store/queries.h"
#include "store/schema.h"

static void must(struct engine_case *k, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s", k->fault.detail, db_why(k->db));
}

Test(issued_list, the_first_stands)
{
    struct engine_case e;

    EACH_ENGINE(e, "issued")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct text_row row;
        int64_t added;
        must(&e, schema_upgrade(e.db, &e.fault));
        cr_expect_eq(store_issued_list_get(e.db, a, (row_id){7}, &row), ERR_NOT_FOUND);
        must(&e, store_issued_list_add(e.db, (row_id){7}, STR("{\"名单\":1}"), &added));
        cr_expect_eq(added, 1);
        must(&e, store_issued_list_add(e.db, (row_id){7}, STR("{}"), &added));
        cr_expect_eq(added, 0, "a list is issued once");
        must(&e, store_issued_list_add(e.db, (row_id){8}, STR("{}"), &added));
        must(&e, store_issued_list_get(e.db, a, (row_id){7}, &row));
        cr_expect(str_eq(row.value, STR("{\"名单\":1}")));
        engine_close(&e);
    }
}
