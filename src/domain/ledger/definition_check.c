/* What single parts of a description cannot show: whether they agree with each other. */
#include "domain/ledger/definition_parts.h"
#include "domain/ledger/value.h"
#include "domain/ledger/way.h"

static bool is_heading(const struct label *label, const struct str *aliases, size_t count,
                       struct str name, struct str word)
{
    for (int i = 0; i < LOCALE_COUNT; i++)
        if (str_eq(label->in[i], word))
            return true;
    for (size_t i = 0; i < count; i++)
        if (str_eq(aliases[i], word))
            return true;
    return str_eq(name, word);
}

static bool is_heading_of(const struct field *f, struct str word)
{
    return is_heading(&f->label, f->aliases, f->alias_count, f->name, word);
}

/* One heading of a spreadsheet is one field, also of the fields `before` this one. */
static const char *shared_heading(const struct ledger *l, size_t before,
                                  const struct field *f)
{
    for (size_t i = 0; i < before; i++) {
        const struct field *other = &l->fields[i];
        bool shared = is_heading_of(other, f->name);
        for (int k = 0; k < LOCALE_COUNT; k++)
            shared = shared || is_heading_of(other, f->label.in[k]);
        for (size_t k = 0; k < f->alias_count; k++)
            shared = shared || is_heading_of(other, f->aliases[k]);
        if (shared)
            return "another field has this name, label or alias: a heading must mean one "
                   "field";
    }
    return NULL;
}

static const char *wrong_default(struct reader *r, const struct field *f)
{
    struct fault ignored = {0};
    struct value v;

    if (!f->fallback.len)
        return NULL;
    if (value_read(r->arena, f, f->fallback, &v, &ignored))
        return "\"default\" is not a value of the field";
    return NULL;
}

static const char *wrong_act(const struct ledger *l, const struct act *act)
{
    role_set extra = act->roles & ~l->readers;

    return extra ? "a role that does the act may not read the row" : NULL;
}

static const char *unsigned_first(const struct ledger *l)
{
    return l->state_count && l->signed_states & 1
               ? "acts that lead back from a signed state to the first need \"unsign\""
               : NULL;
}

static const char *unreached(const struct ledger *l, int state)
{
    int acts[LEDGER_STATES_MAX], barred;

    return states_way(l, 0, state, UINT64_MAX, acts, &barred) < 0
               ? "no act leads to this state from the first"
               : NULL;
}

static bool is_condition(struct reader *r, const struct ledger *l, int field, struct str v)
{
    struct fault ignored = {0};
    struct value read;

    if (!v.len || str_eq(v, STR("*")))
        return true;
    if (field == FIGURE_STATE)
        return ledger_state(l, v) >= 0;
    const struct field *f = &l->fields[field];
    if (f->type == FIELD_CODE)
        return f->codes && code_find(f->codes, v);
    if (f->type == FIELD_BOOL)
        return str_eq(v, STR("true")) || str_eq(v, STR("false"));
    return !value_read(r->arena, f, v, &read, &ignored);
}

static const char *wrong_where(struct reader *r, const struct ledger *l,
                               const struct figure *fig)
{
    for (size_t i = 0; i < fig->where_count; i++)
        for (size_t k = 0; k < fig->where[i].count; k++)
            if (!is_condition(r, l, fig->where[i].field, fig->where[i].values[k]))
                return "\"where\" has a value that the field never has";
    return NULL;
}

static enum err say(struct reader *r, const struct json *root, const char *list, size_t i,
                    struct str name, const char *why)
{
    const struct json *items = def_list_at(root, list);

    return why ? def_wrong(r, i < items->count ? &items->items[i] : root, name, why)
               : ERR_OK;
}

enum err def_check_field(struct reader *r, const struct json *o, const struct ledger *l,
                         size_t before, const struct field *f)
{
    const char *why = shared_heading(l, before, f);

    if (!why)
        why = wrong_default(r, f);
    return why ? def_wrong(r, o, f->name, why) : ERR_OK;
}

enum err def_check_whole(struct reader *r, const struct json *root, const struct ledger *l)
{
    const struct json *fields = def_list_at(root, "fields");

    for (size_t i = 0; i < l->field_count; i++)
        TRY(def_check_field(r, &fields->items[i], l, i, &l->fields[i]));
    for (size_t i = 0; i < l->act_count; i++)
        TRY(say(r, root, "acts", i, l->acts[i].name, wrong_act(l, &l->acts[i])));
    TRY(say(r, root, "acts", 0, STR("acts"), unsigned_first(l)));
    for (size_t i = 0; i < l->state_count; i++)
        TRY(say(r, root, "states", i, l->states[i].name, unreached(l, (int)i)));
    for (size_t i = 0; i < l->figure_count; i++)
        TRY(say(r, root, "figures", i, l->figures[i].name,
                wrong_where(r, l, &l->figures[i])));
    return ERR_OK;
}
