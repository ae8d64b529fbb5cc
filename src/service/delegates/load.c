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

/* ---- of one term -------------------------------------------------------------------------------- */

/* The latest term that rows of each place name: counties and townships count theirs apart. */
struct place_term {
    region place;
    int64_t term;
};

struct terms {
    struct place_term *items;
    size_t count;
};

static region place_of(const struct delegates_at *at, region r)
{
    return region_at(r, region_level_read(at->level));
}

static int64_t *term_at(struct terms *t, region place)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->items[i].place == place)
            return &t->items[i].term;
    t->items[t->count].place = place;
    t->items[t->count].term = 0;
    return &t->items[t->count++].term;
}

static void look_at_terms(const struct delegates_at *at, const struct ledger *l, int field,
                          const struct list *rows, struct terms *t)
{
    for (size_t i = 0; i < rows->count; i++) {
        int64_t *latest = term_at(t, place_of(at, rows->rows[i]->region));
        int64_t term = row_number(l, rows->rows[i], field);
        *latest = term > *latest ? term : *latest;
    }
}

static bool is_of_term(const struct delegates *d, struct terms *t, region r, int64_t term)
{
    return term == (d->at.term ? d->at.term : *term_at(t, place_of(&d->at, r)));
}

static bool has_unit(const struct delegates *d, int64_t id)
{
    for (size_t i = 0; i < d->units.count; i++)
        if (d->units.rows[i]->id.v == id)
            return true;
    return false;
}

static void keep_units(struct delegates *d, struct terms *t)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->units.count; i++) {
        struct row *row = d->units.rows[i];
        if (is_of_term(d, t, row->region,
                       row_number(d->units_of, row, ELECTORAL_UNIT_TERM)))
            d->units.rows[kept++] = row;
    }
    d->units.count = kept;
}

/* Is he neither of a unit nor of a term yet?  Then he is looked at with the latest: nobody slips through a gate. */
static bool is_unsorted(const struct delegates *d, const struct row *row)
{
    const struct ledger *l = d->ledger;

    return !row_number(l, row, DELEGATE_TERM) &&
           (row_is(l, row, DELEGATE_IS_PROPOSED) || row_is(l, row, DELEGATE_IS_REVIEWED) ||
            row_is(l, row, DELEGATE_IS_CONSULTED) ||
            row_is(l, row, DELEGATE_IS_CONSIDERED));
}

/* A name is of the term of its unit. */
static void keep_names(struct delegates *d, struct terms *t)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->all.count; i++) {
        struct row *row = d->all.rows[i];
        int64_t unit = row_number(d->ledger, row, DELEGATE_ELECTORAL_UNIT);
        if (unit ? has_unit(d, unit)
                 : is_unsorted(d, row) ||
                       is_of_term(d, t, row->region,
                                  row_number(d->ledger, row, DELEGATE_TERM)))
            d->all.rows[kept++] = row;
    }
    d->all.count = kept;
}

/* Where there are units they say which term is the latest; else the names. */
static void keep_term(struct call *c, struct delegates *d)
{
    size_t most = d->units.count + d->all.count + 1;
    struct terms t = {ARENA_ARRAY(c->arena, struct place_term, most), 0};
    bool by_units = d->units.count > 0;

    if (by_units)
        look_at_terms(&d->at, d->units_of, ELECTORAL_UNIT_TERM, &d->units, &t);
    else
        look_at_terms(&d->at, d->ledger, DELEGATE_TERM, &d->all, &t);
    keep_units(d, &t);
    keep_names(d, &t);
    if (!d->at.term)
        d->at.term = *term_at(&t, place_of(&d->at, d->at.region));
}

/* ---- all of it ---------------------------------------------------------------------------------- */

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
            row_number(l, rows.rows[i], DELEGATE_STEP_TERM) == d->at.term &&
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
    keep_term(c, out);
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
