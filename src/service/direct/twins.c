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

enum { ALIKE_MOST = 10000, SHARED_PAGE = 100 };

static enum err list_alike(struct call *c, const struct ledger *l, struct filter *filters,
                           size_t count, struct list *out)
{
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = ALIKE_MOST,
                           .filters = filters,
                           .filter_count = count};

    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    return out->next.len ? FAIL(&c->fault, ERR_TOO_BIG, "rows.too_many", "%.*s" SEP "%d",
                                STR_FMT(l->label.in[c->locale]), ALIKE_MOST)
                         : ERR_OK;
}

/* The same identity number anywhere. */
static enum err by_number(struct call *c, const struct ledger *l, struct str number,
                          struct list *out)
{
    struct value v = {.is_set = true, .text = number, .number = SEALED_PLAIN};
    struct filter same = {field_at(l, VOTER_ID_NUMBER), FILTER_ANY, &v, 1};
    size_t kept = 0;

    TRY(list_alike(c, l, &same, 1, out));
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
    int birth = field_at(l, VOTER_BIRTH), district = field_at(l, VOTER_DISTRICT);
    struct filter same[] = {{birth, FILTER_ANY, &row->values[birth], 1},
                            {district, FILTER_ANY, &row->values[district], 1}};
    size_t kept = 0;

    TRY(list_alike(c, l, same, 2, out));
    for (size_t i = 0; i < out->count; i++)
        if (name_may_be(row_text(l, out->rows[i], VOTER_NAME),
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

/* A page of those of the districts whose number stands in another row, too, be it of another election: where a county
 * and its towns elect on one list, that is everybody. */
static enum err list_shared(struct call *c, const struct ledger *l, struct ids districts,
                            struct str after, struct list *out)
{
    struct value *values = ARENA_ARRAY(c->arena, struct value, districts.count);
    struct filter filters[] = {
        {field_at(l, VOTER_DISTRICT), FILTER_ANY, values, districts.count},
        {field_at(l, VOTER_ID_NUMBER), FILTER_SHARED, NULL, 0}};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = SHARED_PAGE,
                           .after = after,
                           .filters = filters,
                           .filter_count = 2};

    *out = (struct list){0};
    for (size_t i = 0; i < districts.count; i++)
        values[i] = (struct value){.is_set = true, .number = districts.items[i]};
    return districts.count ? engine_list(call_reading(c), l, &q, out, &c->fault) : ERR_OK;
}

/* The first of them who is registered twice for one election. */
static enum err find_doubled(struct call *c, const struct ledger *l,
                             const struct list *shared, struct row **out)
{
    struct list twins;

    for (size_t i = 0; i < shared->count && !*out; i++) {
        struct row *whole; /* lists hold nothing that is sealed */
        if (row_is(l, shared->rows[i], VOTER_IS_REMOVED) ||
            !voter_opens(c, l, shared->rows[i]))
            continue;
        TRY(row_fetch(c, l, shared->rows[i]->id, &whole));
        TRY(voter_twins(c, l, whole, &twins));
        if (twins.count)
            *out = whole;
    }
    return ERR_OK;
}

enum err voter_doubled(struct call *c, row_id congress, struct row **out)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT),
                        *l = ledger_of(c, LEDGER_VOTER);
    struct list own, shared = {0};

    *out = NULL;
    TRY(rows_of_one(c, districts, DISTRICT_CONGRESS, congress, 0, &own));
    struct ids ids = rows_ids(c, &own);
    do {
        TRY(list_shared(c, l, ids, shared.next, &shared));
        TRY(find_doubled(c, l, &shared, out));
    } while (shared.next.len && !*out);
    return ERR_OK;
}
