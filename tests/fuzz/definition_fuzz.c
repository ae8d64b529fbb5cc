/*
 * Any bytes are a description of a ledger, a field or a code table: it is refused with a reason, or
 * what it gives is whole: every index it holds lies within the ledger, and catalog_check() can tell
 * whether its references have a target.
 */
#include "domain/ledger/value.h"

#include <stdlib.h>

static const char SEX[] =
    "{\"name\":\"sex\",\"label\":{\"zh-Hans\":\"性别\",\"en\":\"Sex\"},\"items\":["
    "{\"code\":\"1\",\"label\":{\"zh-Hans\":\"男\",\"en\":\"Male\"}},"
    "{\"code\":\"2\",\"label\":{\"zh-Hans\":\"女\",\"en\":\"Female\"},\"alias\":[\"女性\"]}"
    "]}";
static const char PERSON[] = "{\"name\":\"person\",\"label\":{\"zh-Hans\":\"人\",\"en\":"
                             "\"People\"},\"title\":\"name\","
                             "\"fields\":[{\"name\":\"name\",\"type\":\"text\",\"label\":{"
                             "\"zh-Hans\":\"姓名\",\"en\":"
                             "\"Name\"}}],\"roles\":{\"write\":[\"cadre\"]}}";

static struct arena *kept;
static struct catalog base;

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static void begin(void)
{
    static struct code_table *tables[1];
    static struct ledger *ledgers[2];
    struct fault f = {0};

    if (kept)
        return;
    kept = arena_new();
    demand(!code_table_read(kept, STR(SEX), &tables[0], &f));
    base = (struct catalog){.codes = tables, .code_count = 1, .ledgers = ledgers};
    demand(!ledger_read(kept, STR(PERSON), &base, &ledgers[0], &f));
    base.count = 1;
}

static void check_fault(enum err err, const struct fault *f)
{
    demand(err == f->kind && !err == !f->code);
    demand(!err || err == ERR_INVALID || err == ERR_TOO_BIG);
}

static bool is_index(const struct ledger *l, int field)
{
    return field >= 0 && (size_t)field < l->field_count;
}

static void check_field(const struct field *f)
{
    demand(f->name.len > 0 && f->name.len <= LEDGER_NAME_MAX);
    for (int i = 0; i < LOCALE_COUNT; i++)
        demand(f->label.in[i].len > 0);
    demand((f->type == FIELD_CODE) == (f->codes != NULL) || f->codes == NULL);
    demand(f->type != FIELD_CODE || f->codes);
    demand(!f->has_min || !f->has_max || f->min <= f->max);
    demand(f->scale >= 0 && f->scale <= 4);
    demand((f->type == FIELD_SEALED) == (f->seal != SEAL_NONE));
}

static void check_acts(const struct ledger *l)
{
    for (size_t i = 0; i < l->act_count; i++) {
        const struct act *act = &l->acts[i];
        demand(act->to >= 0 && (size_t)act->to < l->state_count);
        demand(act->from && !(act->from >> l->state_count));
        demand(act->roles && !(act->roles & ROLES_ADMIN));
        demand(act->stamp == -1 || l->fields[act->stamp].type == FIELD_DATE);
        demand(act->start_field == -1 || l->fields[act->start_field].type == FIELD_DATE);
    }
}

static void check_figures(const struct ledger *l)
{
    for (size_t i = 0; i < l->figure_count; i++) {
        const struct figure *fig = &l->figures[i];
        demand(fig->by == FIGURE_NONE || fig->by == FIGURE_STATE || is_index(l, fig->by));
        demand(fig->sum == FIGURE_NONE || is_index(l, fig->sum));
        for (size_t k = 0; k < fig->where_count; k++)
            demand(fig->where[k].field == FIGURE_STATE || is_index(l, fig->where[k].field));
    }
}

static void check_ledger(struct arena *a, struct ledger *l)
{
    struct ledger *ledgers[2] = {base.ledgers[0], l};
    struct catalog all = {ledgers, 2, base.codes, base.code_count};
    struct row *row = row_new(a, l);
    struct row_faults faults = {0};
    struct fault f = {0};

    demand(l->field_count >= 1 && l->field_count <= LEDGER_FIELDS_MAX);
    demand(l->state_count <= LEDGER_STATES_MAX);
    demand(l->writers && !(l->writers & ROLES_ADMIN) && !(l->readers & ROLES_ADMIN));
    demand(is_index(l, l->title) && (l->sort == -1 || is_index(l, l->sort)));
    for (size_t i = 0; i < l->field_count; i++) {
        check_field(&l->fields[i]);
        demand(l->fields[i].index == i &&
               ledger_field(l, l->fields[i].name) == &l->fields[i]);
    }
    for (size_t i = 0; i < l->unique_count; i++)
        for (size_t k = 0; k < l->uniques[i].count; k++)
            demand(is_index(l, l->uniques[i].fields[k]));
    demand(l->deadline == -1 || l->fields[l->deadline].type == FIELD_DATE);
    demand(l->deadline_from == -1 || l->fields[l->deadline_from].type == FIELD_DATE);
    check_acts(l);
    check_figures(l);
    check_fault(catalog_check(&all, &f), &f);
    row_defaults(a, l, row);
    row_check(a, l, row, &faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str text = {(const char *)data, len};
    struct ledger *l = NULL;
    struct code_table *t = NULL;
    struct field field;
    struct fault f = {0}, g = {0}, h = {0};

    begin();
    enum err err = ledger_read(a, text, &base, &l, &f);
    check_fault(err, &f);
    if (!err)
        check_ledger(a, l);
    err = field_read(a, text, base.ledgers[0], &base, &field, &g);
    check_fault(err, &g);
    if (!err)
        check_field(&field);
    err = code_table_read(a, text, &t, &h);
    check_fault(err, &h);
    for (size_t i = 0; !err && i < t->count; i++)
        demand(code_find(t, t->items[i].code) == &t->items[i]);
    return 0;
}
