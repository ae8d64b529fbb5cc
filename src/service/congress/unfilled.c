#include "service/congress/unfilled.h"

#include "service/record/hooks.h"
#include "service/site/site.h"

enum err congress_unfilled(struct call *c, row_id congress, struct unfilled *out)
{
    const struct hooks *hooks = c->site->hooks;

    *out = (struct unfilled){0};
    return hooks->unfilled ? hooks->unfilled(c, congress, out) : ERR_OK;
}
