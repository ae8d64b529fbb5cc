/* Figures that are kept up to date: what one row adds to them.  later.c sums and stores it. */
#include "ledger/shape.h"

/* ---- what one row adds --------------------------------------------------------------- */

static bool value_is(const struct field *f, const struct value *v, struct str wanted)
{
    if (str_eq(wanted, STR("*")))
        return v->is_set;
    if (!wanted.len)
        return !v->is_set;
    if (!v->is_set)
        return false;
    if (f->type == FIELD_BOOL)
        return v->number == (str_eq(wanted, STR("true")) || str_eq(wanted, STR("1")));
    if (!field_is_number(f))
        return str_eq(v->text, wanted);
    int64_t number;
    return str_i64(wanted, &number) && number == v->number;
}

static bool state_is(const struct ledger *l, const struct row *row, struct str wanted)
{
    return row->state >= 0 && str_eq(l->states[row->state].name, wanted);
}

static bool matches(const struct ledger *l, const struct row *row,
                    const struct figure_where *w)
{
    for (size_t i = 0; i < w->count; i++) {
        bool fits =
            w->field == FIGURE_STATE
                ? state_is(l, row, w->values[i])
                : value_is(&l->fields[w->field], &row->values[w->field], w->values[i]);
        if (fits)
            return true;
    }
    return false;
}

static struct str key_of(struct arena *a, const struct ledger *l, const struct row *row,
                         int by)
{
    if (by == FIGURE_NONE)
        return STR("*");
    if (by == FIGURE_STATE)
        return row->state >= 0 ? l->states[row->state].name : KEY_EMPTY;
    const struct value *v = &row->values[by];
    if (!v->is_set)
        return KEY_EMPTY;
    if (!field_is_number(&l->fields[by]))
        return v->text;
    int64_t number = l->fields[by].type == FIELD_DATE ? v->number / 100 : v->number;
    return str_print(a, "%lld", (long long)number);
}

void row_tallies(struct arena *a, const struct ledger *l, const struct row *row,
                 struct tally **out, size_t *out_count)
{
    struct tally *t = ARENA_ARRAY(a, struct tally, l->figure_count + 2);
    size_t n = 0;

    t[n++] = (struct tally){FIGURE_ROWS, STR("*"), 1};
    if (l->deadline >= 0 && row->values[l->deadline].is_set && row->state >= 0 &&
        !(l->deadline_done >> row->state & 1))
        t[n++] = (struct tally){
            FIGURE_LATE, str_print(a, "%lld", (long long)row->values[l->deadline].number),
            1};
    for (size_t i = 0; i < l->figure_count; i++) {
        const struct figure *fig = &l->figures[i];
        bool counts = true;
        for (size_t k = 0; k < fig->where_count && counts; k++)
            counts = matches(l, row, &fig->where[k]);
        int64_t add = fig->sum == FIGURE_NONE ? 1 : row->values[fig->sum].number;
        if (counts && add)
            t[n++] = (struct tally){fig->name, key_of(a, l, row, fig->by), add};
    }
    *out = t;
    *out_count = n;
}
