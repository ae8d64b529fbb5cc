/* Rows of a house: as a form gives them, as features put them, and acts on them. */
#include "service/failing.h"
#include "service/record/record.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

#include <criterion/criterion.h>

const char *house_number(struct call *c, row_id id)
{
    return str_c(c->arena, str_print(c->arena, "%lld", (long long)id.v));
}

static struct inputs inputs_of(struct call *c, const char *const *pairs)
{
    size_t count = 0;

    while (pairs[count])
        count++;
    struct inputs in = {ARENA_ARRAY(c->arena, struct input, count / 2 + 1), count / 2};
    for (size_t i = 0; i < in.count; i++)
        in.items[i] = (struct input){.field = str_of(pairs[2 * i]),
                                     .text = str_of(pairs[2 * i + 1]),
                                     .given = GIVEN_WORDS};
    return in;
}

const struct ledger *house_ledger(const struct call *c, const char *name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(c->site->engine), str_of(name));

    cr_assert(l, "%s", name);
    return l;
}

enum err house_enter(struct call *c, const char *ledger, region place, const char *state,
                     const char *const *pairs, row_id *out)
{
    struct row *row;

    TRY(record_create(c, house_ledger(c, ledger), place, str_of(state), inputs_of(c, pairs),
                      &row));
    *out = row->id;
    return ERR_OK;
}

/* Kept fields are a feature's alone: numbers as they are stored (days 20210530, moments in milliseconds). */
static void put(struct call *c, const struct ledger *l, struct row *row,
                const struct input *in)
{
    const struct field *f = ledger_field(l, in->field);
    int64_t number = 0;

    if (!f || !f->is_kept) {
        record_fill(c, l, in, row);
        return;
    }
    bool is_number = str_i64(in->text, &number);
    row->values[f->index] = (struct value){
        .is_set = true, .number = number, .text = is_number ? STR("") : in->text};
}

enum err house_put(struct call *c, const char *ledger, region place, const char *state,
                   const char *const *pairs, row_id *out)
{
    const struct ledger *l = house_ledger(c, ledger);
    struct row *row = row_new(c->arena, l);
    struct inputs in = inputs_of(c, pairs);

    row->region = place;
    if (*state)
        row->state = ledger_state(l, str_of(state));
    for (size_t i = 0; i < in.count; i++)
        put(c, l, row, &in.items[i]);
    TRY(row_add(c, l, row));
    *out = row->id;
    return ERR_OK;
}

enum err house_remove(struct call *c, const char *ledger, row_id id)
{
    const struct ledger *l = house_ledger(c, ledger);
    struct row *row;

    TRY(record_get(c, l, id, &row));
    return record_remove(c, l, (struct row_ver){row->id, row->ver}, STR("重复登记"));
}

enum err house_turn(struct call *c, const char *ledger, row_id id, const char *state)
{
    const struct ledger *l = house_ledger(c, ledger);
    struct row *before, *after;

    TRY(row_fetch(c, l, id, &before));
    after = row_copy(c->arena, l, before);
    after->state = ledger_state(l, str_of(state));
    return row_change(c, l, before, after, "update", (struct str){0});
}

enum err house_act(struct call *c, const char *ledger, row_id id, const char *act,
                   const char *const *pairs)
{
    const struct ledger *l = house_ledger(c, ledger);
    struct act_input input = {.name = str_of(act),
                              .reason = STR("核对记录"),
                              .inputs = inputs_of(c, pairs),
                              .is_signed = true};
    struct row *row;

    TRY(record_get(c, l, id, &row));
    return record_act(c, l, (struct row_ver){row->id, row->ver}, &input, &row);
}
