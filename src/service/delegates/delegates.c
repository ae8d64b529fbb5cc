/* Delegates: quotas, steps. */
#include "service/delegates/delegates.h"

#include "base/utf8.h"
#include "domain/region.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "service/delegates/delegates_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* Acts belong to one congress: the region stands on its level. */
static enum err require_congress(struct call *c, const struct delegates *d)
{
    TRY(call_require(c, d->units_of->writers, d->at.region));
    if (region_level(d->at.region) == region_level_read(d->at.level))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "delegates.level_region", "%s", "");
}

/* ---- quotas ---------------------------------------------------------------------------- */

enum { HALF = 50 };

static enum err read_rule(struct call *c, const struct quota_query *q,
                          struct apportion_rule *out)
{
    *out = (struct apportion_rule){
        .total = q->total, .members_share = q->members_share < 0 ? HALF : q->members_share};
    if (q->method.len && !apportion_method_read(q->method, &out->method))
        return FAIL(&c->fault, ERR_INVALID, "delegates.method", "%.*s", STR_FMT(q->method));
    if (q->by.len && !apportion_by_read(q->by, &out->by))
        return FAIL(&c->fault, ERR_INVALID, "delegates.method", "%.*s", STR_FMT(q->by));
    return ERR_OK;
}

static int64_t minimum_of(const struct ledger *l, const struct row *unit, int64_t all)
{
    int64_t own = row_number(l, unit, ELECTORAL_UNIT_MINIMUM);

    return own > all ? own : all;
}

static void fill_lines(struct call *c, const struct delegates *d, int64_t minimum,
                       struct quotas *out)
{
    const struct ledger *l = d->units_of;

    out->lines = ARENA_ARRAY(c->arena, struct quota_line, d->units.count);
    out->count = d->units.count;
    for (size_t i = 0; i < out->count; i++) {
        struct quota_line *k = &out->lines[i];
        k->unit = d->units.rows[i];
        k->dealt = (struct apportion_unit){
            .members = row_number(l, k->unit, ELECTORAL_UNIT_MEMBERS),
            .organisations = row_number(l, k->unit, ELECTORAL_UNIT_ORGANISATIONS),
            .minimum = minimum_of(l, k->unit, minimum),
            .key = k->unit->id.v};
        k->quota = k->was = row_number(l, k->unit, ELECTORAL_UNIT_QUOTA);
        out->given += k->was;
    }
}

static enum err reckon(struct call *c, struct quotas *q, bool takes_over)
{
    struct apportion_unit *units = ARENA_ARRAY(c->arena, struct apportion_unit, q->count);

    for (size_t i = 0; i < q->count; i++) {
        units[i] = q->lines[i].dealt;
        units[i].minimum = takes_over ? units[i].minimum : 0;
    }
    TRY(apportion(c->arena, &q->rule, units, q->count, &c->fault));
    q->given = takes_over ? 0 : q->given;
    for (size_t i = 0; i < q->count; i++) {
        q->lines[i].dealt.exact = units[i].exact;
        if (!takes_over)
            continue;
        q->lines[i].quota = units[i].quota;
        q->given += units[i].quota;
    }
    return ERR_OK;
}

/* What the allotment was decided by, as far as it is on record and not asked for otherwise. */
static struct quota_query with_decided(const struct delegates *d,
                                       const struct quota_query *q)
{
    const struct row *row = d->steps[STEP_ALLOT];
    struct quota_query full = *q;

    if (!row)
        return full;
    if (!full.method.len)
        full.method = row_text(d->steps_of, row, DELEGATE_STEP_METHOD);
    if (!full.by.len)
        full.by = row_text(d->steps_of, row, DELEGATE_STEP_BASIS);
    return full;
}

enum err delegates_quotas(struct call *c, const struct delegates_at *at,
                          const struct quota_query *q, struct quotas *out)
{
    struct delegates d;
    struct quota_query full;

    *out = (struct quotas){0};
    TRY(delegates_load(c, at, &d));
    full = with_decided(&d, q);
    TRY(read_rule(c, &full, &out->rule));
    fill_lines(c, &d, q->minimum, out);
    /* Sectors have no members to reckon by: their seats are agreed on. */
    bool is_by_hand = delegates_way(at) == WAY_CONFERENCE;
    out->is_reckoned = q->total > 0 && !is_by_hand;
    out->total = q->total ? q->total
                 : d.steps[STEP_ALLOT]
                     ? row_number(d.steps_of, d.steps[STEP_ALLOT], DELEGATE_STEP_TOTAL)
                     : 0;
    out->total = out->total ? out->total : out->given;
    out->rule.total = out->total;
    bool is_wide = out->count > APPORTION_UNITS_MOST || out->total > APPORTION_TOTAL_MOST;
    if (!out->count || is_by_hand || (!out->is_reckoned && (!out->total || is_wide)))
        return ERR_OK;
    return reckon(c, out, out->is_reckoned);
}

static struct row *find_unit(const struct delegates *d, row_id id)
{
    for (size_t i = 0; i < d->units.count; i++)
        if (d->units.rows[i]->id.v == id.v)
            return d->units.rows[i];
    return NULL;
}

static enum err check_given(struct call *c, const struct delegates *d,
                            const struct quota_query *q, const struct quota_given *given,
                            size_t count)
{
    int64_t sum = 0;

    if (count != d->units.count)
        return FAIL(&c->fault, ERR_RULE, "delegates.quota_units", "%zu" SEP "%zu", count,
                    d->units.count);
    for (size_t i = 0; i < count; i++) {
        const struct row *unit = find_unit(d, given[i].unit);
        for (size_t k = 0; k < i && unit; k++)
            unit = given[k].unit.v == given[i].unit.v ? NULL : unit;
        if (!unit)
            return FAIL(&c->fault, ERR_RULE, "delegates.quota_units", "%zu" SEP "%zu",
                        count, d->units.count);
        int64_t least = minimum_of(d->units_of, unit, q->minimum);
        struct str title = row_text(d->units_of, unit, ELECTORAL_UNIT_TITLE);
        if (given[i].quota < least || given[i].quota > APPORTION_TOTAL_MOST)
            return FAIL(&c->fault, ERR_RULE, "delegates.quota_minimum",
                        "%.*s" SEP "%lld" SEP "%lld", STR_FMT(title),
                        (long long)given[i].quota, (long long)least);
        sum += given[i].quota;
    }
    if (sum != q->total)
        return FAIL(&c->fault, ERR_RULE, "delegates.quota_sum", "%lld" SEP "%lld",
                    (long long)sum, (long long)q->total);
    return ERR_OK;
}

static enum err give_quota(struct call *c, const struct delegates *d,
                           const struct quota_given *g)
{
    struct row *before, *after;

    TRY(row_fetch(c, d->units_of, g->unit, &before));
    if (g->ver && g->ver != before->ver)
        return FAIL(&c->fault, ERR_CONFLICT, "row.changed", "%s", "");
    after = row_copy(c->arena, d->units_of, before);
    row_put_number(d->units_of, after, ELECTORAL_UNIT_QUOTA, g->quota);
    return row_change(c, d->units_of, before, after, "update", (struct str){0});
}

/* The row of a step, made when there is none. */
static enum err write_step(struct call *c, struct delegates *d, enum delegate_step step,
                           struct row *after, const char *act, struct str reason)
{
    struct row *before = d->steps[step];

    d->steps[step] = after;
    return before ? row_change(c, d->steps_of, before, after, act, reason)
                  : row_add(c, d->steps_of, after);
}

static struct row *step_copy(struct call *c, const struct delegates *d,
                             enum delegate_step step)
{
    const struct ledger *l = d->steps_of;
    const struct code_table *codes = l->fields[field_at(l, DELEGATE_STEP_STEP)].codes;
    struct row *row;

    if (d->steps[step])
        return row_copy(c->arena, l, d->steps[step]);
    row = row_new(c->arena, l);
    row->region = d->at.region;
    struct str name = str_of(delegate_step_name(delegates_way(&d->at), step));
    row_put_text(l, row, DELEGATE_STEP_LEVEL, d->at.level);
    row_put_code(l, row, DELEGATE_STEP_BODY_KIND,
                 d->at.body ? d->at.body : CODE_BODY_KIND_PARTY);
    row_put_text(l, row, DELEGATE_STEP_STEP, name);
    row_put_number(l, row, DELEGATE_STEP_TERM, d->at.term);
    row_put_text(l, row, DELEGATE_STEP_TITLE,
                 code_find(codes, name)->label.in[LOCALE_HANS]);
    return row;
}

enum err delegates_allot(struct call *c, const struct delegates_at *at,
                         const struct quota_query *q, const struct quota_given *given,
                         size_t count, int64_t *done)
{
    struct apportion_rule rule;
    struct delegates d;

    TRY(delegates_load(c, at, &d));
    TRY(require_congress(c, &d));
    TRY(read_rule(c, q, &rule));
    TRY(check_given(c, &d, q, given, count));
    for (size_t i = 0; i < count; i++)
        TRY(give_quota(c, &d, &given[i]));
    struct row *row = step_copy(c, &d, STEP_ALLOT);
    row_put_number(d.steps_of, row, DELEGATE_STEP_TOTAL, q->total);
    if (delegates_way(at) == WAY_PARTY) {
        row_put_text(d.steps_of, row, DELEGATE_STEP_METHOD,
                     str_of(apportion_method_name(rule.method)));
        row_put_text(d.steps_of, row, DELEGATE_STEP_BASIS,
                     str_of(apportion_by_name(rule.by)));
    }
    row_put_number(d.steps_of, row, DELEGATE_STEP_MINIMUM, q->minimum);
    *done = (int64_t)count;
    return write_step(c, &d, STEP_ALLOT, row, "update", (struct str){0});
}

/* ---- steps ----------------------------------------------------------------------------- */

/* The names that a unit needs before it votes: its seats and the least differential. */
static enum err surplus_rule(struct call *c, const struct delegates_at *at,
                             const struct rule_surplus **out, const struct rule_size **size)
{
    bool town = code_is(at->level, CODE_LEVEL_TOWNSHIP);
    struct rules_edition edition;
    const struct rule_office *office;

    TRY(rules_in_force(c,
                       code_name(town ? CODE_RULE_SET_TOWNSHIP_PARTY_2020
                                      : CODE_RULE_SET_COUNTY_PARTY_2020),
                       &edition));
    office = rules_office(edition.set, code_name(CODE_ELECTION_OFFICE_DELEGATE));
    if (!office)
        return FAIL(&c->fault, ERR_INVALID, "delegates.no_rule", "%s", edition.set->name);
    *out = &office->surplus;
    *size = &edition.set->size;
    return ERR_OK;
}

static void count_unit(const struct structure_line *u, const struct rule_surplus *s,
                       struct step_numbers *n)
{
    int64_t least, most, chosen = u->elected + u->qualified, open = u->quota - chosen;

    n->units_without_quota += u->quota == 0;
    n->quota += u->quota;
    n->elected += chosen;
    n->unchecked += u->elected;
    n->qualified += u->qualified;
    if (open <= 0)
        return; /* it has voted: what was needed before is past */
    rule_surplus_of(s, open, &least, &most);
    n->proposed += u->proposed;
    n->units_short_names += u->proposed + u->reviewed < open + least;
    n->units_short_reviewed += u->reviewed < open + least;
}

/* Is it the congress of that very place?  Only of one is there a rule for its size. */
static bool is_whole_congress(const struct delegates_at *at)
{
    bool town = code_is(at->level, CODE_LEVEL_TOWNSHIP),
         county = code_is(at->level, CODE_LEVEL_COUNTY);

    return (town && region_level(at->region) == REGION_TOWNSHIP) ||
           (county && region_level(at->region) == REGION_COUNTY);
}

static enum err count_party(struct call *c, const struct delegates *d,
                            struct step_numbers *out)
{
    const struct rule_surplus *surplus;
    const struct rule_size *size;
    struct structure_view v;

    TRY(surplus_rule(c, &d->at, &surplus, &size));
    TRY(structure_of(c, d, &v));
    *out = (struct step_numbers){.units = (int64_t)v.unit_count,
                                 .surplus_article = surplus->source.article};
    if (is_whole_congress(&d->at)) {
        out->least = size->least;
        out->most = size->most;
        out->never = size->never;
        out->size_article = str_c(c->arena, rule_article(c, size->source.article));
    }
    if (d->steps[STEP_ALLOT])
        out->is_approved =
            row_has(d->steps_of, d->steps[STEP_ALLOT], DELEGATE_STEP_APPROVAL);
    for (size_t i = 0; i < v.unit_count; i++)
        count_unit(&v.units[i], surplus, out);
    return ERR_OK;
}

static enum err count_steps(struct call *c, const struct delegates *d,
                            struct step_numbers *out)
{
    TRY(delegates_way(&d->at) == WAY_CONFERENCE ? conference_count(c, d, out)
                                                : count_party(c, d, out));
    if (d->steps[STEP_ALLOT])
        out->total = row_number(d->steps_of, d->steps[STEP_ALLOT], DELEGATE_STEP_TOTAL);
    return ERR_OK;
}

/* Was it recorded, and holds?  Names that came after a standing committee decided want another decision. */
static bool is_step_done(const struct delegates *d, int step, const struct step_numbers *n)
{
    const struct row *row = d->steps[step];
    bool open = delegates_way(&d->at) == WAY_CONFERENCE && step == STEP_DECIDE &&
                (n->proposed || n->consulted || n->considered);

    return row && row_has(d->steps_of, row, DELEGATE_STEP_DONE_ON) && !open;
}

static struct step_line line_of(const struct ledger *l, const struct row *row)
{
    struct step_line k = {.gate = {.is_ok = true}};

    if (row) {
        k.planned = row_number(l, row, DELEGATE_STEP_PLANNED);
        k.done_on = row_number(l, row, DELEGATE_STEP_DONE_ON);
        k.committee = row_number(l, row, DELEGATE_STEP_COMMITTEE);
        k.approve = row_number(l, row, DELEGATE_STEP_APPROVE);
    }
    return k;
}

static enum err view_steps(struct call *c, const struct delegates *d,
                           struct steps_view *out)
{
    bool done[DELEGATE_STEPS], is_next = true;
    struct step_numbers n;

    TRY(count_steps(c, d, &n));
    for (int i = 0; i < DELEGATE_STEPS; i++)
        done[i] = is_step_done(d, i, &n);
    for (int i = 0; i < DELEGATE_STEPS; i++) {
        struct step_line *k = &out->lines[i];
        *k = line_of(d->steps_of, d->steps[i]);
        k->state = done[i] ? STEP_DONE : is_next ? STEP_NOW : STEP_WAITING;
        is_next = is_next && done[i];
        if (!done[i])
            k->gate = delegate_gate(delegates_way(&d->at), (enum delegate_step)i, done, &n);
    }
    return ERR_OK;
}

enum err delegates_steps(struct call *c, const struct delegates_at *at,
                         struct steps_view *out)
{
    struct delegates d;

    TRY(delegates_load(c, at, &d));
    return view_steps(c, &d, out);
}

static enum err check_taking(struct call *c, const struct step_line *k, date on,
                             struct str decision)
{
    if (k->state == STEP_DONE)
        return FAIL(&c->fault, ERR_RULE, "delegates.done", "%s", "");
    if (!on || !date_day(on) || on > date_of_instant(c->now))
        return FAIL(&c->fault, ERR_RULE, "delegates.future", "%s", "");
    if (k->gate.is_ok || (k->gate.may_decide && decision.len))
        return ERR_OK;
    c->fault = k->gate.fault;
    return ERR_RULE;
}

enum { DECISION_MOST = 500 };

/* What was taken, on the row of the step; a decision of a standing committee with its votes. */
static enum err write_taken(struct call *c, struct delegates *d, enum delegate_step step,
                            const struct step_taken *t)
{
    struct row *row = step_copy(c, d, step);

    row_put_number(d->steps_of, row, DELEGATE_STEP_DONE_ON, t->on);
    row_put_text(d->steps_of, row, DELEGATE_STEP_DECISION, t->decision);
    if (delegates_way(&d->at) == WAY_CONFERENCE && step == STEP_DECIDE) {
        TRY(conference_decide(c, d, t));
        row_put_number(d->steps_of, row, DELEGATE_STEP_COMMITTEE, t->committee);
        row_put_number(d->steps_of, row, DELEGATE_STEP_APPROVE, t->approve);
    }
    return write_step(c, d, step, row, "done", (struct str){0});
}

enum err delegates_take(struct call *c, const struct delegates_at *at,
                        const struct step_taken *taken, struct steps_view *out)
{
    struct step_taken t = *taken;
    enum delegate_step step;
    struct delegates d;

    TRY(utf8_take(c->arena, taken->decision, true, &t.decision, &c->fault));
    if (!delegate_step_read(delegates_way(at), t.step, &step))
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    if (utf8_count(t.decision) > DECISION_MOST)
        return FAIL(&c->fault, ERR_INVALID, "delegates.decision_long", "%d", DECISION_MOST);
    TRY(delegates_load(c, at, &d));
    TRY(require_congress(c, &d));
    TRY(view_steps(c, &d, out));
    TRY(check_taking(c, &out->lines[step], t.on, t.decision));
    bool is_of_committee = delegates_way(at) == WAY_CONFERENCE && step == STEP_DECIDE;
    if (out->lines[step].gate.is_ok && !is_of_committee)
        t.decision = (struct str){0}; /* none was needed */
    TRY(write_taken(c, &d, step, &t));
    TRY(delegates_load(c, at, &d));
    return view_steps(c, &d, out);
}
