#include "service/account/guarded.h"

#include "base/json.h"
#include "domain/names/same.h"
#include "service/site/site.h"
#include "store/queries.h"

static bool is_called(const struct account *a, struct str holder)
{
    return holder.len && (name_is(holder, a->title) || name_is(holder, a->name) ||
                          str_find(a->title, holder) >= 0);
}

/* `locked` of an urn: {"holders":[{"name",…},…],…} */
static enum err is_holder(struct call *c, const struct account *a, struct str locked,
                          bool *out)
{
    struct json *root;

    TRY(json_parse(c->arena, locked, &root, &c->fault));
    const struct json *holders = json_find(root, "holders");
    for (size_t i = 0; holders && i < holders->count; i++)
        *out |= is_called(a, str_trim(json_find_text(&holders->items[i], "name")));
    return ERR_OK;
}

enum err account_is_guarded(struct call *c, const struct account *a, bool *out)
{
    struct text_row *urns;
    struct grant *grants;
    size_t count;

    TRY(store_grant_of(c->db, c->arena, a->id, &grants, &count));
    *out = count > 0;
    if (*out)
        return ERR_OK;
    TRY(store_urn_locked(c->db, c->arena, &urns, &count));
    for (size_t i = 0; i < count; i++)
        TRY(is_holder(c, a, urns[i].value, out));
    return ERR_OK;
}
