#include "service/record/demand.h"

#include "base/utf8.h"
#include "service/account/account.h"

bool act_lacks(const struct act *act, const struct row *row, size_t field)
{
    return (act->requires[field / 64] >> field % 64 & 1) && !row->values[field].is_set;
}

static bool lacks_any(const struct ledger *l, const struct act *act, const struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (act_lacks(act, row, i))
            return true;
    return false;
}

enum err act_unmet(struct call *c, const struct ledger *l, const struct act *act,
                   const struct row *row, struct act_given given, enum demand *out)
{
    bool is_in_post = true;

    *out = !call_may(c, act->roles, row->region) ? DEMAND_ROLE
           : act->is_kept                        ? DEMAND_KEPT
           : act->needs_sign && !given.is_signed ? DEMAND_SIGN
                                                 : DEMAND_NONE;
    if (!*out && act->post.len)
        TRY(account_signs_as(c, act->post, act->post_level, row->region, &is_in_post));
    if (*out)
        return ERR_OK;
    if (!is_in_post)
        *out = DEMAND_POST;
    else if (act->needs_reason && utf8_count(given.reason) < REASON_LEAST)
        *out = DEMAND_REASON;
    else if (lacks_any(l, act, row))
        *out = DEMAND_FIELDS;
    return ERR_OK;
}
