/* Values of a consultative conference: its sectors with their seats, the names proposed, the members decided on. */
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "service/congress/body.h"
#include "service/delegates/delegates.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

struct conference {
    const struct ledger *of_units, *of_names;
    struct list units, names; /* names in stroke order */
    int64_t members, seats;
    struct structure_count count; /* of the names */
};

static bool is_name(const struct ledger *l, const struct row *row)
{
    return !row_is(l, row, DELEGATE_IS_REPLACED) && !row_is(l, row, DELEGATE_IS_LAPSED);
}

static bool is_of(const struct conference *k, const struct row *name,
                  const struct row *unit)
{
    return row_number(k->of_names, name, DELEGATE_ELECTORAL_UNIT) == unit->id.v;
}

/* ---- sectors ----------------------------------------------------------------------------------- */

static void put_sector(struct values *v, struct conference *k, const struct row *unit)
{
    const struct ledger *l = k->of_units;
    struct str members = {0};
    int64_t count = 0;

    for (size_t i = 0; i < k->names.count; i++) {
        const struct row *row = k->names.rows[i];
        if (!is_of(k, row, unit) || !row_is(k->of_names, row, DELEGATE_IS_MEMBER))
            continue;
        members = names_joined(v->call->arena, members,
                               row_text(k->of_names, row, DELEGATE_NAME));
        count++;
    }
    jsonw_open(&v->w, '{');
    put_text(v, "title", row_text(l, unit, ELECTORAL_UNIT_TITLE));
    put_number(v, "quota", row_number(l, unit, ELECTORAL_UNIT_QUOTA));
    if (row_has(l, unit, ELECTORAL_UNIT_WOMEN_MIN))
        put_number(v, "women_min", row_number(l, unit, ELECTORAL_UNIT_WOMEN_MIN));
    put_text(v, "note", row_text(l, unit, ELECTORAL_UNIT_NOTE));
    put_number(v, "count", count);
    put_text(v, "names", members);
    jsonw_close(&v->w, '}');
    k->members += count;
    k->seats += row_number(l, unit, ELECTORAL_UNIT_QUOTA);
}

static void put_sectors_list(struct values *v, struct conference *k)
{
    open_list(v, "sectors");
    for (size_t i = 0; i < k->units.count; i++)
        put_sector(v, k, k->units.rows[i]);
    close_list(v);
    put_known(v, "sector_count", (int64_t)k->units.count, k->units.count, OPEN_SECTORS);
    put_known(v, "seat_count", k->seats, k->units.count, OPEN_SECTORS);
    if (k->members)
        put_number(v, "member_count", k->members);
}

/* ---- names ------------------------------------------------------------------------------------- */

static void put_name(struct values *v, struct conference *k, const struct row *row)
{
    const struct ledger *l = k->of_names;

    jsonw_open(&v->w, '{');
    put_text(v, "sector", row_label(l, row, DELEGATE_ELECTORAL_UNIT));
    put_person(v, l, row);
    put_text(v, "political", code_text(l, row, DELEGATE_POLITICAL));
    put_text(v, "proposed_by", code_text(l, row, DELEGATE_PROPOSED_BY));
    jsonw_close(&v->w, '}');
    delegate_add(&k->count, l, row, v->ages_at);
}

/* Sector after sector, those of no sector yet behind. */
static void put_names(struct values *v, struct conference *k)
{
    open_list(v, "names");
    for (size_t u = 0; u <= k->units.count; u++)
        for (size_t i = 0; i < k->names.count; i++) {
            const struct row *row = k->names.rows[i];
            bool last = u == k->units.count;
            if (is_name(k->of_names, row) &&
                (last ? !row_number(k->of_names, row, DELEGATE_ELECTORAL_UNIT)
                      : is_of(k, row, k->units.rows[u])))
                put_name(v, k, row);
        }
    close_list(v);
    put_known(v, "name_count", k->count.people, k->count.people, OPEN_DELEGATES);
}

static void put_shares(struct values *v, const struct structure_count *n)
{
    static const struct {
        const char *key, *share;
        enum structure_kind kind;
    } KINDS[] = {{"outside", "outside_share", STRUCTURE_NON_PARTY},
                 {"women", "women_actual_share", STRUCTURE_WOMEN},
                 {"ethnic", "ethnic_actual_share", STRUCTURE_ETHNIC},
                 {"young", "young_actual_share", STRUCTURE_UNDER45}};

    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        put_kind(v, n, KINDS[i].kind, KINDS[i].key, KINDS[i].share);
}

/* ---- the decision ------------------------------------------------------------------------------ */

static enum err put_decision(struct values *v, struct str level)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE_STEP);
    struct list all;

    TRY(rows_of_level(v, l, level, DELEGATE_STEP_LEVEL, DELEGATE_STEP_STEP, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.rows[i]->region == v->congress->region &&
            row_has_code(l, all.rows[i], DELEGATE_STEP_STEP, CODE_DELEGATE_STEP_DECIDE))
            put_date(v, "decided_day",
                     (date)row_number(l, all.rows[i], DELEGATE_STEP_DONE_ON));
    return ERR_OK;
}

static enum err load_conference(struct values *v, struct str level, struct conference *k)
{
    *k = (struct conference){.of_units = ledger_of(v->call, LEDGER_ELECTORAL_UNIT),
                             .of_names = ledger_of(v->call, LEDGER_DELEGATE)};
    TRY(rows_of_level(v, k->of_units, level, ELECTORAL_UNIT_LEVEL, ELECTORAL_UNIT_PLACE,
                      &k->units));
    TRY(rows_of_level(v, k->of_names, level, DELEGATE_LEVEL, DELEGATE_NAME, &k->names));
    sort_by_strokes(v, k->of_names, &k->names);
    return ERR_OK;
}

enum err put_conference(struct values *v)
{
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct str level = row_text(lc, v->congress, CONGRESS_LEVEL);
    struct conference k;

    if (body_of_congress(lc, v->congress) != CODE_BODY_KIND_CONFERENCE)
        return ERR_OK;
    TRY(load_conference(v, level, &k));
    put_sectors_list(v, &k);
    put_names(v, &k);
    put_shares(v, &k.count);
    return put_decision(v, level);
}

enum err members_count(struct values *v, int64_t *out)
{
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct conference k;

    *out = 0;
    TRY(load_conference(v, row_text(lc, v->congress, CONGRESS_LEVEL), &k));
    for (size_t i = 0; i < k.names.count; i++)
        *out += row_is(k.of_names, k.names.rows[i], DELEGATE_IS_MEMBER);
    return ERR_OK;
}
