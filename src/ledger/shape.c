#include "ledger/shape.h"

/* ---- SQL from the description -------------------------------------------------------- */

bool part_has(enum row_part part, const struct field *f)
{
    return part != ROW_LIST || field_in_rows(f);
}

struct title_place title_place(const struct catalog *c, const struct field *f)
{
    const struct ledger *to = catalog_ledger(c, field_target(f));

    if (f->type == FIELD_FILE)
        return (struct title_place){STR("hj_file"), STR("name")};
    if (f->type == FIELD_ACCOUNT)
        return (struct title_place){STR("hj_account"), STR("title")};
    return to ? (struct title_place){to->name, to->fields[to->title].name}
              : (struct title_place){0};
}

static void add_columns(struct buf *sql, const struct ledger *l, enum row_part part)
{
    buf_text(sql, "SELECT t.id, t.region, t.ver, t.state, t.created_at, t.updated_at");
    for (size_t i = 0; i < l->field_count; i++)
        if (part_has(part, &l->fields[i]))
            buf_print(sql, ", t.%.*s", STR_FMT(l->fields[i].name));
}

static void add_title_columns(struct buf *sql, const struct catalog *c,
                              const struct ledger *l, enum row_part part)
{
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        if (!field_has_title(f) || !part_has(part, f))
            continue;
        buf_print(sql, ", r%zu.%.*s", i, STR_FMT(title_place(c, f).column));
    }
}

static void add_from(struct buf *sql, const struct catalog *c, const struct ledger *l,
                     enum row_part part)
{
    buf_print(sql, " FROM %.*s t", STR_FMT(l->name));
    for (size_t i = 0; i < l->field_count && part != ROW_BARE; i++) {
        const struct field *f = &l->fields[i];
        struct str to = title_place(c, f).table;
        if (field_has_title(f) && part_has(part, f))
            buf_print(sql, " LEFT JOIN %.*s r%zu ON r%zu.id = t.%.*s", STR_FMT(to), i, i,
                      STR_FMT(f->name));
    }
}

static const char *finish(struct arena *a, struct buf *sql)
{
    const char *text = str_c(a, buf_view(sql));

    buf_clear(sql);
    return text;
}

static void add_select(struct buf *sql, const struct catalog *c, const struct ledger *l,
                       enum row_part part)
{
    add_columns(sql, l, part);
    if (part != ROW_BARE)
        add_title_columns(sql, c, l, part);
    add_from(sql, c, l, part);
}

static void add_insert(struct buf *sql, const struct ledger *l)
{
    int n = COL_FIELDS;

    buf_print(sql, "INSERT INTO %.*s (id, region, ver, state, created_at, updated_at",
              STR_FMT(l->name));
    for (size_t i = 0; i < l->field_count; i++) {
        buf_print(sql, ", %.*s", STR_FMT(l->fields[i].name));
        n++;
        if (!l->fields[i].has_lookup)
            continue;
        buf_print(sql, ", %.*s_hash", STR_FMT(l->fields[i].name));
        n++;
    }
    buf_text(sql, ") VALUES (?1");
    for (int i = 2; i <= n; i++)
        buf_print(sql, ", ?%d", i);
    buf_char(sql, ')');
}

struct ledger_sql shape_sql_make(struct arena *a, const struct catalog *c,
                                 const struct ledger *l)
{
    struct buf sql = BUF(1 << 16);
    struct ledger_sql made;

    add_select(&sql, c, l, ROW_WHOLE);
    buf_text(&sql, " WHERE t.id = ?1");
    made.get = finish(a, &sql);
    add_select(&sql, c, l, ROW_LIST);
    made.select = finish(a, &sql);
    add_insert(&sql, l);
    made.insert = finish(a, &sql);
    buf_print(&sql, "DELETE FROM %.*s WHERE id = ?1 AND ver = ?2", STR_FMT(l->name));
    made.remove = finish(a, &sql);
    add_select(&sql, c, l, ROW_BARE);
    buf_text(&sql, " WHERE t.id > ?1 ORDER BY t.id LIMIT ?2");
    made.walk = finish(a, &sql);
    buf_done(&sql);
    return made;
}

const struct ledger_sql *shape_sql(const struct engine *e, const struct ledger *l)
{
    struct shape *s = atomic_load(&e->shape);

    for (size_t i = 0; i < s->catalog.count; i++)
        if (s->catalog.ledgers[i] == l || str_eq(s->catalog.ledgers[i]->name, l->name))
            return &s->sql[i];
    return NULL;
}

/* ---- values and columns -------------------------------------------------------------- */

void bind_value(struct stmt *s, int i, const struct field *f, const struct value *v)
{
    if (!v->is_set)
        db_bind_null(s, i);
    else if (f->type == FIELD_SEALED)
        db_bind_blob(s, i, v->text);
    else if (field_is_number(f))
        db_bind_i64(s, i, v->number);
    else
        db_bind_str(s, i, v->text);
}

static void read_value(struct stmt *s, int col, struct arena *a, const struct field *f,
                       struct value *out)
{
    if (db_col_is_null(s, col))
        return;
    out->is_set = true;
    if (f->type == FIELD_SEALED)
        out->text = db_col_bytes(s, col, a);
    else if (field_is_number(f))
        out->number = db_col_i64(s, col);
    else
        out->text = db_col_str(s, col, a);
}

struct row *row_read(struct stmt *s, struct arena *a, const struct ledger *l,
                     enum row_part part)
{
    struct row *row = row_new(a, l);
    int col = COL_FIELDS;

    row->id.v = db_col_i64(s, COL_ID);
    row->region = db_col_i64(s, COL_REGION);
    row->ver = db_col_i64(s, COL_VER);
    row->state = ledger_state(l, db_col_view(s, COL_STATE));
    row->created_at.ms = db_col_i64(s, COL_CREATED);
    row->updated_at.ms = db_col_i64(s, COL_UPDATED);
    for (size_t i = 0; i < l->field_count; i++)
        if (part_has(part, &l->fields[i]))
            read_value(s, col++, a, &l->fields[i], &row->values[i]);
    if (part == ROW_BARE)
        return row;
    row->labels = ARENA_ARRAY(a, struct str, l->field_count);
    for (size_t i = 0; i < l->field_count; i++)
        if (field_has_title(&l->fields[i]) && part_has(part, &l->fields[i]))
            row->labels[i] = db_col_str(s, col++, a);
    return row;
}
