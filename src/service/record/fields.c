#include "service/record/fields.h"

#include "service/site/site.h"

#include <assert.h>

const struct ledger *ledger_named(const struct call *c, const char *name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(c->site->engine), str_of(name));

    assert(l);
    return l;
}

int field_at(const struct ledger *l, const char *name)
{
    const struct field *f = ledger_field(l, str_of(name));

    assert(f);
    return f->index;
}

bool row_has(const struct ledger *l, const struct row *row, const char *field)
{
    return row->values[field_at(l, field)].is_set;
}

int64_t row_number(const struct ledger *l, const struct row *row, const char *field)
{
    const struct value *v = &row->values[field_at(l, field)];

    return v->is_set ? v->number : 0;
}

struct str row_text(const struct ledger *l, const struct row *row, const char *field)
{
    const struct value *v = &row->values[field_at(l, field)];

    return v->is_set ? v->text : (struct str){0};
}

struct str row_label(const struct ledger *l, const struct row *row, const char *field)
{
    return row->labels ? row->labels[field_at(l, field)] : (struct str){0};
}

struct str row_state(const struct ledger *l, const struct row *row)
{
    return row->state >= 0 ? l->states[row->state].name : (struct str){0};
}

bool row_is(const struct ledger *l, const struct row *row, const char *state)
{
    return str_eq(row_state(l, row), str_of(state));
}

static bool empties_at_zero(const struct field *f)
{
    return f->type == FIELD_DATE || f->type == FIELD_INSTANT || field_has_title(f);
}

void row_put_number(const struct ledger *l, struct row *row, const char *field, int64_t v)
{
    const struct field *f = &l->fields[field_at(l, field)];

    assert(field_is_number(f));
    row->values[f->index] =
        (struct value){.is_set = v != 0 || !empties_at_zero(f), .number = v};
}

void row_put_text(const struct ledger *l, struct row *row, const char *field, struct str v)
{
    const struct field *f = &l->fields[field_at(l, field)];

    assert(!field_is_number(f));
    row->values[f->index] = (struct value){.is_set = v.len > 0, .text = v};
}

void row_put_state(const struct ledger *l, struct row *row, const char *state)
{
    row->state = ledger_state(l, str_of(state));
    assert(row->state >= 0);
}

/* ---- rows that point to something ---------------------------------------------------- */

enum { IDS_AT_ONCE = 100 };

static enum err add_some(struct call *c, const struct ledger *l, struct list_query *q,
                         struct list *out)
{
    struct list page;

    TRY(engine_list(call_reading(c), l, q, &page, &c->fault));
    struct row **all = ARENA_ARRAY(c->arena, struct row *, out->count + page.count);
    for (size_t i = 0; i < out->count; i++)
        all[i] = out->rows[i];
    for (size_t i = 0; i < page.count; i++)
        all[out->count + i] = page.rows[i];
    out->rows = all;
    out->count += page.count;
    return ERR_OK;
}

enum err rows_of(struct call *c, const struct ledger *l, const char *field, struct ids ids,
                 const char *sort, struct list *out)
{
    struct value values[IDS_AT_ONCE];
    struct filter filter = {.field = field_at(l, field), .op = FILTER_ANY};
    bool descends = sort && *sort == '-';
    struct list_query q = {.region = c->site->region,
                           .sort = sort ? field_at(l, sort + descends) : -1,
                           .descends = descends,
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};

    *out = (struct list){0};
    filter.values = values;
    for (size_t from = 0; from < ids.count; from += filter.count) {
        filter.count = ids.count - from < IDS_AT_ONCE ? ids.count - from : IDS_AT_ONCE;
        for (size_t i = 0; i < filter.count; i++)
            values[i] = (struct value){.is_set = true, .number = ids.items[from + i]};
        TRY(add_some(c, l, &q, out));
    }
    return ERR_OK;
}

enum err rows_of_one(struct call *c, const struct ledger *l, const char *field, row_id id,
                     const char *sort, struct list *out)
{
    return rows_of(c, l, field, (struct ids){&id.v, 1}, sort, out);
}
