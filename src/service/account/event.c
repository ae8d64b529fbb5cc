#include "service/account/event.h"

#include "service/site/site.h"
#include "store/queries.h"

enum err event_about(struct call *c, struct str act, account_id about, struct str target)
{
    return store_event_add(c->db, id_next(&c->site->engine->ids, c->now), c->now, c->who,
                           c->origin, act, target, about);
}

enum err event_add(struct call *c, struct str act, struct str target)
{
    return event_about(c, act, (account_id){0}, target);
}

struct str event_actor(struct call *c, struct str act, account_id who)
{
    return str_eq(act, STR("login.unknown")) ? (struct str){0} : account_title(c, who);
}

struct str account_title(struct call *c, account_id id)
{
    struct account a;

    if (!id.v)
        return message_find(c->locale, STR("account.command_line"));
    return store_account_get(c->db, c->arena, id, &a) ? STR("?") : a.title;
}
