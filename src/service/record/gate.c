#include "service/record/gate.h"
#include "domain/calendar/calendar.h"

#include "domain/ledger/signing.h"
#include "domain/ledger/way.h"
#include "service/record/demand.h"
#include "service/record/hooks.h"
#include "service/record/kept.h"
#include "service/site/site.h"

/* ---- the state --------------------------------------------------------------------------- */

static enum err refuse_state(struct call *c, const struct ledger *l, const struct row *row,
                             const struct act *barred, struct str reason)
{
    static const char *const WHY[] = {
        [DEMAND_NONE] = "state.unreached",      [DEMAND_KEPT] = "state.kept",
        [DEMAND_ROLE] = "state.needs_role",     [DEMAND_SIGN] = "state.needs_sign",
        [DEMAND_POST] = "state.needs_sign",     [DEMAND_REASON] = "state.needs_reason",
        [DEMAND_FIELDS] = "state.needs_fields",
    };
    struct str to = l->states[row->state].label.in[c->locale];
    enum demand unmet = DEMAND_NONE;

    if (barred)
        TRY(act_unmet(c, l, barred, row, (struct act_given){reason, false}, &unmet));
    return FAIL(&c->fault, ERR_RULE, WHY[unmet], "%.*s" SEP "%.*s", STR_FMT(to),
                STR_FMT(barred ? barred->label.in[c->locale] : STR("")));
}

/* Does it go to another place: another region, or another row that it belongs to?  What a feature pointed to and takes
 * back (an officer who is withdrawn rests on no vote) is no place. */
static bool has_moved(const struct ledger *l, const struct row *before,
                      const struct row *after)
{
    for (size_t i = 0; i < l->field_count; i++) {
        const struct value *a = &before->values[i], *b = &after->values[i];
        if (l->fields[i].type == FIELD_REF && a->is_set &&
            (b->is_set ? a->number != b->number : !l->fields[i].is_kept))
            return true;
    }
    return before->region != after->region;
}

enum err gate_open(struct call *c, const struct ledger *l, const struct row *row,
                   enum handling how)
{
    return c->site->hooks->over ? c->site->hooks->over(c, l, row, how) : ERR_OK;
}

static bool is_changed(const struct ledger *l, const struct row *before,
                       const struct row *after)
{
    bool changed = before->region != after->region || before->state != after->state;

    for (size_t i = 0; i < l->field_count && !changed; i++)
        changed = !value_equal(&l->fields[i], &before->values[i], &after->values[i]);
    return changed;
}

/* Neither as it stands nor as it will be; a row that a file brings back as it is disturbs nothing. */
static enum err both_open(struct call *c, const struct ledger *l, const struct row *before,
                          const struct row *after)
{
    if (!is_changed(l, before, after))
        return ERR_OK;
    if (!has_moved(l, before, after))
        return gate_open(c, l, after, HANDLE_CHANGE);
    TRY(gate_open(c, l, before, HANDLE_CHANGE));
    return gate_open(c, l, after, HANDLE_ADD);
}

enum err gate_act(struct call *c, const struct ledger *l, const struct act *act,
                  const struct row *row)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    return hook && hook->act ? hook->act(c, l, act, row) : ERR_OK;
}

/* ---- the way into a state ---------------------------------------------------------------- */

enum err gate_way(struct call *c, const struct ledger *l, struct str reason,
                  struct passing *p)
{
    struct row *row = p->row;
    int acts[LEDGER_STATES_MAX], barred, from = p->before ? p->before->state : 0;
    uint64_t allowed = 0;

    p->act_count = 0;
    if (!l->state_count || row->state == from || row->state < 0)
        return ERR_OK;
    for (size_t i = 0; i < l->act_count; i++) {
        enum demand unmet;
        TRY(act_unmet(c, l, &l->acts[i], row, (struct act_given){reason, false}, &unmet));
        if (unmet == DEMAND_NONE)
            allowed |= (uint64_t)1 << i;
    }
    int count = states_way(l, from, row->state, allowed, acts, &barred);
    if (count < 0)
        return refuse_state(c, l, row, barred < 0 ? NULL : &l->acts[barred], reason);
    for (int i = 0; i < count; i++)
        p->acts[p->act_count++] = &l->acts[acts[i]];
    row->state = from;
    return ERR_OK;
}

void act_marks(struct call *c, const struct ledger *l, const struct act *act,
               struct row *row)
{
    date today = date_of_instant(c->now);
    bool is_signature = act->needs_sign && act->by >= 0;

    if (act->unsigns)
        signatures_clear(l, row);
    if (act->stamp >= 0 && (is_signature || !row->values[act->stamp].is_set))
        row->values[act->stamp] = (struct value){.is_set = true, .number = today};
    if (act->by >= 0 && c->actor == ACTOR_ACCOUNT)
        row->values[act->by] = (struct value){.is_set = true, .number = c->who.v};
    if (act->start_field < 0 || row->values[act->start_field].is_set)
        return;
    date due = act->start_working
                   ? calendar_add(calendar_in_force(), today, act->start_days)
                   : date_add_days(today, act->start_days);
    row->values[act->start_field] = (struct value){.is_set = true, .number = due};
}

/* One act after the other, each an entry of its own in the trace. */
static enum err walk_way(struct call *c, struct writing *w, const struct ledger *l,
                         struct passing *p)
{
    for (size_t i = 0; i < p->act_count; i++) {
        const struct act *act = p->acts[i];
        struct row *next = row_copy(w->arena, l, p->row);
        next->state = act->to;
        act_marks(c, l, act, next);
        if (p->before)
            TRY(gate_open(c, l, next, HANDLE_CHANGE));
        TRY(gate_act(c, l, act, next));
        TRY(engine_update(w, l, p->row, next, act->name));
        *p->row = *next;
    }
    return ERR_OK;
}

enum err gate_may(struct call *c, const struct ledger *l, const struct row *before,
                  const struct row *after, struct str act)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    if (hook && hook->handle)
        TRY(hook->handle(c, l, before));
    TRY(both_open(c, l, before, after));
    if (hook && hook->drop && has_moved(l, before, after))
        TRY(hook->drop(c, l, before));
    TRY(kept_signed(c, l, before, after, act));
    return kept_apart(c, l, before, after);
}

/* ---- the doors --------------------------------------------------------------------------- */

enum err gate_add(struct call *c, struct writing *w, const struct ledger *l,
                  struct row *row, struct passage by)
{
    struct passing p = {.row = row};

    if (by.door != DOOR_FEATURE) /* before anything is said of its fields */
        TRY(gate_open(c, l, row, HANDLE_ADD));
    TRY(record_check(c, l, row, by.door));
    if (by.door != DOOR_FEATURE) /* again: a reference may have been a title */
        TRY(gate_open(c, l, row, HANDLE_ADD));
    if (by.door == DOOR_WORDS)
        TRY(gate_way(c, l, w->reason, &p));
    TRY(engine_insert(w, l, row, by.act));
    return walk_way(c, w, l, &p);
}

enum err gate_change(struct call *c, struct writing *w, const struct ledger *l,
                     const struct row *before, struct row *after, struct passage by)
{
    row_deadline_follows(l, before, after);
    if (by.door != DOOR_FEATURE) /* before anything is said of its fields */
        TRY(both_open(c, l, before, after));
    TRY(record_check(c, l, after, by.door));
    if (by.door != DOOR_FEATURE)
        TRY(gate_may(c, l, before, after, by.act));
    return engine_update(w, l, before, after, by.act);
}

enum err gate_drop(struct call *c, struct writing *w, const struct ledger *l,
                   const struct row *before, struct passage by)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    if (by.door != DOOR_FEATURE && hook && hook->handle)
        TRY(hook->handle(c, l, before));
    if (by.door == DOOR_WORDS || by.door == DOOR_ACT)
        TRY(gate_open(c, l, before, HANDLE_DROP));
    if (by.door != DOOR_FEATURE && hook && hook->drop)
        TRY(hook->drop(c, l, before));
    if (by.door != DOOR_FEATURE)
        TRY(kept_standing(c, l, before, by.door == DOOR_VOUCHED));
    return engine_remove(w, l, before, by.act);
}

/* ---- many rows ----------------------------------------------------------------------------- */

enum err gate_ready(struct writing *w, const struct ledger *l, struct passing *p)
{
    return p->before ? ERR_OK : engine_make_ready(w, l, p->row, &p->ready);
}

/* What a look at other rows shows now; most ledgers have no such rule. */
static enum err guard_again(struct call *c, const struct ledger *l, struct row *row)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    if (!hook || !hook->guard)
        return ERR_OK;
    c->faults = (struct row_faults){0};
    TRY(hook->guard(c, l, row));
    if (!c->faults.count)
        return ERR_OK;
    c->fault = c->faults.items[0].fault;
    return c->fault.kind;
}

enum err gate_store(struct call *c, struct writing *w, const struct ledger *l,
                    struct passing *p)
{
    if (p->before)
        TRY(gate_may(c, l, p->before, p->row, (struct str){0}));
    else if (!p->is_old)
        TRY(gate_open(c, l, p->row, HANDLE_ADD));
    TRY(guard_again(c, l, p->row));
    if (p->before)
        TRY(engine_update(w, l, p->before, p->row, STR("update")));
    else
        TRY(engine_insert_ready(w, l, &p->ready, STR("create")));
    return walk_way(c, w, l, p);
}
