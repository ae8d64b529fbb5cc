#include "service/poll/presidium.h"

#include "base/utf8.h"
#include "ledgers/agenda_item.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/record/codes.h"

enum { TITLE_SHOWN = 40 };

/* NULL: it may be. */
static const char *refused(const struct call *c, const struct poll *p,
                           const struct row *item, const struct row *sitting)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM),
                        *ls = ledger_of(c, LEDGER_SITTING);
    int64_t closed = row_number(ls, sitting, SITTING_CLOSED_AT),
            about = row_number(l, item, AGENDA_ITEM_POLL);

    if (row_number(ls, sitting, SITTING_CONGRESS) != p->congress->id.v ||
        !row_has_code(ls, sitting, SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM) ||
        !row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS) ||
        row_has(l, item, AGENDA_ITEM_MATTER) || !row_is(l, item, AGENDA_ITEM_IS_PASSED))
        return "void.item";
    if (closed && closed < row_number(p->ledger, p->row, POLL_CLOSED_AT))
        return "void.item_early";
    return about && about != p->row->id.v ? "void.item_other" : NULL;
}

enum err presidium_item(struct call *c, const struct poll *p, row_id item,
                        struct presidium_item *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    struct row *row, *sitting;

    if (!item.v)
        return FAIL(&c->fault, ERR_RULE, "void.item_needed", "%s", "");
    TRY(row_open(c, l, item, &row));
    TRY(row_fetch(c, ledger_of(c, LEDGER_SITTING),
                  (row_id){row_number(l, row, AGENDA_ITEM_SITTING)}, &sitting));
    const char *why = refused(c, p, row, sitting);
    if (why)
        return FAIL(&c->fault, ERR_RULE, why, "%.*s",
                    STR_FMT(utf8_head(row_text(l, row, AGENDA_ITEM_TITLE), TITLE_SHOWN)));
    *out = (struct presidium_item){row, sitting};
    return ERR_OK;
}

static const struct row *sitting_of(const struct ledger *l, const struct row *item,
                                    const struct list *sittings)
{
    size_t i = 0;

    while (sittings->rows[i]->id.v != row_number(l, item, AGENDA_ITEM_SITTING))
        i++;
    return sittings->rows[i];
}

enum err presidium_items(struct call *c, const struct poll *p, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM),
                        *ls = ledger_of(c, LEDGER_SITTING);
    struct list sittings;
    size_t kept = 0;

    TRY(rows_of_one(c, ls, SITTING_CONGRESS, p->congress->id, 0, &sittings));
    TRY(rows_of(c, l, AGENDA_ITEM_SITTING, rows_ids(c, &sittings), AGENDA_ITEM_PLACE, out));
    for (size_t i = 0; i < out->count; i++)
        if (!refused(c, p, out->rows[i], sitting_of(l, out->rows[i], &sittings)))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}
