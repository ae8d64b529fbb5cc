/* What came of each renewal: its congresses that are over, counted from the ledger of congresses. */
#include "demo/entry.h"
#include "ledger/list.h"

enum { CONGRESSES_MOST = 1000 };

struct place_renewal {
    region where;
    row_id renewal;
    date party_on; /* the Party congress ended */
    date last_on;  /* the last congress of all ended */
    int due;
    const char *summary;
};

struct congresses {
    const struct ledger *ledger;
    struct list list;
};

static const struct value *value_in(const struct congresses *k, size_t i, const char *field)
{
    return &k->list.rows[i]->values[ledger_field(k->ledger, str_of(field))->index];
}

/* Those that renew a leading body: plenaries and the elections in districts are parts of one. */
static bool renews(struct str kind)
{
    return str_eq(kind, STR("party")) || str_eq(kind, STR("people")) ||
           str_eq(kind, STR("conference"));
}

static int count_closed(const struct congresses *k, struct place_renewal *r)
{
    int closed = ledger_state(k->ledger, STR("closed")), count = 0;

    for (size_t i = 0; i < k->list.count; i++) {
        const struct row *row = k->list.rows[i];
        date on = value_in(k, i, "closes_on")->number;
        if (row->region != r->where || row->state != closed ||
            !renews(value_in(k, i, "kind")->text))
            continue;
        count++;
        if (on > r->last_on)
            r->last_on = on;
    }
    return count;
}

/* Finished only when each congress that was due is over. */
static enum err settle(struct demo *d, const struct congresses *k, struct place_renewal *r)
{
    int done = count_closed(k, r);
    struct entry e;

    TRY(entry_open(d, "renewal", r->renewal, &e));
    SET(&e, "congress_held", r->party_on);
    SET(&e, "congresses_done", done);
    SET(&e, "stage", done == r->due ? "conclude" : "congress");
    SET(&e, "summary", r->summary);
    entry_state(&e, done == r->due ? "finished" : "running");
    return entry_change(&e, r->last_on);
}

static enum err read_congresses(struct demo *d, struct congresses *out)
{
    struct reading r = {d->w->engine, d->w->db, d->keep};
    struct list_query q = {.region = d->county->code, .sort = -1, .limit = CONGRESSES_MOST};

    out->ledger = catalog_ledger(engine_catalog(d->w->engine), STR("congress"));
    return engine_list(r, out->ledger, &q, &out->list, d->w->fault);
}

enum err renewal_make(struct demo *d)
{
    struct county *c = d->county;
    struct place_renewal county = {c->code,
                                   c->renewal,
                                   DAY_COUNTY,
                                   0,
                                   3,
                                   "县级换届平稳有序，组织意图、代表意愿得到全面实现；各镇"
                                   "党委换届完成，镇人大换届按计划推进。"};
    struct congresses all;

    TRY(read_congresses(d, &all));
    TRY(settle(d, &all, &county));
    for (int i = 0; i < c->town_count; i++) {
        struct town *t = &c->towns[i];
        struct place_renewal town = {
            t->code, t->renewal, congress_day(c, i),
            0,       2,          "镇党委、纪委换届完成，镇人大代表选举正在进行。"};
        TRY(settle(d, &all, &town));
    }
    return ERR_OK;
}
