#include "service/congress/dealt.h"

#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/electoral_unit.h"
#include "service/record/codes.h"
#include "service/record/fields.h"
#include "service/site/site.h"

enum { MONTHS = 12, LAST_YEAR = 4 * MONTHS, HALF_TERM = 30 };

/* ---- the sessions --------------------------------------------------------------------------------- */

enum err dealt_load(struct call *c, const struct ledger *l, const struct row *row,
                    struct dealt_at *out)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CONGRESS);
    struct str level = row_text(l, row, ONE_OF(l, DISTRICT_LEVEL, ELECTORAL_UNIT_LEVEL));
    struct value kind = {.is_set = true, .text = code_name(CODE_CONGRESS_KIND_PEOPLE)},
                 of = {.is_set = true, .text = level};
    struct filter filters[] = {{field_at(lc, CONGRESS_KIND), FILTER_ANY, &kind, 1},
                               {field_at(lc, CONGRESS_LEVEL), FILTER_ANY, &of, 1}};
    region place = region_at(
        row->region, code_is(level, CODE_LEVEL_COUNTY) ? REGION_COUNTY : REGION_TOWNSHIP);
    struct list_query q = {.region = place,
                           .sort = field_at(lc, CONGRESS_OPENS_ON),
                           .descends = true,
                           .limit = ROWS_MOST,
                           .filters = filters,
                           .filter_count = 2};
    size_t kept = 0;

    *out = (struct dealt_at){
        .congresses = lc, .today = date_of_instant(c->now), .place = place, .level = level};
    TRY(engine_list(call_reading(c), lc, &q, &out->sessions, &c->fault));
    for (size_t i = 0; i < out->sessions.count; i++)
        if (out->sessions.rows[i]->region == place)
            out->sessions.rows[kept++] = out->sessions.rows[i];
    out->sessions.count = kept;
    return ERR_OK;
}

static int64_t term_of(const struct dealt_at *at, const struct row *session)
{
    return row_number(at->congresses, session, CONGRESS_TERM);
}

static int64_t months_between(date a, date b)
{
    return (int64_t)(date_year(b) - date_year(a)) * MONTHS + date_month(b) - date_month(a);
}

/* The day the session's term began, as far as sessions are on record. */
static date began_on(const struct dealt_at *at, const struct row *session)
{
    date first = row_number(at->congresses, session, CONGRESS_OPENS_ON);

    for (size_t i = 0; i < at->sessions.count && term_of(at, session); i++) {
        date on = row_number(at->congresses, at->sessions.rows[i], CONGRESS_OPENS_ON);
        if (on && on < first && term_of(at, at->sessions.rows[i]) == term_of(at, session))
            first = on;
    }
    return first;
}

/* The newest that is not closed: of the highest term, of those the one that opens last. */
static const struct row *session_open(const struct dealt_at *at)
{
    const struct row *best = NULL;

    for (size_t i = 0; i < at->sessions.count; i++) {
        const struct row *s = at->sessions.rows[i];
        if (!row_is(at->congresses, s, CONGRESS_IS_CLOSED) &&
            (!best || term_of(at, s) > term_of(at, best)))
            best = s;
    }
    return best;
}

/* One that is being prepared and has no day yet, for a day about now. */
static const struct row *session_undated(const struct dealt_at *at, date day)
{
    const struct row *s = session_open(at);

    return s && !row_has(at->congresses, s, CONGRESS_OPENS_ON) &&
                   months_between(day, at->today) < HALF_TERM
               ? s
               : NULL;
}

/* The first session after the day, not years later; else the last one before it, unless its term is ending. */
static const struct row *session_by(const struct dealt_at *at, date day)
{
    const struct row *next = NULL, *last = NULL;

    for (size_t i = 0; i < at->sessions.count; i++) {
        const struct row *s = at->sessions.rows[i];
        date on = row_number(at->congresses, s, CONGRESS_OPENS_ON);
        if (on >= day && months_between(day, on) < HALF_TERM)
            next = s; /* newest first: the earliest of them is the last one seen */
        else if (on && on < day && !last)
            last = s;
    }
    if (next)
        return next;
    return last && months_between(began_on(at, last), day) < LAST_YEAR
               ? last
               : session_undated(at, day);
}

static const struct row *session_of_term(const struct dealt_at *at, int64_t term)
{
    for (size_t i = 0; i < at->sessions.count; i++)
        if (term_of(at, at->sessions.rows[i]) == term)
            return at->sessions.rows[i];
    return NULL;
}

/* ---- of a row -------------------------------------------------------------------------------------- */

/* The day a row names, and the term that its election does. */
static date named_day(struct call *c, const struct dealt_at *at, const struct ledger *l,
                      const struct row *row, int64_t *term)
{
    date day =
        row_number(l, row, ONE_OF(l, DISTRICT_ELECTION_DAY, ELECTORAL_UNIT_ELECTED_ON));
    struct row *election;
    row_id id = {l->tag == LEDGER_DISTRICT ? row_number(l, row, DISTRICT_CONGRESS) : 0};

    *term = l->tag == LEDGER_ELECTORAL_UNIT ? row_number(l, row, ELECTORAL_UNIT_TERM) : 0;
    if (!id.v || engine_get(call_reading(c), at->congresses, id, &election))
        return day;
    *term = term_of(at, election);
    return day ? day : row_number(at->congresses, election, CONGRESS_OPENS_ON);
}

struct renewal dealt_renewal(struct call *c, const struct dealt_at *at,
                             const struct ledger *l, const struct row *row)
{
    struct renewal r = {0};
    date day = named_day(c, at, l, row, &r.term);

    if (r.term)
        r.session = session_of_term(at, r.term);
    else if (day)
        r.session = session_by(at, day);
    else if (!(r.session = session_open(at)))
        r.session = session_by(at, at->today);
    if (r.session)
        r.term = term_of(at, r.session);
    r.on = day ? day : at->today;
    return r;
}

bool dealt_same(const struct renewal *a, const struct renewal *b)
{
    if (a->term && b->term)
        return a->term == b->term;
    if (a->session && a->session == b->session)
        return true;
    int64_t apart = months_between(a->on, b->on);
    return apart > -HALF_TERM && apart < HALF_TERM;
}

int64_t dealt_fixed(const struct dealt_at *at, const struct renewal *r)
{
    int64_t fixed =
        r->session ? row_number(at->congresses, r->session, CONGRESS_DEPUTIES) : 0;

    for (size_t i = 0; i < at->sessions.count && r->term && !fixed; i++)
        if (term_of(at, at->sessions.rows[i]) == r->term)
            fixed = row_number(at->congresses, at->sessions.rows[i], CONGRESS_DEPUTIES);
    return fixed;
}

bool dealt_counts(const struct ledger *l, const struct row *row)
{
    return l->tag != LEDGER_DISTRICT || !row_has(l, row, DISTRICT_FILLS);
}

/* ---- of a congress --------------------------------------------------------------------------------- */

static struct renewal renewal_of_session(const struct dealt_at *at,
                                         const struct row *congress)
{
    date on = row_number(at->congresses, congress, CONGRESS_OPENS_ON);
    struct renewal r = {.term = term_of(at, congress), .on = on ? on : at->today};

    for (size_t i = 0; i < at->sessions.count; i++)
        if (at->sessions.rows[i]->id.v == congress->id.v)
            r.session = at->sessions.rows[i];
    return r;
}

/* Of the election in one of the districts it is that district's. */
static struct renewal renewal_of_congress(struct call *c, const struct dealt_at *at,
                                          const struct row *congress,
                                          const struct list *districts)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);

    for (size_t i = 0; i < districts->count; i++)
        if (row_number(l, districts->rows[i], DISTRICT_CONGRESS) == congress->id.v)
            return dealt_renewal(c, at, l, districts->rows[i]);
    return renewal_of_session(at, congress);
}

enum err dealt_districts(struct call *c, const struct ledger *of,
                         const struct row *congress, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct value level = congress->values[field_at(of, CONGRESS_LEVEL)];
    struct filter filter = {field_at(l, DISTRICT_LEVEL), FILTER_ANY, &level, 1};
    struct list_query q = {.region = congress->region,
                           .sort = field_at(l, DISTRICT_PLACE),
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};
    struct dealt_at at;
    size_t kept = 0;

    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    if (!out->count)
        return ERR_OK;
    TRY(dealt_load(c, l, out->rows[0], &at));
    struct renewal mine = renewal_of_congress(c, &at, congress, out);
    for (size_t i = 0; i < out->count; i++) {
        struct renewal its = dealt_renewal(c, &at, l, out->rows[i]);
        if (dealt_same(&mine, &its))
            out->rows[kept++] = out->rows[i];
    }
    out->count = kept;
    return ERR_OK;
}
