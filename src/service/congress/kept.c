/*
 * What a poll that has begun rests on: its congress, the sittings, who was called, who held which duty.  None of
 * it is removed, moved or called by another name any more, or a signed result would stand for nobody, out of sight.
 */
#include "domain/congress/electing.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/congress/hall_load.h"
#include "service/record/check.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"

static row_id congress_of_row(const struct ledger *l, const struct row *row)
{
    if (l->tag == LEDGER_CONGRESS)
        return row->id;
    return (row_id){row_number(l, row,
                               ONE_OF(l, SITTING_CONGRESS, ATTENDEE_CONGRESS,
                                      OFFICER_CONGRESS, DISTRICT_CONGRESS))};
}

enum err congress_polled(struct call *c, row_id congress, struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list all;

    *title = (struct str){0};
    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count && !title->len; i++)
        if (!row_is(l, all.rows[i], POLL_IS_PREPARING))
            *title = row_text(l, all.rows[i], POLL_TITLE);
    return ERR_OK;
}

enum err polled_held(struct call *c, const struct ledger *l, const struct row *before,
                     bool *out)
{
    struct str title;

    TRY(congress_polled(c, congress_of_row(l, before), &title));
    *out = title.len > 0;
    return ERR_OK;
}

enum err polled_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title;

    TRY(congress_polled(c, congress_of_row(l, row), &title));
    return title.len ? FAIL(&c->fault, ERR_RULE, "congress.polled", "%.*s", STR_FMT(title))
                     : ERR_OK;
}

/* The rules are those of its kind; a congress that stands with others is let be. */
static enum err rules_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct electing *e =
        electing_of(row_text(l, row, CONGRESS_KIND), row_text(l, row, CONGRESS_LEVEL));
    struct row *before;

    if (!e || electing_by(e, row_text(l, row, CONGRESS_RULES)))
        return ERR_OK;
    if (row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
        str_eq(row_text(l, before, CONGRESS_RULES), row_text(l, row, CONGRESS_RULES)) &&
        str_eq(row_text(l, before, CONGRESS_KIND), row_text(l, row, CONGRESS_KIND)))
        return ERR_OK;
    record_wrong(c, field_at(l, CONGRESS_RULES), "election.rules_not_here",
                 str_print(c->arena, "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                           STR_FMT(row_code_label(l, row, CONGRESS_RULES, c->locale)),
                           STR_FMT(row_code_label(l, row, CONGRESS_KIND, c->locale)),
                           e->document, STR_FMT(rule_article(c, e->article))));
    return ERR_OK;
}

const struct hook congress_hook = {
    .guard = rules_guard, .drop = polled_drop, .held = polled_held};
