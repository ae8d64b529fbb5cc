/* From JSON to struct ledger.  Every mistake is reported with its line and path. */
#include "domain/ledger/definition_parts.h"
#include "domain/ledger/signing.h"

/* ---- states and acts ----------------------------------------------------------- */

static enum err read_states(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"name", "label", "tone", NULL};
    static const char *const TONES[] = {"neutral", "info", "success", "warning", "danger"};
    const struct json *list = def_list_at(root, "states");
    int tone;

    if (list->count > LEDGER_STATES_MAX)
        return def_wrong(r, list, STR("states"), "at most 16 states");
    l->states = ARENA_ARRAY(r->arena, struct state, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct state *s = &l->states[i];
        TRY(def_check_keys(r, &list->items[i], STR("states"), KEYS));
        TRY(def_read_name(r, &list->items[i], STR("states"), &s->name));
        TRY(def_need_label(r, &list->items[i], s->name, &s->label));
        TRY(def_read_word(r, &list->items[i], "tone", TONES, 5, &tone));
        s->tone = str_of(TONES[tone]);
        if (ledger_state(l, s->name) >= 0)
            return def_wrong(r, &list->items[i], s->name, "two states have this name");
        l->state_count++;
    }
    return ERR_OK;
}

static enum err find_states(struct reader *r, const struct ledger *l,
                            const struct json *list, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < list->count; i++) {
        int s = ledger_state(l, list->items[i].text);
        if (s < 0)
            return def_wrong(r, &list->items[i], list->items[i].text, "no such state");
        *out |= (uint64_t)1 << s;
    }
    return ERR_OK;
}

static enum err read_start(struct reader *r, const struct ledger *l, const struct json *o,
                           struct act *act)
{
    static const char *const KEYS[] = {"field", "days", "working", NULL};
    const struct json *start = json_find(o, "start");

    act->start_field = -1;
    if (!start)
        return ERR_OK;
    TRY(def_check_keys(r, start, act->name, KEYS));
    TRY(def_find_named(r, l, start, "field", &act->start_field));
    TRY(def_need_type(r, l, start, act->start_field, FIELD_DATE));
    act->start_days = (int)json_find_number(start, "days", 0);
    act->start_working = json_find_true(start, "working");
    if (act->start_days < 1 || act->start_days > 3650)
        return def_wrong(r, start, act->name, "\"days\" must be 1 to 3650");
    return ERR_OK;
}

/* As whom it is signed: "as", a code of signing_post, and on which level the post is held: "at". */
static enum err read_post(struct reader *r, const struct json *o, struct act *act)
{
    static const char *const LEVELS[] = {"country", "province", "city", "county",
                                         "township"};
    const struct code_table *posts = catalog_codes(r->catalog, STR("signing_post"));
    int level = REGION_COUNTRY;

    act->post = json_find_text(o, "as");
    if (json_find(o, "at"))
        TRY(def_read_word(r, o, "at", LEVELS, sizeof(LEVELS) / sizeof(LEVELS[0]), &level));
    act->post_level = (enum region_level)level;
    if (!act->post.len)
        return level ? def_wrong(r, o, act->name,
                                 "\"at\" says where a post of \"as\" is held")
                     : ERR_OK;
    if (!act->needs_sign || !posts || !code_find(posts, act->post))
        return def_wrong(r, o, act->name,
                         "\"as\" must be a code of signing_post, and the act be signed");
    return ERR_OK;
}

static enum err read_act(struct reader *r, const struct ledger *l, const struct json *o,
                         struct act *act)
{
    static const char *const KEYS[] = {
        "name",  "label", "from", "to",     "roles", "requires", "reason", "sign", "stamp",
        "start", "kept",  "by",   "unsign", "as",    "at",       "help",   NULL};
    const struct json *requires = def_list_at(o, "requires");

    TRY(def_check_keys(r, o, STR("acts"), KEYS));
    TRY(def_read_name(r, o, STR("acts"), &act->name));
    TRY(def_need_label(r, o, act->name, &act->label));
    TRY(def_read_label(r, o, "help", act->name, &act->help));
    TRY(find_states(r, l, def_list_at(o, "from"), &act->from));
    act->to = ledger_state(l, json_find_text(o, "to"));
    if (act->to < 0 || !act->from)
        return def_wrong(r, o, act->name, "\"from\" and \"to\" must name states");
    TRY(def_read_roles(r, json_find(o, "roles"), act->name, &act->roles));
    for (size_t i = 0; i < requires->count; i++) {
        int field = 0;
        TRY(def_find_field(r, l, &requires->items[i], requires->items[i].text, &field));
        act->requires[field / 64] |= (uint64_t)1 << field % 64;
    }
    act->needs_reason = json_find_true(o, "reason");
    act->needs_sign = json_find_true(o, "sign");
    act->is_kept = json_find_true(o, "kept");
    act->unsigns = json_find_true(o, "unsign");
    TRY(read_post(r, o, act));
    TRY(def_find_named(r, l, o, "stamp", &act->stamp));
    TRY(def_need_type(r, l, o, act->stamp, FIELD_DATE));
    TRY(def_find_named(r, l, o, "by", &act->by));
    TRY(def_need_type(r, l, o, act->by, FIELD_ACCOUNT));
    if (act->by >= 0 && !l->fields[act->by].is_kept)
        return def_wrong(r, o, act->name,
                         "the field of \"by\" must be kept: nobody types it");
    return read_start(r, l, o, act);
}

static enum err read_acts(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = def_list_at(root, "acts");

    if (list->count > LEDGER_ACTS_MAX)
        return def_wrong(r, list, STR("acts"), "at most 64 acts");
    l->acts = ARENA_ARRAY(r->arena, struct act, list->count);
    for (size_t i = 0; i < list->count; i++) {
        TRY(read_act(r, l, &list->items[i], &l->acts[i]));
        if (ledger_act(l, l->acts[i].name))
            return def_wrong(r, &list->items[i], l->acts[i].name,
                             "two acts have this name");
        l->act_count++;
    }
    return ERR_OK;
}

static enum err read_deadline(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"field", "until", "from", "days", "working", NULL};
    const struct json *o = json_find(root, "deadline");

    l->deadline = l->deadline_from = -1;
    if (!o)
        return ERR_OK;
    TRY(def_check_keys(r, o, STR("deadline"), KEYS));
    TRY(def_find_named(r, l, o, "field", &l->deadline));
    TRY(def_need_type(r, l, o, l->deadline, FIELD_DATE));
    TRY(def_find_named(r, l, o, "from", &l->deadline_from));
    TRY(def_need_type(r, l, o, l->deadline_from, FIELD_DATE));
    l->deadline_days = (int)json_find_number(o, "days", 0);
    l->deadline_working = json_find_true(o, "working");
    if (l->deadline < 0 ||
        (l->deadline_from >= 0 && (l->deadline_days < 1 || l->deadline_days > 3650)))
        return def_wrong(r, o, STR("deadline"),
                         "needs \"field\"; \"from\" needs \"days\" of 1 to 3650");
    return find_states(r, l, def_list_at(o, "until"), &l->deadline_done);
}

/* ---- figures ------------------------------------------------------------------- */

static bool may_group(const struct field *f)
{
    return f->type == FIELD_CODE || f->type == FIELD_BOOL || f->type == FIELD_DATE ||
           f->type == FIELD_REF || f->type == FIELD_PERSON || f->type == FIELD_ACCOUNT;
}

static bool may_sum(const struct field *f)
{
    return f->type == FIELD_INTEGER || f->type == FIELD_DECIMAL || f->type == FIELD_MONEY;
}

static enum err read_figure_field(struct reader *r, const struct ledger *l,
                                  const struct json *at, struct str name, int *out)
{
    if (str_eq(name, STR("state")) && l->state_count) {
        *out = FIGURE_STATE;
        return ERR_OK;
    }
    return def_find_field(r, l, at, name, out);
}

static enum err read_where(struct reader *r, const struct ledger *l, const struct json *o,
                           struct figure *fig)
{
    const struct json *where = json_find(o, "where");

    if (!where)
        return ERR_OK;
    fig->where = ARENA_ARRAY(r->arena, struct figure_where, where->count);
    for (size_t i = 0; i < where->count; i++) {
        const struct json *v = &where->items[i];
        struct figure_where *w = &fig->where[fig->where_count++];
        TRY(read_figure_field(r, l, v, v->key, &w->field));
        const struct json *values = v->kind == JSON_KIND_LIST ? v->items : v;
        size_t count = v->kind == JSON_KIND_LIST ? v->count : 1;
        w->values = ARENA_ARRAY(r->arena, struct str, count);
        for (size_t k = 0; k < count; k++) {
            if (values[k].kind != JSON_KIND_TEXT)
                return def_wrong(r, v, v->key, "values of \"where\" are texts");
            w->values[w->count++] = values[k].text;
        }
    }
    return ERR_OK;
}

static enum err read_figure(struct reader *r, const struct ledger *l, const struct json *o,
                            struct figure *fig)
{
    static const char *const KEYS[] = {"name", "label", "by", "sum", "where", "wall", NULL};
    const struct json *by = json_find(o, "by"), *sum = json_find(o, "sum");

    TRY(def_check_keys(r, o, STR("figures"), KEYS));
    TRY(def_read_name(r, o, STR("figures"), &fig->name));
    TRY(def_need_label(r, o, fig->name, &fig->label));
    fig->by = fig->sum = FIGURE_NONE;
    fig->wall = (int)json_find_number(o, "wall", 0);
    if (by)
        TRY(read_figure_field(r, l, by, by->text, &fig->by));
    if (by && fig->by >= 0 && !may_group(&l->fields[fig->by]))
        return def_wrong(
            r, by, fig->name,
            "\"by\" must be a code, bool, date, ref, person, account or state");
    if (sum)
        TRY(def_find_field(r, l, sum, sum->text, &fig->sum));
    if (sum && !may_sum(&l->fields[fig->sum]))
        return def_wrong(r, sum, fig->name,
                         "\"sum\" must be an integer, decimal or money field");
    return read_where(r, l, o, fig);
}

static enum err read_figures(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = def_list_at(root, "figures");

    l->figures = ARENA_ARRAY(r->arena, struct figure, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct figure *fig = &l->figures[l->figure_count];
        TRY(read_figure(r, l, &list->items[i], fig));
        for (size_t k = 0; k < l->figure_count; k++)
            if (str_eq(l->figures[k].name, fig->name))
                return def_wrong(r, &list->items[i], fig->name,
                                 "two figures have this name");
        l->figure_count++;
    }
    return ERR_OK;
}

/* ---- the whole ------------------------------------------------------------------ */

static enum err read_uniques(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = def_list_at(root, "unique");

    l->uniques = ARENA_ARRAY(r->arena, struct unique_group, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct json *names = &list->items[i];
        struct unique_group *g = &l->uniques[l->unique_count++];
        g->fields = ARENA_ARRAY(r->arena, int, names->count);
        for (size_t k = 0; k < names->count; k++)
            TRY(def_find_field(r, l, names, names->items[k].text, &g->fields[g->count++]));
        if (g->count < 2)
            return def_wrong(r, names, STR("unique"), "a group has two fields or more");
    }
    return ERR_OK;
}

static enum err find_held(struct reader *r, const struct ledger *l,
                          const struct json *names, uint64_t out[2])
{
    for (size_t i = 0; i < names->count; i++) {
        int field = 0;
        TRY(def_find_field(r, l, &names->items[i], names->items[i].text, &field));
        out[field / 64] |= (uint64_t)1 << field % 64;
    }
    return ERR_OK;
}

/* "held": {"from": [states], "fields": [names], "always": [names]}. */
static enum err read_held(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"from", "fields", "always", NULL};
    const struct json *o = json_find(root, "held");
    const struct json *fields = def_list_at(o, "fields");
    const struct json *always = def_list_at(o, "always");

    if (!o)
        return ERR_OK;
    TRY(def_check_keys(r, o, STR("held"), KEYS));
    TRY(find_states(r, l, def_list_at(o, "from"), &l->held.states));
    TRY(find_held(r, l, fields, l->held.fields));
    TRY(find_held(r, l, always, l->held.always));
    bool knows_when = l->held.states || l->check_hook.len;
    bool is_whole = fields->count ? knows_when : always->count && !l->held.states;
    return is_whole ? ERR_OK
                    : def_wrong(r, o, STR("held"),
                                "needs \"always\", or \"fields\" and \"from\" or a hook");
}

static enum err read_permissions(struct reader *r, const struct json *root,
                                 struct ledger *l)
{
    static const char *const KEYS[] = {"read", "write", "export", NULL};
    const struct json *roles = json_find(root, "roles"), *seals = json_find(root, "seals");

    TRY(def_check_keys(r, roles, STR("roles"), KEYS));
    TRY(def_read_roles(r, json_find(roles, "read"), STR("roles"), &l->readers));
    TRY(def_read_roles(r, json_find(roles, "write"), STR("roles"), &l->writers));
    TRY(def_read_roles(r, json_find(roles, "export"), STR("roles"), &l->exporters));
    if (!l->writers)
        return def_wrong(r, roles, STR("roles"), "\"write\" must name a role");
    l->readers |= l->writers;
    if (!json_find(roles, "export"))
        l->exporters = l->writers;
    if (seals)
        TRY(def_check_keys(r, seals, STR("seals"), SEAL_NAMES + 1));
    for (int s = SEAL_NONE + 1; s < SEAL_COUNT && seals; s++)
        TRY(def_read_roles(r, json_find(seals, SEAL_NAMES[s]), STR("seals"),
                           &l->unsealers[s]));
    for (size_t i = 0; i < l->act_count; i++)
        if (!l->acts[i].roles)
            l->acts[i].roles = l->writers;
    return ERR_OK;
}

static enum err read_order(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *sort = json_find(root, "sort");

    TRY(def_find_named(r, l, root, "title", &l->title));
    if (l->title < 0 || (l->fields[l->title].type != FIELD_TEXT &&
                         l->fields[l->title].type != FIELD_INTEGER))
        return def_wrong(r, root, STR("title"), "must name a text or integer field");
    l->sort = -1;
    if (!sort)
        return ERR_OK;
    l->sort_descends = str_starts(sort->text, STR("-"));
    return def_find_field(r, l, sort, str_sub(sort->text, l->sort_descends, sort->text.len),
                          &l->sort);
}

static enum err read_head(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const MENUS[] = {"command",  "people",     "team",   "selection",
                                        "congress", "discipline", "outcome"};
    static const char *const REGION_KEYS[] = {"label", "alias", NULL};
    static const char *const HOOK_KEYS[] = {"check", NULL};
    const struct json *place = json_find(root, "region"), *hooks = json_find(root, "hooks");
    int menu;

    TRY(def_read_name(r, root, STR("ledger"), &l->name));
    if (def_is_reserved(l->name) ||
        str_eq(l->name, STR("codes"))) /* of the header of all codes */
        return def_wrong(r, root, l->name, "this name is kept for the system");
    l->tag = ledger_tag(l->name);
    TRY(def_need_label(r, root, l->name, &l->label));
    TRY(def_read_label(r, root, "hint", l->name, &l->hint));
    TRY(def_read_word(r, root, "menu", MENUS, 7, &menu));
    l->menu = str_of(MENUS[menu]);
    l->order = (int)json_find_number(root, "order", 100);
    if (place) {
        TRY(def_check_keys(r, place, STR("region"), REGION_KEYS));
        TRY(def_read_label(r, place, "label", STR("region"), &l->region_label));
        TRY(def_read_texts(r, place, "alias", &l->region_aliases, &l->region_alias_count));
    }
    if (hooks)
        TRY(def_check_keys(r, hooks, STR("hooks"), HOOK_KEYS));
    l->check_hook = json_find_text(hooks, "check");
    return ERR_OK;
}

enum err ledger_read(struct arena *a, struct str text, const struct catalog *codes,
                     struct ledger **out, struct fault *f)
{
    static const char *const KEYS[] = {"name",    "label", "hint",     "menu",   "order",
                                       "title",   "sort",  "region",   "fields", "unique",
                                       "states",  "acts",  "deadline", "roles",  "seals",
                                       "figures", "hooks", "held",     NULL};
    struct reader r = {a, text, codes, f};
    struct ledger *l = ARENA_NEW(a, struct ledger);
    struct json *root;

    TRY(def_parse(&r, &root));
    TRY(def_check_keys(&r, root, STR("ledger"), KEYS));
    TRY(read_head(&r, root, l));
    TRY(def_read_fields(&r, root, l));
    ledger_sort_names(a, l);
    TRY(def_read_firsts(&r, root, l));
    TRY(read_order(&r, root, l));
    TRY(read_uniques(&r, root, l));
    TRY(read_states(&r, root, l));
    TRY(read_acts(&r, root, l));
    TRY(read_held(&r, root, l));
    TRY(read_deadline(&r, root, l));
    TRY(read_permissions(&r, root, l));
    TRY(read_figures(&r, root, l));
    signing_ready(l);
    TRY(def_check_whole(&r, root, l));
    *out = l;
    return ERR_OK;
}
