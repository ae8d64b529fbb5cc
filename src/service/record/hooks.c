#include "service/record/hooks.h"

static const struct hook *find(const struct hooks *hooks, struct str name)
{
    for (size_t i = 0; i < hooks->count; i++)
        if (str_eq(name, hooks->items[i].name))
            return hooks->items[i].hook;
    return NULL;
}

const struct hook *hook_of(const struct hooks *hooks, const struct ledger *l)
{
    return l->check_hook.len ? find(hooks, l->check_hook) : NULL;
}

enum err hooks_check(const struct hooks *hooks, const struct catalog *c, struct fault *f)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct ledger *l = c->ledgers[i];
        if (l->check_hook.len && (l->is_site || !find(hooks, l->check_hook)))
            return FAIL(f, ERR_INVALID, "definition.no_hook", "%.*s" SEP "%.*s",
                        STR_FMT(l->name), STR_FMT(l->check_hook));
    }
    return ERR_OK;
}
