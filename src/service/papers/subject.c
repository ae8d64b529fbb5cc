/* What a paper is about: the row it is asked for, its congress and its poll. */
#include "service/papers/subject.h"

#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/body.h"
#include "service/papers/ready.h"
#include "service/record/codes.h"
#include "service/site/site.h"

static const struct ledger *ledger_of_scope(struct call *c, struct str scope)
{
    static const struct {
        const char *scope;
        int ledger;
    } PAIRS[] = {{"congress", LEDGER_CONGRESS},   {"poll", LEDGER_POLL},
                 {"election", LEDGER_ELECTION},   {"sitting", LEDGER_SITTING},
                 {"unit", LEDGER_ELECTORAL_UNIT}, {"district", LEDGER_DISTRICT}};

    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++)
        if (str_eq(scope, str_of(PAIRS[i].scope)))
            return ledger_of(c, PAIRS[i].ledger);
    return NULL;
}

enum err load_subject(struct call *c, struct str scope, int64_t id, const struct ledger **l,
                      struct row **row)
{
    *l = ledger_of_scope(c, scope);
    if (!*l)
        return FAIL(&c->fault, ERR_INVALID, "forms.scope", "%.*s", STR_FMT(scope));
    return row_open(c, *l, (row_id){id}, row);
}

enum err load_congress(struct values *v, const struct ledger *l, const struct row *row)
{
    struct row *congress;

    TRY(row_fetch(
        v->call, ledger_of(v->call, LEDGER_CONGRESS),
        (row_id){row_number(l, row,
                            ONE_OF(l, SITTING_CONGRESS, DISTRICT_CONGRESS, POLL_CONGRESS))},
        &congress));
    v->congress = congress;
    return ERR_OK;
}

/* Does the unit or district elect for this congress?  A district is of one level and of the people alone, a unit of its
 * body's congress, never of a plenary of whom that elected. */
static bool elects_for(const struct ledger *lr, const struct row *row,
                       const struct ledger *l, const struct row *congress)
{
    static const int KINDS[][2] = {
        {CODE_BODY_KIND_PARTY, CODE_CONGRESS_KIND_PARTY},
        {CODE_BODY_KIND_CONGRESS, CODE_CONGRESS_KIND_PEOPLE},
        {CODE_BODY_KIND_CONFERENCE, CODE_CONGRESS_KIND_CONFERENCE}};

    if (lr->tag != LEDGER_ELECTORAL_UNIT)
        return true;
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (body_of_row(lr, row) == KINDS[i][0])
            return row_has_code(l, congress, CONGRESS_KIND, KINDS[i][1]);
    return false;
}

/* A unit that names its term elects for a congress of it. */
static bool is_of_term(const struct ledger *lr, const struct row *row,
                       const struct ledger *l, const struct row *congress)
{
    int64_t term =
        lr->tag == LEDGER_ELECTORAL_UNIT ? row_number(lr, row, ELECTORAL_UNIT_TERM) : 0;

    return !term || term == row_number(l, congress, CONGRESS_TERM);
}

/* The congress that a unit or district elects for: of its level, in its region or above. */
static enum err find_congress(struct values *v, const struct ledger *lr,
                              const struct row *row)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    bool by_level = lr->tag == LEDGER_ELECTORAL_UNIT;
    struct value level = {.is_set = true};
    struct filter filter = {field_at(l, CONGRESS_LEVEL), FILTER_ANY, &level, 1};
    struct list_query q = {.sort = -1, .limit = ROWS_MOST, .filters = &filter};
    struct list list;

    if (by_level)
        level.text = row_text(lr, row, ELECTORAL_UNIT_LEVEL);
    q.filter_count = by_level && level.text.len;
    for (region r = row->region; r; r = region_parent(r)) {
        q.region = r;
        TRY(engine_list(call_reading(v->call), l, &q, &list, &v->call->fault));
        for (size_t i = 0; i < list.count; i++)
            if (elects_for(lr, row, l, list.rows[i]) &&
                is_of_term(lr, row, l, list.rows[i])) {
                v->congress = list.rows[i];
                return ERR_OK;
            }
    }
    return FAIL(&v->call->fault, ERR_RULE, "forms.no_congress", "%s", "");
}

static enum err load_poll(struct values *v, row_id id, row_id election)
{
    v->poll = ARENA_NEW(v->call->arena, struct poll_view);
    TRY(poll_view(v->call, id, v->poll));
    v->congress = v->poll->poll->congress;
    for (size_t i = 0; i < v->poll->poll->election_count; i++)
        if (v->poll->poll->elections[i].row->id.v == election.v)
            v->question = i;
    return v->question < v->poll->poll->election_count
               ? ERR_OK
               : FAIL(&v->call->fault, ERR_RULE, "poll.elections", "%d",
                      POLL_ELECTIONS_MOST);
}

/* What goes before the formal list tells of no vote: the numbers and names of the poll are not its own. */
static bool is_before_poll(const struct values *v)
{
    return str_eq(v->form, STR("consultation_record")) ||
           str_eq(v->form, STR("first_candidates_notice"));
}

static bool has_begun_here(const struct values *v, const struct ledger *l,
                           const struct row *row)
{
    bool is_here = !v->sitting || row_number(l, row, POLL_SITTING) == v->sitting->id.v;

    return is_here && row_has(l, row, POLL_FROZEN_AT) && !row_is(l, row, POLL_IS_VOID);
}

/* The last poll of a district that has begun, or the only one of a sitting: its numbers fill the chair's script, and
 * those of one ballot are not read out for several.  A primary fills its own report alone. */
static enum err load_last_poll(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list all;
    size_t last, begun = 0;

    if (is_before_poll(v))
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, v->congress->id, POLL_FROZEN_AT, &all));
    for (last = 0; last < all.count; last++)
        begun += has_begun_here(v, l, all.rows[last]);
    if (v->sitting && begun > 1)
        return ERR_OK;
    for (last = all.count; last > 0; last--) {
        const struct row *row = all.rows[last - 1];
        if (!has_begun_here(v, l, row))
            continue;
        TRY(load_poll(v, row->id, (row_id){0}));
        if (poll_is_primary(v->poll) == str_eq(v->form, STR(PRIMARY_RESULT)))
            return ERR_OK;
        v->poll = NULL;
    }
    return ERR_OK;
}

enum err load_paper(struct values *v, const struct ledger *l, struct row *row)
{
    if (l->tag == LEDGER_POLL)
        return load_poll(v, row->id, (row_id){0});
    if (l->tag == LEDGER_ELECTION)
        return load_poll(v, (row_id){row_number(l, row, ELECTION_POLL)}, row->id);
    if (l->tag == LEDGER_CONGRESS)
        v->congress = row;
    if (l->tag == LEDGER_SITTING) {
        v->sitting = row;
        TRY(load_congress(v, l, row));
        return load_last_poll(v);
    }
    if (l->tag == LEDGER_ELECTORAL_UNIT) {
        v->unit = row;
        return find_congress(v, l, row);
    }
    if (l->tag == LEDGER_DISTRICT) {
        v->district = row;
        if (!row_has(l, row, DISTRICT_CONGRESS))
            return find_congress(v, l, row);
        TRY(load_congress(v, l, row));
        return load_last_poll(v);
    }
    return ERR_OK;
}

/* A district of no congress yet has no poll either. */
enum err load_if_held(struct values *v, const struct ledger *l, struct row *row)
{
    enum err err = load_paper(v, l, row);

    if (err != ERR_RULE)
        return err;
    v->call->fault = (struct fault){0};
    return ERR_OK;
}
