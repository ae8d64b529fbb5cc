#include "domain/direct/turnout.h"

int64_t turnout_taking_part(const struct turnout *t)
{
    return t->in_person + t->by_proxy + t->by_box;
}

bool turnout_is_within(const struct turnout *t, int64_t registered)
{
    return t->in_person >= 0 && t->by_proxy >= 0 && t->by_box >= 0 &&
           turnout_taking_part(t) <= registered;
}
