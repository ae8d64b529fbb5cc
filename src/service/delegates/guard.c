/*
 * Whose a name and a unit is, and that nothing of another body's way happens to it: delegates of the Party are
 * reviewed, elected and qualified; members of the conference consulted on, considered and decided on.  Asked
 * of every door by the hooks, so that form, bulk, import and act are answered alike.
 */
#include "domain/person.h"
#include "ledgers/delegate.h"
#include "ledgers/electoral_unit.h"
#include "service/congress/body.h"
#include "service/congress/size.h"
#include "service/delegates/delegates_private.h"
#include "service/record/check.h"
#include "service/record/hooks.h"
#include "service/site/site.h"

static bool is_of_conference(const struct ledger *l, const struct row *row)
{
    return body_of_row(l, row) == CODE_BODY_KIND_CONFERENCE;
}

/* ---- the way of each body -------------------------------------------------------------------- */

static bool is_one_of(const struct ledger *l, const struct row *row, const int *states,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (row_is(l, row, states[i]))
            return true;
    return false;
}

#define IS_ONE_OF(l, row, ...)                        \
    is_one_of((l), (row), (const int[]){__VA_ARGS__}, \
              sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Why a row of this body is never in its state; NULL: it may be. */
static const char *wrong_state(const struct ledger *l, const struct row *row)
{
    bool conference = is_of_conference(l, row);

    if (l->tag == LEDGER_ELECTORAL_UNIT)
        return conference && IS_ONE_OF(l, row, ELECTORAL_UNIT_IS_ELECTED,
                                       ELECTORAL_UNIT_IS_APPROVED)
                   ? "sectors.no_election"
                   : NULL;
    if (conference)
        return IS_ONE_OF(l, row, DELEGATE_IS_REVIEWED, DELEGATE_IS_ELECTED,
                         DELEGATE_IS_QUALIFIED)
                   ? "sectors.state"
                   : NULL;
    return IS_ONE_OF(l, row, DELEGATE_IS_CONSULTED, DELEGATE_IS_CONSIDERED,
                     DELEGATE_IS_MEMBER)
               ? "delegates.state"
               : NULL;
}

/* Does a row that was kept before these rules stand as it stood? */
static bool stands_so(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
           before->state == row->state && body_of_row(l, before) == body_of_row(l, row);
}

static void check_state(struct call *c, const struct ledger *l, const struct row *row)
{
    const char *why = wrong_state(l, row);
    int body = ONE_OF(l, DELEGATE_BODY_KIND, ELECTORAL_UNIT_BODY_KIND);

    if (why && !stands_so(c, l, row))
        record_wrong(c, field_at(l, body), why, l->states[row->state].label.in[c->locale]);
}

static enum err act_guard(struct call *c, const struct ledger *l, const struct act *act,
                          const struct row *row)
{
    const char *why = wrong_state(l, row);

    if (why)
        return FAIL(&c->fault, ERR_RULE, why, "%.*s",
                    STR_FMT(l->states[row->state].label.in[c->locale]));
    TRY(roster_level(c, l, row));
    if (l->tag == LEDGER_ELECTORAL_UNIT)
        return act == act_at(l, ELECTORAL_UNIT_DO_ELECT) ? unit_elect_act(c, l, row)
                                                         : ERR_OK;
    if (act == act_at(l, DELEGATE_DO_ELECT))
        return delegate_elect_act(c, l, row);
    return act == act_at(l, DELEGATE_DO_QUALIFY) ? delegate_qualify_act(c, l, row) : ERR_OK;
}

/* There is no consultative conference of a township. */
static void check_level(struct call *c, const struct ledger *l, const struct row *row)
{
    int level = ONE_OF(l, DELEGATE_LEVEL, ELECTORAL_UNIT_LEVEL);

    if (is_of_conference(l, row) && row_has_code(l, row, level, CODE_LEVEL_TOWNSHIP))
        record_wrong(c, field_at(l, level), "sectors.no_township", STR(""));
}

/* ---- delegates ------------------------------------------------------------------------------- */

static bool is_of_party(const struct ledger *l, const struct row *row)
{
    return row_has_code(l, row, DELEGATE_POLITICAL, CODE_POLITICAL_01) ||
           row_has_code(l, row, DELEGATE_POLITICAL, CODE_POLITICAL_02);
}

/* Members of the Party are proposed by the organisation department, others by the united front department. */
static void check_proposer(struct call *c, const struct ledger *l, struct row *row)
{
    int by = is_of_party(l, row) ? CODE_CONFERENCE_PROPOSER_ORGANISATION
                                 : CODE_CONFERENCE_PROPOSER_UNITED_FRONT;

    if (!row_has(l, row, DELEGATE_POLITICAL)) {
        record_wrong(c, field_at(l, DELEGATE_POLITICAL), "sectors.political", STR(""));
        return;
    }
    if (!row_has(l, row, DELEGATE_PROPOSED_BY))
        row_put_code(l, row, DELEGATE_PROPOSED_BY, by);
    else if (!row_has_code(l, row, DELEGATE_PROPOSED_BY, by))
        record_wrong(c, field_at(l, DELEGATE_PROPOSED_BY), "sectors.proposer",
                     row_code_label(l, row, DELEGATE_POLITICAL, c->locale));
}

/* ---- of which term --------------------------------------------------------------------------- */

static bool is_decided(const struct ledger *l, const struct row *row)
{
    return IS_ONE_OF(l, row, DELEGATE_IS_ELECTED, DELEGATE_IS_QUALIFIED, DELEGATE_IS_MEMBER,
                     DELEGATE_IS_REPLACED, DELEGATE_IS_LAPSED);
}

/* The row as it stands; NULL: it is new. */
static const struct row *row_before(struct call *c, const struct ledger *l,
                                    const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) ? before : NULL;
}

static void say_of_unit(struct call *c, const struct ledger *l, const struct row *row,
                        const struct ledger *units, const struct row *unit)
{
    int64_t term = row_number(units, unit, ELECTORAL_UNIT_TERM);

    record_wrong(c, field_at(l, DELEGATE_TERM),
                 term ? "delegates.unit_term" : "delegates.unit_no_term",
                 str_print(c->arena, "%lld" SEP "%.*s" SEP "%lld",
                           (long long)row_number(l, row, DELEGATE_TERM),
                           STR_FMT(row_text(units, unit, ELECTORAL_UNIT_TITLE)),
                           (long long)term));
}

/* A name follows its unit until it was elected or decided on; what is typed must agree with it. */
static void follow_unit(struct call *c, const struct ledger *l, struct row *row,
                        const struct ledger *units, const struct row *unit)
{
    const struct row *before = row_before(c, l, row);
    int64_t term = row_number(units, unit, ELECTORAL_UNIT_TERM),
            own = row_number(l, row, DELEGATE_TERM);
    bool is_kept = before && own == row_number(l, before, DELEGATE_TERM);

    if (own == term || (is_kept && is_decided(l, before)))
        return;
    if (term && (!own || is_kept))
        row_put_number(l, row, DELEGATE_TERM, term);
    else
        say_of_unit(c, l, row, units, unit);
}

/* Elected, qualified or a member for no term: of which congress?  Older rows stay as they are, and nobody's source. */
static void check_term(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct row *before = row_before(c, l, row);

    if (row_number(l, row, DELEGATE_TERM) ||
        !IS_ONE_OF(l, row, DELEGATE_IS_ELECTED, DELEGATE_IS_QUALIFIED, DELEGATE_IS_MEMBER))
        return;
    if (!before || !is_decided(l, before) || row_number(l, before, DELEGATE_TERM))
        record_wrong(c, field_at(l, DELEGATE_TERM), "delegates.no_term",
                     l->states[row->state].label.in[c->locale]);
}

/* A name stands in a unit of its own body and term. */
static void check_unit(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *units = ledger_of(c, LEDGER_ELECTORAL_UNIT);
    row_id id = {row_number(l, row, DELEGATE_ELECTORAL_UNIT)};
    struct row *unit;

    if (!id.v || engine_get(call_reading(c), units, id, &unit))
        return; /* a reference to nothing is refused elsewhere */
    if (body_of_row(units, unit) != body_of_row(l, row))
        record_wrong(c, field_at(l, DELEGATE_ELECTORAL_UNIT), "delegates.unit_body",
                     row_text(units, unit, ELECTORAL_UNIT_TITLE));
    follow_unit(c, l, row, units, unit);
}

static enum err delegate_guard(struct call *c, const struct ledger *l, struct row *row)
{
    record_of_age(c, field_at(l, DELEGATE_BIRTH), row);
    check_state(c, l, row);
    check_level(c, l, row);
    check_unit(c, l, row);
    check_term(c, l, row);
    if (is_of_conference(l, row))
        check_proposer(c, l, row);
    else if (!row_has(l, row, DELEGATE_KIND))
        record_wrong(c, field_at(l, DELEGATE_KIND), "cell.required", STR(""));
    return ERR_OK;
}

/* Whoever was elected leaves by an act, with its reason. */
static enum err delegate_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    if (!IS_ONE_OF(l, row, DELEGATE_IS_ELECTED, DELEGATE_IS_QUALIFIED, DELEGATE_IS_MEMBER))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "delegates.stays", "%.*s",
                STR_FMT(row_text(l, row, DELEGATE_NAME)));
}

const struct hook delegate_hook = {.check = person_check,
                                   .guard = delegate_guard,
                                   .act = act_guard,
                                   .drop = delegate_drop};

/* ---- units ----------------------------------------------------------------------------------- */

/* Names do not change their body with the unit. */
static enum err check_names(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *names = ledger_of(c, LEDGER_DELEGATE);
    struct row *before;
    struct list all;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        body_of_row(l, before) == body_of_row(l, row))
        return ERR_OK;
    TRY(rows_of_one(c, names, DELEGATE_ELECTORAL_UNIT, row->id, 0, &all));
    if (all.count)
        record_wrong(c, field_at(l, ELECTORAL_UNIT_BODY_KIND), "delegates.unit_names",
                     str_print(c->arena, "%zu", all.count));
    return ERR_OK;
}

/* Nor are those whom it elected of another term: its names follow it until then. */
static enum err check_elected(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *names = ledger_of(c, LEDGER_DELEGATE);
    int64_t term = row_number(l, row, ELECTORAL_UNIT_TERM), decided = 0;
    const struct row *before = row_before(c, l, row);
    struct list all;

    if (!before || row_number(l, before, ELECTORAL_UNIT_TERM) == term)
        return ERR_OK;
    TRY(rows_of_one(c, names, DELEGATE_ELECTORAL_UNIT, row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        decided += is_decided(names, all.rows[i]) &&
                   row_number(names, all.rows[i], DELEGATE_TERM) != term;
    if (decided)
        record_wrong(c, field_at(l, ELECTORAL_UNIT_TERM), "delegates.unit_elected",
                     str_print(c->arena, "%lld", (long long)decided));
    return ERR_OK;
}

/* One of each title in a place; of those that name no term the unique key does not speak. */
static enum err check_title(struct call *c, const struct ledger *l, const struct row *row)
{
    struct list all;

    if (row_has(l, row, ELECTORAL_UNIT_TERM))
        return ERR_OK;
    TRY(rows_like(c, l, ELECTORAL_UNIT_TITLE, row, &all));
    for (size_t i = 0; i < all.count; i++)
        if (!row_has(l, all.rows[i], ELECTORAL_UNIT_TERM) &&
            str_eq(row_text(l, all.rows[i], ELECTORAL_UNIT_LEVEL),
                   row_text(l, row, ELECTORAL_UNIT_LEVEL))) {
            record_wrong(c, field_at(l, ELECTORAL_UNIT_TERM), "delegates.unit_twice",
                         row_text(l, row, ELECTORAL_UNIT_TITLE));
            return ERR_OK;
        }
    return ERR_OK;
}

static enum err electoral_unit_guard(struct call *c, const struct ledger *l,
                                     struct row *row)
{
    check_state(c, l, row);
    check_level(c, l, row);
    unit_bounds(c, l, row);
    TRY(check_elected(c, l, row));
    TRY(check_title(c, l, row));
    if (body_of_row(l, row) == CODE_BODY_KIND_CONGRESS)
        TRY(congress_seats_guard(c, l, row));
    return check_names(c, l, row);
}

/* Whoever was elected rests on the numbers of his unit. */
static enum err unit_held(struct call *c, const struct ledger *l, const struct row *before,
                          bool *out)
{
    const struct ledger *names = ledger_of(c, LEDGER_DELEGATE);
    struct list all;

    (void)l;
    *out = false;
    TRY(rows_of_one(c, names, DELEGATE_ELECTORAL_UNIT, before->id, 0, &all));
    for (size_t i = 0; i < all.count && !*out; i++)
        *out = IS_ONE_OF(names, all.rows[i], DELEGATE_IS_ELECTED, DELEGATE_IS_QUALIFIED);
    return ERR_OK;
}

const struct hook electoral_unit_hook = {
    .guard = electoral_unit_guard, .act = act_guard, .held = unit_held};
