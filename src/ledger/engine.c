#include "ledger/engine.h"

#include "base/mem.h"
#include "ledger/shape.h"

static struct shape *make_shape(struct arena *a, const struct catalog *c)
{
    struct shape *s = ARENA_NEW(a, struct shape);

    s->catalog = *c;
    s->sql = ARENA_ARRAY(a, struct ledger_sql, c->count);
    for (size_t i = 0; i < c->count; i++)
        s->sql[i] = shape_sql_make(a, &s->catalog, c->ledgers[i]);
    return s;
}

static enum err read_codes(struct arena *a, const struct str *codes, size_t count,
                           struct catalog *c, struct fault *f)
{
    c->codes = ARENA_ARRAY(a, struct code_table *, count);
    for (size_t i = 0; i < count; i++)
        TRY(code_table_read(a, codes[i], &c->codes[c->code_count++], f));
    return ERR_OK;
}

static enum err read_ledgers(struct arena *a, const struct str *definitions, size_t count,
                             struct catalog *c, struct fault *f)
{
    c->ledgers = ARENA_ARRAY(a, struct ledger *, count);
    for (size_t i = 0; i < count; i++) {
        TRY(ledger_read(a, definitions[i], c, &c->ledgers[i], f));
        if (catalog_ledger(c, c->ledgers[i]->name))
            return FAIL(f, ERR_INVALID, "definition.twice", "%.*s",
                        STR_FMT(c->ledgers[i]->name));
        c->count++;
    }
    return catalog_check(c, f);
}

enum err engine_new(const struct str *definitions, size_t count, const struct str *codes,
                    size_t code_count, struct engine **out, struct fault *f)
{
    struct engine *e = MEM_NEW(struct engine);
    struct catalog c = {0};

    e->arena = arena_new();
    enum err err = read_codes(e->arena, codes, code_count, &c, f);
    if (!err)
        err = read_ledgers(e->arena, definitions, count, &c, f);
    if (err) {
        engine_free(e);
        return err;
    }
    atomic_store(&e->shape, make_shape(e->arena, &c));
    *out = e;
    return ERR_OK;
}

void engine_free(struct engine *e)
{
    if (!e)
        return;
    engine_forget(e);
    arena_free(e->arena);
    mem_free(e);
}

const struct catalog *engine_catalog(const struct engine *e)
{
    return &atomic_load(&e->shape)->catalog;
}

enum err engine_join_codes(struct engine *e, struct str list, struct str text,
                           struct fault *f)
{
    const struct catalog *c = engine_catalog(e);

    for (size_t i = 0; i < c->code_count; i++)
        if (str_eq(c->codes[i]->name, list)) {
            struct code_table joined;
            TRY(code_table_join(e->arena, text, c->codes[i], &joined, f));
            *c->codes[i] = joined; /* fields point to it */
            return ERR_OK;
        }
    return FAIL(f, ERR_INVALID, "definition.no_list", "%.*s", STR_FMT(list));
}

enum err engine_add_ledger(struct engine *e, struct str definition,
                           const struct ledger **out, struct fault *f)
{
    const struct catalog *old = engine_catalog(e);
    struct catalog c = *old;
    struct ledger *added;

    TRY(ledger_read(e->arena, definition, old, &added, f));
    if (catalog_ledger(old, added->name))
        return FAIL(f, ERR_CONFLICT, "definition.twice", "%.*s", STR_FMT(added->name));
    added->is_site = true;
    if (added->check_hook.len)
        return FAIL(f, ERR_INVALID, "definition.hook", "%.*s", STR_FMT(added->name));
    c.ledgers = ARENA_ARRAY(e->arena, struct ledger *, c.count + 1);
    memcpy(c.ledgers, old->ledgers, old->count * sizeof(struct ledger *));
    c.ledgers[c.count++] = added;
    TRY(catalog_check(&c, f));
    atomic_store(&e->shape, make_shape(e->arena, &c));
    *out = added;
    return ERR_OK;
}

enum err engine_add_field(struct engine *e, const struct ledger *l, struct str definition,
                          struct fault *f)
{
    const struct catalog *old = engine_catalog(e);
    struct catalog c = *old;
    struct ledger *wider = ARENA_NEW(e->arena, struct ledger);
    struct field added;

    TRY(field_read(e->arena, definition, l, old, &added, f));
    *wider = *l;
    wider->fields = ARENA_ARRAY(e->arena, struct field, LEDGER_FIELDS_MAX);
    memcpy(wider->fields, l->fields, l->field_count * sizeof(struct field));
    added.index = (uint16_t)l->field_count;
    wider->fields[wider->field_count++] = added;
    ledger_sort_names(e->arena, wider);
    c.ledgers = ARENA_ARRAY(e->arena, struct ledger *, c.count);
    for (size_t i = 0; i < c.count; i++)
        c.ledgers[i] = str_eq(old->ledgers[i]->name, l->name) ? wider : old->ledgers[i];
    TRY(catalog_check(&c, f));
    atomic_store(&e->shape, make_shape(e->arena, &c));
    return ERR_OK;
}
