/* The record of a sitting: when it may be, and when it may go.  Opening and closing it: hall_live.c. */
#include "ledgers/sitting.h"
#include "ledgers/congress.h"
#include "service/congress/hall.h"
#include "service/congress/hall_load.h"
#include "service/record/check.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"

/* A sitting that has begun keeps its attendance. */
static enum err sitting_drop_guard(struct call *c, const struct ledger *l,
                                   const struct row *row)
{
    struct str title = row_text(l, row, SITTING_TITLE);

    TRY(polled_drop(c, l, row));
    if (!sitting_begun(l, row))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "hall.begun", "%.*s", STR_FMT(title));
}

/* A plenary sitting is held from the opening to the closing of its congress; one that was stored otherwise is let be
 * until it is moved. */
static void check_day(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    int field = field_at(l, SITTING_HELD_AT);
    struct row *before, *congress;

    if (!row_has(l, row, SITTING_HELD_AT) ||
        !row_has_code(l, row, SITTING_KIND, CODE_SITTING_KIND_PLENARY) ||
        (row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
         value_equal(&l->fields[field], &before->values[field], &row->values[field])) ||
        engine_get(call_reading(c), lc, (row_id){row_number(l, row, SITTING_CONGRESS)},
                   &congress))
        return;
    date from = (date)row_number(lc, congress, CONGRESS_OPENS_ON),
         to = (date)row_number(lc, congress, CONGRESS_CLOSES_ON),
         day = date_of_instant((instant){row_number(l, row, SITTING_HELD_AT)});
    if (!from || !to || (day >= from && day <= to))
        return;
    AUTO(buf) struct buf first = BUF(32), last = BUF(32);
    date_write(&first, from);
    date_write(&last, to);
    record_wrong(c, field, "sitting.outside",
                 str_print(c->arena, "%.*s" SEP "%.*s", STR_FMT(buf_view(&first)),
                           STR_FMT(buf_view(&last))));
}

static enum err sitting_guard(struct call *c, const struct ledger *l, struct row *row)
{
    TRY(congress_guard(c, l, row));
    check_day(c, l, row);
    return signed_keeps(c, l, row);
}

const struct hook sitting_hook = {
    .guard = sitting_guard, .drop = sitting_drop_guard, .held = polled_held};
