#include "service/record/kept.h"

#include "domain/ledger/signing.h"
#include "ledger/list.h"
#include "service/record/hooks.h"
#include "service/site/site.h"

/* ---- what was decided ---------------------------------------------------------------------- */

static enum err is_held(struct call *c, const struct ledger *l, const struct row *before,
                        bool *out)
{
    const struct hook *hook = hook_of(c->site->hooks, l);

    *out = before->state >= 0 && l->held.states >> before->state & 1;
    return !*out && hook && hook->held ? hook->held(c, l, before, out) : ERR_OK;
}

/* The act that writes the field, done now or not; NULL: none does. */
static const struct act *act_for(const struct ledger *l, int field)
{
    for (size_t i = 0; i < l->act_count; i++)
        if (act_writes(&l->acts[i], field))
            return &l->acts[i];
    return NULL;
}

/* What is written once is changed by its act, which asks for a reason, or not at all. */
static enum err kept_always(struct call *c, const struct ledger *l,
                            const struct row *before, const struct row *after,
                            const struct act *act)
{
    int changed = always_change(l, before, after, act);

    if (changed == SIGNED_NOTHING)
        return ERR_OK;
    struct str what = l->fields[changed].label.in[c->locale];
    const struct act *by = act_for(l, changed);
    return by ? FAIL(&c->fault, ERR_RULE, "held.by_act", "%.*s" SEP "%.*s", STR_FMT(what),
                     STR_FMT(by->label.in[c->locale]))
              : FAIL(&c->fault, ERR_RULE, "held.always", "%.*s", STR_FMT(what));
}

/* Somebody passed, qualified or on whom others stand is not turned into somebody else. */
static enum err kept_held(struct call *c, const struct ledger *l, const struct row *before,
                          const struct row *after, const struct act *act)
{
    int changed = held_change(l, before, after, act);
    bool held = false;

    if (changed == SIGNED_NOTHING)
        return ERR_OK;
    TRY(is_held(c, l, before, &held));
    if (!held)
        return ERR_OK;
    const struct label *what =
        changed == SIGNED_REGION ? &l->region_label : &l->fields[changed].label;
    struct str state = before->state >= 0 ? l->states[before->state].label.in[c->locale]
                                          : l->label.in[c->locale];
    return FAIL(&c->fault, ERR_RULE, "held.kept", "%.*s" SEP "%.*s",
                STR_FMT(what->in[c->locale]), STR_FMT(state));
}

/* ---- signatures -------------------------------------------------------------------------- */

enum err kept_signed(struct call *c, const struct ledger *l, const struct row *before,
                     const struct row *after, struct str act)
{
    int changed = signed_change(l, before, after, ledger_act(l, act));

    TRY(kept_always(c, l, before, after, ledger_act(l, act)));
    TRY(kept_held(c, l, before, after, ledger_act(l, act)));
    if (changed == SIGNED_NOTHING)
        return ERR_OK;
    const struct act *back = unsigning_act(l, before->state);
    const struct label *what =
        changed == SIGNED_REGION ? &l->region_label : &l->fields[changed].label;
    return FAIL(&c->fault, ERR_RULE, back ? "signed.kept" : "signed.for_good",
                "%.*s" SEP "%.*s", STR_FMT(what->in[c->locale]),
                STR_FMT(back ? back->label.in[c->locale] : STR("")));
}

/* The caller signed in the field `mine`: not beside a signature of his own. */
static enum err signs_alone(struct call *c, const struct ledger *l, const struct row *row,
                            int mine)
{
    for (int i = 0; i < (int)l->field_count; i++) {
        if (i == mine || !field_is_signature(l, i))
            continue;
        TRY(call_require_person(c));
        if (row->values[i].is_set &&
            call_same_person(c, (account_id){row->values[i].number}))
            return FAIL(&c->fault, ERR_RULE, "sign.one_person", "%s", "");
    }
    return ERR_OK;
}

enum err kept_apart(struct call *c, const struct ledger *l, const struct row *before,
                    const struct row *after)
{
    for (int i = 0; i < (int)l->field_count; i++) {
        const struct value *v = &after->values[i];
        bool is_new = field_is_signature(l, i) && v->is_set &&
                      !value_equal(&l->fields[i], &before->values[i], v);
        if (is_new && call_is(c, (account_id){v->number}))
            TRY(signs_alone(c, l, after, i));
    }
    return ERR_OK;
}

/* ---- what a row carries -------------------------------------------------------------------- */

/* A row of `from` that points to `id` by the field, in *out; NULL: none does. */
static enum err find_user(struct call *c, const struct ledger *from, int field, row_id id,
                          struct row **out)
{
    struct value value = {.is_set = true, .number = id.v};
    struct filter filter = {field, FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = 1,
                           .filters = &filter,
                           .filter_count = 1};
    struct list list;

    TRY(engine_list(call_reading(c), from, &q, &list, &c->fault));
    *out = list.count ? list.rows[0] : NULL;
    return ERR_OK;
}

/* Who may not see the row that points here learns of which ledger it is. */
static enum err say_used(struct call *c, const struct ledger *from, const struct row *user)
{
    struct str title = {0};

    if (from->title >= 0 && call_may(c, from->readers, user->region))
        title = user->values[from->title].text;
    return FAIL(&c->fault, ERR_RULE, title.len ? "row.used_by" : "row.used",
                "%.*s" SEP "%.*s", STR_FMT(from->label.in[c->locale]), STR_FMT(title));
}

/* Does nothing of `from` point to the row? */
static enum err is_free_of(struct call *c, const struct ledger *from,
                           const struct ledger *l, const struct row *row)
{
    struct row *user;

    for (size_t i = 0; i < from->field_count; i++) {
        if (!str_eq(field_target(&from->fields[i]), l->name))
            continue;
        TRY(find_user(c, from, (int)i, row->id, &user));
        if (user)
            return say_used(c, from, user);
    }
    return ERR_OK;
}

enum err kept_standing(struct call *c, const struct ledger *l, const struct row *row,
                       bool is_vouched)
{
    if (!is_vouched && row_is_signed(l, row))
        return FAIL(&c->fault, ERR_RULE, "signed.stays", "%.*s",
                    STR_FMT(l->label.in[c->locale]));
    const struct catalog *all = engine_catalog(c->site->engine);
    for (size_t i = 0; i < all->count; i++)
        TRY(is_free_of(c, all->ledgers[i], l, row));
    return ERR_OK;
}
