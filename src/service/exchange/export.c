#include "service/exchange/export.h"

#include "service/site/site.h"

enum { PAGE = 1000, CHOICES_MOST = 400 };

struct exporting {
    struct call *call;
    const struct ledger *ledger;
    struct sheet_writer *writer;
    size_t columns;
    struct buf cell; /* texts of one row, one after the other */
};

/* ---- headings ------------------------------------------------------------------------ */

static struct str heading_of(struct call *c, const struct field *f)
{
    struct str text = f->label.in[c->locale];

    if (!f->unit.in[0].len)
        return text;
    return str_print(c->arena, "%.*s (%.*s)", STR_FMT(text),
                     STR_FMT(f->unit.in[c->locale]));
}

static void add_choices(struct call *c, const struct field *f, struct sheet_heading *h)
{
    if (f->type != FIELD_CODE || f->codes->count > CHOICES_MOST)
        return;
    struct str *choices = ARENA_ARRAY(c->arena, struct str, f->codes->count);
    for (size_t i = 0; i < f->codes->count; i++)
        choices[i] = f->codes->items[i].label.in[c->locale];
    h->choices = choices;
    h->choice_count = f->codes->count;
}

static int width_of(const struct field *f)
{
    if (f->type == FIELD_LONGTEXT)
        return 40;
    return f->type == FIELD_TEXT && f->max > 30 ? 24 : 14;
}

static bool is_decimal(const struct field *f)
{
    return f->type == FIELD_INTEGER || f->type == FIELD_DECIMAL || f->type == FIELD_MONEY;
}

static struct sheet_heading *headings(struct call *c, const struct ledger *l, size_t *count)
{
    struct sheet_heading *h =
        ARENA_ARRAY(c->arena, struct sheet_heading, l->field_count + 4);
    size_t n = 0;

    h[n++] = (struct sheet_heading){.text = message_find(c->locale, STR("column.id")),
                                    .note = message_find(c->locale, STR("column.id.note")),
                                    .width = 8};
    h[n++] = (struct sheet_heading){
        .text = l->region_label.in[0].len ? l->region_label.in[c->locale]
                                          : message_find(c->locale, STR("column.region")),
        .width = 16};
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        h[n] = (struct sheet_heading){.text = heading_of(c, f),
                                      .note = f->help.in[c->locale],
                                      .width = width_of(f),
                                      .is_number = is_decimal(f)};
        add_choices(c, f, &h[n++]);
    }
    if (l->state_count)
        h[n++] =
            (struct sheet_heading){.text = message_find(c->locale, STR("column.state"))};
    if (c->site->rehearsed)
        h[n++] = (struct sheet_heading){.text = STR(REHEARSAL_MARK)};
    *count = n;
    return h;
}

/* ---- rows ---------------------------------------------------------------------------- */

static struct str title_of(struct exporting *x, const struct field *f,
                           const struct row *row)
{
    if (f->type == FIELD_REGION && row->values[f->index].is_set)
        return region_path(x->call->site->regions, x->call->arena,
                           row->values[f->index].number, x->call->locale);
    return row->labels ? row->labels[f->index] : (struct str){0};
}

static struct str cell_text(struct exporting *x, const struct field *f,
                            const struct row *row)
{
    buf_clear(&x->cell);
    value_write_cell(&x->cell, f, &row->values[f->index], title_of(x, f, row),
                     x->call->locale);
    return str_copy(x->call->arena, buf_view(&x->cell));
}

static enum err write_row(struct exporting *x, const struct row *row)
{
    const struct ledger *l = x->ledger;
    struct arena *a = x->call->arena;
    struct str *cells = ARENA_ARRAY(a, struct str, x->columns);
    size_t n = 0;

    cells[n++] = str_print(a, "%lld", (long long)row->id.v);
    cells[n++] = region_path(x->call->site->regions, a, row->region, x->call->locale);
    for (size_t i = 0; i < l->field_count; i++)
        cells[n++] = cell_text(x, &l->fields[i], row);
    if (l->state_count)
        cells[n++] = row->state >= 0 ? l->states[row->state].label.in[x->call->locale]
                                     : (struct str){0};
    if (x->call->site->rehearsed)
        cells[n++] = STR(REHEARSAL_MARK);
    return sheet_write(x->writer, cells, n);
}

/* Lists hold no long texts: those rows are read whole. */
static bool needs_whole(const struct ledger *l)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].type == FIELD_LONGTEXT)
            return true;
    return false;
}

static enum err write_page(struct exporting *x, const struct list *page)
{
    bool whole = needs_whole(x->ledger);

    for (size_t i = 0; i < page->count; i++) {
        struct row *row = page->rows[i];
        if (whole)
            TRY(record_get(x->call, x->ledger, row->id, &row));
        TRY(write_row(x, row));
    }
    return ERR_OK;
}

static enum err write_pages(struct exporting *x, const struct list_query *q, int64_t *rows)
{
    struct call *c = x->call;
    AUTO(arena) struct arena *scratch = arena_new(), *cursor = arena_new();
    struct arena *kept = c->arena;
    struct list_query page_query = *q;
    struct list page;
    enum err err;

    page_query.limit = PAGE;
    page_query.after = (struct str){0};
    c->arena = scratch;
    do {
        arena_clear(scratch);
        err = record_list(c, x->ledger, &page_query, &page);
        if (!err)
            err = write_page(x, &page);
        if (err)
            break;
        *rows += (int64_t)page.count;
        arena_clear(cursor);
        page_query.after = str_copy(cursor, page.next);
    } while (page.next.len && *rows < EXPORT_ROWS_MOST);
    c->arena = kept;
    if (!err && page.next.len)
        return FAIL(&c->fault, ERR_TOO_BIG, "export.too_big", "%d", EXPORT_ROWS_MOST);
    return err;
}

enum err export_rows(struct call *c, const struct ledger *l,
                     const struct export_wanted *want, struct buf *out, int64_t *rows)
{
    bool empty = want->empty;
    struct exporting x = {.call = c, .ledger = l, .cell = BUF(BUF_REPLY)};
    struct sheet_heading *heads = headings(c, l, &x.columns);

    *rows = 0;
    TRY(call_require(c, empty ? l->writers | l->exporters : l->exporters,
                     want->query->region));
    if (c->site->rehearsed && !empty) /* what leaves it would leave no trace behind */
        return FAIL(&c->fault, ERR_RULE, "rehearsal.export", "%s", "");
    TRY(sheet_create(want->format, l->label.in[c->locale], heads, x.columns, &x.writer));
    enum err err = empty ? ERR_OK : write_pages(&x, want->query, rows);
    if (!err)
        err = sheet_finish(x.writer, out);
    sheet_discard(x.writer);
    buf_done(&x.cell);
    return err;
}
