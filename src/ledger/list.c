/*
 * Lists of any size: filtered, sorted, and paged by the key of the last row seen, so that the
 * thousandth page costs what the first one does.
 *
 * Rows without a value in the sort column are a segment of their own, first when
 * ascending and last when descending: each segment is one range of an index.
 *
 * A list is one or two statements.  With a sort field F, rows that have a value are read in the order
 * (F, region, id), which is the order of F's index; the cursor of a page is the last row's (F, region, id),
 * as text in base64 behind a letter that says which segment it lies in, and the next page asks for what is
 * beyond it: `(F, region, id) > (?, ?, ?)`.  A cursor whose number is none begins at 0: a forged one gives
 * another page, never more than the caller may see.  Without a sort field the order is that of ids.  A
 * required field has no rows without a value, so one statement is enough.  One row more than the page is
 * read: it tells whether another page follows.
 *
 * Where a list is filtered (region, states, late, fields, words) the same WHERE serves list, count and
 * groups.  A region that holds the whole site needs no condition; a province or city is most of the
 * database, and a plus sign before the column tells SQLite to go along the sort order instead of by
 * place.  Words go to the search index first (search.c) and come back as ids.
 *
 * Every value is bound, never written into the text of the statement; names of columns come from the
 * description alone.  push() is the only way a value becomes a parameter.
 */
#include "ledger/list.h"

#include "ledger/shape.h"

enum { SQL_MOST = 1 << 18 }; /* bytes; 4,000 values are 30 KB */

struct bind {
    const struct field *field; /* NULL: a plain number or text */
    struct value value;
};

struct builder {
    struct reading from;
    const struct ledger *ledger;
    const struct list_query *query;
    struct buf sql;
    struct bind *binds; /* as many as the query needs, in the arena */
    size_t count, room;
};

static struct builder *builder_new(struct reading r, const struct ledger *l,
                                   const struct list_query *q)
{
    struct builder *b = ARENA_NEW(r.arena, struct builder);

    *b = (struct builder){.from = r, .ledger = l, .query = q, .sql = BUF(SQL_MOST)};
    return b;
}

/* The statement that was built, its parameters bound; the builder's text is given back. */
static enum err prepare(struct builder *b, struct stmt **out)
{
    buf_char(&b->sql, '\0');
    enum err err =
        buf_is_full(&b->sql) ? ERR_TOO_BIG : db_prepare(b->from.db, b->sql.ptr, out);
    buf_done(&b->sql);
    TRY(err);
    for (size_t i = 0; i < b->count; i++) {
        const struct bind *k = &b->binds[i];
        if (k->field)
            bind_value(*out, (int)i + 1, k->field, &k->value);
        else
            db_bind_i64(*out, (int)i + 1, k->value.number);
    }
    return ERR_OK;
}

/* Remember a parameter; its number.  The only way into `binds`. */
static int push(struct builder *b, struct bind bind)
{
    *ARENA_PUSH(b->from.arena, b->binds, b->count, b->room) = bind;
    return (int)b->count;
}

static int number(struct builder *b, int64_t v)
{
    return push(b, (struct bind){.value = {.is_set = true, .number = v}});
}

static int text(struct builder *b, struct str v)
{
    static const struct field TEXT = {.type = FIELD_TEXT};

    return push(b, (struct bind){&TEXT, {.is_set = true, .text = v}});
}

static int value(struct builder *b, const struct field *f, struct value v)
{
    return push(b, (struct bind){f, v});
}

/* ---- WHERE --------------------------------------------------------------------------- */

static void where_region(struct builder *b)
{
    region r = b->query->region;

    if (r <= b->from.engine->root && region_holds(r, b->from.engine->root)) {
        buf_text(&b->sql, " WHERE 1 = 1"); /* the whole site: no row lies elsewhere */
        return;
    }
    if (region_last(r) == r) {
        buf_print(&b->sql, " WHERE t.region = ?%d", number(b, r));
        return;
    }
    /* A province or city is most of a database: better along the sort order than by place. */
    const char *plus = region_level(r) <= REGION_CITY ? "+" : "";
    buf_print(&b->sql, " WHERE %st.region BETWEEN ?%d", plus, number(b, r));
    buf_print(&b->sql, " AND ?%d", number(b, region_last(r)));
}

static void where_states(struct builder *b)
{
    const char *before = " AND t.state IN (";

    if (!b->query->states)
        return;
    for (size_t i = 0; i < b->ledger->state_count; i++) {
        if (!(b->query->states >> i & 1))
            continue;
        buf_print(&b->sql, "%s?%d", before, text(b, b->ledger->states[i].name));
        before = ", ";
    }
    buf_char(&b->sql, ')');
}

static void where_late(struct builder *b)
{
    const struct ledger *l = b->ledger;

    if (!b->query->late_on || l->deadline < 0)
        return;
    buf_print(&b->sql, " AND t.%.*s < ?%d", STR_FMT(l->fields[l->deadline].name),
              number(b, b->query->late_on));
    for (size_t i = 0; i < l->state_count; i++)
        if (l->deadline_done >> i & 1)
            buf_print(&b->sql, " AND t.state <> ?%d", text(b, l->states[i].name));
}

static struct str like_pattern(struct arena *a, struct str text)
{
    struct buf out = BUF(BUF_MESSAGE);

    buf_char(&out, '%');
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("%_\\", text.ptr[i]))
            buf_char(&out, '\\');
        buf_char(&out, text.ptr[i]);
    }
    buf_char(&out, '%');
    struct str copy = str_copy(a, buf_view(&out));
    buf_done(&out);
    return copy;
}

static void where_any(struct builder *b, const struct field *f, const struct filter *x)
{
    if (f->type == FIELD_SEALED) {
        struct str hash =
            engine_lookup(b->from.engine, b->from.arena, f, x->values[0].text);
        struct value v = {.is_set = true, .text = hash};
        buf_print(&b->sql, " AND t.%.*s_hash = ?%d", STR_FMT(f->name), value(b, f, v));
        return;
    }
    buf_print(&b->sql, " AND t.%.*s IN (", STR_FMT(f->name));
    for (size_t i = 0; i < x->count; i++)
        buf_print(&b->sql, "%s?%d", i ? ", " : "", value(b, f, x->values[i]));
    buf_char(&b->sql, ')');
}

/* Of rows that lie outside the list's region it says nothing. */
static void where_shared(struct builder *b, const struct field *f)
{
    struct str t = b->ledger->name;
    region r = b->query->region;

    buf_print(&b->sql,
              " AND EXISTS (SELECT 1 FROM %.*s o WHERE o.%.*s_hash = t.%.*s_hash"
              " AND o.id <> t.id AND o.region BETWEEN ?%d",
              STR_FMT(t), STR_FMT(f->name), STR_FMT(f->name), number(b, r));
    buf_print(&b->sql, " AND ?%d)", number(b, region_last(r)));
}

static void where_filter(struct builder *b, const struct filter *x)
{
    const struct field *f = &b->ledger->fields[x->field];

    switch (x->op) {
    case FILTER_ANY:
        where_any(b, f, x);
        break;
    case FILTER_FROM:
        buf_print(&b->sql, " AND t.%.*s >= ?%d", STR_FMT(f->name),
                  value(b, f, x->values[0]));
        break;
    case FILTER_TO:
        buf_print(&b->sql, " AND t.%.*s <= ?%d", STR_FMT(f->name),
                  value(b, f, x->values[0]));
        break;
    case FILTER_EMPTY:
        buf_print(&b->sql, " AND t.%.*s IS NULL", STR_FMT(f->name));
        break;
    case FILTER_FILLED:
        buf_print(&b->sql, " AND t.%.*s IS NOT NULL", STR_FMT(f->name));
        break;
    case FILTER_SHARED:
        where_shared(b, f);
        break;
    case FILTER_HAS:
        buf_print(&b->sql, " AND t.%.*s LIKE ?%d ESCAPE '\\'", STR_FMT(f->name),
                  text(b, like_pattern(b->from.arena, x->values[0].text)));
        break;
    }
}

static void where_text(struct builder *b)
{
    struct buf words = BUF(BUF_MESSAGE);

    if (!b->query->text.len)
        return;
    search_query(&words, b->from.db, b->query->text);
    if (!words.len)
        buf_text(&b->sql, " AND 1 = 0"); /* nothing to look for: nothing is found */
    else if (db_is_postgres(b->from.db))
        buf_print(&b->sql,
                  " AND t.id IN (SELECT id FROM hj_search WHERE tokens @@ "
                  "to_tsquery('simple', ?%d))",
                  text(b, str_copy(b->from.arena, buf_view(&words))));
    else
        buf_print(&b->sql,
                  " AND t.id IN (SELECT rowid FROM hj_search WHERE hj_search MATCH ?%d)",
                  text(b, str_copy(b->from.arena, buf_view(&words))));
    buf_done(&words);
}

/* Numbers of our own, written out: they take none of the places for values. */
static void where_without(struct builder *b)
{
    const struct list_query *q = b->query;

    for (size_t i = 0; i < q->without_count; i++)
        buf_print(&b->sql, "%s%lld", i ? ", " : " AND t.id NOT IN (",
                  (long long)q->without[i]);
    if (q->without_count)
        buf_char(&b->sql, ')');
}

static void add_where(struct builder *b)
{
    where_region(b);
    where_states(b);
    where_late(b);
    for (size_t i = 0; i < b->query->filter_count; i++)
        where_filter(b, &b->query->filters[i]);
    where_text(b);
    where_without(b);
}

/* ---- the cursor ---------------------------------------------------------------------- */

struct cursor {
    bool is_set, in_empty; /* in the segment of rows without a value */
    struct str value;      /* of the sort column, as text */
    int64_t region, id;
};

static struct str write_cursor(struct arena *a, const struct ledger *l,
                               const struct list_query *q, const struct row *row)
{
    struct buf text = BUF(BUF_MESSAGE);
    const struct value *v = q->sort >= 0 ? &row->values[q->sort] : NULL;

    buf_char(&text, v && v->is_set ? 'v' : 'e');
    buf_i64(&text, row->region);
    buf_char(&text, '|');
    buf_i64(&text, row->id.v);
    buf_char(&text, '|');
    if (v && v->is_set && field_is_number(&l->fields[q->sort]))
        buf_i64(&text, v->number);
    else if (v && v->is_set)
        buf_str(&text, v->text);
    struct str cursor = crypto_base64(a, buf_view(&text));
    buf_done(&text);
    return cursor;
}

static bool read_cursor(struct arena *a, const struct list_query *q, struct cursor *out)
{
    struct str text, place, id;

    if (!q->after.len)
        return true;
    if (!crypto_unbase64(a, q->after, &text) || text.len < 2)
        return false;
    out->is_set = true;
    out->in_empty = text.ptr[0] == 'e';
    text = str_sub(text, 1, text.len);
    if (!str_cut(&text, '|', &place) || !str_cut(&text, '|', &id))
        return false;
    out->value = text;
    return str_i64(place, &out->region) && str_i64(id, &out->id);
}

static int bind_cursor_value(struct builder *b, const struct cursor *c)
{
    const struct field *f = &b->ledger->fields[b->query->sort];
    struct value v = {.is_set = true, .text = c->value};

    if (field_is_number(f) && !str_i64(c->value, &v.number))
        v.number = 0;
    return value(b, f, v);
}

/* ---- one segment --------------------------------------------------------------------- */

enum segment { SEGMENT_VALUES, SEGMENT_EMPTY };

static void add_segment(struct builder *b, enum segment segment, const struct cursor *c)
{
    const char *dir = b->query->descends ? " DESC" : "",
               *than = b->query->descends ? "<" : ">";

    if (b->query->sort < 0) {
        if (c->is_set)
            buf_print(&b->sql, " AND t.id %s ?%d", than, number(b, c->id));
        buf_print(&b->sql, " ORDER BY t.id%s", dir);
        return;
    }
    struct str col = b->ledger->fields[b->query->sort].name;
    if (segment == SEGMENT_EMPTY) {
        buf_print(&b->sql, " AND t.%.*s IS NULL", STR_FMT(col));
        if (c->is_set && c->in_empty) {
            buf_print(&b->sql, " AND (t.region, t.id) %s (?%d", than, number(b, c->region));
            buf_print(&b->sql, ", ?%d)", number(b, c->id));
        }
        buf_print(&b->sql, " ORDER BY t.region%s, t.id%s", dir, dir);
        return;
    }
    buf_print(&b->sql, " AND t.%.*s IS NOT NULL", STR_FMT(col));
    if (c->is_set && !c->in_empty) {
        buf_print(&b->sql, " AND (t.%.*s, t.region, t.id) %s (?%d", STR_FMT(col), than,
                  bind_cursor_value(b, c));
        buf_print(&b->sql, ", ?%d", number(b, c->region));
        buf_print(&b->sql, ", ?%d)", number(b, c->id));
    }
    buf_print(&b->sql, " ORDER BY t.%.*s%s, t.region%s, t.id%s", STR_FMT(col), dir, dir,
              dir);
}

/* Room grows with the rows that are found: most who may have thousands have few. */
static enum err run_segment(struct builder *b, enum segment segment, const struct cursor *c,
                            size_t want, struct list *out)
{
    AUTO(stmt) struct stmt *s = NULL;
    size_t room = out->count; /* full, as far as it goes */
    bool row;

    b->count = 0;
    buf_text(&b->sql, shape_sql(b->from.engine, b->ledger)->select);
    add_where(b);
    add_segment(b, segment, c);
    buf_print(&b->sql, " LIMIT ?%d", number(b, (int64_t)(want - out->count)));
    TRY(prepare(b, &s));
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            return ERR_OK;
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): the items are pointers */
        *ARENA_PUSH(b->from.arena, out->rows, out->count, room) =
            row_read(s, b->from.arena, b->ledger, ROW_LIST);
    }
}

static enum err run_segments(struct builder *b, const struct cursor *c, size_t want,
                             struct list *out)
{
    const struct list_query *q = b->query;
    bool one = q->sort < 0 || b->ledger->fields[q->sort].is_required;
    enum segment first = q->descends || one ? SEGMENT_VALUES : SEGMENT_EMPTY;
    enum segment second = first == SEGMENT_VALUES ? SEGMENT_EMPTY : SEGMENT_VALUES;
    bool in_second =
        c->is_set && !one && (c->in_empty ? SEGMENT_EMPTY : SEGMENT_VALUES) == second;

    if (!in_second)
        TRY(run_segment(b, first, c, want, out));
    if (!one && out->count < want)
        TRY(run_segment(b, second, c, want, out));
    return ERR_OK;
}

enum err engine_list(struct reading r, const struct ledger *l, const struct list_query *q,
                     struct list *out, struct fault *f)
{
    struct builder *b = builder_new(r, l, q);
    struct cursor c = {0};
    size_t want = (size_t)q->limit + 1; /* one more tells whether a page follows */

    if (!read_cursor(r.arena, q, &c))
        return FAIL(f, ERR_INVALID, "list.cursor", "%s", "");
    *out = (struct list){0};
    enum err err = run_segments(b, &c, want, out);
    if (err)
        return db_fail(r.db, err, f);
    if (out->count == want) {
        out->count--;
        out->next = write_cursor(r.arena, l, q, out->rows[out->count - 1]);
    }
    return ERR_OK;
}

enum err engine_count(struct reading r, const struct ledger *l, const struct list_query *q,
                      int64_t most, int64_t *out)
{
    AUTO(stmt) struct stmt *s = NULL;
    struct builder *b = builder_new(r, l, q);
    bool row;

    buf_print(&b->sql, "SELECT count(*) FROM (SELECT 1 FROM %.*s t", STR_FMT(l->name));
    add_where(b);
    buf_print(&b->sql, " LIMIT ?%d) x", number(b, most));
    TRY(prepare(b, &s));
    TRY(db_step(s, &row));
    *out = row ? db_col_i64(s, 0) : 0;
    return ERR_OK;
}

/* ---- groups -------------------------------------------------------------------------- */

static struct str group_column(const struct ledger *l, int by)
{
    if (by == GROUP_STATE)
        return STR("state");
    return by == GROUP_REGION ? STR("region") : l->fields[by].name;
}

static bool group_is_number(const struct ledger *l, int by)
{
    return by == GROUP_REGION || (by >= 0 && field_is_number(&l->fields[by]));
}

static void add_group_columns(struct builder *b, const struct grouping *g)
{
    const struct catalog *c = engine_catalog(b->from.engine);
    const struct field *fields = b->ledger->fields;

    buf_text(&b->sql, "SELECT count(*)");
    if (g->sum >= 0)
        buf_print(&b->sql, ", CAST(coalesce(sum(t.%.*s), 0) AS INTEGER)",
                  STR_FMT(fields[g->sum].name));
    else
        buf_text(&b->sql, ", 0");
    for (size_t i = 0; i < g->count; i++) {
        struct str column = group_column(b->ledger, g->by[i]);
        buf_print(&b->sql, ", t.%.*s", STR_FMT(column));
    }
    for (size_t i = 0; i < g->count; i++) {
        struct title_place to = {0};
        if (g->by[i] >= 0)
            to = title_place(c, &fields[g->by[i]]);
        if (to.table.len)
            buf_print(&b->sql, ", (SELECT r.%.*s FROM %.*s r WHERE r.id = t.%.*s)",
                      STR_FMT(to.column), STR_FMT(to.table),
                      STR_FMT(fields[g->by[i]].name));
        else
            buf_text(&b->sql, ", NULL");
    }
    buf_print(&b->sql, " FROM %.*s t", STR_FMT(b->ledger->name));
}

static void read_group(struct builder *b, struct stmt *s, const struct grouping *by,
                       struct group_row *g)
{
    g->count = db_col_i64(s, 0);
    g->sum = db_col_i64(s, 1);
    g->keys = ARENA_ARRAY(b->from.arena, struct value, by->count);
    g->labels = ARENA_ARRAY(b->from.arena, struct str, by->count);
    for (size_t i = 0; i < by->count; i++) {
        int col = 2 + (int)i;
        g->keys[i].is_set = !db_col_is_null(s, col);
        if (g->keys[i].is_set && group_is_number(b->ledger, by->by[i]))
            g->keys[i].number = db_col_i64(s, col);
        else if (g->keys[i].is_set)
            g->keys[i].text = db_col_str(s, col, b->from.arena);
        g->labels[i] = db_col_str(s, col + (int)by->count, b->from.arena);
    }
}

enum { GROUPS_MAX = 100000 };

enum err engine_group(struct reading r, const struct ledger *l, const struct list_query *q,
                      const struct grouping *g, struct group_row **out, size_t *out_count)
{
    AUTO(stmt) struct stmt *s = NULL;
    struct builder *b = builder_new(r, l, q);
    struct str names[GROUP_FIELDS_MOST];
    struct group_row *rows = NULL;
    size_t count = 0, room = 0;
    bool row;

    for (size_t i = 0; i < g->count; i++)
        names[i] = group_column(l, g->by[i]);
    add_group_columns(b, g);
    add_where(b);
    for (size_t i = 0; i < g->count; i++)
        buf_print(&b->sql, "%s t.%.*s", i ? "," : " GROUP BY", STR_FMT(names[i]));
    for (size_t i = 0; i < g->count; i++)
        buf_print(&b->sql, "%s t.%.*s", i ? "," : " ORDER BY", STR_FMT(names[i]));
    buf_print(&b->sql, " LIMIT %d", GROUPS_MAX);
    TRY(prepare(b, &s));
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            break;
        read_group(b, s, g, ARENA_PUSH(r.arena, rows, count, room));
    }
    *out = rows;
    *out_count = count;
    return ERR_OK;
}
