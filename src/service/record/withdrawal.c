#include "service/record/withdrawal.h"

#include "ledger/engine.h"
#include "service/record/fields.h"

static bool is_as_before(const struct ledger *l, const struct row *row,
                         const struct row *before, const struct withdrawal_fields *f)
{
    const int fields[] = {f->by, f->paper, f->names};

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (fields[i] &&
            !str_eq(row_text(l, row, fields[i]), row_text(l, before, fields[i])))
            return false;
    return true;
}

/* The row as it is kept; NULL: it is new. */
static struct row *kept_before(struct call *c, const struct ledger *l,
                               const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) ? before : NULL;
}

void withdrawal_guard(struct call *c, const struct ledger *l, struct row *row,
                      const struct withdrawal_fields *f)
{
    struct row *before = kept_before(c, l, row);
    bool is_entered = row_has(l, row, f->paper);

    if (before && is_as_before(l, row, before, f))
        return;
    if (before || is_entered)
        row_put_number(l, row, f->entered_by, is_entered ? c->who.v : 0);
}

enum err withdrawal_act(struct call *c, const struct ledger *l, const struct row *row,
                        const struct withdrawal_fields *f)
{
    const struct row *before = kept_before(c, l, row);
    account_id entered = {before ? row_number(l, before, f->entered_by) : 0};

    if (call_is_machine(c))
        return ERR_OK;
    TRY(call_require_person(c));
    if (!before || !row_has(l, before, f->paper) || !entered.v)
        return FAIL(&c->fault, ERR_RULE, "withdrawal.unentered", "%s", "");
    if (!is_as_before(l, row, before, f) || call_same_person(c, entered))
        return FAIL(&c->fault, ERR_RULE, "withdrawal.same", "%s", "");
    return ERR_OK;
}
