/*
 * What an act towards a roster asks for.  A congress decides at its own level: a town's office brings names for the
 * county's congress and decides nothing about them.  Who is elected, his unit's voters say by more than half of those
 * who came; who recorded it does not confirm the credentials.
 */
#include "domain/region.h"
#include "ledgers/delegate.h"
#include "ledgers/electoral_unit.h"
#include "service/congress/body.h"
#include "service/delegates/delegates_private.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

enum { FOUR = 4, FIVE = 5 }; /* of five voters four come (基层组织选举工作条例) */

enum err roster_level(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str level = row_text(l, row, ONE_OF(l, DELEGATE_LEVEL, ELECTORAL_UNIT_LEVEL));
    region at = region_at(row->region, region_level_read(level));

    if (call_is_machine(c) || call_may(c, l->writers, at))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "delegates.not_ours", "%.*s",
                STR_FMT(row_code_label(
                    l, row, ONE_OF(l, DELEGATE_LEVEL, ELECTORAL_UNIT_LEVEL), c->locale)));
}

/* ---- elected ---------------------------------------------------------------------------------- */

static enum err refuse(struct call *c, const struct row *row, const char *why)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);

    return FAIL(&c->fault, ERR_RULE, why, "%.*s", STR_FMT(row_text(l, row, DELEGATE_NAME)));
}

/* The unit's seats that somebody else has. */
static enum err count_others(struct call *c, const struct row *row, row_id unit,
                             int64_t *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    struct list all;

    *out = 0;
    TRY(rows_of_one(c, l, DELEGATE_ELECTORAL_UNIT, unit, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out += all.rows[i]->id.v != row->id.v &&
                (row_is(l, all.rows[i], DELEGATE_IS_ELECTED) ||
                 row_is(l, all.rows[i], DELEGATE_IS_QUALIFIED));
    return ERR_OK;
}

static enum err has_majority(struct call *c, const struct ledger *units,
                             const struct row *unit, const struct row *row)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    int64_t votes = row_number(l, row, DELEGATE_VOTES_FOR),
            came = row_number(units, unit, ELECTORAL_UNIT_VOTERS);

    if (2 * votes > came && votes <= came)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE,
                votes > came ? "delegates.votes_beyond" : "delegates.no_majority",
                "%.*s" SEP "%lld" SEP "%lld", STR_FMT(row_text(l, row, DELEGATE_NAME)),
                (long long)votes, (long long)came);
}

/* A delegate of the Party is a full member (基层组织选举工作条例), who joined before he was elected; nobody is
 * elected before his unit voted. */
static enum err is_eligible(struct call *c, const struct ledger *units,
                            const struct row *unit, const struct row *row)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    int64_t on = row_number(l, row, DELEGATE_ELECTED_ON),
            held = row_number(units, unit, ELECTORAL_UNIT_ELECTED_ON);

    if (held && on && on < held)
        return refuse(c, row, "delegates.other_day");
    if (body_of_row(l, row) != CODE_BODY_KIND_PARTY)
        return ERR_OK;
    if (row_has(l, row, DELEGATE_POLITICAL) &&
        !row_has_code(l, row, DELEGATE_POLITICAL, CODE_POLITICAL_01))
        return refuse(c, row, "delegates.no_member");
    return row_number(l, row, DELEGATE_PARTY_JOINED) > on
               ? refuse(c, row, "delegates.joined_late")
               : ERR_OK;
}

enum err delegate_elect_act(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *units = ledger_of(c, LEDGER_ELECTORAL_UNIT);
    row_id id = {row_number(l, row, DELEGATE_ELECTORAL_UNIT)};
    struct row *unit;
    int64_t others;

    if (!id.v)
        return refuse(c, row, "delegates.no_unit");
    TRY(row_fetch(c, units, id, &unit));
    if (!row_has(l, row, DELEGATE_VOTES_FOR) ||
        !row_number(units, unit, ELECTORAL_UNIT_VOTERS))
        return refuse(c, row, "delegates.no_votes");
    if (!str_eq(row_text(l, row, DELEGATE_LEVEL),
                row_text(units, unit, ELECTORAL_UNIT_LEVEL)))
        return refuse(c, row, "delegates.other_level");
    TRY(is_eligible(c, units, unit, row));
    TRY(has_majority(c, units, unit, row));
    TRY(count_others(c, row, id, &others));
    int64_t quota = row_number(units, unit, ELECTORAL_UNIT_QUOTA);
    return others < quota
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "delegates.too_many", "%lld" SEP "%lld",
                      (long long)others + 1, (long long)quota);
}

enum err delegate_qualify_act(struct call *c, const struct ledger *l, const struct row *row)
{
    account_id by = {row_number(l, row, DELEGATE_ELECTED_BY)};

    if (call_is_machine(c))
        return ERR_OK;
    TRY(call_require_person(c));
    return by.v && call_same_person(c, by) ? refuse(c, row, "delegates.same_hand") : ERR_OK;
}

/* ---- a unit ----------------------------------------------------------------------------------- */

enum err unit_elect_act(struct call *c, const struct ledger *l, const struct row *row)
{
    int64_t due = row_number(l, row, ELECTORAL_UNIT_VOTERS_DUE),
            came = row_number(l, row, ELECTORAL_UNIT_VOTERS);

    int64_t elected = row_number(l, row, ELECTORAL_UNIT_ELECTED),
            quota = row_number(l, row, ELECTORAL_UNIT_QUOTA);

    if (elected > quota)
        return FAIL(&c->fault, ERR_RULE, "delegates.too_many", "%lld" SEP "%lld",
                    (long long)elected, (long long)quota);
    if (!due || !came)
        return FAIL(&c->fault, ERR_RULE, "delegates.unit_voters", "%.*s",
                    STR_FMT(row_text(l, row, ELECTORAL_UNIT_TITLE)));
    if (body_of_row(l, row) != CODE_BODY_KIND_PARTY || FIVE * came >= FOUR * due)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "delegates.unit_quorum", "%lld" SEP "%lld",
                (long long)came, (long long)due);
}

struct bound {
    int field, most; /* what is never more than what */
};

void unit_bounds(struct call *c, const struct ledger *l, const struct row *row)
{
    static const struct bound BOUNDS[] = {
        {ELECTORAL_UNIT_FULL_MEMBERS, ELECTORAL_UNIT_MEMBERS},
        {ELECTORAL_UNIT_VOTERS_DUE, ELECTORAL_UNIT_FULL_MEMBERS},
        {ELECTORAL_UNIT_VOTERS, ELECTORAL_UNIT_VOTERS_DUE},
    };

    for (size_t i = 0; i < sizeof(BOUNDS) / sizeof(BOUNDS[0]); i++) {
        const struct bound *b = &BOUNDS[i];
        if (!row_has(l, row, b->field) || !row_has(l, row, b->most) ||
            row_number(l, row, b->field) <= row_number(l, row, b->most))
            continue;
        record_wrong(c, field_at(l, b->field), "delegates.beyond",
                     str_print(c->arena, "%lld" SEP "%.*s" SEP "%lld",
                               (long long)row_number(l, row, b->field),
                               STR_FMT(l->fields[field_at(l, b->most)].label.in[c->locale]),
                               (long long)row_number(l, row, b->most)));
    }
}
