#include "service/record/seen.h"

#include "service/record/hooks.h"
#include "service/site/site.h"

enum { PAGE = 1000 };

static const struct hook *guard_of(struct call *c, const struct ledger *l)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    return hook && hook->handle && c->person.v ? hook : NULL;
}

enum err row_require(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct hook *hook = guard_of(c, l);

    return hook ? hook->handle(c, l, row) : ERR_OK;
}

enum err row_concerns(struct call *c, const struct ledger *l, const struct row *row,
                      bool *out)
{
    enum err err = row_require(c, l, row);

    *out = err == ERR_RULE;
    if (*out)
        c->fault = (struct fault){0};
    return *out ? ERR_OK : err;
}

enum err row_is_hidden(struct call *c, const struct ledger *l, row_id id, bool *out)
{
    struct row *row;

    *out = false;
    if (!guard_of(c, l))
        return ERR_OK;
    TRY(engine_get(call_reading(c), l, id, &row));
    return row_concerns(c, l, row, out);
}

/* ---- what lists and counts leave out ---------------------------------------------------------- */

struct hiding {
    struct call *call;
    const struct ledger *ledger;
    int64_t ids[LIST_WITHOUT_MOST];
    size_t count;
};

static bool is_known(const struct hiding *h, int64_t id)
{
    for (size_t i = 0; i < h->count; i++)
        if (h->ids[i] == id)
            return true;
    return false;
}

static enum err hide(struct hiding *h, row_id id)
{
    struct call *c = h->call;
    bool hidden;

    if (is_known(h, id.v))
        return ERR_OK;
    TRY(row_is_hidden(c, h->ledger, id, &hidden));
    if (!hidden)
        return ERR_OK;
    if (h->count == LIST_WITHOUT_MOST)
        return FAIL(&c->fault, ERR_RULE, "list.hidden_many", "%.*s",
                    STR_FMT(h->ledger->label.in[c->locale]));
    h->ids[h->count++] = id.v;
    return ERR_OK;
}

/* Of the rows that the filter finds (NULL: of all), those that concern the caller. */
static enum err hide_found(struct hiding *h, struct filter *filter)
{
    struct call *c = h->call;
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = PAGE,
                           .filters = filter,
                           .filter_count = filter ? 1 : 0};
    struct list page;

    do {
        TRY(engine_list(call_reading(c), h->ledger, &q, &page, &c->fault));
        for (size_t i = 0; i < page.count; i++)
            TRY(hide(h, page.rows[i]->id));
        q.after = page.next;
    } while (page.next.len);
    return ERR_OK;
}

enum err query_seen(struct call *c, const struct ledger *l, const struct list_query *q,
                    struct list_query *out)
{
    const struct hook *hook = guard_of(c, l);
    struct hiding *h = ARENA_NEW(c->arena, struct hiding);
    struct filter *suspects = NULL;
    size_t count = 0;
    bool is_all = true;

    *out = *q;
    if (!hook)
        return ERR_OK;
    *h = (struct hiding){.call = c, .ledger = l};
    if (hook->suspects)
        TRY(hook->suspects(c, l, &suspects, &count, &is_all));
    for (size_t i = 0; i < count && !is_all; i++)
        TRY(hide_found(h, &suspects[i]));
    if (is_all)
        TRY(hide_found(h, NULL));
    out->without = h->ids;
    out->without_count = h->count;
    return ERR_OK;
}
