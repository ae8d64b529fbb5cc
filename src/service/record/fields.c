#include "service/record/fields.h"

#include "base/utf8.h"
#include "service/site/site.h"

#include <assert.h>
#include <stdlib.h>

const struct ledger *ledger_of(const struct call *c, int ledger)
{
    const struct catalog *all = engine_catalog(c->site->engine);

    for (size_t i = 0; i < all->count; i++)
        if (all->ledgers[i]->tag == ledger)
            return all->ledgers[i];
    assert(!"a ledger of ours");
    abort();
}

static int index_of(const struct ledger *l, int id)
{
    assert(id >> TAG_SHIFT == l->tag);
    return id & TAG_INDEX;
}

int field_at(const struct ledger *l, int field)
{
    return index_of(l, field);
}

struct str field_name(const struct ledger *l, int field)
{
    return l->fields[index_of(l, field)].name;
}

int state_at(const struct ledger *l, int state)
{
    return index_of(l, state);
}

struct str state_name(const struct ledger *l, int state)
{
    return l->states[index_of(l, state)].name;
}

const struct field *field_like(const struct call *c, const struct ledger *l, int field)
{
    return ledger_field(l, field_name(ledger_of(c, field >> TAG_SHIFT), field));
}

const struct act *act_at(const struct ledger *l, int act)
{
    return &l->acts[index_of(l, act)];
}

int id_if_of(const struct ledger *l, const int *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] >> TAG_SHIFT == l->tag)
            return ids[i];
    return 0;
}

int id_of(const struct ledger *l, const int *ids, size_t count)
{
    int id = id_if_of(l, ids, count);

    assert(id);
    return id;
}

enum err field_check_code(struct call *c, const struct ledger *l, int field,
                          struct str code)
{
    const struct field *f = &l->fields[field_at(l, field)];

    if (!code.len || code_find(f->codes, code))
        return ERR_OK;
    enum err err = FAIL(&c->fault, ERR_INVALID, "list.code", "%.*s" SEP "%.*s",
                        STR_FMT(f->name), STR_FMT(utf8_head(code, 40)));
    return record_wrong_part(c, f->name, err);
}

bool row_has(const struct ledger *l, const struct row *row, int field)
{
    return row->values[field_at(l, field)].is_set;
}

int64_t row_number(const struct ledger *l, const struct row *row, int field)
{
    const struct value *v = &row->values[field_at(l, field)];

    return v->is_set ? v->number : 0;
}

struct str row_text(const struct ledger *l, const struct row *row, int field)
{
    const struct value *v = &row->values[field_at(l, field)];

    return v->is_set ? v->text : (struct str){0};
}

struct str row_label(const struct ledger *l, const struct row *row, int field)
{
    return row->labels ? row->labels[field_at(l, field)] : (struct str){0};
}

struct str row_code_label(const struct ledger *l, const struct row *row, int field,
                          enum locale locale)
{
    const struct field *f = &l->fields[field_at(l, field)];
    const struct value *v = &row->values[f->index];
    const struct code_item *item =
        v->is_set && f->codes ? code_find(f->codes, v->text) : NULL;

    return item ? item->label.in[locale] : (struct str){0};
}

struct str row_state(const struct ledger *l, const struct row *row)
{
    return row->state >= 0 ? l->states[row->state].name : (struct str){0};
}

bool row_is(const struct ledger *l, const struct row *row, int state)
{
    return row->state == state_at(l, state);
}

static bool empties_at_zero(const struct field *f)
{
    return f->type == FIELD_DATE || f->type == FIELD_INSTANT || field_has_title(f);
}

void row_put_number(const struct ledger *l, struct row *row, int field, int64_t v)
{
    const struct field *f = &l->fields[field_at(l, field)];

    assert(field_is_number(f));
    row->values[f->index] =
        (struct value){.is_set = v != 0 || !empties_at_zero(f), .number = v};
}

void row_put_text(const struct ledger *l, struct row *row, int field, struct str v)
{
    const struct field *f = &l->fields[field_at(l, field)];

    assert(!field_is_number(f));
    row->values[f->index] = (struct value){.is_set = v.len > 0, .text = v};
}

void row_take_text(struct call *c, const struct ledger *l, struct row *row, int field,
                   struct str v)
{
    struct input in = {.field = field_name(l, field), .text = v, .given = GIVEN_TEXT};

    if (v.len)
        record_fill(c, l, &in, row);
}

void row_put_state(const struct ledger *l, struct row *row, int state)
{
    row->state = state_at(l, state);
}

/* ---- rows that point to something ---------------------------------------------------- */

enum { IDS_AT_ONCE = 100 };

static enum err add_some(struct call *c, const struct ledger *l, struct list_query *q,
                         struct list *out)
{
    struct list page;

    TRY(engine_list(call_reading(c), l, q, &page, &c->fault));
    if (out->count + page.count >= ROWS_MOST)
        return FAIL(&c->fault, ERR_TOO_BIG, "rows.too_many", "%.*s" SEP "%d",
                    STR_FMT(l->label.in[c->locale]), ROWS_MOST);
    struct row **all = ARENA_ARRAY(c->arena, struct row *, out->count + page.count);
    for (size_t i = 0; i < out->count; i++)
        all[i] = out->rows[i];
    for (size_t i = 0; i < page.count; i++)
        all[out->count + i] = page.rows[i];
    out->rows = all;
    out->count += page.count;
    return ERR_OK;
}

struct order {
    const struct field *field;
    bool descends;
};

/* As the database sorts: empty ones first, then by value, equal ones by region and id. */
static int compare_rows(const void *x, const void *y, void *arg)
{
    const struct order *o = arg;
    const struct row *a = *(struct row *const *)x, *b = *(struct row *const *)y;
    const struct value *v = &a->values[o->field->index], *w = &b->values[o->field->index];
    int order = v->is_set - w->is_set;

    if (!order && v->is_set)
        order = field_is_number(o->field)
                    ? (v->number > w->number) - (v->number < w->number)
                    : str_cmp(v->text, w->text);
    if (!order)
        order = (a->region > b->region) - (a->region < b->region);
    if (!order)
        order = (a->id.v > b->id.v) - (a->id.v < b->id.v);
    return o->descends ? -order : order;
}

enum err rows_of(struct call *c, const struct ledger *l, int field, struct ids ids,
                 int sort, struct list *out)
{
    struct value values[IDS_AT_ONCE];
    struct filter filter = {.field = field_at(l, field), .op = FILTER_ANY};
    struct list_query q = {.region = c->site->region,
                           .sort = sort ? field_at(l, abs(sort)) : -1,
                           .descends = sort < 0,
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
    struct order order = {sort ? &l->fields[q.sort] : NULL, q.descends};
    if (sort && ids.count > IDS_AT_ONCE) /* each hundred came sorted for itself */
        qsort_r(out->rows, out->count,
                sizeof(out->rows[0]), /* NOLINT: pointers are sorted */
                compare_rows, &order);
    return ERR_OK;
}

struct ids rows_ids(struct call *c, const struct list *rows)
{
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, rows->count + 1), rows->count};

    for (size_t i = 0; i < rows->count; i++)
        ids.items[i] = rows->rows[i]->id.v;
    return ids;
}

enum err rows_of_one(struct call *c, const struct ledger *l, int field, row_id id, int sort,
                     struct list *out)
{
    return rows_of(c, l, field, (struct ids){&id.v, 1}, sort, out);
}

enum err rows_like(struct call *c, const struct ledger *l, int field, const struct row *row,
                   struct list *out)
{
    struct value value = row->values[field_at(l, field)];
    struct filter filter = {field_at(l, field), FILTER_ANY, &value, 1};
    struct list_query q = {.region = row->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};
    size_t kept = 0;

    *out = (struct list){0};
    if (!value.is_set)
        return ERR_OK;
    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    for (size_t i = 0; i < out->count; i++)
        if (out->rows[i]->id.v != row->id.v && out->rows[i]->region == row->region)
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

enum err row_past(struct call *c, const struct ledger *l, int field, row_id id,
                  struct ids states, struct row **out)
{
    struct value value = {.is_set = true, .number = id.v};
    struct filter filter = {field_at(l, field), FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = 1,
                           .states = UINT64_MAX,
                           .filters = &filter,
                           .filter_count = 1};
    struct list found;

    for (size_t i = 0; i < states.count; i++)
        q.states &= ~((uint64_t)1 << state_at(l, (int)states.items[i]));
    TRY(engine_list(call_reading(c), l, &q, &found, &c->fault));
    *out = found.count ? found.rows[0] : NULL;
    return ERR_OK;
}
