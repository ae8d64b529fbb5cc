#include "service/congress/sessions.h"

#include "base/utf8.h"
#include "ledgers/congress.h"
#include "service/record/check.h"
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

/* ---- plenaries ------------------------------------------------------------------------------------ */

enum { TITLE_SHOWN = 40 };

bool congress_is_plenary(const struct ledger *l, const struct row *congress)
{
    return row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PLENARY) ||
           row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISCIPLINE_PLENARY);
}

bool congress_term_agrees(int64_t plenary, int64_t parent)
{
    return !plenary || !parent || plenary == parent;
}

static void say_other(struct call *c, const struct ledger *l, const char *code,
                      const struct row *row, const struct row *other)
{
    record_wrong(
        c, field_at(l, CONGRESS_TERM), code,
        str_print(c->arena, "%lld" SEP "%.*s" SEP "%lld",
                  (long long)row_number(l, row, CONGRESS_TERM),
                  STR_FMT(utf8_head(row_text(l, other, CONGRESS_TITLE), TITLE_SHOWN)),
                  (long long)row_number(l, other, CONGRESS_TERM)));
}

static bool agrees(const struct ledger *l, const struct row *plenary,
                   const struct row *parent)
{
    return congress_term_agrees(row_number(l, plenary, CONGRESS_TERM),
                                row_number(l, parent, CONGRESS_TERM));
}

static void check_plenary(struct call *c, const struct ledger *l, struct row *row)
{
    row_id id = {row_number(l, row, CONGRESS_PARENT)};
    struct row *parent;

    if (!id.v || engine_get(call_reading(c), l, id, &parent))
        return; /* a reference to nothing is refused elsewhere */
    if (!row_has(l, row, CONGRESS_TERM) && row_number(l, parent, CONGRESS_TERM))
        row_put_number(l, row, CONGRESS_TERM, row_number(l, parent, CONGRESS_TERM));
    if (!agrees(l, row, parent))
        say_other(c, l, "congress.parent_term", row, parent);
}

enum err congress_term_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct list all;

    if (congress_is_plenary(l, row)) {
        check_plenary(c, l, row);
        return ERR_OK;
    }
    if (!row->id.v)
        return ERR_OK;
    TRY(rows_of_one(c, l, CONGRESS_PARENT, row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        if (congress_is_plenary(l, all.rows[i]) && !agrees(l, all.rows[i], row)) {
            say_other(c, l, "congress.plenary_term", row, all.rows[i]);
            return ERR_OK;
        }
    return ERR_OK;
}
