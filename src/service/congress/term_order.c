#include "service/congress/term_order.h"

#include "base/utf8.h"
#include "ledgers/congress.h"
#include "service/congress/hall.h"
#include "service/congress/sessions.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40, A_YEAR = 10000, YEARS_LEAST = 4 };

struct order {
    struct call *call;
    const struct ledger *ledger;
    const struct row *own;
    struct list all; /* the others of its body that name a term */
    int64_t term;
    date on; /* it opens; no day is known: today */
};

static int64_t term_of(const struct order *o, const struct row *row)
{
    return row_number(o->ledger, row, CONGRESS_TERM);
}

static date opens(const struct order *o, const struct row *row)
{
    return (date)row_number(o->ledger, row, CONGRESS_OPENS_ON);
}

static enum err load(struct order *o)
{
    const struct ledger *l = o->ledger;
    struct value kind = o->own->values[field_at(l, CONGRESS_KIND)],
                 level = o->own->values[field_at(l, CONGRESS_LEVEL)];
    struct filter filters[] = {{field_at(l, CONGRESS_KIND), FILTER_ANY, &kind, 1},
                               {field_at(l, CONGRESS_LEVEL), FILTER_ANY, &level, 1}};
    struct list_query q = {.region = o->own->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = filters,
                           .filter_count = 2};
    size_t kept = 0;

    TRY(engine_list(call_reading(o->call), l, &q, &o->all, &o->call->fault));
    for (size_t i = 0; i < o->all.count; i++) {
        struct row *row = o->all.rows[i];
        if (row->id.v != o->own->id.v && row->region == o->own->region && term_of(o, row))
            o->all.rows[kept++] = row;
    }
    o->all.count = kept;
    o->term = term_of(o, o->own);
    o->on = opens(o, o->own) ? opens(o, o->own) : date_of_instant(o->call->now);
    return ERR_OK;
}

static void say(const struct order *o, const struct row *other, const char *code,
                struct size_fault *out)
{
    struct str title = utf8_head(row_text(o->ledger, other, CONGRESS_TITLE), TITLE_SHOWN);

    *out = (struct size_fault){code, str_print(o->call->arena, "%lld" SEP "%.*s" SEP "%lld",
                                               (long long)o->term, STR_FMT(title),
                                               (long long)term_of(o, other))};
}

/* ---- one term after the other ------------------------------------------------------------------- */

static bool has_opened(const struct order *o, const struct row *row)
{
    return !row_is(o->ledger, row, CONGRESS_IS_PREPARING) ||
           (opens(o, row) && opens(o, row) <= o->on);
}

/* Of an earlier term: is it on, or planned for when this one has opened? */
static bool lasts_into(const struct order *o, const struct row *row)
{
    date closes = (date)row_number(o->ledger, row, CONGRESS_CLOSES_ON);

    return row_is(o->ledger, row, CONGRESS_IS_OPEN) || opens(o, row) >= o->on ||
           closes > o->on;
}

static void check_order(const struct order *o, struct size_fault *out)
{
    for (size_t i = 0; i < o->all.count && !out->code; i++) {
        const struct row *row = o->all.rows[i];
        if (term_of(o, row) > o->term && has_opened(o, row))
            say(o, row, "term.lower", out);
        else if (term_of(o, row) < o->term && lasts_into(o, row))
            say(o, row, "term.overlap", out);
    }
}

/* ---- what two people may record ------------------------------------------------------------------- */

/* When a session began: its day; where it names none and polls were asked in it, as late as can be. */
static enum err began(const struct order *o, const struct row *row, date *out)
{
    struct str polled;

    *out = opens(o, row);
    if (*out)
        return ERR_OK;
    TRY(congress_polled(o->call, row->id, &polled));
    if (polled.len || !row_is(o->ledger, row, CONGRESS_IS_PREPARING))
        *out = o->on;
    return ERR_OK;
}

/* The first session of the term before that is on record; NULL: none. */
static enum err first_before(const struct order *o, const struct row **first, date *on)
{
    int64_t term = 0;

    *first = NULL;
    *on = 0;
    for (size_t i = 0; i < o->all.count; i++) {
        const struct row *row = o->all.rows[i];
        date day;
        if (term_of(o, row) >= o->term || term_of(o, row) < term)
            continue;
        TRY(began(o, row, &day));
        if (!day || (term_of(o, row) == term && day >= *on))
            continue;
        term = term_of(o, row);
        *first = row;
        *on = day;
    }
    return ERR_OK;
}

static enum err check_length(const struct order *o, struct size_fault *out)
{
    const struct row *first;
    date on;

    TRY(first_before(o, &first, &on));
    if (first && o->on < on + (date)YEARS_LEAST * A_YEAR)
        say(o, first, "term.early", out);
    return ERR_OK;
}

static bool has_first(const struct order *o)
{
    if (row_number(o->ledger, o->own, CONGRESS_SESSION) <= 1)
        return true;
    for (size_t i = 0; i < o->all.count; i++)
        if (term_of(o, o->all.rows[i]) == o->term &&
            row_number(o->ledger, o->all.rows[i], CONGRESS_SESSION) == 1)
            return true;
    return false;
}

enum err congress_term_fault(struct call *c, const struct row *congress,
                             struct size_fault *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct order o = {.call = c, .ledger = l, .own = congress};

    *out = (struct size_fault){0};
    if (!term_of(&o, congress) ||
        row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        return ERR_OK;
    TRY(load(&o));
    if (!congress_is_plenary(l, congress))
        check_order(&o, out);
    if (out->code || row_number(l, congress, CONGRESS_TERM_SAID) == o.term)
        return ERR_OK;
    if (!has_first(&o)) {
        say(&o, congress, "term.no_first", out);
        return ERR_OK;
    }
    return congress_is_plenary(l, congress) ? ERR_OK : check_length(&o, out);
}
