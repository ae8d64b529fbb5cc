/*
 * What delegations discuss (分团审议): points go with a discussion that is open and still a draft; what is discussed
 * behind closed doors has none, and no briefing.
 */
#include "ledgers/discussion.h"
#include "ledgers/attendee.h"
#include "ledgers/discussion_point.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/record/check.h"
#include "service/record/fields.h"
#include "service/record/hooks.h"
#include "service/site/site.h"

static struct row *target(struct call *c, const struct ledger *l, int64_t id)
{
    struct row *row;

    return id && !engine_get(call_reading(c), l, (row_id){id}, &row) ? row : NULL;
}

static enum err discussion_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    const struct ledger *lp = ledger_of(c, LEDGER_DISCUSSION_POINT);
    struct row *sitting = target(c, ls, row_number(l, row, DISCUSSION_SITTING));
    struct list points;

    TRY(congress_guard(c, l, row));
    if (sitting && row_number(ls, sitting, SITTING_CONGRESS) !=
                       row_number(l, row, DISCUSSION_CONGRESS))
        record_wrong(c, field_at(l, DISCUSSION_SITTING), "discussion.sitting",
                     row_text(ls, sitting, SITTING_TITLE));
    if (!row_number(l, row, DISCUSSION_IS_CLOSED))
        return ERR_OK;
    TRY(rows_of_one(c, lp, DISCUSSION_POINT_DISCUSSION, row->id, 0, &points));
    if (points.count || row_has(l, row, DISCUSSION_BRIEFING_NUMBER))
        record_wrong(c, field_at(l, DISCUSSION_IS_CLOSED), "discussion.has_points",
                     STR(""));
    return ERR_OK;
}

static enum err discussion_drop(struct call *c, const struct ledger *l,
                                const struct row *row)
{
    struct str title = row_text(l, row, DISCUSSION_DELEGATION);

    return row_is(l, row, DISCUSSION_IS_DRAFT)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "discussion.checked", "%.*s", STR_FMT(title));
}

const struct hook discussion_hook = {.guard = discussion_guard, .drop = discussion_drop};

/* ---- points ------------------------------------------------------------------------------ */

static enum err point_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *ld = ledger_of(c, LEDGER_DISCUSSION);
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    int at = field_at(l, DISCUSSION_POINT_DISCUSSION);
    struct row *d = target(c, ld, row_number(l, row, DISCUSSION_POINT_DISCUSSION));
    struct row *who = target(c, la, row_number(l, row, DISCUSSION_POINT_ATTENDEE));

    if (!d)
        return ERR_OK;
    row_put_text(l, row, DISCUSSION_POINT_DELEGATION,
                 row_text(ld, d, DISCUSSION_DELEGATION));
    if (d->region != row->region)
        record_wrong(c, at, "cell.congress_region",
                     region_name(c->site->regions, c->arena, d->region, c->locale));
    if (row_number(ld, d, DISCUSSION_IS_CLOSED))
        record_wrong(c, at, "discussion.closed", STR(""));
    if (!row_is(ld, d, DISCUSSION_IS_DRAFT))
        record_wrong(c, at, "discussion.checked", row_text(ld, d, DISCUSSION_DELEGATION));
    if (who &&
        row_number(la, who, ATTENDEE_CONGRESS) != row_number(ld, d, DISCUSSION_CONGRESS))
        record_wrong(c, field_at(l, DISCUSSION_POINT_ATTENDEE), "discussion.stranger",
                     row_text(la, who, ATTENDEE_NAME));
    return ERR_OK;
}

static enum err point_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *ld = ledger_of(c, LEDGER_DISCUSSION);
    struct row *d = target(c, ld, row_number(l, row, DISCUSSION_POINT_DISCUSSION));

    return d ? discussion_drop(c, ld, d) : ERR_OK;
}

const struct hook discussion_point_hook = {.guard = point_guard, .drop = point_drop};
