#include "service/direct/turnout.h"

#include "ledgers/district.h"
#include "ledgers/mobile_box.h"
#include "ledgers/poll.h"
#include "ledgers/proxy.h"

/* ---- the poll it is counted in ------------------------------------------------------------- */

enum err turnout_counted_in(struct call *c, row_id poll, enum counted_in *out,
                            struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct row *row;

    *out = COUNTED_IN_NONE;
    *title = (struct str){0};
    if (!poll.v || engine_get(call_reading(c), l, poll, &row) ||
        row_is(l, row, POLL_IS_VOID))
        return ERR_OK;
    *title = row_text(l, row, POLL_TITLE);
    bool is_done = row_is(l, row, POLL_IS_COUNTED) || row_is(l, row, POLL_IS_SIGNED);
    *out = is_done ? COUNTED_IN_DONE : COUNTED_IN_VOTE;
    return ERR_OK;
}

/* The field of the two ledgers that names it. */
static int poll_field(const struct ledger *l)
{
    return ONE_OF(l, PROXY_POLL, MOBILE_BOX_POLL);
}

static enum err put_poll(struct call *c, const struct ledger *l, row_id id, row_id poll)
{
    struct row *before, *after;

    TRY(row_fetch(c, l, id, &before));
    after = row_copy(c->arena, l, before);
    row_put_number(l, after, poll_field(l), poll.v);
    return row_change(c, l, before, after, "update", (struct str){0});
}

bool proxy_is_agreed(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, PROXY_IS_AGREED) || row_is(l, row, PROXY_IS_CARRIED);
}

static enum err take_row(struct call *c, const struct ledger *l, const struct row *row,
                         row_id poll)
{
    row_id now = {row_number(l, row, poll_field(l))};
    enum counted_in at;
    struct str title;

    if (now.v == poll.v || (l->tag == LEDGER_PROXY && !proxy_is_agreed(l, row)))
        return ERR_OK;
    TRY(turnout_counted_in(c, now, &at, &title));
    return at == COUNTED_IN_NONE ? put_poll(c, l, row->id, poll) : ERR_OK;
}

enum err turnout_take(struct call *c, row_id congress, row_id poll)
{
    static const int LEDGERS[] = {LEDGER_PROXY, LEDGER_MOBILE_BOX};
    struct list districts, rows;

    TRY(rows_of_one(c, ledger_of(c, LEDGER_DISTRICT), DISTRICT_CONGRESS, congress, 0,
                    &districts));
    for (size_t k = 0; k < 2; k++) {
        const struct ledger *l = ledger_of(c, LEDGERS[k]);
        int field = ONE_OF(l, PROXY_DISTRICT, MOBILE_BOX_DISTRICT);
        TRY(rows_of(c, l, field, rows_ids(c, &districts), 0, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(take_row(c, l, rows.rows[i], poll));
    }
    return ERR_OK;
}

enum err turnout_release(struct call *c, row_id poll)
{
    static const int LEDGERS[] = {LEDGER_PROXY, LEDGER_MOBILE_BOX};
    struct list rows;

    for (size_t k = 0; k < 2; k++) {
        const struct ledger *l = ledger_of(c, LEDGERS[k]);
        TRY(rows_of_one(c, l, poll_field(l), poll, 0, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(put_poll(c, l, rows.rows[i]->id, (row_id){0}));
    }
    return ERR_OK;
}

/* ---- what they come to ----------------------------------------------------------------------- */

enum err turnout_count(struct call *c, row_id poll, struct turnout *out)
{
    const struct ledger *proxies = ledger_of(c, LEDGER_PROXY),
                        *boxes = ledger_of(c, LEDGER_MOBILE_BOX);
    struct list all;

    out->by_proxy = out->by_box = 0;
    TRY(rows_of_one(c, proxies, PROXY_POLL, poll, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        out->by_proxy += row_is(proxies, all.rows[i], PROXY_IS_CARRIED);
    TRY(rows_of_one(c, boxes, MOBILE_BOX_POLL, poll, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        if (row_is(boxes, all.rows[i], MOBILE_BOX_IS_BACK))
            out->by_box += row_number(boxes, all.rows[i], MOBILE_BOX_RETURNED);
    return ERR_OK;
}

enum err turnout_unsaid(struct call *c, row_id poll, int64_t *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_PROXY);
    struct list all;

    *out = 0;
    TRY(rows_of_one(c, l, PROXY_POLL, poll, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out += row_is(l, all.rows[i], PROXY_IS_AGREED);
    return ERR_OK;
}

enum err turnout_box_out(struct call *c, row_id poll, struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOBILE_BOX);
    struct list all;

    *title = (struct str){0};
    TRY(rows_of_one(c, l, MOBILE_BOX_POLL, poll, 0, &all));
    for (size_t i = 0; i < all.count && !title->len; i++)
        if (row_is(l, all.rows[i], MOBILE_BOX_IS_OUT))
            *title = row_text(l, all.rows[i], MOBILE_BOX_TITLE);
    return ERR_OK;
}
