/* Delegates: all that a page and an act of one congress need. */
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"
#include "service/congress/body.h"
#include "service/delegates/delegates_private.h"
#include "service/record/codes.h"
#include "service/site/site.h"

/* Rows of the region whose field `by` is the level, by the field `sort`. */
static enum err rows_at_level(struct call *c, const struct ledger *l,
                              const struct delegates_at *at, int by, int sort,
                              struct list *out)
{
    struct value level = {.is_set = true, .text = at->level};
    struct filter filter = {field_at(l, by), FILTER_ANY, &level, 1};
    struct list_query q = {.region = at->region,
                           .sort = field_at(l, sort),
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};

    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    if (out->next.len) /* never a number of a part */
        return FAIL(&c->fault, ERR_RULE, "delegates.too_wide", "%d", ROWS_MOST);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (body_of_row(l, out->rows[i]) == (at->body ? at->body : CODE_BODY_KIND_PARTY))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

enum delegate_way delegates_way(const struct delegates_at *at)
{
    return at->body == CODE_BODY_KIND_CONFERENCE ? WAY_CONFERENCE : WAY_PARTY;
}

static enum err load_steps(struct call *c, struct delegates *d)
{
    const struct ledger *l = d->steps_of;
    enum delegate_way way = delegates_way(&d->at);
    enum delegate_step step;
    struct list rows;

    TRY(rows_at_level(c, l, &d->at, DELEGATE_STEP_LEVEL, DELEGATE_STEP_STEP, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.rows[i]->region == d->at.region &&
            delegate_step_read(way, row_text(l, rows.rows[i], DELEGATE_STEP_STEP), &step))
            TRY(row_fetch(c, l, rows.rows[i]->id, &d->steps[step]));
    return ERR_OK;
}

enum err delegates_load(struct call *c, const struct delegates_at *at,
                        struct delegates *out)
{
    *out = (struct delegates){.at = *at,
                              .units_of = ledger_of(c, LEDGER_ELECTORAL_UNIT),
                              .ledger = ledger_of(c, LEDGER_DELEGATE),
                              .targets_of = ledger_of(c, LEDGER_STRUCTURE_TARGET),
                              .steps_of = ledger_of(c, LEDGER_DELEGATE_STEP)};
    if (region_level_read(at->level) == REGION_COUNTRY)
        return FAIL(&c->fault, ERR_INVALID, "delegates.level", "%.*s", STR_FMT(at->level));
    if (delegates_way(at) == WAY_CONFERENCE && code_is(at->level, CODE_LEVEL_TOWNSHIP))
        return FAIL(&c->fault, ERR_INVALID, "sectors.no_township", "%s", "");
    TRY(call_require(c, out->units_of->readers, at->region));
    TRY(rows_at_level(c, out->units_of, at, ELECTORAL_UNIT_LEVEL, ELECTORAL_UNIT_PLACE,
                      &out->units));
    TRY(rows_at_level(c, out->ledger, at, DELEGATE_LEVEL, DELEGATE_NAME, &out->all));
    TRY(rows_at_level(c, out->targets_of, at, STRUCTURE_TARGET_LEVEL,
                      STRUCTURE_TARGET_TITLE, &out->targets));
    return load_steps(c, out);
}

static date credentials_day(const struct delegates *d)
{
    const struct row *row = d->steps[STEP_CREDENTIALS];
    date done = row ? row_number(d->steps_of, row, DELEGATE_STEP_DONE_ON) : 0;
    date planned = row ? row_number(d->steps_of, row, DELEGATE_STEP_PLANNED) : 0;

    return done ? done : planned;
}

date delegates_day(const struct call *c, const struct delegates *d)
{
    date day = credentials_day(d);

    return day ? day : date_of_instant(c->now);
}

enum err delegates_age_day(struct call *c, const struct delegates_at *at, date *out)
{
    struct delegates d = {.at = *at, .steps_of = ledger_of(c, LEDGER_DELEGATE_STEP)};

    TRY(load_steps(c, &d));
    *out = credentials_day(&d);
    return ERR_OK;
}
