/* Who was elected to a people's congress: read from whichever ledgers have it. */
#include "service/papers/deputies.h"

#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/mobile_box.h"
#include "ledgers/poll.h"
#include "ledgers/proxy.h"
#include "ledgers/voter.h"
#include "service/congress/dealt.h"
#include "service/delegates/delegates.h"
#include "service/record/codes.h"
#include "service/site/site.h"

static void set_number(struct deputy_place *p, enum place_number at, int64_t n)
{
    p->n[at] = n;
    p->known |= 1U << at;
}

static bool knows(const struct deputy_place *p, enum place_number at)
{
    return p->known >> at & 1;
}

bool deputies_sum(const struct deputies *d, enum place_number n, int64_t *out)
{
    bool is_known = d->count > 0;

    *out = 0;
    for (size_t i = 0; i < d->count; i++) {
        is_known = is_known && knows(&d->places[i], n);
        *out += d->places[i].n[n];
    }
    return is_known;
}

/* ---- one district ------------------------------------------------------------------------- */

/* Of one poll, with those written in: appended to out. */
static enum err add_elected(struct values *v, const struct poll *p, struct list *out)
{
    const struct ledger *l = p->candidate_ledger;
    struct list all;

    for (size_t k = 0; k < p->election_count; k++) {
        const struct row *election = p->elections[k].row;
        if (row_number(p->election_ledger, election, ELECTION_PRE_ELECTION))
            continue; /* makes candidates, not deputies */
        TRY(rows_of_one(v->call, l, CANDIDATE_ELECTION, election->id, CANDIDATE_PLACE,
                        &all));
        struct list grown = {
            .rows = ARENA_ARRAY(v->call->arena, struct row *, out->count + all.count),
            .count = out->count};
        for (size_t i = 0; i < out->count; i++)
            grown.rows[i] = out->rows[i];
        for (size_t i = 0; i < all.count; i++)
            if (row_number(l, all.rows[i], CANDIDATE_ELECTED))
                grown.rows[grown.count++] = all.rows[i];
        *out = grown;
    }
    return ERR_OK;
}

static bool counts(const struct ledger *l, const struct row *poll)
{
    return row_is(l, poll, POLL_IS_SIGNED) && !row_is(l, poll, POLL_IS_VOID);
}

enum err deputies_elected(struct values *v, row_id congress, struct list *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list polls;

    *out = (struct list){0};
    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, congress, POLL_ROUND, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        struct poll *p;
        if (!counts(l, polls.rows[i]))
            continue;
        TRY(poll_load(v->call, polls.rows[i]->id, &p));
        TRY(add_elected(v, p, out));
    }
    sort_by_strokes(v, ledger_of(v->call, LEDGER_CANDIDATE), out);
    return ERR_OK;
}

/* Who took part in the district's election: in its first round. */
static enum err taken_part(struct values *v, row_id congress, struct deputy_place *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list polls;
    struct poll *p;

    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, congress, POLL_ROUND, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        if (!counts(l, polls.rows[i]) || row_number(l, polls.rows[i], POLL_ROUND) > 1)
            continue;
        TRY(poll_load(v->call, polls.rows[i]->id, &p));
        if (!p->election_count ||
            row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION))
            continue;
        set_number(out, PLACE_PRESENT, row_number(l, polls.rows[i], POLL_PRESENT));
        return ERR_OK;
    }
    return ERR_OK;
}

/* ---- districts ------------------------------------------------------------------------------ */

/* Those of the general election of its term: a by-election fills a seat of one of them. */
static enum err deputy_districts(struct values *v, struct list *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    size_t kept = 0;

    TRY(dealt_districts(v->call, ledger_of(v->call, LEDGER_CONGRESS), v->congress, out));
    for (size_t i = 0; i < out->count; i++)
        if (dealt_counts(l, out->rows[i]))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* What a ballot's list of candidates says of them. */
static void add_polled(struct values *v, const struct list *elected, struct deputies *d,
                       struct deputy_place *p)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CANDIDATE);

    for (size_t i = 0; i < elected->count; i++) {
        const struct row *row = elected->rows[i];
        struct structure_person who = {.sex = row_text(l, row, CANDIDATE_SEX),
                                       .ethnicity = row_text(l, row, CANDIDATE_ETHNICITY),
                                       .birth = (date)row_number(l, row, CANDIDATE_BIRTH),
                                       .education = row_text(l, row, CANDIDATE_EDUCATION)};
        structure_add_person(&d->people, &who, v->ages_at);
        p->elected =
            names_joined(v->call->arena, p->elected, row_text(l, row, CANDIDATE_NAME));
    }
}

static enum err load_district(struct values *v, const struct row *row, struct deputies *d,
                              struct deputy_place *p)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    row_id congress = {row_number(l, row, DISTRICT_CONGRESS)};
    struct list elected;

    *p = (struct deputy_place){.number = row_number(l, row, DISTRICT_PLACE),
                               .title = row_text(l, row, DISTRICT_TITLE),
                               .stations = row_text(l, row, DISTRICT_STATIONS),
                               .day = (date)row_number(l, row, DISTRICT_ELECTION_DAY)};
    set_number(p, PLACE_SEATS, row_number(l, row, DISTRICT_SEATS));
    if (row_has(l, row, DISTRICT_POPULATION))
        set_number(p, PLACE_POPULATION, row_number(l, row, DISTRICT_POPULATION));
    TRY(deputies_elected(v, congress, &elected));
    add_polled(v, &elected, d, p);
    return ERR_OK;
}

/* ---- what is counted in districts ------------------------------------------------------------ */

/* Rows of a ledger that belong to the districts, by district and state.  Counted where they lie: a county has tens of
 * thousands of voters. */
static enum err count_states(struct values *v, int ledger, int field, struct ids districts,
                             struct group_row **out, size_t *count)
{
    struct call *c = v->call;
    const struct ledger *l = ledger_of(c, ledger);
    struct value *values = ARENA_ARRAY(c->arena, struct value, districts.count);
    struct filter of = {field_at(l, field), FILTER_ANY, values, districts.count};
    struct list_query q = {
        .region = c->site->region, .sort = -1, .filters = &of, .filter_count = 1};
    struct grouping by = {.by = {of.field, GROUP_STATE}, .count = 2, .sum = GROUP_NONE};

    for (size_t i = 0; i < districts.count; i++)
        values[i] = (struct value){.is_set = true, .number = districts.items[i]};
    return engine_group(call_reading(c), l, &q, &by, out, count);
}

/* Districts as they stand in `places`. */
static struct deputy_place *place_of(struct ids districts, struct deputy_place *places,
                                     const struct group_row *g)
{
    for (size_t i = 0; i < districts.count; i++)
        if (districts.items[i] == g->keys[0].number)
            return &places[i];
    return NULL;
}

static bool group_is(const struct ledger *l, const struct group_row *g, int state)
{
    return str_eq(g->keys[1].text, state_name(l, state));
}

static enum err count_voters(struct values *v, struct ids districts,
                             struct deputy_place *places)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER);
    struct group_row *rows;
    size_t count;

    TRY(count_states(v, LEDGER_VOTER, VOTER_DISTRICT, districts, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct deputy_place *p = place_of(districts, places, &rows[i]);
        bool is_suspended = group_is(l, &rows[i], VOTER_IS_SUSPENDED);
        if (!p)
            continue;
        if (group_is(l, &rows[i], VOTER_IS_REGISTERED))
            set_number(p, PLACE_VOTERS, rows[i].count);
        if (is_suspended ||
            !knows(p, PLACE_SUSPENDED)) /* nobody, of a list that is there */
            set_number(p, PLACE_SUSPENDED, is_suspended ? rows[i].count : 0);
    }
    return ERR_OK;
}

static enum err count_proxies(struct values *v, struct ids districts,
                              struct deputy_place *places)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_PROXY);
    struct group_row *rows;
    size_t count;

    TRY(count_states(v, LEDGER_PROXY, PROXY_DISTRICT, districts, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct deputy_place *p = place_of(districts, places, &rows[i]);
        if (p && (group_is(l, &rows[i], PROXY_IS_AGREED) ||
                  group_is(l, &rows[i], PROXY_IS_CARRIED)))
            p->n[PLACE_PROXIES] += rows[i].count;
    }
    return ERR_OK;
}

static enum err count_boxes(struct values *v, struct ids districts,
                            struct deputy_place *places)
{
    struct group_row *rows;
    size_t count;

    TRY(count_states(v, LEDGER_MOBILE_BOX, MOBILE_BOX_DISTRICT, districts, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct deputy_place *p = place_of(districts, places, &rows[i]);
        if (p)
            p->n[PLACE_BOXES] += rows[i].count;
    }
    return ERR_OK;
}

/* Numbers that need no rows. */
static enum err count_districts(struct values *v, const struct list *rows,
                                struct deputy_place *places)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    struct ids districts = rows_ids(v->call, rows);

    if (!rows->count)
        return ERR_OK;
    for (size_t i = 0; i < rows->count; i++) {
        row_id congress = {row_number(l, rows->rows[i], DISTRICT_CONGRESS)};
        set_number(&places[i], PLACE_PROXIES, 0);
        set_number(&places[i], PLACE_BOXES, 0);
        TRY(taken_part(v, congress, &places[i]));
    }
    TRY(count_voters(v, districts, places));
    TRY(count_proxies(v, districts, places));
    return count_boxes(v, districts, places);
}

/* ---- what was entered ------------------------------------------------------------------------- */

static void load_unit(const struct ledger *l, const struct row *row, struct deputy_place *p)
{
    *p = (struct deputy_place){.number = row_number(l, row, ELECTORAL_UNIT_PLACE),
                               .title = row_text(l, row, ELECTORAL_UNIT_TITLE),
                               .day = (date)row_number(l, row, ELECTORAL_UNIT_ELECTED_ON)};
    set_number(p, PLACE_SEATS, row_number(l, row, ELECTORAL_UNIT_QUOTA));
    if (row_has(l, row, ELECTORAL_UNIT_VOTERS_DUE))
        set_number(p, PLACE_VOTERS, row_number(l, row, ELECTORAL_UNIT_VOTERS_DUE));
    if (row_has(l, row, ELECTORAL_UNIT_VOTERS))
        set_number(p, PLACE_PRESENT, row_number(l, row, ELECTORAL_UNIT_VOTERS));
}

/* What was found of his credentials. */
static void add_finding(struct values *v, const struct ledger *l, const struct row *row,
                        struct deputies *d)
{
    struct str why = row_text(l, row, DELEGATE_INVALID_REASON),
               name = row_text(l, row, DELEGATE_NAME);
    date on = (date)row_number(l, row, DELEGATE_CREDENTIALS_ON);

    d->valid += row_is(l, row, DELEGATE_IS_QUALIFIED);
    d->unconfirmed += row_is(l, row, DELEGATE_IS_ELECTED) && !why.len;
    d->confirmed_on = on > d->confirmed_on ? on : d->confirmed_on;
    if (!why.len)
        return;
    d->invalid++;
    d->invalid_text =
        str_print(v->call->arena, "%.*s%s%.*s：%.*s", STR_FMT(d->invalid_text),
                  d->invalid > 1 ? "；" : "", STR_FMT(name), STR_FMT(why));
}

static void add_name(struct values *v, const struct list *units, int64_t unit,
                     struct str name, struct deputies *d)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->rows[i]->id.v == unit)
            d->places[i].elected = names_joined(v->call->arena, d->places[i].elected, name);
}

/* `units`: where the places are those; else none. */
static enum err load_entered(struct values *v, struct str level, const struct list *units,
                             struct deputies *d)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE);
    struct list all;

    TRY(rows_of_level(v, l, level, DELEGATE_LEVEL, DELEGATE_NAME, &all));
    sort_by_strokes(v, l, &all);
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        if (!delegate_was_elected(l, row))
            continue;
        delegate_add(&d->people, l, row, v->ages_at);
        add_finding(v, l, row, d);
        add_name(v, units, row_number(l, row, DELEGATE_ELECTORAL_UNIT),
                 row_text(l, row, DELEGATE_NAME), d);
    }
    if (d->unconfirmed)
        d->confirmed_on = 0;
    return ERR_OK;
}

/* Those called to it with a vote. */
static enum err load_roster(struct values *v, struct deputies *d)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ATTENDEE);
    struct list all;

    TRY(rows_of_one(v->call, l, ATTENDEE_CONGRESS, v->congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        struct structure_person who = {.sex = row_text(l, row, ATTENDEE_SEX),
                                       .ethnicity = row_text(l, row, ATTENDEE_ETHNICITY),
                                       .birth = (date)row_number(l, row, ATTENDEE_BIRTH)};
        if (row_number(l, row, ATTENDEE_VOTES))
            structure_add_person(&d->people, &who, v->ages_at);
    }
    return ERR_OK;
}

/* ---- all of it ---------------------------------------------------------------------------------- */

/* Its districts, or its units: one of the two. */
static enum err list_places(struct values *v, struct str level, struct list *districts,
                            struct list *units)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);

    *units = (struct list){0};
    TRY(deputy_districts(v, districts));
    return districts->count ? ERR_OK
                            : rows_of_level(v, l, level, ELECTORAL_UNIT_LEVEL,
                                            ELECTORAL_UNIT_PLACE, units);
}

static enum err load_places(struct values *v, const struct list *districts,
                            const struct list *units, struct deputies *d)
{
    d->count = districts->count + units->count;
    d->places = ARENA_ARRAY(v->call->arena, struct deputy_place, d->count);
    for (size_t i = 0; i < districts->count; i++)
        TRY(load_district(v, districts->rows[i], d, &d->places[i]));
    for (size_t i = 0; i < units->count; i++)
        load_unit(ledger_of(v->call, LEDGER_ELECTORAL_UNIT), units->rows[i], &d->places[i]);
    return ERR_OK;
}

/* Who they are, where no ballot of a district says it. */
static enum err load_others(struct values *v, struct str level, const struct list *units,
                            struct deputies *out)
{
    TRY(load_entered(v, level, units, out));
    out->from = out->people.people ? FROM_ENTERED : FROM_NOBODY;
    if (out->from)
        return ERR_OK;
    TRY(load_roster(v, out));
    out->from = out->people.people ? FROM_ROSTER : FROM_NOBODY;
    return ERR_OK;
}

static enum err load(struct values *v, bool is_counted, struct deputies *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct str level = row_text(l, v->congress, CONGRESS_LEVEL);
    struct list districts, units;

    *out = (struct deputies){0};
    TRY(list_places(v, level, &districts, &units));
    TRY(load_places(v, &districts, &units, out));
    if (is_counted)
        TRY(count_districts(v, &districts, out->places));
    if (out->people.people)
        out->from = FROM_POLLS;
    else if (row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE))
        TRY(load_others(v, level, &units, out));
    if (!deputies_sum(out, PLACE_SEATS, &out->seats))
        out->seats = row_number(l, v->congress, CONGRESS_DEPUTIES);
    return ERR_OK;
}

enum err deputies_load(struct values *v, struct deputies *out)
{
    return load(v, true, out);
}

enum err deputies_who(struct values *v, struct deputies *out)
{
    return load(v, false, out);
}
