/* Which rows point to an uploaded file. */
#include "ledger/shape.h"

struct places {
    struct file_place *items;
    size_t count, room;
};

static enum err add_places(struct db *db, struct arena *a, const struct ledger *l,
                           const struct field *f, file_id file, struct places *out)
{
    enum { PLACES_MOST = 1000 }; /* rows that share one file: a handful */
    AUTO(stmt) struct stmt *s = NULL;
    struct str sql = str_print(a, "SELECT id, region FROM %.*s WHERE %.*s = ?1 LIMIT %d",
                               STR_FMT(l->name), STR_FMT(f->name), PLACES_MOST);
    bool row;

    TRY(db_prepare(db, sql.ptr, &s));
    db_bind_i64(s, 1, file.v);
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            return ERR_OK;
        *ARENA_PUSH(a, out->items, out->count, out->room) =
            (struct file_place){{db_col_i64(s, 0)}, db_col_i64(s, 1)};
    }
}

enum err engine_file_places(struct db *db, struct arena *a, const struct ledger *l,
                            file_id file, struct file_place **out, size_t *out_count)
{
    struct places found = {0};

    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].type == FIELD_FILE)
            TRY(add_places(db, a, l, &l->fields[i], file, &found));
    *out = found.items;
    *out_count = found.count;
    return ERR_OK;
}
