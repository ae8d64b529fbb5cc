#include "service/poll/names.h"

#include "service/site/hant.h"

struct name_form poll_name_form(struct call *c, struct str name)
{
    return name_form(c->arena, hans_of(c->arena, name));
}

bool poll_name_perhaps(struct call *c, struct str a, struct str b)
{
    return name_perhaps(hans_of(c->arena, a), hans_of(c->arena, b));
}
