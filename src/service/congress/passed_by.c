#include "service/congress/passed_by.h"

#include "base/utf8.h"
#include "domain/congress/passing.h"
#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/sitting.h"
#include "service/record/check.h"
#include "service/record/codes.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40, NAME_SHOWN = 20 };

static struct str title_of(const struct ledger *l, const struct row *item)
{
    return utf8_head(row_text(l, item, AGENDA_ITEM_TITLE), TITLE_SHOWN);
}

bool passed_at(const struct congress_of *k, const struct row *sitting,
               const struct voted_on *v, const struct call *c)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    const struct ledger *lo = ledger_of(c, LEDGER_OFFICER);
    struct str kind = row_text(k->ledger, k->row, CONGRESS_KIND);

    if (row_has_code(l, sitting, SITTING_KIND, CODE_SITTING_KIND_DELEGATION))
        return false;
    if (!row_has_code(l, sitting, SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM))
        return true;
    for (size_t i = 0; i < v->count; i++)
        if (!passing_by_presidium(kind, row_text(lo, v->officers[i], OFFICER_DUTY)))
            return false;
    return true;
}

/* ---- the item that is named -------------------------------------------------------------- */

static enum err check_item(struct call *c, const struct voted_on *v, const struct row *item,
                           const struct row *sitting)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    struct str title = title_of(l, item);

    if (row_number(ls, sitting, SITTING_CONGRESS) != v->congress->row->id.v)
        return FAIL(&c->fault, ERR_RULE, "officer.item_congress", "%.*s", STR_FMT(title));
    if (!row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS))
        return FAIL(&c->fault, ERR_RULE, "officer.item_kind", "%.*s", STR_FMT(title));
    if (row_has(l, item, AGENDA_ITEM_MATTER))
        return FAIL(&c->fault, ERR_RULE, "officer.item_matter", "%.*s", STR_FMT(title));
    if (!row_is(l, item, AGENDA_ITEM_IS_PASSED))
        return FAIL(&c->fault, ERR_RULE, "officer.item_open", "%.*s", STR_FMT(title));
    return passed_at(v->congress, sitting, v, c)
               ? ERR_OK
               : FAIL(
                     &c->fault, ERR_RULE, "officer.sitting", "%.*s",
                     STR_FMT(utf8_head(row_text(ls, sitting, SITTING_TITLE), TITLE_SHOWN)));
}

enum err passed_by_item(struct call *c, const struct voted_on *v, row_id item,
                        struct passed_by *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    struct row *row, *sitting;

    TRY(row_open(c, l, item, &row));
    TRY(row_fetch(c, ls, (row_id){row_number(l, row, AGENDA_ITEM_SITTING)}, &sitting));
    TRY(check_item(c, v, row, sitting));
    instant at = {row_number(ls, sitting, SITTING_OPENED_AT)};
    *out = (struct passed_by){
        .hands = {.approve = row_number(l, row, AGENDA_ITEM_APPROVE),
                  .oppose = row_number(l, row, AGENDA_ITEM_OPPOSE),
                  .abstain = row_number(l, row, AGENDA_ITEM_ABSTAIN),
                  .by = row_code_label(l, row, AGENDA_ITEM_KIND, LOCALE_HANS)},
        .on = date_of_instant(at.ms && at.ms < c->now.ms ? at : c->now)};
    return ERR_OK;
}

/* ---- no item is named -------------------------------------------------------------------- */

/* Is it a vote by hands, held with success or still to be held, and not on the matter that it names? */
static bool may_be_the_vote(const struct ledger *l, const struct row *item)
{
    return !row_has(l, item, AGENDA_ITEM_MATTER) &&
           row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS) &&
           (row_is(l, item, AGENDA_ITEM_IS_PLANNED) ||
            row_is(l, item, AGENDA_ITEM_IS_PASSED));
}

enum err passed_by_typing(struct call *c, const struct voted_on *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    struct list sittings, items;

    TRY(rows_of_one(c, ls, SITTING_CONGRESS, v->congress->row->id, 0, &sittings));
    for (size_t i = 0; i < sittings.count; i++) {
        if (!passed_at(v->congress, sittings.rows[i], v, c))
            continue;
        TRY(rows_of_one(c, l, AGENDA_ITEM_SITTING, sittings.rows[i]->id, AGENDA_ITEM_PLACE,
                        &items));
        for (size_t k = 0; k < items.count; k++)
            if (may_be_the_vote(l, items.rows[k]))
                return FAIL(&c->fault, ERR_RULE, "officer.by_item", "%.*s" SEP "%.*s",
                            STR_FMT(title_of(l, items.rows[k])),
                            STR_FMT(utf8_head(row_text(ls, sittings.rows[i], SITTING_TITLE),
                                              TITLE_SHOWN)));
    }
    return ERR_OK;
}

/* ---- the rows ---------------------------------------------------------------------------- */

static bool has_numbers_of(const struct ledger *lo, const struct row *officer,
                           const struct ledger *l, const struct row *item)
{
    static const struct {
        int of_officer, of_item;
    } SAME[] = {{OFFICER_APPROVE, AGENDA_ITEM_APPROVE},
                {OFFICER_OPPOSE, AGENDA_ITEM_OPPOSE},
                {OFFICER_ABSTAIN, AGENDA_ITEM_ABSTAIN}};

    for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
        if (row_number(lo, officer, SAME[i].of_officer) !=
            row_number(l, item, SAME[i].of_item))
            return false;
    return row_is(l, item, AGENDA_ITEM_IS_PASSED);
}

enum err passed_by_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *li = ledger_of(c, LEDGER_AGENDA_ITEM);
    row_id id = {row_number(l, row, OFFICER_AGENDA_ITEM)};
    struct row *item;

    if (!row_is(l, row, OFFICER_IS_PASSED))
        row_put_number(l, row, OFFICER_AGENDA_ITEM, 0);
    else if (id.v && !engine_get(call_reading(c), li, id, &item) &&
             !has_numbers_of(l, row, li, item))
        record_wrong(c, field_at(l, OFFICER_AGENDA_ITEM), "officer.item_numbers",
                     title_of(li, item));
    return ERR_OK;
}

/* Those who rest on the item. */
static enum err resting(struct call *c, row_id item, struct list *out)
{
    return rows_of_one(c, ledger_of(c, LEDGER_OFFICER), OFFICER_AGENDA_ITEM, item, 0, out);
}

static struct str say_resting(struct call *c, const struct row *item, const struct list *on)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    const struct ledger *lo = ledger_of(c, LEDGER_OFFICER);
    struct str name = utf8_head(row_text(lo, on->rows[0], OFFICER_NAME), NAME_SHOWN);

    return str_print(c->arena, "%.*s" SEP "%.*s" SEP "%zu", STR_FMT(title_of(l, item)),
                     STR_FMT(name), on->count);
}

enum err passed_by_free(struct call *c, const struct row *item)
{
    struct list on;

    TRY(resting(c, item->id, &on));
    if (!on.count)
        return ERR_OK;
    struct str who = say_resting(c, item, &on);
    return FAIL(&c->fault, ERR_RULE, "agenda.officers", "%.*s", STR_FMT(who));
}

/* The first field of an item in which it is no longer the vote that it was; -1: none. */
static int field_changed(const struct ledger *l, const struct row *before,
                         const struct row *after)
{
    static const int FIELDS[] = {AGENDA_ITEM_APPROVE, AGENDA_ITEM_OPPOSE,
                                 AGENDA_ITEM_ABSTAIN, AGENDA_ITEM_KIND,
                                 AGENDA_ITEM_SITTING};

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        int at = field_at(l, FIELDS[i]);
        if (!value_equal(&l->fields[at], &before->values[at], &after->values[at]))
            return at;
    }
    return before->state == after->state ? -1 : field_at(l, AGENDA_ITEM_APPROVE);
}

enum err passed_by_stays(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;
    struct list on;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !row_is(l, before, AGENDA_ITEM_IS_PASSED))
        return ERR_OK;
    int changed = field_changed(l, before, row);
    if (changed < 0)
        return ERR_OK;
    TRY(resting(c, row->id, &on));
    if (on.count)
        record_wrong(c, changed, "agenda.officers", say_resting(c, before, &on));
    return ERR_OK;
}
