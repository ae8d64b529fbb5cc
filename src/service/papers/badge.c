/* Badges on paper. */
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "paper/card.h"
#include "service/congress/hall_load.h"
#include "service/papers/fonts.h"
#include "service/site/site.h"

static struct str kind_of(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct field *f = &l->fields[field_at(l, ATTENDEE_KIND)];
    const struct code_item *item = code_find(f->codes, row_text(l, row, ATTENDEE_KIND));

    return item ? item->label.in[c->locale] : (struct str){0};
}

static void fill_card(struct call *c, const struct ledger *l, const struct row *row,
                      struct str title, struct card *out)
{
    struct str code = row_text(l, row, ATTENDEE_BADGE);

    *out = (struct card){.title = title,
                         .name = row_text(l, row, ATTENDEE_NAME),
                         .delegation = row_text(l, row, ATTENDEE_DELEGATION),
                         .seat = row_text(l, row, ATTENDEE_SEAT_NUMBER),
                         .kind = kind_of(c, l, row),
                         .qr = code,
                         .code = code,
                         .line = message_find(c->locale, STR("badge.line"))};
}

enum err hall_badges_pdf(struct call *c, row_id congress, struct buf *pdf)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct paper_fonts fonts;
    struct congress_of k;
    struct list list;

    TRY(congress_load(c, congress, &k));
    TRY(congress_require(c, &k)); /* a badge admits to the hall */
    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, congress, ATTENDEE_DELEGATION, &list));
    if (!list.count)
        return FAIL(&c->fault, ERR_RULE, "badge.none", "%s", "");
    struct card *cards = ARENA_ARRAY(c->arena, struct card, list.count);
    for (size_t i = 0; i < list.count; i++)
        fill_card(c, l, list.rows[i], row_text(k.ledger, k.row, CONGRESS_TITLE), &cards[i]);
    TRY(site_fonts(c->site, &fonts, &c->fault));
    return card_typeset(cards, list.count, CARD_BADGE, &fonts, pdf, &c->fault);
}
