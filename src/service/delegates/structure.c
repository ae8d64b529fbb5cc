/* Delegates: what the roster is made up of, and whether its credentials are complete. */
#include "base/utf8.h"
#include "ledgers/delegate.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"
#include "service/delegates/delegates_private.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"

#include <stdlib.h>

/* ---- who counts ------------------------------------------------------------------------- */

static struct structure_person person_of(const struct ledger *l, const struct row *row)
{
    struct structure_person p = {.kind = row_text(l, row, DELEGATE_KIND),
                                 .sex = row_text(l, row, DELEGATE_SEX),
                                 .ethnicity = row_text(l, row, DELEGATE_ETHNICITY),
                                 .birth = row_number(l, row, DELEGATE_BIRTH),
                                 .is_incumbent =
                                     row_number(l, row, DELEGATE_INCUMBENT) != 0,
                                 .education = row_text(l, row, DELEGATE_EDUCATION),
                                 .political = row_text(l, row, DELEGATE_POLITICAL)};

    return p;
}

uint32_t delegate_traits(const struct ledger *l, const struct row *row, date at)
{
    struct structure_person p = person_of(l, row);

    return structure_traits(&p, at);
}

void delegate_add(struct structure_count *n, const struct ledger *l, const struct row *row,
                  date at)
{
    struct structure_person p = person_of(l, row);

    structure_add_person(n, &p, at);
}

static bool has_voted(const struct ledger *l, const struct row *unit)
{
    return row_is(l, unit, ELECTORAL_UNIT_IS_ELECTED) ||
           row_is(l, unit, ELECTORAL_UNIT_IS_APPROVED);
}

static int by_unit(const void *x, const void *y)
{
    const struct structure_line *const *a = x, *const *b = y;

    return ((*a)->unit->id.v > (*b)->unit->id.v) - ((*a)->unit->id.v < (*b)->unit->id.v);
}

/* The lines of a view by the ids of their units. */
struct unit_index {
    struct structure_line **lines;
    size_t count;
};

static struct unit_index index_units(struct call *c, struct structure_view *v)
{
    struct unit_index x = {
        ARENA_ARRAY(c->arena, struct structure_line *, v->unit_count + 1), v->unit_count};

    for (size_t i = 0; i < x.count; i++)
        x.lines[i] = &v->units[i];
    qsort(x.lines, x.count, sizeof(struct structure_line *), by_unit);
    return x;
}

static struct structure_line *line_of(const struct unit_index *x, int64_t unit)
{
    size_t from = 0, end = x->count;

    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if (x->lines[middle]->unit->id.v < unit)
            from = middle + 1;
        else
            end = middle;
    }
    return from < x->count && x->lines[from]->unit->id.v == unit ? x->lines[from] : NULL;
}

/* Adds a name to the numbers of its unit by its state.  Is it a candidate still? */
static bool add_state(const struct ledger *l, const struct row *row,
                      struct structure_line *u)
{
    bool proposed = row_is(l, row, DELEGATE_IS_PROPOSED),
         reviewed = row_is(l, row, DELEGATE_IS_REVIEWED);

    u->proposed += proposed;
    u->reviewed += reviewed;
    u->elected += row_is(l, row, DELEGATE_IS_ELECTED);
    u->qualified += row_is(l, row, DELEGATE_IS_QUALIFIED);
    u->consulted += row_is(l, row, DELEGATE_IS_CONSULTED);
    u->considered += row_is(l, row, DELEGATE_IS_CONSIDERED);
    u->decided += row_is(l, row, DELEGATE_IS_MEMBER);
    return proposed || reviewed;
}

/* One name: to its unit's numbers, and to all when it counts now. */
static void add_name(const struct delegates *d, const struct unit_index *units, date at,
                     const struct row *row, struct structure_count *all)
{
    const struct ledger *l = d->ledger;
    struct structure_line none = {0};
    struct structure_line *u = line_of(units, row_number(l, row, DELEGATE_ELECTORAL_UNIT));
    uint32_t traits = delegate_traits(l, row, at);
    bool is_candidate = add_state(l, row, u ? u : &none);

    if (row_is(l, row, DELEGATE_IS_REPLACED) || row_is(l, row, DELEGATE_IS_LAPSED) ||
        (is_candidate && u && has_voted(d->units_of, u->unit)))
        return;
    structure_add(all, traits);
    if (u)
        structure_add(&u->names, traits);
}

/* ---- targets ---------------------------------------------------------------------------- */

static bool read_target(const struct ledger *l, const struct row *row,
                        struct structure_target *out)
{
    *out = (struct structure_target){
        .is_at_least =
            row_has_code(l, row, STRUCTURE_TARGET_SENSE, CODE_STRUCTURE_SENSE_AT_LEAST),
        .is_percent = row_number(l, row, STRUCTURE_TARGET_PERCENT) != 0,
        .number = row_number(l, row, STRUCTURE_TARGET_NUMBER)};
    return structure_kind_read(row_text(l, row, STRUCTURE_TARGET_KIND), &out->kind);
}

static void add_missing(struct call *c, struct structure_line *u, enum structure_kind kind,
                        const struct structure_standing *s, bool at_least)
{
    const struct ledger *l = ledger_of(c, LEDGER_STRUCTURE_TARGET);
    const struct code_table *codes = l->fields[field_at(l, STRUCTURE_TARGET_KIND)].codes;
    const struct code_item *item = code_find(codes, str_of(structure_kind_name(kind)));
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);

    if (s->is_met)
        return;
    struct str args = str_print(c->arena, "%.*s" SEP "%lld",
                                STR_FMT(item->label.in[c->locale]), (long long)s->lacking);
    message_write(&text, c->locale,
                  at_least ? STR("delegates.short_of") : STR("delegates.too_many_of"),
                  args);
    u->missing[u->missing_count++] = str_copy(c->arena, buf_view(&text));
}

static void check_target(struct call *c, const struct structure_view *v,
                         const struct unit_index *units, struct target_line *t,
                         const struct structure_count *all)
{
    const struct ledger *l = ledger_of(c, LEDGER_STRUCTURE_TARGET);
    int64_t unit = row_number(l, t->row, STRUCTURE_TARGET_ELECTORAL_UNIT);
    struct structure_line *u = unit ? line_of(units, unit) : NULL;

    t->standing =
        structure_reckon(&t->target, u ? u->quota : v->total, u ? &u->names : all);
    if (u)
        add_missing(c, u, t->target.kind, &t->standing, t->target.is_at_least);
}

/* What the unit's own row asks for. */
static void check_minimums(struct call *c, const struct ledger *l, struct structure_line *u)
{
    static const struct {
        int field;
        enum structure_kind kind;
    } OWN[] = {{ELECTORAL_UNIT_WOMEN_MIN, STRUCTURE_WOMEN},
               {ELECTORAL_UNIT_FRONTLINE_MIN, STRUCTURE_FRONTLINE}};

    for (size_t i = 0; i < sizeof(OWN) / sizeof(OWN[0]); i++) {
        struct structure_target t = {OWN[i].kind, true, false,
                                     row_number(l, u->unit, OWN[i].field)};
        struct structure_standing s = structure_reckon(&t, u->quota, &u->names);
        add_missing(c, u, t.kind, &s, true);
    }
}

static void fill_units(struct call *c, const struct delegates *d, struct structure_view *v)
{
    v->units = ARENA_ARRAY(c->arena, struct structure_line, d->units.count);
    v->unit_count = d->units.count;
    for (size_t i = 0; i < v->unit_count; i++) {
        struct structure_line *u = &v->units[i];
        u->unit = d->units.rows[i];
        u->quota = row_number(d->units_of, u->unit, ELECTORAL_UNIT_QUOTA);
        u->missing = ARENA_ARRAY(c->arena, struct str, d->targets.count + 2);
        v->total += u->quota;
    }
}

enum err structure_of(struct call *c, const struct delegates *d, struct structure_view *out)
{
    struct structure_count all = {0};

    *out = (struct structure_view){.at = delegates_day(c, d)};
    fill_units(c, d, out);
    struct unit_index units = index_units(c, out);
    for (size_t i = 0; i < d->all.count; i++)
        add_name(d, &units, out->at, d->all.rows[i], &all);
    out->targets = ARENA_ARRAY(c->arena, struct target_line, d->targets.count);
    for (size_t i = 0; i < d->targets.count; i++) {
        struct target_line *t = &out->targets[out->target_count];
        t->row = d->targets.rows[i];
        if (!read_target(d->targets_of, t->row, &t->target))
            continue;
        check_target(c, out, &units, t, &all);
        out->target_count++;
    }
    for (size_t i = 0; i < out->unit_count; i++)
        check_minimums(c, d->units_of, &out->units[i]);
    return ERR_OK;
}

enum err delegates_structure(struct call *c, const struct delegates_at *at,
                             struct structure_view *out)
{
    struct delegates d;

    TRY(delegates_load(c, at, &d));
    return structure_of(c, &d, out);
}

/* ---- credentials ------------------------------------------------------------------------ */

static void add_credentials(const struct delegates *d, struct row *row,
                            struct credentials *out)
{
    const struct ledger *l = d->ledger;
    bool member = row_is(l, row, DELEGATE_IS_MEMBER);
    bool qualified = row_is(l, row, DELEGATE_IS_QUALIFIED) || member,
         elected = row_is(l, row, DELEGATE_IS_ELECTED);

    if (row_has(l, row, DELEGATE_INVALID_REASON) && !qualified)
        out->invalid[out->invalid_count++] = row;
    out->unchecked +=
        row_is(l, row, DELEGATE_IS_CONSULTED) || row_is(l, row, DELEGATE_IS_CONSIDERED);
    if (!elected && !qualified)
        return;
    int age = date_age(row_number(l, row, DELEGATE_BIRTH), out->at);
    structure_add(&out->names, delegate_traits(l, row, out->at));
    out->elected++;
    out->qualified += qualified;
    out->unchecked += elected;
    if (age >= 0) {
        out->ages += age;
        out->ages_of++;
    }
}

enum err delegates_credentials(struct call *c, const struct delegates_at *at,
                               struct credentials *out)
{
    struct delegates d;

    *out = (struct credentials){0};
    TRY(delegates_load(c, at, &d));
    TRY(call_require(c, d.ledger->readers, at->region));
    out->at = delegates_day(c, &d);
    out->invalid = ARENA_ARRAY(c->arena, struct row *, d.all.count);
    for (size_t i = 0; i < d.all.count; i++)
        add_credentials(&d, d.all.rows[i], out);
    for (size_t i = 0; i < d.units.count; i++)
        out->seats += row_number(d.units_of, d.units.rows[i], ELECTORAL_UNIT_QUOTA);
    out->vacancies = out->seats > out->elected ? out->seats - out->elected : 0;
    out->is_complete = out->qualified > 0 && !out->unchecked;
    return ERR_OK;
}

/* ---- guard ------------------------------------------------------------------------------ */

static enum err structure_target_guard(struct call *c, const struct ledger *l,
                                       struct row *row)
{
    const struct ledger *units = ledger_of(c, LEDGER_ELECTORAL_UNIT);
    row_id id = {row_number(l, row, STRUCTURE_TARGET_ELECTORAL_UNIT)};
    struct row *unit;

    if (row_number(l, row, STRUCTURE_TARGET_PERCENT) &&
        row_number(l, row, STRUCTURE_TARGET_NUMBER) > 100)
        record_wrong(c, field_at(l, STRUCTURE_TARGET_NUMBER), "delegates.percent",
                     STR("100"));
    if (!id.v || engine_get(call_reading(c), units, id, &unit))
        return ERR_OK; /* a reference to nothing is refused elsewhere */
    if (!str_eq(row_text(units, unit, ELECTORAL_UNIT_LEVEL),
                row_text(l, row, STRUCTURE_TARGET_LEVEL)))
        record_wrong(c, field_at(l, STRUCTURE_TARGET_ELECTORAL_UNIT),
                     "delegates.unit_level", row_text(units, unit, ELECTORAL_UNIT_TITLE));
    return ERR_OK;
}

const struct hook structure_target_hook = {.guard = structure_target_guard};
