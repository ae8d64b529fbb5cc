/* A congress as its page shows it: sittings with agenda, polls, officers, roster, what comes next. */
#include "ledgers/agenda_item.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/before.h"
#include "service/congress/hall_load.h"
#include "service/congress/laid.h"
#include "service/congress/size.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* ---- the list ------------------------------------------------------------------------ */

static struct congress_line *find_line(struct congress_line *lines, size_t count,
                                       int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].row->id.v == id)
            return &lines[i];
    return NULL;
}

/* Attendees with a vote, for each congress. */
static enum err count_due(struct call *c, region within, struct congress_line *lines,
                          size_t count)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct grouping by = {
        .by = {field_at(l, ATTENDEE_CONGRESS), field_at(l, ATTENDEE_VOTES)},
        .count = 2,
        .sum = GROUP_NONE};
    struct list_query q = {.region = within, .sort = -1};
    struct group_row *rows;
    size_t n;

    TRY(engine_group(call_reading(c), l, &q, &by, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct congress_line *line = find_line(lines, count, rows[i].keys[0].number);
        if (line && rows[i].keys[1].number)
            line->due += rows[i].count;
    }
    return ERR_OK;
}

static enum err count_polls(struct call *c, region within, struct congress_line *lines,
                            size_t count)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct grouping by = {
        .by = {field_at(l, POLL_CONGRESS), GROUP_STATE}, .count = 2, .sum = GROUP_NONE};
    struct list_query q = {.region = within, .sort = -1};
    struct group_row *rows;
    size_t n;

    TRY(engine_group(call_reading(c), l, &q, &by, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        struct congress_line *line = find_line(lines, count, rows[i].keys[0].number);
        if (!line)
            continue;
        line->polls += rows[i].count;
        if (str_eq(rows[i].keys[1].text, state_name(l, POLL_IS_SIGNED)))
            line->polls_signed += rows[i].count;
    }
    return ERR_OK;
}

enum { CONGRESSES_MOST = 5000 };

enum err hall_congresses(struct call *c, region within, struct congress_line **out,
                         size_t *out_count)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct list_query q = {.region = within,
                           .sort = field_at(l, CONGRESS_OPENS_ON),
                           .descends = true,
                           .limit = CONGRESSES_MOST};
    struct list list;

    TRY(record_list(c, l, &q, &list));
    *out = ARENA_ARRAY(c->arena, struct congress_line, list.count);
    *out_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        (*out)[i].row = list.rows[i];
    TRY(count_due(c, within, *out, list.count));
    return count_polls(c, within, *out, list.count);
}

/* ---- one congress -------------------------------------------------------------------- */

/* Rows of `from` whose reference `field` is `id`, in their order. */
static struct row **rows_at(struct call *c, const struct ledger *l, const struct list *from,
                            int field, row_id id, size_t *count)
{
    struct row **rows = ARENA_ARRAY(c->arena, struct row *, from->count + 1);

    *count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (row_number(l, from->rows[i], field) == id.v)
            rows[(*count)++] = from->rows[i];
    return rows;
}

static enum err load_sittings(struct call *c, row_id id, struct congress_view *out)
{
    const struct ledger *items = ledger_of(c, LEDGER_AGENDA_ITEM);
    struct list sittings, agenda;

    TRY(rows_of_one(c, ledger_of(c, LEDGER_SITTING), SITTING_CONGRESS, id, SITTING_HELD_AT,
                    &sittings));
    TRY(rows_of(c, items, AGENDA_ITEM_SITTING, rows_ids(c, &sittings), AGENDA_ITEM_PLACE,
                &agenda));
    out->sittings = ARENA_ARRAY(c->arena, struct sitting_view, sittings.count);
    out->sitting_count = sittings.count;
    for (size_t i = 0; i < sittings.count; i++) {
        struct sitting_view *v = &out->sittings[i];
        v->row = sittings.rows[i];
        v->agenda =
            rows_at(c, items, &agenda, AGENDA_ITEM_SITTING, v->row->id, &v->agenda_count);
    }
    return ERR_OK;
}

static enum err load_polls(struct call *c, row_id id, struct congress_view *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ELECTION);
    const struct ledger *candidates = ledger_of(c, LEDGER_CANDIDATE);
    struct list polls, elections, names;

    TRY(rows_of_one(c, ledger_of(c, LEDGER_POLL), POLL_CONGRESS, id, 0, &polls));
    TRY(rows_of(c, l, ELECTION_POLL, rows_ids(c, &polls), ELECTION_PLACE, &elections));
    TRY(rows_of(c, candidates, CANDIDATE_ELECTION, rows_ids(c, &elections), 0, &names));
    out->polls = ARENA_ARRAY(c->arena, struct poll_brief, polls.count);
    out->poll_count = polls.count;
    for (size_t i = 0; i < polls.count; i++) {
        struct poll_brief *p = &out->polls[i];
        p->row = polls.rows[i];
        struct row **rows =
            rows_at(c, l, &elections, ELECTION_POLL, p->row->id, &p->election_count);
        p->elections = ARENA_ARRAY(c->arena, struct election_brief, p->election_count);
        for (size_t k = 0; k < p->election_count; k++) {
            size_t n;
            rows_at(c, candidates, &names, CANDIDATE_ELECTION, rows[k]->id, &n);
            p->elections[k] = (struct election_brief){rows[k], (int64_t)n};
        }
    }
    return ERR_OK;
}

static enum err load_roster(struct call *c, row_id id, struct congress_view *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct value value = {.is_set = true, .number = id.v};
    struct filter filter = {field_at(l, ATTENDEE_CONGRESS), FILTER_ANY, &value, 1};
    struct list_query q = {
        .region = c->site->region, .sort = -1, .filters = &filter, .filter_count = 1};
    struct grouping by = {
        .by = {field_at(l, ATTENDEE_DELEGATION), field_at(l, ATTENDEE_VOTES)},
        .count = 2,
        .sum = GROUP_NONE};
    struct group_row *rows;
    size_t n;

    TRY(engine_group(call_reading(c), l, &q, &by, &rows, &n));
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].keys[1].number) {
            out->observers += rows[i].count;
            continue;
        }
        out->due += rows[i].count;
        delegations_add(c->arena, &out->delegations, rows[i].keys[0].text,
                        ATTENDANCE_UNKNOWN, rows[i].count);
    }
    return ERR_OK;
}

/* ---- what comes next ----------------------------------------------------------------- */

static int64_t officers_in(const struct ledger *l, const struct congress_view *v, int duty)
{
    int64_t n = 0;

    for (size_t i = 0; i < v->officer_count; i++)
        n += row_has_code(l, v->officers[i], OFFICER_DUTY, duty) &&
             row_is(l, v->officers[i], OFFICER_IS_PASSED);
    return n;
}

/* Was the chief of a side withdrawn, and is nobody in the place? */
static bool chief_is_missing(const struct ledger *l, const struct congress_view *v,
                             int duty)
{
    bool withdrawn = false;

    for (size_t i = 0; i < v->officer_count; i++)
        withdrawn = withdrawn || (row_has_code(l, v->officers[i], OFFICER_DUTY, duty) &&
                                  row_is(l, v->officers[i], OFFICER_IS_WITHDRAWN));
    return withdrawn && !officers_in(l, v, duty);
}

static struct hall_step officers_step(struct call *c, const struct congress_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    int64_t watching = officers_in(l, v, CODE_OFFICER_DUTY_CHIEF_SCRUTINEER) +
                       officers_in(l, v, CODE_OFFICER_DUTY_SCRUTINEER);
    int64_t counting = officers_in(l, v, CODE_OFFICER_DUTY_CHIEF_TELLER) +
                       officers_in(l, v, CODE_OFFICER_DUTY_TELLER);
    bool there = watching > 0 && counting > 0;
    bool headless = chief_is_missing(l, v, CODE_OFFICER_DUTY_CHIEF_SCRUTINEER) ||
                    chief_is_missing(l, v, CODE_OFFICER_DUTY_CHIEF_TELLER);

    return (struct hall_step){
        "officers",
        "congress.step.officers",
        "officers",
        there && !headless,
        headless ? "congress.officers_headless"
        : there  ? "congress.officers_made"
                 : "congress.officers_none",
        str_print(c->arena, "%lld" SEP "%lld", (long long)watching, (long long)counting)};
}

static int64_t sittings_begun(const struct ledger *l, const struct congress_view *v)
{
    int64_t n = 0;

    for (size_t i = 0; i < v->sitting_count; i++)
        n += sitting_begun(l, v->sittings[i].row);
    return n;
}

static int64_t sittings_not_cancelled(const struct ledger *l, const struct congress_view *v)
{
    int64_t n = 0;

    for (size_t i = 0; i < v->sitting_count; i++)
        n += !row_is(l, v->sittings[i].row, SITTING_IS_CANCELLED);
    return n;
}

static int64_t polls_in(const struct ledger *l, const struct congress_view *v, int state)
{
    int64_t n = 0;

    for (size_t i = 0; i < v->poll_count; i++)
        n += row_is(l, v->polls[i].row, state);
    return n;
}

static struct str text_of(struct call *c, int64_t a, int64_t b)
{
    return str_print(c->arena, "%lld" SEP "%lld", (long long)a, (long long)b);
}

/* An election in a district has no roster, sittings, doors or closing: its voters are on its list. */
static bool is_of_district(const struct hall_step *s)
{
    static const char *const STEPS[] = {"officers", "polls", "results"};

    for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++)
        if (str_eq(str_of(s->step), str_of(STEPS[i])))
            return true;
    return false;
}

static struct hall_step roster_step(struct call *c, const struct congress_of *k,
                                    const struct congress_view *v)
{
    struct size_fault size = congress_size_fault(c, k->row, v->due);
    struct hall_step step = {
        .step = "roster", .label = "congress.step.roster", .to = "roster"};

    if (!size.code)
        size = v->roster;
    step.is_ok = v->due > 0 && !size.code;
    step.message = v->due ? "congress.roster_made" : "congress.roster_none";
    step.args = text_of(c, v->due, v->observers);

    if (v->due && size.code) {
        step.message = size.code;
        step.args = size.args;
    }
    return step;
}

/* Elections on the agenda whose ballot nobody made, or linked with them. */
static int64_t elections_without_poll(struct call *c, const struct congress_view *v)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM);
    int64_t n = 0;

    for (size_t i = 0; i < v->sitting_count; i++)
        for (size_t k = 0; k < v->sittings[i].agenda_count; k++) {
            const struct row *item = v->sittings[i].agenda[k];
            n += row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_ELECTION) &&
                 !row_has(l, item, AGENDA_ITEM_POLL);
        }
    return n;
}

static void polls_steps(struct call *c, const struct congress_view *v,
                        struct hall_step out[2])
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    int64_t count = (int64_t)v->poll_count, open = elections_without_poll(c, v);
    int64_t is_final = polls_in(l, v, POLL_IS_SIGNED) + polls_in(l, v, POLL_IS_VOID);
    const struct unfilled *u = &v->unfilled;
    bool is_signed = count > 0 && !open && is_final == count;
    bool is_done = is_signed && !u->title.len;

    out[0] =
        (struct hall_step){"polls",
                           "congress.step.polls",
                           "polls",
                           count > 0 && !open,
                           open    ? "congress.polls_missing"
                           : count ? "congress.polls_made"
                                   : "congress.polls_none",
                           open ? text_of(c, open, count) : text_of(c, count, is_final)};
    out[1] = (struct hall_step){"results",
                                "congress.step.results",
                                "polls",
                                is_done,
                                is_done     ? "congress.results_signed"
                                : is_signed ? "congress.seats_open"
                                            : "congress.results_open",
                                text_of(c, is_final, count)};
    if (is_signed && !is_done)
        out[1].args = str_print(c->arena, "%.*s" SEP "%lld" SEP "%lld", STR_FMT(u->title),
                                (long long)u->seats, (long long)u->elected);
}

static const char *before_said(const struct before_seen *one, const struct laid_gap *gap,
                               bool is_over)
{
    if (gap->name.len)
        return "congress.before_name";
    if (one->is_done)
        return "congress.before_done";
    return is_over ? "congress.before_undone" : before_missing(one->step);
}

/* What comes before the vote.  Of a congress that is over a step that is missing stays so. */
static enum err before_steps(struct call *c, const struct congress_of *k,
                             struct congress_view *v)
{
    bool is_over = row_is(k->ledger, k->row, CONGRESS_IS_CLOSED);
    struct before_all all;

    if (is_over && !v->poll_count)
        return ERR_OK; /* a session that elected nobody */
    TRY(congress_before(c, k->row, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct before_seen *one = &all.items[i];
        struct laid_gap gap = {0};
        if (one->laid.len && !is_over)
            TRY(laid_missing_any(c, k->row->id, one->laid, &gap));
        v->steps[v->step_count++] = (struct hall_step){
            .step = before_name(one->step),
            .label = before_label(one->step),
            .to = before_place(one->step),
            .is_ok = one->is_done && !gap.name.len,
            .message = before_said(one, &gap, is_over),
            .args =
                str_print(c->arena, "%s" SEP "%.*s" SEP "%.*s" SEP "%.*s",
                          one->law->document, STR_FMT(rule_article(c, one->law->article)),
                          STR_FMT(gap.name), STR_FMT(gap.election))};
    }
    return ERR_OK;
}

static enum err make_steps(struct call *c, const struct congress_of *k,
                           struct congress_view *v)
{
    int64_t begun = sittings_begun(ledger_of(c, LEDGER_SITTING), v);
    int64_t planned = sittings_not_cancelled(ledger_of(c, LEDGER_SITTING), v);
    struct hall_step ballots[2];
    bool is_closed = row_is(k->ledger, k->row, CONGRESS_IS_CLOSED);

    polls_steps(c, v, ballots);
    const struct hall_step steps[] = {
        roster_step(c, k, v),
        {"sittings", "congress.step.sittings", "sittings", planned > 0,
         planned ? "congress.sittings_made" : "congress.sittings_none",
         text_of(c, planned, begun)},
        officers_step(c, v),
        {"check_in", "congress.step.check_in", "sittings", begun > 0,
         begun ? "congress.check_in_begun" : "congress.check_in_none",
         text_of(c, begun, planned)},
        ballots[0],
        ballots[1],
        {"close", "congress.step.close", "sittings", is_closed,
         is_closed ? "congress.is_closed" : "congress.not_closed", STR("")},
    };

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (!congress_is_district(k) || is_of_district(&steps[i]))
            v->steps[v->step_count++] = steps[i];
        if (str_eq(str_of(steps[i].step), STR("sittings")))
            TRY(before_steps(c, k, v));
    }
    return ERR_OK;
}

enum err hall_congress(struct call *c, row_id id, struct congress_view *out)
{
    struct congress_of k;
    struct list officers;

    *out = (struct congress_view){0};
    TRY(congress_load(c, id, &k));
    out->row = k.row;
    TRY(load_sittings(c, id, out));
    TRY(load_polls(c, id, out));
    TRY(rows_of_one(c, ledger_of(c, LEDGER_OFFICER), OFFICER_CONGRESS, id, OFFICER_DUTY,
                    &officers));
    out->officers = officers.rows;
    out->officer_count = officers.count;
    TRY(load_roster(c, id, out));
    if (!row_is(k.ledger, k.row, CONGRESS_IS_CLOSED)) /* it was judged when it was held */
        TRY(congress_roster_fault(c, id, out->due, &out->roster));
    TRY(congress_unfilled(c, id, &out->unfilled));
    return make_steps(c, &k, out);
}
