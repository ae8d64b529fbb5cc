/* Rows of the level, the body and the term of a congress, and who of its delegates counts. */
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "service/congress/body.h"
#include "service/papers/values.h"
#include "service/site/site.h"

/* Of the body of the congress alone, and of its term; targets are of no term. */
static void keep_own(struct values *v, const struct ledger *l, struct list *all)
{
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    int body = body_of_congress(lc, v->congress),
        field = ANY_OF(l, DELEGATE_TERM, ELECTORAL_UNIT_TERM, DELEGATE_STEP_TERM);
    int64_t term = row_number(lc, v->congress, CONGRESS_TERM);
    size_t kept = 0;

    for (size_t i = 0; i < all->count; i++)
        if (body_of_row(l, all->rows[i]) == body &&
            (!field || row_number(l, all->rows[i], field) == term))
            all->rows[kept++] = all->rows[i];
    all->count = kept;
}

enum err rows_of_level(struct values *v, const struct ledger *l, struct str level, int by,
                       int sort, struct list *out)
{
    struct value value = {.is_set = true, .text = level};
    struct filter filter = {field_at(l, by), FILTER_ANY, &value, 1};
    struct list_query q = {.region = v->congress->region,
                           .sort = field_at(l, sort),
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};

    TRY(engine_list(call_reading(v->call), l, &q, out, &v->call->fault));
    keep_own(v, l, out);
    return ERR_OK;
}

bool delegate_stands(const struct ledger *l, const struct row *row)
{
    return !row_is(l, row, DELEGATE_IS_REPLACED) && !row_is(l, row, DELEGATE_IS_LAPSED);
}

bool delegate_was_elected(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, DELEGATE_IS_ELECTED) || row_is(l, row, DELEGATE_IS_QUALIFIED) ||
           row_is(l, row, DELEGATE_IS_LAPSED) ||
           (row_is(l, row, DELEGATE_IS_REPLACED) && row_has(l, row, DELEGATE_ELECTED_ON));
}
