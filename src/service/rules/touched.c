#include "service/rules/touched.h"

#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/nomination.h"
#include "ledgers/poll.h"
#include "service/site/site.h"

enum { TOUCHED_MOST = 500 };

struct finding {
    struct call *call;
    struct str name;
    struct touched *items;
    size_t count, room;
};

static void add(struct finding *f, struct touched t)
{
    if (f->count < TOUCHED_MOST && call_may(f->call, t.ledger->readers, t.row->region))
        *ARENA_PUSH(f->call->arena, f->items, f->count, f->room) = t;
}

/* Rows whose field `rules` names the set. */
static enum err rows_under(struct finding *f, const struct ledger *l, int field,
                           struct list *out)
{
    struct value value = {.is_set = true, .text = f->name};
    struct filter filter = {field_at(l, field), FILTER_ANY, &value, 1};
    struct list_query q = {.region = f->call->site->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = &filter,
                           .filter_count = 1};

    return engine_list(call_reading(f->call), l, &q, out, &f->call->fault);
}

static enum err find_polls(struct finding *f)
{
    const struct ledger *le = ledger_of(f->call, LEDGER_ELECTION);
    const struct ledger *l = ledger_of(f->call, LEDGER_POLL);
    struct list all;
    int64_t last = 0;

    TRY(rows_under(f, le, ELECTION_RULES, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct row *poll;
        int64_t id = row_number(le, all.rows[i], ELECTION_POLL);
        if (!id || id == last || engine_get(call_reading(f->call), l, (row_id){id}, &poll))
            continue;
        last = id;
        if (!row_is(l, poll, POLL_IS_SIGNED) && !row_is(l, poll, POLL_IS_VOID))
            add(f, (struct touched){TOUCHED_POLL, l, poll,
                                    !row_is(l, poll, POLL_IS_PREPARING)});
    }
    return ERR_OK;
}

static enum err find_congresses(struct finding *f)
{
    const struct ledger *l = ledger_of(f->call, LEDGER_CONGRESS);
    struct list all;

    TRY(rows_under(f, l, CONGRESS_RULES, &all));
    for (size_t i = 0; i < all.count; i++)
        if (!row_is(l, all.rows[i], CONGRESS_IS_CLOSED))
            add(f, (struct touched){TOUCHED_PAPER, l, all.rows[i], false});
    return ERR_OK;
}

static enum err find_districts(struct finding *f)
{
    const struct ledger *l = ledger_of(f->call, LEDGER_DISTRICT);
    struct list all;

    TRY(rows_under(f, l, DISTRICT_RULES, &all));
    for (size_t i = 0; i < all.count; i++)
        if (!row_is(l, all.rows[i], DISTRICT_IS_VOTED))
            add(f, (struct touched){TOUCHED_DEADLINE, l, all.rows[i], false});
    return ERR_OK;
}

static enum err find_plans(struct finding *f)
{
    const struct ledger *l = ledger_of(f->call, LEDGER_NOMINATION);
    struct list_query q = {.region = f->call->site->region, .sort = -1, .limit = ROWS_MOST};
    struct list all;

    TRY(engine_list(call_reading(f->call), l, &q, &all, &f->call->fault));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        struct str set = rules_of_body(row_text(l, row, NOMINATION_BODY_KIND),
                                       row_text(l, row, NOMINATION_LEVEL));
        if (!row_is(l, row, NOMINATION_IS_APPROVED) && str_eq(set, f->name))
            add(f, (struct touched){TOUCHED_PLAN, l, all.rows[i], false});
    }
    return ERR_OK;
}

enum err rules_touched(struct call *c, struct str name, struct touched **out,
                       size_t *out_count)
{
    struct finding f = {.call = c, .name = name};

    TRY(find_polls(&f));
    TRY(find_plans(&f));
    TRY(find_congresses(&f));
    TRY(find_districts(&f));
    *out = f.items;
    *out_count = f.count;
    return ERR_OK;
}
