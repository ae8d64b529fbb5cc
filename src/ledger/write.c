/* Writing rows: the row, its trace, its figures and its search text, together. */
#include "ledger/shape.h"
#include "store/queries.h"

/* ---- sealing ------------------------------------------------------------------------- */

struct stored { /* a sealed value as it goes into its two columns */
    struct value sealed, hash;
};

static enum err seal_value(struct writing *w, const struct field *f, const struct value *v,
                           struct stored *out)
{
    const struct keys *keys = &w->engine->keys;
    struct str plain = v->text;

    *out = (struct stored){.sealed = *v};
    if (!v->is_set)
        return ERR_OK;
    if (v->number == SEALED_PLAIN)
        out->sealed = (struct value){
            .is_set = true, .text = crypto_seal(w->arena, &keys->seal[f->seal], plain)};
    else if (f->has_lookup)
        TRY(engine_unseal(w->engine, w->arena, f, v->text, &plain, w->fault));
    if (f->has_lookup)
        out->hash = (struct value){.is_set = true,
                                   .text = engine_lookup(w->engine, w->arena, f, plain)};
    return ERR_OK;
}

/* Seal what is still plain, and find the hashes of what can be looked up. */
static enum err seal_field(struct writing *w, const struct field *f, struct value *v,
                           struct value *hash)
{
    struct stored stored;

    if (f->type != FIELD_SEALED)
        return ERR_OK;
    TRY(seal_value(w, f, v, &stored));
    *v = stored.sealed;
    *hash = stored.hash;
    return ERR_OK;
}

/* Bind one field (and its hash) from parameter *i on. */
static void bind_field(struct stmt *s, int *i, const struct field *f, const struct value *v,
                       const struct value *hash)
{
    bind_value(s, (*i)++, f, v);
    if (f->has_lookup)
        bind_value(s, (*i)++, f, hash);
}

static void bind_state(struct stmt *s, int i, const struct ledger *l, const struct row *row)
{
    db_bind_str(s, i, row->state >= 0 ? l->states[row->state].name : (struct str){0});
}

/* ---- rows ---------------------------------------------------------------------------- */

static enum err explain(struct writing *w, const struct ledger *l, enum err err)
{
    if (err == ERR_CONFLICT)
        return FAIL(w->fault, ERR_CONFLICT, "row.taken", "%.*s", STR_FMT(l->name));
    if (err)
        return db_fail(w->db, err, w->fault);
    return ERR_OK;
}

enum err engine_make_ready(struct writing *w, const struct ledger *l, struct row *row,
                           struct ready *out)
{
    *out = (struct ready){.row = row,
                          .hashes = ARENA_ARRAY(w->arena, struct value, l->field_count)};
    if (!row->id.v)
        row->id.v = id_next(&w->engine->ids, w->now);
    row->ver++;
    if (!row->created_at.ms)
        row->created_at = w->now;
    row->updated_at = w->now;
    for (size_t i = 0; i < l->field_count; i++)
        TRY(seal_field(w, &l->fields[i], &row->values[i], &out->hashes[i]));
    out->became = trace_row(w->arena, l, row, out->digest);
    out->tokens = search_words(w->arena, l, row);
    later_tally(&w->later, w->arena, l, row, 1);
    return ERR_OK;
}

static enum err insert_row(struct writing *w, const struct ledger *l, const struct ready *r)
{
    const struct row *row = r->row;
    AUTO(stmt) struct stmt *s = NULL;
    int i = COL_FIELDS + 1;

    TRY(db_prepare_kept(w->db, shape_sql(w->engine, l)->insert, &s));
    db_bind_i64(s, COL_ID + 1, row->id.v);
    db_bind_i64(s, COL_REGION + 1, row->region);
    db_bind_i64(s, COL_VER + 1, row->ver);
    bind_state(s, COL_STATE + 1, l, row);
    db_bind_i64(s, COL_CREATED + 1, row->created_at.ms);
    db_bind_i64(s, COL_UPDATED + 1, row->updated_at.ms);
    for (size_t k = 0; k < l->field_count; k++)
        bind_field(s, &i, &l->fields[k], &row->values[k], &r->hashes[k]);
    return db_run(s);
}

/* What a row points to is no leftover of an upload, also when the row is taken out later: the trace holds it. */
static enum err use_files(struct writing *w, const struct ledger *l, const struct row *row)
{
    int64_t changed;

    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].type == FIELD_FILE && row->values[i].is_set)
            TRY(store_file_used(w->db, (file_id){row->values[i].number}, &changed));
    return ERR_OK;
}

static enum err add_search(struct writing *w, const struct ledger *l, const struct ready *r)
{
    struct search_entry entry = {r->row->id, l->name, r->row->region, r->tokens,
                                 r->row->ver == 1 ? SEARCH_NEW : SEARCH_BACK};

    if (!entry.words.len)
        return ERR_OK;
    return explain(w, l, later_search(&w->later, w->db, &entry));
}

enum err engine_insert_ready(struct writing *w, const struct ledger *l,
                             const struct ready *r, struct str act)
{
    TRY(explain(w, l, insert_row(w, l, r)));
    TRY(explain(w, l, use_files(w, l, r->row)));
    TRY(trace_add_ready(w, l, r, act));
    return add_search(w, l, r);
}

enum err engine_insert(struct writing *w, const struct ledger *l, struct row *row,
                       struct str act)
{
    struct ready ready;

    TRY(engine_make_ready(w, l, row, &ready));
    return engine_insert_ready(w, l, &ready, act);
}

static bool search_changed(const struct ledger *l, const struct row *before,
                           const struct row *after)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].is_searched &&
            !value_equal(&l->fields[i], &before->values[i], &after->values[i]))
            return true;
    return before->region != after->region;
}

static bool field_changed(const struct ledger *l, const struct row *before,
                          const struct row *after, size_t i)
{
    return !value_equal(&l->fields[i], &before->values[i], &after->values[i]);
}

static void update_sql(struct buf *sql, const struct ledger *l, const struct row *before,
                       const struct row *after)
{
    int n = 5;

    buf_print(sql, "UPDATE %.*s SET region = ?1, ver = ?2, state = ?3, updated_at = ?4",
              STR_FMT(l->name));
    for (size_t i = 0; i < l->field_count; i++) {
        if (!field_changed(l, before, after, i))
            continue;
        buf_print(sql, ", %.*s = ?%d", STR_FMT(l->fields[i].name), n++);
        if (l->fields[i].has_lookup)
            buf_print(sql, ", %.*s_hash = ?%d", STR_FMT(l->fields[i].name), n++);
    }
    buf_print(sql, " WHERE id = ?%d", n);
    buf_print(sql, " AND ver = ?%d", n + 1);
    buf_char(sql, '\0');
}

static enum err update_row(struct writing *w, const struct ledger *l,
                           const struct row *before, struct row *after)
{
    AUTO(buf) struct buf sql = BUF(1 << 16);
    AUTO(stmt) struct stmt *s = NULL;
    int i = 5;

    update_sql(&sql, l, before, after);
    TRY(explain(w, l, db_prepare(w->db, sql.ptr, &s)));
    db_bind_i64(s, 1, after->region);
    db_bind_i64(s, 2, after->ver);
    bind_state(s, 3, l, after);
    db_bind_i64(s, 4, after->updated_at.ms);
    for (size_t k = 0; k < l->field_count; k++)
        if (field_changed(l, before, after, k)) {
            struct value hash = {0};
            TRY(seal_field(w, &l->fields[k], &after->values[k], &hash));
            bind_field(s, &i, &l->fields[k], &after->values[k], &hash);
        }
    db_bind_i64(s, i, before->id.v);
    db_bind_i64(s, i + 1, before->ver);
    TRY(explain(w, l, db_run(s)));
    if (db_changes(s) != 1)
        return FAIL(w->fault, ERR_CONFLICT, "row.stale", "%s", "");
    return ERR_OK;
}

static bool rows_equal(const struct ledger *l, const struct row *a, const struct row *b)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (field_changed(l, a, b, i))
            return false;
    return a->region == b->region && a->state == b->state;
}

enum err engine_update(struct writing *w, const struct ledger *l, const struct row *before,
                       struct row *after, struct str act)
{
    after->id = before->id;
    after->ver = before->ver;
    if (str_eq(act, STR("update")) && rows_equal(l, before, after))
        return ERR_OK; /* an act leaves its trace even when it changes no field */
    after->ver = before->ver + 1;
    after->created_at = before->created_at;
    after->updated_at = w->now;
    TRY(update_row(w, l, before, after));
    TRY(explain(w, l, use_files(w, l, after)));
    if (before->region == after->region) {
        TRY(trace_add(w, l, before, after, act));
    } else { /* a move: it leaves one chain and enters another */
        TRY(trace_add(w, l, before, NULL, STR("leave")));
        TRY(trace_add(w, l, NULL, after, STR("enter")));
    }
    later_tally(&w->later, w->arena, l, before, -1);
    later_tally(&w->later, w->arena, l, after, 1);
    if (!search_changed(l, before, after))
        return ERR_OK;
    struct search_entry entry = {after->id, l->name, after->region,
                                 search_words(w->arena, l, after), SEARCH_CHANGED};
    return explain(w, l, later_search(&w->later, w->db, &entry));
}

enum err engine_remove(struct writing *w, const struct ledger *l, const struct row *before,
                       struct str act)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(explain(w, l, db_prepare_kept(w->db, shape_sql(w->engine, l)->remove, &s)));
    db_bind_i64(s, 1, before->id.v);
    db_bind_i64(s, 2, before->ver);
    TRY(explain(w, l, db_run(s)));
    if (db_changes(s) != 1)
        return FAIL(w->fault, ERR_CONFLICT, "row.stale", "%s", "");
    atomic_fetch_add(&w->engine->removals, 1);
    TRY(trace_add(w, l, before, NULL, act));
    later_tally(&w->later, w->arena, l, before, -1);
    struct search_entry entry = {.id = before->id, .state = SEARCH_CHANGED};
    return explain(w, l, later_search(&w->later, w->db, &entry));
}
