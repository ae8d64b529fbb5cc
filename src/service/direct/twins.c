#include "service/direct/twins.h"

#include "domain/names/bare.h"
#include "ledgers/district.h"
#include "ledgers/voter.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

bool voter_opens(const struct call *c, const struct ledger *l, const struct row *row)
{
    const struct field *f = &l->fields[field_at(l, VOTER_ID_NUMBER)];

    return call_may(c, l->unsealers[f->seal], row->region);
}

static enum err id_number_of(struct call *c, const struct ledger *l, const struct row *row,
                             struct str *out)
{
    const struct field *f = &l->fields[field_at(l, VOTER_ID_NUMBER)];
    const struct value *v = &row->values[f->index];

    *out = v->text;
    if (!v->is_set || v->number == SEALED_PLAIN)
        return ERR_OK;
    *out = (struct str){0};
    if (c->site->rehearsed) /* it does not open there: name and birth tell */
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, v->text, out, &c->fault);
}

enum { ALIKE_MOST = 10000 };

static enum err list_alike(struct call *c, const struct ledger *l, int field,
                           struct value v, struct list *out)
{
    struct filter same = {field, FILTER_ANY, &v, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = ALIKE_MOST,
                           .filters = &same,
                           .filter_count = 1};

    return engine_list(call_reading(c), l, &q, out, &c->fault);
}

/* The same identity number anywhere. */
static enum err by_number(struct call *c, const struct ledger *l, struct str number,
                          struct list *out)
{
    struct value v = {.is_set = true, .text = number, .number = SEALED_PLAIN};
    size_t kept = 0;

    TRY(list_alike(c, l, field_at(l, VOTER_ID_NUMBER), v, out));
    for (size_t i = 0; i < out->count; i++)
        if (voter_opens(c, l, out->rows[i]))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* The same name and birth in the district. */
static enum err by_birth(struct call *c, const struct ledger *l, const struct row *row,
                         struct list *out)
{
    int at = field_at(l, VOTER_BIRTH);
    size_t kept = 0;

    TRY(list_alike(c, l, at, row->values[at], out));
    for (size_t i = 0; i < out->count; i++)
        if (row_number(l, out->rows[i], VOTER_DISTRICT) ==
                row_number(l, row, VOTER_DISTRICT) &&
            name_may_be(row_text(l, out->rows[i], VOTER_NAME),
                        row_text(l, row, VOTER_NAME)))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Does what tells him stand as it stood?  Namesakes whom somebody told apart by their numbers stay so. */
static bool is_as_told(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int FIELDS[] = {VOTER_NAME, VOTER_BIRTH, VOTER_DISTRICT};
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        before->state != row->state)
        return false;
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        int at = field_at(l, FIELDS[i]);
        if (!value_equal(&l->fields[at], &before->values[at], &row->values[at]))
            return false;
    }
    return true;
}

/* Are both districts of one election: the same one, or of one level and day? */
static bool is_one_election(struct call *c, int64_t one, int64_t other)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct row *here, *there;

    if (one == other)
        return true;
    if (engine_get(call_reading(c), l, (row_id){one}, &here) ||
        engine_get(call_reading(c), l, (row_id){other}, &there))
        return false;
    return str_eq(row_text(l, here, DISTRICT_LEVEL), row_text(l, there, DISTRICT_LEVEL)) &&
           row_number(l, here, DISTRICT_ELECTION_DAY) ==
               row_number(l, there, DISTRICT_ELECTION_DAY);
}

/* Of those alike the others that are registered for the same election. */
static void keep_twins(struct call *c, const struct ledger *l, const struct row *row,
                       struct list *all)
{
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++) {
        struct row *twin = all->rows[i];
        if (twin->id.v != row->id.v && !row_is(l, twin, VOTER_IS_REMOVED) &&
            is_one_election(c, row_number(l, row, VOTER_DISTRICT),
                            row_number(l, twin, VOTER_DISTRICT)))
            all->rows[kept++] = twin;
    }
    all->count = kept;
}

enum err voter_twins(struct call *c, const struct ledger *l, const struct row *row,
                     struct list *out)
{
    bool opens = voter_opens(c, l, row);
    struct str number = {0};

    *out = (struct list){0};
    if (!opens && is_as_told(c, l, row))
        return ERR_OK;
    if (opens)
        TRY(id_number_of(c, l, row, &number));
    TRY(number.len ? by_number(c, l, number, out) : by_birth(c, l, row, out));
    keep_twins(c, l, row, out);
    return ERR_OK;
}

/* Those of the districts whose number stands in another row, too, be it of another election. */
static enum err list_shared(struct call *c, const struct ledger *l, struct ids districts,
                            struct list *out)
{
    struct value *values = ARENA_ARRAY(c->arena, struct value, districts.count);
    struct filter filters[] = {
        {field_at(l, VOTER_DISTRICT), FILTER_ANY, values, districts.count},
        {field_at(l, VOTER_ID_NUMBER), FILTER_SHARED, NULL, 0}};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = ALIKE_MOST,
                           .filters = filters,
                           .filter_count = 2};

    *out = (struct list){0};
    for (size_t i = 0; i < districts.count; i++)
        values[i] = (struct value){.is_set = true, .number = districts.items[i]};
    return districts.count ? engine_list(call_reading(c), l, &q, out, &c->fault) : ERR_OK;
}

enum err voter_doubled(struct call *c, row_id congress, struct row **out)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT),
                        *l = ledger_of(c, LEDGER_VOTER);
    struct list own, shared, twins;

    *out = NULL;
    TRY(rows_of_one(c, districts, DISTRICT_CONGRESS, congress, 0, &own));
    TRY(list_shared(c, l, rows_ids(c, &own), &shared));
    for (size_t i = 0; i < shared.count && !*out; i++) {
        struct row *whole; /* lists hold nothing that is sealed */
        if (row_is(l, shared.rows[i], VOTER_IS_REMOVED) ||
            !voter_opens(c, l, shared.rows[i]))
            continue;
        TRY(row_fetch(c, l, shared.rows[i]->id, &whole));
        TRY(voter_twins(c, l, whole, &twins));
        if (twins.count)
            *out = whole;
    }
    return ERR_OK;
}
