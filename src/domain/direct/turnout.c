#include "domain/direct/turnout.h"
#include "domain/direct/direct.h"

int64_t turnout_taking_part(const struct turnout *t)
{
    return t->in_person + t->by_proxy + t->by_box;
}

bool turnout_is_carried(const struct turnout *t)
{
    return t->by_proxy <= DIRECT_PROXIES_MOST * (t->in_person + t->by_box);
}

bool turnout_is_within(const struct turnout *t, int64_t registered)
{
    return t->in_person >= 0 && t->by_proxy >= 0 && t->by_box >= 0 &&
           turnout_taking_part(t) <= registered;
}
