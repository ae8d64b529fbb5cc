#include "ledger/across.h"

#include "ledger/shape.h"

static struct str name_of(const struct ledger *l, int field)
{
    return l->fields[field].name;
}

/* "t.votes, t.delegation, o.status" */
static void add_keys(struct buf *sql, const struct across *q)
{
    struct str other = name_of(q->others, q->other_by);

    for (size_t i = 0; i < q->by_count; i++) {
        struct str name = name_of(q->rows, q->by[i]);
        buf_print(sql, "t.%.*s, ", STR_FMT(name));
    }
    buf_print(sql, "o.%.*s", STR_FMT(other));
}

static void add_query(struct buf *sql, const struct across *q)
{
    struct str points = name_of(q->others, q->points);
    struct str beside = name_of(q->others, q->beside), in = name_of(q->rows, q->in);

    buf_text(sql, "SELECT count(*), ");
    add_keys(sql, q);
    buf_print(sql, " FROM %.*s t LEFT JOIN %.*s o ON o.%.*s = t.id AND o.%.*s = ?1",
              STR_FMT(q->rows->name), STR_FMT(q->others->name), STR_FMT(points),
              STR_FMT(beside));
    buf_print(sql, " WHERE t.%.*s = ?2 GROUP BY ", STR_FMT(in));
    add_keys(sql, q);
    buf_text(sql, " ORDER BY ");
    add_keys(sql, q);
    buf_char(sql, '\0');
}

static struct value read_key(struct stmt *s, int col, struct arena *a,
                             const struct field *f)
{
    struct value v = {.is_set = !db_col_is_null(s, col)};

    if (v.is_set && field_is_number(f))
        v.number = db_col_i64(s, col);
    else if (v.is_set)
        v.text = db_col_str(s, col, a);
    return v;
}

enum err engine_count_across(struct reading r, const struct across *q,
                             struct across_row **out, size_t *out_count)
{
    AUTO(stmt) struct stmt *s = NULL;
    AUTO(buf) struct buf sql = BUF(4096);
    struct across_row *rows = NULL;
    size_t count = 0, room = 0;
    bool row;

    add_query(&sql, q);
    TRY(db_prepare(r.db, sql.ptr, &s));
    db_bind_i64(s, 1, q->to.v);
    db_bind_i64(s, 2, q->within.v);
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            break;
        struct across_row *found = ARENA_PUSH(r.arena, rows, count, room);
        found->count = db_col_i64(s, 0);
        for (size_t i = 0; i < q->by_count; i++)
            found->keys[i] = read_key(s, (int)i + 1, r.arena, &q->rows->fields[q->by[i]]);
        found->keys[q->by_count] =
            read_key(s, (int)q->by_count + 1, r.arena, &q->others->fields[q->other_by]);
    }
    *out = rows;
    *out_count = count;
    return ERR_OK;
}
