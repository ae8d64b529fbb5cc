/* Which rows point to an uploaded file. */
#include "ledger/shape.h"

enum err engine_file_places(struct db *db, struct arena *a, const struct ledger *l,
                            file_id file, region **out, size_t *out_count)
{
    enum { PLACES_MOST = 1000 }; /* regions that share one file: a handful */
    region *places = NULL;
    size_t count = 0, room = 0;

    for (size_t i = 0; i < l->field_count; i++) {
        AUTO(stmt) struct stmt *s = NULL;
        bool row = true;
        if (l->fields[i].type != FIELD_FILE)
            continue;
        struct str sql =
            str_print(a, "SELECT DISTINCT region FROM %.*s WHERE %.*s = ?1 LIMIT %d",
                      STR_FMT(l->name), STR_FMT(l->fields[i].name), PLACES_MOST);
        TRY(db_prepare(db, sql.ptr, &s));
        db_bind_i64(s, 1, file.v);
        for (;;) {
            TRY(db_step(s, &row));
            if (!row)
                break;
            *ARENA_PUSH(a, places, count, room) = db_col_i64(s, 0);
        }
    }
    *out = places;
    *out_count = count;
    return ERR_OK;
}
