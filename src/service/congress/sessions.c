#include "service/congress/sessions.h"

#include "ledgers/congress.h"
#include "service/record/codes.h"
#include "service/site/site.h"

static bool is_of_term(const struct ledger *l, const struct row *a, const struct row *b)
{
    return a->id.v != b->id.v && a->region == b->region &&
           str_eq(row_text(l, a, CONGRESS_KIND), row_text(l, b, CONGRESS_KIND)) &&
           str_eq(row_text(l, a, CONGRESS_LEVEL), row_text(l, b, CONGRESS_LEVEL));
}

enum err congress_sessions(struct call *c, const struct ledger *l,
                           const struct row *congress, struct list *out)
{
    struct value term = {.is_set = true, .number = row_number(l, congress, CONGRESS_TERM)};
    struct filter filter = {field_at(l, CONGRESS_TERM), FILTER_ANY, &term, 1};
    struct list_query q = {.region = congress->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};
    size_t kept = 0;

    *out = (struct list){0};
    if (!term.number)
        return ERR_OK;
    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    for (size_t i = 0; i < out->count; i++)
        if (is_of_term(l, out->rows[i], congress))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}
