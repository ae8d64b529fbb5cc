/* Tables from descriptions, and their upgrade when a description has grown. */
#include "ledger/shape.h"
#include "store/queries.h"

static const char *column_type(const struct field *f)
{
    if (f->type == FIELD_SEALED)
        return "BLOB";
    return field_is_number(f) ? "INTEGER" : "TEXT";
}

static enum err run(struct db *db, struct buf *sql, struct fault *f)
{
    buf_char(sql, '\0');
    enum err err = db_script(db, sql->ptr);
    if (err)
        err = FAIL(f, ERR_IO, "db.schema", "%s", db_why(db));
    buf_clear(sql);
    return err;
}

static enum err create_table(struct db *db, const struct ledger *l, struct buf *sql,
                             struct fault *f)
{
    buf_print(sql,
              "CREATE TABLE IF NOT EXISTS %.*s (id INTEGER PRIMARY KEY NOT NULL,"
              " region INTEGER NOT NULL, ver INTEGER NOT NULL, state TEXT,"
              " created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL);"
              "CREATE INDEX IF NOT EXISTS %.*s_place ON %.*s (region, id);",
              STR_FMT(l->name), STR_FMT(l->name), STR_FMT(l->name));
    return run(db, sql, f);
}

static enum err create_indexes(struct db *db, const struct ledger *l,
                               const struct field *field, struct buf *sql, struct fault *f)
{
    struct str t = l->name, c = field->name;

    if (field->is_indexed || field->index == l->title)
        buf_print(sql,
                  "CREATE INDEX IF NOT EXISTS %.*s_by_%.*s ON %.*s (%.*s%s, region, id);",
                  STR_FMT(t), STR_FMT(c), STR_FMT(t), STR_FMT(c),
                  db_is_postgres(db) ? " NULLS FIRST" : "");
    if (field->is_unique && field->type != FIELD_SEALED)
        buf_print(sql, "CREATE UNIQUE INDEX IF NOT EXISTS %.*s_one_%.*s ON %.*s (%.*s);",
                  STR_FMT(t), STR_FMT(c), STR_FMT(t), STR_FMT(c));
    if (field_has_title(field) && !field->is_indexed)
        buf_print(sql,
                  "CREATE INDEX IF NOT EXISTS %.*s_to_%.*s ON %.*s (%.*s) WHERE %.*s IS "
                  "NOT NULL;",
                  STR_FMT(t), STR_FMT(c), STR_FMT(t), STR_FMT(c), STR_FMT(c));
    return sql->len ? run(db, sql, f) : ERR_OK;
}

/* Never unique, or the database would tell whoever may not unseal that a number stands elsewhere
 * (docs/decisions/0019-sealed-numbers.md); until 2026 it was, under another name. */
static enum err create_lookup(struct db *db, const struct ledger *l,
                              const struct field *field, struct buf *sql, struct fault *f)
{
    struct str t = l->name, c = field->name;

    if (!field->has_lookup)
        return ERR_OK;
    buf_print(sql, "CREATE INDEX IF NOT EXISTS %.*s_same_%.*s ON %.*s (%.*s_hash);",
              STR_FMT(t), STR_FMT(c), STR_FMT(t), STR_FMT(c));
    buf_print(sql, "DROP INDEX IF EXISTS %.*s_hash_%.*s;", STR_FMT(t), STR_FMT(c));
    return run(db, sql, f);
}

static const struct layout_row *find_layout(const struct layout_row *rows, size_t count,
                                            struct str field)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(rows[i].field, field))
            return &rows[i];
    return NULL;
}

static enum err add_column(struct db *db, const struct ledger *l, const struct field *field,
                           struct buf *sql, struct fault *f)
{
    buf_print(sql, "ALTER TABLE %.*s ADD COLUMN %.*s %s;", STR_FMT(l->name),
              STR_FMT(field->name), column_type(field));
    if (field->has_lookup)
        buf_print(sql, "ALTER TABLE %.*s ADD COLUMN %.*s_hash BLOB;", STR_FMT(l->name),
                  STR_FMT(field->name));
    TRY(run(db, sql, f));
    return store_layout_add(db, l->name, field->name,
                            str_of(FIELD_TYPE_NAMES[field->type]));
}

static bool fits(const struct field *field, const struct layout_row *row)
{
    /* Kinds of text, and kinds of reference, are stored alike and may follow the description. */
    for (int t = 0; t < FIELD_TYPE_COUNT; t++) {
        struct field was = {.type = (enum field_type)t};
        if (str_eq(row->type, str_of(FIELD_TYPE_NAMES[t])))
            return strcmp(column_type(&was), column_type(field)) == 0;
    }
    return false;
}

/* The fields of a unique group: ", level, step". */
static void write_unique(struct buf *out, const struct ledger *l,
                         const struct unique_group *g)
{
    for (size_t k = 0; k < g->count; k++)
        buf_print(out, ", %.*s", STR_FMT(l->fields[g->fields[k]].name));
}

/* Makes the index of a group, anew when the group was described otherwise before. */
static enum err create_unique(struct db *db, struct arena *a, const struct ledger *l,
                              size_t i, struct str was, struct buf *sql)
{
    AUTO(buf) struct buf fields = BUF(4096);
    struct str key = str_print(a, "#unique%zu", i);
    int64_t changed;

    write_unique(&fields, l, &l->uniques[i]);
    if (str_eq(was, buf_view(&fields)))
        return ERR_OK;
    buf_print(sql, "DROP INDEX IF EXISTS %.*s_one%zu;", STR_FMT(l->name), i);
    buf_print(sql, "CREATE UNIQUE INDEX %.*s_one%zu ON %.*s (region%.*s);",
              STR_FMT(l->name), i, STR_FMT(l->name), STR_FMT(buf_view(&fields)));
    return store_layout_set(db, l->name, key, buf_view(&fields), &changed);
}

static enum err create_uniques(struct db *db, struct arena *a, const struct ledger *l,
                               const struct layout_row *rows, size_t count, struct buf *sql)
{
    for (size_t i = 0; i < l->unique_count; i++) {
        const struct layout_row *was =
            find_layout(rows, count, str_print(a, "#unique%zu", i));
        TRY(create_unique(db, a, l, i, was ? was->type : (struct str){0}, sql));
    }
    return ERR_OK;
}

static enum err upgrade_field(struct db *db, const struct ledger *l,
                              const struct field *field, bool is_there, struct buf *sql,
                              struct fault *f)
{
    if (!is_there) {
        TRY(add_column(db, l, field, sql, f));
        TRY(create_indexes(db, l, field, sql, f));
    }
    return create_lookup(db, l, field, sql, f);
}

static enum err upgrade_ledger(struct db *db, struct arena *a, const struct ledger *l,
                               struct buf *sql, struct fault *f)
{
    struct layout_row *rows;
    size_t count;

    TRY(store_layout_of(db, a, l->name, &rows, &count));
    TRY(create_table(db, l, sql, f));
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *field = &l->fields[i];
        const struct layout_row *row = find_layout(rows, count, field->name);
        if (row && !fits(field, row))
            return FAIL(f, ERR_INVALID, "layout.type",
                        "%.*s" SEP "%.*s" SEP "%.*s" SEP "%s", STR_FMT(l->name),
                        STR_FMT(field->name), STR_FMT(row->type),
                        FIELD_TYPE_NAMES[field->type]);
        TRY(upgrade_field(db, l, field, row != NULL, sql, f));
    }
    TRY(create_uniques(db, a, l, rows, count, sql));
    return sql->len ? run(db, sql, f) : ERR_OK;
}

/* ---- figures ------------------------------------------------------------------------- */

static struct str name_of(const struct ledger *l, int field)
{
    if (field == FIGURE_STATE)
        return STR("state");
    return field >= 0 ? l->fields[field].name : STR("-");
}

/* What a figure counts, in one text: another text means that it must be counted anew. */
static void describe_figure(struct buf *out, const struct ledger *l,
                            const struct figure *fig)
{
    buf_print(out, "%.*s by %.*s sum %.*s", STR_FMT(fig->name),
              STR_FMT(name_of(l, fig->by)), STR_FMT(name_of(l, fig->sum)));
    for (size_t i = 0; i < fig->where_count; i++) {
        buf_print(out, " where %.*s", STR_FMT(name_of(l, fig->where[i].field)));
        for (size_t k = 0; k < fig->where[i].count; k++)
            buf_print(out, " %.*s", STR_FMT(fig->where[i].values[k]));
    }
    buf_char(out, ';');
}

static struct str describe_figures(struct arena *a, const struct ledger *l)
{
    AUTO(buf) struct buf out = BUF(1 << 16);
    unsigned char hash[HASH_BYTES];

    buf_print(&out, "late %.*s %llu;", STR_FMT(name_of(l, l->deadline)),
              (unsigned long long)l->deadline_done);
    for (size_t i = 0; i < l->figure_count; i++)
        describe_figure(&out, l, &l->figures[i]);
    crypto_digest(NULL, buf_view(&out), hash);
    return crypto_hex(a, hash, 16);
}

/* Figures that were described otherwise, or not at all, when they were last counted. */
static enum err upgrade_figures(struct engine *e, struct db *db, struct arena *a,
                                const struct ledger *l)
{
    struct layout_row *rows;
    size_t count;
    int64_t changed;
    struct str now = describe_figures(a, l);

    TRY(store_layout_of(db, a, l->name, &rows, &count));
    const struct layout_row *was = find_layout(rows, count, STR("#figures"));
    if (was && str_eq(was->type, now))
        return ERR_OK;
    TRY(engine_recount(e, db, l));
    return store_layout_set(db, l->name, STR("#figures"), now, &changed);
}

static const char *const SEARCH_SQLITE =
    "CREATE VIRTUAL TABLE IF NOT EXISTS hj_search USING fts5(tokens, ledger UNINDEXED,"
    " region UNINDEXED, detail = 'none', columnsize = 0, tokenize = 'unicode61');";
static const char *const SEARCH_PG =
    "CREATE TABLE IF NOT EXISTS hj_search (id INTEGER PRIMARY KEY, tokens TSVECTOR NOT "
    "NULL,"
    " ledger TEXT NOT NULL, region INTEGER NOT NULL);"
    "CREATE INDEX IF NOT EXISTS hj_search_tokens ON hj_search USING GIN (tokens);";

enum err engine_upgrade(struct engine *e, struct db *db, struct fault *f)
{
    const struct catalog *c = engine_catalog(e);
    AUTO(arena) struct arena *scratch = arena_new();
    AUTO(buf) struct buf sql = BUF(1 << 16);

    if (db_script(db, db_is_postgres(db) ? SEARCH_PG : SEARCH_SQLITE))
        return FAIL(f, ERR_IO, "db.schema", "%s", db_why(db));
    for (size_t i = 0; i < c->count; i++)
        TRY(upgrade_ledger(db, scratch, c->ledgers[i], &sql, f));
    for (size_t i = 0; i < c->count; i++)
        if (upgrade_figures(e, db, scratch, c->ledgers[i]))
            return FAIL(f, ERR_IO, "db.schema", "%s", db_why(db));
    return ERR_OK;
}
