/* A district as its page shows it: numbers, dates, what is missing for the election day. */
#include "service/direct/districts.h"
#include "service/direct/turnout.h"

#include "domain/congress/size.h"
#include "domain/poll/rules.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/mobile_box.h"
#include "ledgers/poll.h"
#include "ledgers/proxy.h"
#include "ledgers/voter.h"
#include "ledgers/voter_objection.h"
#include "service/congress/dealt.h"
#include "service/congress/size.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

enum { PAGE = 500 };

static int64_t state_count(const struct ledger *l, const struct list *rows, int state)
{
    int64_t n = 0;

    for (size_t i = 0; i < rows->count; i++)
        n += row_is(l, rows->rows[i], state);
    return n;
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* Voters by state: counted, there are thousands. */
static enum err count_voters(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER);
    struct value id = {.is_set = true, .number = v->row->id.v};
    struct filter filter = {field_at(l, VOTER_DISTRICT), FILTER_ANY, &id, 1};
    struct list_query q = {
        .region = c->site->region, .sort = -1, .filters = &filter, .filter_count = 1};
    struct grouping by = {.by = {GROUP_STATE}, .count = 1, .sum = GROUP_NONE};
    struct group_row *rows;
    size_t n;

    TRY(engine_group(call_reading(c), l, &q, &by, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct str state = rows[i].keys[0].text;
        int64_t *to = str_eq(state, state_name(l, VOTER_IS_REGISTERED))  ? &v->registered
                      : str_eq(state, state_name(l, VOTER_IS_SUSPENDED)) ? &v->suspended
                                                                         : &v->removed;
        *to += rows[i].count;
    }
    return ERR_OK;
}

enum { VOTING_AGE = 18, YEAR = 10000 /* of a date: yyyymmdd */ };

/* Registered, and under eighteen on election day (选举法 4): whatever day was known when they were entered. */
static enum err count_minors(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER);
    date day =
        (date)row_number(ledger_of(c, LEDGER_DISTRICT), v->row, DISTRICT_ELECTION_DAY);
    struct value id = {.is_set = true, .number = v->row->id.v},
                 born = {.is_set = true, .number = day - (int64_t)VOTING_AGE * YEAR + 1};
    struct filter filters[] = {{field_at(l, VOTER_DISTRICT), FILTER_ANY, &id, 1},
                               {field_at(l, VOTER_BIRTH), FILTER_FROM, &born, 1}};
    struct list_query q = {
        .region = c->site->region, .sort = -1, .filters = filters, .filter_count = 2};
    struct grouping by = {.by = {GROUP_STATE}, .count = 1, .sum = GROUP_NONE};
    struct group_row *rows;
    size_t n;

    if (!day)
        return ERR_OK;
    TRY(engine_group(call_reading(c), l, &q, &by, &rows, &n));
    for (size_t i = 0; i < n; i++)
        if (str_eq(rows[i].keys[0].text, state_name(l, VOTER_IS_REGISTERED)))
            v->minors += rows[i].count;
    return ERR_OK;
}

/* Is a side of the proxy no longer a registered voter? */
static bool is_broken(struct call *c, const struct ledger *l, const struct row *proxy)
{
    static const int SIDES[] = {PROXY_GIVER, PROXY_HOLDER};
    const struct ledger *voters = ledger_of(c, LEDGER_VOTER);
    struct row *voter;

    for (size_t i = 0; i < 2; i++) {
        row_id id = {row_number(l, proxy, SIDES[i])};
        if (engine_get(call_reading(c), voters, id, &voter) ||
            !row_is(voters, voter, VOTER_IS_REGISTERED))
            return true;
    }
    return false;
}

static enum err count_proxies(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_PROXY);
    struct list rows;

    TRY(rows_of_one(c, l, PROXY_DISTRICT, v->row->id, 0, &rows));
    v->proxies_asked = state_count(l, &rows, PROXY_IS_ASKED);
    v->proxies_agreed =
        state_count(l, &rows, PROXY_IS_AGREED) + state_count(l, &rows, PROXY_IS_CARRIED);
    for (size_t i = 0; i < rows.count; i++)
        v->proxies_broken +=
            (row_is(l, rows.rows[i], PROXY_IS_ASKED) || proxy_is_agreed(l, rows.rows[i])) &&
            is_broken(c, l, rows.rows[i]);
    return ERR_OK;
}

static enum err count_boxes(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOBILE_BOX);
    struct list rows;

    TRY(rows_of_one(c, l, MOBILE_BOX_DISTRICT, v->row->id, 0, &rows));
    v->boxes = (int64_t)rows.count;
    for (size_t i = 0; i < rows.count; i++)
        v->boxes_due += row_number(l, rows.rows[i], MOBILE_BOX_VOTERS_DUE);
    return ERR_OK;
}

static enum err count_objections(struct call *c, struct district_view *v,
                                 const struct rule_set *set)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER_OBJECTION);
    date today = date_of_instant(c->now);
    struct list rows;

    TRY(rows_of_one(c, l, VOTER_OBJECTION_DISTRICT, v->row->id, 0, &rows));
    v->objections = (int64_t)rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *o = rows.rows[i];
        date until =
            direct_decision_until(set, row_number(l, o, VOTER_OBJECTION_RECEIVED_ON));
        if (!row_is(l, o, VOTER_OBJECTION_IS_RECEIVED))
            continue;
        v->objections_open++;
        v->objections_late += until && today > until;
    }
    return ERR_OK;
}

/* ---- the election ------------------------------------------------------------------------- */

/* The candidates of the latest first ballot. */
static enum err count_candidates(struct call *c, struct district_view *v, row_id poll)
{
    const struct ledger *elections = ledger_of(c, LEDGER_ELECTION);
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct list questions, names;

    TRY(rows_of_one(c, elections, ELECTION_POLL, poll, ELECTION_PLACE, &questions));
    v->candidates = 0;
    for (size_t i = 0; i < questions.count; i++) {
        TRY(rows_of_one(c, l, CANDIDATE_ELECTION, questions.rows[i]->id, 0, &names));
        for (size_t n = 0; n < names.count; n++)
            v->candidates += !row_number(l, names.rows[n], CANDIDATE_WRITTEN_IN);
    }
    return ERR_OK;
}

static enum err load_election(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    const struct ledger *polls = ledger_of(c, LEDGER_POLL);
    row_id congress = {row_number(l, v->row, DISTRICT_CONGRESS)}, first = {0};
    struct list rows;

    if (!congress.v)
        return ERR_OK;
    TRY(row_fetch(c, ledger_of(c, LEDGER_CONGRESS), congress, &v->congress));
    TRY(rows_of_one(c, polls, POLL_CONGRESS, congress, 0, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct row *p = rows.rows[i];
        if (row_is(polls, p, POLL_IS_VOID))
            continue;
        v->polls++;
        v->polls_signed += row_is(polls, p, POLL_IS_SIGNED);
        if (row_number(polls, p, POLL_ROUND) <= 1 && p->id.v > first.v)
            first = p->id;
    }
    return first.v ? count_candidates(c, v, first) : ERR_OK;
}

static void add_district(struct district_view *v, const struct ledger *l,
                         const struct row *row)
{
    v->together++;
    v->seats_together += row_number(l, row, DISTRICT_SEATS);
    v->population_together += row_number(l, row, DISTRICT_POPULATION);
    v->unpopulated += !row_has(l, row, DISTRICT_POPULATION);
}

/* Seats and population of all districts that elect to the same congress, of the same term. */
static enum err sum_districts(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct value level = {.is_set = true, .text = row_text(l, v->row, DISTRICT_LEVEL)};
    struct filter filter = {field_at(l, DISTRICT_LEVEL), FILTER_ANY, &level, 1};
    struct list_query q = {
        .sort = -1, .limit = PAGE, .filters = &filter, .filter_count = 1};
    struct dealt_at at;
    struct list page;

    TRY(dealt_load(c, l, v->row, &at));
    struct renewal mine = dealt_renewal(c, &at, l, v->row);
    v->seats_fixed = dealt_fixed(&at, &mine);
    q.region = at.place; /* the districts of a county lie in towns too */
    do {
        TRY(engine_list(call_reading(c), l, &q, &page, &c->fault));
        for (size_t i = 0; i < page.count; i++) {
            struct renewal its = dealt_renewal(c, &at, l, page.rows[i]);
            if (dealt_counts(l, page.rows[i]) && dealt_same(&mine, &its))
                add_district(v, l, page.rows[i]);
        }
        q.after = page.next;
    } while (page.next.len);
    return ERR_OK;
}

static void set_limits(struct district_view *v, const struct rule_office *office,
                       int64_t seats)
{
    rule_surplus_of(&office->surplus, seats, &v->least, &v->most);
    v->least += seats;
    v->most = v->most < 0 ? -1 : v->most + seats;
}

static void set_days(struct call *c, struct district_view *v, const struct rule_set *set)
{
    static const int FIELDS[DIRECT_DATES] = {DISTRICT_VOTER_LIST_ON, DISTRICT_FIRST_LIST_ON,
                                             DISTRICT_FORMAL_LIST_ON};
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    date day = row_number(l, v->row, DISTRICT_ELECTION_DAY),
         today = date_of_instant(c->now);

    for (int i = 0; i < DIRECT_DATES; i++)
        v->days[i] = direct_day_of(set, (enum direct_date)i, day,
                                   row_number(l, v->row, FIELDS[i]), today);
    v->objections_until =
        direct_objection_until(set, row_number(l, v->row, DISTRICT_VOTER_LIST_ON));
}

/* ---- gates -------------------------------------------------------------------------------- */

static struct district_gate *gate(struct district_view *v, const char *name)
{
    struct district_gate *g = &v->gates[v->gate_count++];

    *g = (struct district_gate){.name = name, .is_ok = true};
    return g;
}

#define REFUSE(g, ...)                                  \
    do {                                                \
        (g)->is_ok = false;                             \
        (void)FAIL(&(g)->fault, ERR_RULE, __VA_ARGS__); \
    } while (0)

static void gate_day(const struct call *c, struct district_view *v, enum direct_date d)
{
    AUTO(buf) struct buf on = BUF(64);
    AUTO(buf) struct buf latest = BUF(64);
    struct district_gate *g = gate(v, direct_date_name(d));
    const struct direct_day *day = &v->days[d];
    struct str a, b;

    date_write(&on, day->on);
    date_write(&latest, day->latest);
    a = buf_view(&on);
    b = buf_view(&latest);
    struct str article = rule_article(c, day->article);
    if (!day->on && !day->latest)
        REFUSE(g, "district.undated", "%.*s", STR_FMT(article));
    else if (!day->on)
        REFUSE(g, "district.unpublished", "%.*s" SEP "%.*s", STR_FMT(b), STR_FMT(article));
    else if (!c->site->rehearsed &&
             day->on > date_of_instant(c->now)) /* planned, not done */
        REFUSE(g, "district.planned", "%.*s", STR_FMT(a));
    else if (day->is_late)
        REFUSE(g, "district.late", "%.*s" SEP "%.*s" SEP "%.*s", STR_FMT(a), STR_FMT(b),
               STR_FMT(article));
}

/* No more deputies in all than the law gives so many people, nor than the standing committee above fixed (选举法 12 to
 * 14); with its decision on record the five per cent too. */
static void gate_total(struct call *c, struct district_view *v, struct str level)
{
    struct congress_size s = congress_size_of(level, v->population_together);
    struct district_gate *g = gate(v, "total");
    int64_t fixed = v->seats_fixed;

    if (!s.base)
        return;
    if (v->unpopulated)
        REFUSE(g, "district.unpopulated", "%lld" SEP "%lld", (long long)v->unpopulated,
               (long long)v->together);
    else if (fixed && v->seats_together > fixed)
        REFUSE(g, "size.dealt_fixed", "%lld" SEP "%lld" SEP "%.*s",
               (long long)v->seats_together, (long long)fixed,
               STR_FMT(rule_article(c, "art. 14")));
    else if (v->seats_together > (fixed ? s.extra : s.most))
        REFUSE(g, "district.total", "%lld" SEP "%lld" SEP "%lld",
               (long long)v->seats_together, (long long)v->population_together,
               (long long)(fixed ? s.extra : s.most));
}

static enum err gate_basics(struct call *c, struct district_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    int64_t seats = row_number(l, v->row, DISTRICT_SEATS);
    struct district_gate *g = gate(v, "election");

    if (!v->congress || !row_has(l, v->row, DISTRICT_ELECTION_DAY))
        REFUSE(g, "district.no_day", "%s", "");
    g = gate(v, "seats");
    if (!direct_deputies_are_good(seats))
        REFUSE(g, "district.seats", "%lld", (long long)seats);
    gate_total(c, v, row_text(l, v->row, DISTRICT_LEVEL));
    g = gate(v, "voters");
    if (!v->registered)
        REFUSE(g, "district.no_voters", "%s", "");
    else if (v->minors)
        REFUSE(g, "district.minors", "%lld", (long long)v->minors);
    return ERR_OK;
}

static void gate_people(struct call *c, struct district_view *v)
{
    AUTO(buf) struct buf until = BUF(64);
    struct district_gate *g = gate(v, "objections");

    date_write(&until, v->objections_until);
    if (!c->site->rehearsed && v->objections_until &&
        date_of_instant(c->now) <= v->objections_until)
        REFUSE(g, "district.objecting", "%.*s", STR_FMT(buf_view(&until)));
    else if (v->objections_open)
        REFUSE(g, "district.objections", "%lld" SEP "%lld", (long long)v->objections_open,
               (long long)v->objections_late);
    g = gate(v, "proxies");
    if (v->proxies_asked || v->proxies_broken)
        REFUSE(g, "district.proxies", "%lld" SEP "%lld", (long long)v->proxies_asked,
               (long long)v->proxies_broken);
    g = gate(v, "candidates");
    g->is_of_paper = true;
    if (v->candidates < v->least || (v->most >= 0 && v->candidates > v->most))
        REFUSE(g, "district.candidates", "%lld" SEP "%lld" SEP "%lld",
               (long long)v->candidates, (long long)v->least, (long long)v->most);
}

enum err district_look(struct call *c, struct row *row, struct district_view *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct rules_edition edition;
    const struct rule_office *office;

    *out = (struct district_view){.row = row};
    TRY(rules_in_force(c, row_text(l, out->row, DISTRICT_RULES), &edition));
    office = rules_office(edition.set, code_name(CODE_ELECTION_OFFICE_DEPUTY_DIRECT));
    if (!office)
        return FAIL(&c->fault, ERR_INVALID, "cell.district_rules", "%s", edition.set->name);
    TRY(count_voters(c, out));
    TRY(count_minors(c, out));
    TRY(count_proxies(c, out));
    TRY(count_boxes(c, out));
    TRY(count_objections(c, out, edition.set));
    TRY(load_election(c, out));
    TRY(sum_districts(c, out));
    set_limits(out, office, row_number(l, out->row, DISTRICT_SEATS));
    set_days(c, out, edition.set);
    TRY(gate_basics(c, out));
    for (int i = 0; i < DIRECT_DATES; i++)
        gate_day(c, out, (enum direct_date)i);
    gate_people(c, out);
    return ERR_OK;
}

enum err district_view(struct call *c, row_id id, struct district_view *out)
{
    struct row *row;

    TRY(row_open(c, ledger_of(c, LEDGER_DISTRICT), id, &row));
    return district_look(c, row, out);
}
