/* Who may call a route: what the door can tell. */
#include "api/route.h"
#include "service/record/fields.h"
#include "service/site/site.h"

static role_set roles_of_acts(const struct ledger *l, struct str act)
{
    role_set roles = 0;

    for (size_t i = 0; i < l->act_count; i++)
        if (!act.len || str_eq(act, l->acts[i].name))
            roles |= l->acts[i].roles;
    return roles;
}

role_set roles_with(const struct ledger *l, unsigned rights, struct str act)
{
    role_set roles = 0;

    if (rights & RIGHT_READ)
        roles |= l->readers;
    if (rights & RIGHT_WRITE)
        roles |= l->writers;
    if (rights & RIGHT_EXPORT)
        roles |= l->exporters;
    if (rights & RIGHT_ACT)
        roles |= roles_of_acts(l, act);
    for (int s = SEAL_NONE + 1; s < SEAL_COUNT && rights & RIGHT_UNSEAL; s++)
        roles |= l->unsealers[s];
    return roles;
}

static role_set writers_of_any(const struct catalog *all)
{
    role_set roles = 0;

    for (size_t i = 0; i < all->count; i++)
        roles |= all->ledgers[i]->writers;
    return roles;
}

/* Of a ledger that the caller names: hidden from who may not read it; an act that it does not know
 * is the handler's to refuse. */
static enum err may_named(struct api *r, struct str name, unsigned rights)
{
    const struct ledger *l;

    TRY(call_ledger(&r->call, name, &l));
    if (rights & RIGHT_READ || (rights == RIGHT_ACT && !ledger_act(l, r->params[2])))
        return ERR_OK;
    return call_require_anywhere(
        &r->call, roles_with(l, rights, rights == RIGHT_ACT ? r->params[2] : STR("")));
}

/* Of a ledger of ours: what lies in it is hidden as one by one the services hide it. */
static enum err may_of(struct api *r, const struct ledger *l, unsigned rights,
                       bool names_a_row)
{
    if (names_a_row && !call_may_anywhere(&r->call, l->readers | l->writers))
        return FAIL(&r->call.fault, ERR_NOT_FOUND, "row.none", "%s", "");
    return call_require_anywhere(&r->call, roles_with(l, rights, STR("")));
}

enum err route_may(struct api *r, const struct route *route)
{
    const struct may *may = &route->may;
    struct call *c = &r->call;

    switch (may->who) {
    case WHO_PUBLIC:
    case WHO_SELF:
    case WHO_SIGNED:
        return ERR_OK;
    case WHO_ROLES:
        return call_require_anywhere(c, may->roles);
    case WHO_LEDGER:
        return may_of(r, ledger_of(c, may->ledger), may->rights, strchr(route->path, '{'));
    case WHO_PATH:
        return may_named(r, r->params[0], may->rights);
    case WHO_QUERY:
        if (!api_query(r, "ledger").len)
            return ERR_OK; /* found missing with the other parameters */
        return may_named(r, api_query(r, "ledger"), may->rights);
    case WHO_WRITERS:
        return call_require_anywhere(c, writers_of_any(engine_catalog(c->site->engine)));
    }
    return ERR_OK;
}
