/* Single rows and look-ups. */
#include "ledger/shape.h"

enum err engine_get(struct reading r, const struct ledger *l, row_id id, struct row **out)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    TRY(db_prepare_kept(r.db, shape_sql(r.engine, l)->get, &s));
    db_bind_i64(s, 1, id.v);
    TRY(db_step(s, &row));
    if (!row)
        return ERR_NOT_FOUND;
    *out = row_read(s, r.arena, l, ROW_WHOLE);
    return ERR_OK;
}

enum err engine_walk(struct reading r, const struct ledger *l, row_id after, int limit,
                     struct row ***out, size_t *out_count)
{
    AUTO(stmt) struct stmt *s = NULL;
    struct row **rows = ARENA_ARRAY(r.arena, struct row *, (size_t)limit);
    size_t count = 0;
    bool row;

    TRY(db_prepare_kept(r.db, shape_sql(r.engine, l)->walk, &s));
    db_bind_i64(s, 1, after.v);
    db_bind_i64(s, 2, limit);
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            break;
        rows[count++] = row_read(s, r.arena, l, ROW_BARE);
    }
    *out = rows;
    *out_count = count;
    return ERR_OK;
}

enum err engine_find_title(struct reading r, const struct ledger *l, region within,
                           struct str title, row_id *out, int *count)
{
    AUTO(stmt) struct stmt *s = NULL;
    AUTO(buf) struct buf sql = BUF(1024);
    const struct field *f = &l->fields[l->title];
    struct value v = {.is_set = true, .text = title};
    bool row;

    *count = 0;
    if (field_is_number(f) && !str_i64(title, &v.number))
        return ERR_OK;
    buf_print(&sql,
              "SELECT id FROM %.*s WHERE %.*s = ?1 AND region BETWEEN ?2 AND ?3 LIMIT 2",
              STR_FMT(l->name), STR_FMT(f->name));
    buf_char(&sql, '\0');
    TRY(db_prepare(r.db, sql.ptr, &s));
    bind_value(s, 1, f, &v);
    db_bind_i64(s, 2, within);
    db_bind_i64(s, 3, region_last(within));
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            return ERR_OK;
        out->v = db_col_i64(s, 0);
        ++*count;
    }
}

static enum err any_row(struct stmt *s, row_id *out)
{
    bool row;

    TRY(db_step(s, &row));
    if (!row)
        return ERR_OK;
    out->v = db_col_i64(s, 0);
    return ERR_OK;
}

enum err engine_is_taken(struct reading r, const struct ledger *l, const struct row *row,
                         int field, row_id *out)
{
    AUTO(stmt) struct stmt *s = NULL;
    AUTO(buf) struct buf sql = BUF(1024);
    const struct field *f = &l->fields[field];
    const struct value v = row->values[field];

    *out = (row_id){0};
    if (!v.is_set)
        return ERR_OK;
    buf_print(&sql, "SELECT id FROM %.*s WHERE %.*s = ?1 AND id <> ?2 LIMIT 1",
              STR_FMT(l->name), STR_FMT(f->name));
    buf_char(&sql, '\0');
    TRY(db_prepare(r.db, sql.ptr, &s));
    bind_value(s, 1, f, &v);
    db_bind_i64(s, 2, row->id.v);
    return any_row(s, out);
}

enum err engine_group_is_taken(struct reading r, const struct ledger *l,
                               const struct row *row, const struct unique_group *g,
                               row_id *out)
{
    AUTO(stmt) struct stmt *s = NULL;
    AUTO(buf) struct buf sql = BUF(2048);

    *out = (row_id){0};
    for (size_t i = 0; i < g->count; i++)
        if (!row->values[g->fields[i]].is_set)
            return ERR_OK;
    buf_print(&sql, "SELECT id FROM %.*s WHERE region = ?1 AND id <> ?2", STR_FMT(l->name));
    for (size_t i = 0; i < g->count; i++)
        buf_print(&sql, " AND %.*s = ?%zu", STR_FMT(l->fields[g->fields[i]].name), i + 3);
    buf_text(&sql, " LIMIT 1");
    buf_char(&sql, '\0');
    TRY(db_prepare(r.db, sql.ptr, &s));
    db_bind_i64(s, 1, row->region);
    db_bind_i64(s, 2, row->id.v);
    for (size_t i = 0; i < g->count; i++)
        bind_value(s, (int)i + 3, &l->fields[g->fields[i]], &row->values[g->fields[i]]);
    return any_row(s, out);
}

enum err engine_unseal(const struct engine *e, struct arena *a, const struct field *field,
                       struct str sealed, struct str *plain, struct fault *f)
{
    if (!crypto_open(a, &e->keys.seal[field->seal], sealed, plain))
        return e->is_copy ? FAIL(f, ERR_RULE, "rehearsal.sealed", "%s", "")
                          : FAIL(f, ERR_IO, "seal.broken", "%.*s", STR_FMT(field->name));
    return ERR_OK;
}

struct str engine_lookup(const struct engine *e, struct arena *a, const struct field *field,
                         struct str plain)
{
    struct str text = str_print(a, "%.*s\n%.*s", STR_FMT(field->name), STR_FMT(plain));
    unsigned char *hash = (unsigned char *)arena_bytes(a, HASH_BYTES);

    crypto_digest(&e->keys.lookup, text, hash);
    return (struct str){(const char *)hash, HASH_BYTES};
}
