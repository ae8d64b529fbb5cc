#include "service/waiting/waiting.h"

#include "ledgers/poll.h"
#include "service/poll/poll.h"
#include "service/record/demand.h"
#include "service/record/fields.h"
#include "service/site/site.h"
#include "store/queries.h"

struct finding {
    struct call *call;
    const struct ledger *ledger;
    const struct act *act;
    enum err (*judge)(struct finding *x,
                      struct row *row); /* each that the caller may read */
    struct waiting *out;
};

static struct str title_of(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct field *f = &l->fields[l->title];
    AUTO(buf) struct buf text = BUF_SHOWN(BUF_MESSAGE);

    value_write_cell(&text, f, &row->values[f->index],
                     row->labels ? row->labels[f->index] : (struct str){0}, c->locale);
    struct str whole = str_copy(c->arena, buf_view(&text));
    return f->mask == MASK_NONE || call_may(c, l->writers, row->region)
               ? whole
               : value_masked(c->arena, f->mask, whole);
}

static void add(struct finding *x, const struct row *row, struct str act, struct str label)
{
    struct waiting *all = x->out;

    *(struct waiting_one *)ARENA_PUSH(x->call->arena, all->items, all->count, all->room) =
        (struct waiting_one){.ledger = x->ledger,
                             .row = row->id,
                             .region = row->region,
                             .title = title_of(x->call, x->ledger, row),
                             .act = act,
                             .label = label,
                             .since = row->updated_at};
}

/* ---- which rows ------------------------------------------------------------------------ */

static bool gives(const struct power *p, role_set roles)
{
    return (roles >> p->role & 1) != 0;
}

/* Was the region of this power looked through for one before it? */
static bool is_covered(const struct call *c, size_t n, role_set roles)
{
    for (size_t i = 0; i < n; i++)
        if (gives(&c->powers[i], roles) &&
            region_holds(c->powers[i].region, c->powers[n].region))
            return true;
    return false;
}

static enum err each_in(struct finding *x, const struct list_query *q)
{
    struct list page;
    struct row *row;

    TRY(record_list(x->call, x->ledger, q, &page));
    x->out->has_more |= page.next.len != 0;
    for (size_t i = 0; i < page.count; i++) {
        TRY(record_get(x->call, x->ledger, page.rows[i]->id,
                       &row)); /* with its long texts */
        TRY(x->judge(x, row));
    }
    return ERR_OK;
}

/* Those in one of `states`, wherever the caller has one of `roles`. */
static enum err each_row(struct finding *x, role_set roles, uint64_t states)
{
    struct call *c = x->call;

    for (size_t n = 0; n < c->power_count; n++) {
        struct list_query q = {.region = c->powers[n].region,
                               .sort = -1,
                               .limit = WAITING_MOST,
                               .states = states};
        if (!gives(&c->powers[n], roles) || is_covered(c, n, roles) ||
            !call_may(c, x->ledger->readers, q.region))
            continue;
        TRY(each_in(x, &q));
    }
    return ERR_OK;
}

/* ---- acts that are signed ---------------------------------------------------------------- */

/* Has this person a hand in it already: wrote the edition, signed before? */
static bool has_signed(const struct call *c, const struct ledger *l, const struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].type == FIELD_ACCOUNT && l->fields[i].is_kept &&
            row->values[i].is_set &&
            call_same_person(c, (account_id){row->values[i].number}))
            return true;
    return false;
}

static enum err judge_act(struct finding *x, struct row *row)
{
    const struct act *act = x->act;
    enum demand unmet;

    if (act->by >= 0 && !x->call->person.v)
        return ERR_OK; /* where several sign, people do */
    if ((act->by >= 0 && row->values[act->by].is_set) ||
        has_signed(x->call, x->ledger, row))
        return ERR_OK;
    TRY(act_unmet(x->call, x->ledger, act, row,
                  (struct act_given){STR("***"), .is_signed = true}, &unmet));
    if (unmet == DEMAND_NONE || unmet == DEMAND_KEPT)
        add(x, row, act->name, act->label.in[x->call->locale]);
    return ERR_OK;
}

static enum err find_signed(struct call *c, const struct ledger *l, struct waiting *out)
{
    struct finding x = {.call = c, .ledger = l, .judge = judge_act, .out = out};

    for (size_t i = 0; i < l->act_count; i++) {
        x.act = &l->acts[i];
        if (x.act->needs_sign && !x.act->unsigns)
            TRY(each_row(&x, x.act->roles, x.act->from));
    }
    return ERR_OK;
}

/* ---- counts -------------------------------------------------------------------------------- */

static enum err has_signed_count(struct call *c, row_id poll, bool *out)
{
    struct str signatures;
    struct json *all;

    *out = false;
    TRY(poll_part(c, poll, "signatures", &signatures));
    if (!signatures.len)
        return ERR_OK;
    TRY(json_parse(c->arena, signatures, &all, &c->fault));
    for (size_t i = 0; i < all->count; i++) {
        account_id who = {0};
        (void)str_i64(json_find_text(&all->items[i], "account"), &who.v);
        *out |= call_same_person(c, who);
    }
    return ERR_OK;
}

static enum err judge_count(struct finding *x, struct row *row)
{
    const struct act *sign = act_at(x->ledger, POLL_DO_SIGN);
    bool is_mine;

    TRY(has_signed_count(x->call, row->id, &is_mine));
    if (!is_mine)
        add(x, row, sign->name, sign->label.in[x->call->locale]);
    return ERR_OK;
}

/* A scrutineer does not judge what he entered himself. */
static bool awaits_scrutineer(const struct call *c, const struct count_group *g)
{
    return g->first_done && g->second_done && !g->accepted_by.v &&
           !call_same_person(c, g->first_who) && !call_same_person(c, g->second_who);
}

static enum err judge_groups(struct finding *x, struct row *row)
{
    struct call *c = x->call;
    struct count_group *groups;
    size_t count;

    TRY(store_group_list(c->db, c->arena, row->id, &groups, &count));
    for (size_t i = 0; i < count; i++) {
        bool differs = str_eq(groups[i].state, STR("differs"));
        AUTO(buf) struct buf label = BUF_SHOWN(BUF_MESSAGE);
        if (!awaits_scrutineer(c, &groups[i]))
            continue;
        message_write(&label, c->locale,
                      differs ? STR("waiting.settle") : STR("waiting.accept"),
                      groups[i].name);
        add(x, row, differs ? STR("settle") : STR("accept"),
            str_copy(c->arena, buf_view(&label)));
    }
    return ERR_OK;
}

static uint64_t in_state(const struct ledger *l, int state)
{
    return (uint64_t)1 << state_at(l, state);
}

static enum err find_counts(struct call *c, struct waiting *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct finding x = {.call = c, .ledger = l, .judge = judge_groups, .out = out};

    TRY(each_row(&x, 1 << ROLE_SCRUTINEER, in_state(l, POLL_IS_CLOSED)));
    x.judge = judge_count;
    return each_row(&x, 1 << ROLE_TELLER | 1 << ROLE_SCRUTINEER,
                    in_state(l, POLL_IS_COUNTED));
}

enum err waiting_find(struct call *c, struct waiting *out)
{
    const struct catalog *all = engine_catalog(c->site->engine);

    *out = (struct waiting){0};
    for (size_t i = 0; i < all->count; i++)
        TRY(find_signed(c, all->ledgers[i], out));
    return find_counts(c, out);
}
