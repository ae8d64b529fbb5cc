#include "service/record/definition.h"

#include "service/account/event.h"
#include "service/site/hant.h"
#include "service/site/site.h"

#include <unistd.h>

struct adding {
    struct str ledger; /* that gets a field; empty: a ledger is added */
    struct str json;
    struct str name; /* under which it is kept: NAME or LEDGER+FIELD */
    bool is_kept;
    struct shape *before, *after;
};

static enum err add_ledger(struct call *c, struct adding *x)
{
    const struct ledger *added;

    TRY(engine_add_ledger(c->site->engine, x->json, &added, &c->fault));
    x->name = added->name;
    return ERR_OK;
}

static enum err add_field(struct call *c, struct adding *x)
{
    struct engine *e = c->site->engine;
    const struct ledger *l = catalog_ledger(engine_catalog(e), x->ledger);

    if (!l)
        return FAIL(&c->fault, ERR_NOT_FOUND, "ledger.unknown", "%.*s", STR_FMT(x->ledger));
    TRY(engine_add_field(e, l, x->json, &c->fault));
    l = catalog_ledger(engine_catalog(e), x->ledger);
    x->name = str_print(c->arena, "%.*s+%.*s", STR_FMT(l->name),
                        STR_FMT(l->fields[l->field_count - 1].name));
    return ERR_OK;
}

static enum err store(struct call *c, struct adding *x)
{
    TRY(x->ledger.len ? add_field(c, x) : add_ledger(c, x));
    x->after = atomic_load(&c->site->engine->shape);
    TRY(engine_upgrade(c->site->engine, c->db, &c->fault));
    TRY(event_add(c, x->ledger.len ? STR("definition.field") : STR("definition.ledger"),
                  x->name));
    x->is_kept = true;
    return site_keep_definition(c->site, x->name, x->json, &c->fault);
}

/* Unless another has built on it meanwhile: then the same failure takes that back too. */
static void take_back(struct call *c, struct adding *x)
{
    struct shape *mine = x->after;

    if (mine)
        atomic_compare_exchange_strong(&c->site->engine->shape, &mine, x->before);
    if (!x->is_kept)
        return;
    struct str file = str_print(c->arena, "ledgers/%.*s.json", STR_FMT(x->name));
    (void)unlink(
        site_path(c->site, c->arena, file.ptr)); /* it may never have been written */
}

/* On the writer's thread, so that two additions never build on the same catalog. */
static enum err write_definition(struct call *c, void *arg)
{
    struct adding *x = arg;

    x->before = atomic_load(&c->site->engine->shape);
    enum err err = store(c, x);
    if (err)
        take_back(c, x);
    return err;
}

static enum err add(struct call *c, struct adding *x)
{
    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM));
    x->json = hant_fill(c->arena, x->json);
    enum err err = call_write(c, write_definition, x);
    if (err)
        take_back(c, x); /* written, but the commit failed */
    return err;
}

enum err definition_add_ledger(struct call *c, struct str json, const struct ledger **out)
{
    struct adding x = {.json = json};

    TRY(add(c, &x));
    *out = catalog_ledger(engine_catalog(c->site->engine), x.name);
    return ERR_OK;
}

enum err definition_add_field(struct call *c, struct str ledger, struct str json)
{
    struct adding x = {.ledger = ledger, .json = json};

    if (!ledger.len)
        return FAIL(&c->fault, ERR_NOT_FOUND, "ledger.unknown", "%s", "");
    return add(c, &x);
}
