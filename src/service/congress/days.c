#include "service/congress/days.h"

#include "base/utf8.h"
#include "ledgers/congress.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40 };

enum err congress_last_day(struct call *c, const struct row *congress, date *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS),
                        *ls = ledger_of(c, LEDGER_SITTING);
    static const int AT[] = {SITTING_OPENED_AT, SITTING_CLOSED_AT};
    int64_t last = 0;
    struct list all;

    *out = (date)row_number(l, congress, CONGRESS_CLOSES_ON);
    if (*out)
        return ERR_OK;
    TRY(rows_of_one(c, ls, SITTING_CONGRESS, congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < sizeof(AT) / sizeof(AT[0]); k++) {
            int64_t at = row_number(ls, all.rows[i], AT[k]);
            last = at > last ? at : last;
        }
    *out = last ? date_of_instant((instant){last}) : 0;
    return ERR_OK;
}

enum err congress_may_resume(struct call *c, const struct row *congress)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    AUTO(buf) struct buf day = BUF(32);
    struct list polls;
    date last;

    TRY(congress_last_day(c, congress, &last));
    if (!last || date_of_instant(c->now) <= last)
        return ERR_OK;
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress->id, 0, &polls));
    date_write(&day, last);
    for (size_t i = 0; i < polls.count; i++)
        if (row_is(l, polls.rows[i], POLL_IS_SIGNED))
            return FAIL(
                &c->fault, ERR_RULE, "congress.past", "%.*s" SEP "%.*s",
                STR_FMT(buf_view(&day)),
                STR_FMT(utf8_head(row_text(l, polls.rows[i], POLL_TITLE), TITLE_SHOWN)));
    return ERR_OK;
}
