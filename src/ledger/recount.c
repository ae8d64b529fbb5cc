/* All figures of a ledger, counted anew from its rows. */
#include "ledger/shape.h"
#include "store/queries.h"

enum { WALK_ROWS = 1000 };

static enum err sum_rows(struct reading r, const struct ledger *l, struct later **out)
{
    struct row **rows;
    size_t count;
    row_id last = {0};

    do {
        arena_clear(r.arena);
        TRY(engine_walk(r, l, last, WALK_ROWS, &rows, &count));
        for (size_t i = 0; i < count; i++)
            later_tally(out, r.arena, l, rows[i], 1);
        if (count)
            last = rows[count - 1]->id;
    } while (count == WALK_ROWS);
    return ERR_OK;
}

enum err engine_recount(struct engine *e, struct db *db, const struct ledger *l)
{
    AUTO(arena) struct arena *a = arena_new();
    struct later *fresh = NULL;
    int64_t cleared;

    TRY(store_tally_clear(db, l->name, &cleared));
    enum err err = sum_rows((struct reading){e, db, a}, l, &fresh);
    if (!err && fresh)
        err = later_store(e, db, fresh);
    later_free(fresh);
    return err;
}
