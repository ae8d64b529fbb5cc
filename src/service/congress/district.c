/* A congress that is the election in one district: its voters, who choose whoever watches and counts (选举法 43). */
#include "ledgers/district.h"
#include "domain/names/same.h"
#include "ledgers/congress.h"
#include "ledgers/voter.h"
#include "service/congress/hall_load.h"
#include "service/record/codes.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

enum { NAMESAKES_MOST = 200 };

bool congress_is_district(const struct congress_of *k)
{
    return row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT);
}

enum err district_voters(struct call *c, row_id congress, struct list *out)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT),
                        *l = ledger_of(c, LEDGER_VOTER);
    struct list own;
    size_t kept = 0;

    TRY(rows_of_one(c, districts, DISTRICT_CONGRESS, congress, 0, &own));
    TRY(rows_of(c, l, VOTER_DISTRICT, rows_ids(c, &own), 0, out));
    for (size_t i = 0; i < out->count; i++)
        if (row_is(l, out->rows[i], VOTER_IS_REGISTERED))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Is one of exactly this name registered?  Asked of the index of names before the whole list is read. */
static enum err is_listed(struct call *c, const struct list *districts, struct str name,
                          bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER);
    struct value value = {.is_set = true, .text = name};
    struct filter filter = {field_at(l, VOTER_NAME), FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = NAMESAKES_MOST,
                           .states = (uint64_t)1 << state_at(l, VOTER_IS_REGISTERED),
                           .filters = &filter,
                           .filter_count = 1};
    struct list found;

    *out = false;
    TRY(engine_list(call_reading(c), l, &q, &found, &c->fault));
    for (size_t i = 0; i < found.count; i++)
        for (size_t k = 0; k < districts->count; k++)
            *out = *out ||
                   row_number(l, found.rows[i], VOTER_DISTRICT) == districts->rows[k]->id.v;
    return ERR_OK;
}

enum err hall_counts_there(struct call *c, row_id congress, struct str name, bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_VOTER);
    struct congress_of k = {.ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct list own, voters;

    *out = true;
    TRY(row_fetch(c, k.ledger, congress, &k.row));
    if (!congress_is_district(&k))
        return ERR_OK;
    TRY(rows_of_one(c, ledger_of(c, LEDGER_DISTRICT), DISTRICT_CONGRESS, congress, 0,
                    &own));
    TRY(is_listed(c, &own, name, out));
    if (*out)
        return ERR_OK;
    TRY(district_voters(c, congress, &voters)); /* a name may be written otherwise */
    *out = !voters.count;
    for (size_t i = 0; i < voters.count && !*out; i++)
        *out = name_is(row_text(l, voters.rows[i], VOTER_NAME), name);
    return ERR_OK;
}
