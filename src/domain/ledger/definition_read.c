/* From JSON to struct ledger.  Every mistake is reported with its line and path. */
#include "domain/ledger/definition.h"

struct reader {
    struct arena *arena;
    struct str text;
    const struct catalog *catalog;
    struct fault *fault;
};

/* ---- reporting and small parts ----------------------------------------------- */

static enum err wrong(struct reader *r, const struct json *at, struct str where,
                      const char *reason)
{
    return FAIL(r->fault, ERR_INVALID, "definition.wrong", "%d" SEP "%.*s" SEP "%s",
                at ? json_line(r->text, at) : 1, STR_FMT(where), reason);
}

static enum err check_keys(struct reader *r, const struct json *object, struct str where,
                           const char *const *known)
{
    if (!object || object->kind != JSON_KIND_OBJECT)
        return wrong(r, object, where, "must be an object");
    const struct json *odd = json_unknown(object, known);
    if (odd)
        return FAIL(r->fault, ERR_INVALID, "definition.key",
                    "%d" SEP "%.*s" SEP "%.*s", json_line(r->text, odd), STR_FMT(where),
                    STR_FMT(odd->key));
    return ERR_OK;
}

static bool is_name(struct str s, size_t most)
{
    if (s.len < 1 || s.len > most || s.ptr[0] < 'a' || s.ptr[0] > 'z')
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

static enum err read_name(struct reader *r, const struct json *object, struct str where,
                          struct str *out)
{
    struct str name = json_find_text(object, "name");

    if (!is_name(name, LEDGER_NAME_MAX))
        return wrong(r, object, where, "\"name\" must be 1-30 of a-z, 0-9, _ and begin with a letter");
    *out = name;
    return ERR_OK;
}

/* Does PostgreSQL or SQLite read it as a word of its own?  Tables and columns bear the names as they are. */
static bool is_reserved(struct str name)
{
    static const char *const WORDS[] = {
        "all",    "and",   "as",     "asc",    "between", "by",      "case",   "check",
        "column", "cross", "default", "desc",  "distinct", "do",     "else",   "end",
        "except", "exists", "for",   "from",   "grant",   "group",   "having", "in",
        "index",  "into",  "is",     "join",   "like",    "limit",   "not",    "null",
        "offset", "on",    "or",     "order",  "primary", "references", "returning", "select",
        "set",    "table", "then",   "to",     "union",   "unique",  "user",   "using",
        "values", "when",  "where",  "window", "with",    NULL,
    };
    for (const char *const *w = WORDS; *w; w++)
        if (str_eq(name, str_of(*w)))
            return true;
    return false;
}

static enum err read_label(struct reader *r, const struct json *object, const char *key,
                           struct str where, struct label *out)
{
    static const char *const KEYS[] = {"zh-Hans", "zh-Hant", "en", NULL};
    const struct json *label = json_find(object, key);

    if (!label) {
        *out = (struct label){0};
        return ERR_OK;
    }
    TRY(check_keys(r, label, where, KEYS));
    for (int l = 0; l < LOCALE_COUNT; l++)
        out->in[l] = json_find_text(label, LOCALE_NAMES[l]);
    if (!out->in[LOCALE_HANS].len || !out->in[LOCALE_EN].len)
        return wrong(r, label, where, "a label needs \"zh-Hans\" and \"en\"");
    if (!out->in[LOCALE_HANT].len)
        out->in[LOCALE_HANT] = out->in[LOCALE_HANS];
    return ERR_OK;
}

static enum err need_label(struct reader *r, const struct json *object, struct str where,
                           struct label *out)
{
    TRY(read_label(r, object, "label", where, out));
    return out->in[0].len ? ERR_OK : wrong(r, object, where, "\"label\" is missing");
}

static enum err read_texts(struct reader *r, const struct json *object, const char *key,
                           struct str **out, size_t *out_count)
{
    const struct json *list = json_find(object, key);

    *out_count = 0;
    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST)
        return wrong(r, list, str_of(key), "must be a list of texts");
    *out = ARENA_ARRAY(r->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != JSON_KIND_TEXT)
            return wrong(r, list, str_of(key), "must be a list of texts");
        (*out)[(*out_count)++] = list->items[i].text;
    }
    return ERR_OK;
}

static const struct json *list_at(const struct json *object, const char *key)
{
    static const struct json NONE = {.kind = JSON_KIND_LIST};
    const struct json *list = json_find(object, key);

    return list && list->kind == JSON_KIND_LIST ? list : &NONE;
}

static int pick(struct str word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (str_eq(word, str_of(words[i])))
            return i;
    return -1;
}

static enum err read_roles(struct reader *r, const struct json *list, struct str where,
                           role_set *out)
{
    *out = 0;
    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST)
        return wrong(r, list, where, "must be a list of roles");
    for (size_t i = 0; i < list->count; i++) {
        enum role role;
        if (!role_read(list->items[i].text, &role))
            return wrong(r, &list->items[i], where, "no such role");
        if (ROLES_ADMIN & 1u << role)
            return wrong(r, &list->items[i], where, "administrators read no records");
        *out |= 1u << role;
    }
    return ERR_OK;
}

/* ---- fields ------------------------------------------------------------------- */

static const char *const FORMATS[] = {"", "id_number", "phone", "email"};
static const char *const MASKS[] = {"", "name", "phone", "all"};
static const char *const GROUPS[] = {"basic",  "more",    "work", "result",
                                     "review", "contact", "note"};

static enum err read_word(struct reader *r, const struct json *object, const char *key,
                          const char *const *words, int count, int *out)
{
    const struct json *v = json_find(object, key);

    *out = 0;
    if (!v)
        return ERR_OK;
    *out = pick(v->text, words, count);
    return *out < 0 ? wrong(r, v, str_of(key), "not one of the words that docs/ledgers.md lists")
                    : ERR_OK;
}

static void set_default_limits(struct field *f)
{
    if (f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT || f->type == FIELD_SEALED) {
        if (!f->has_min)
            f->min = 0;
        if (!f->has_max)
            f->max = f->type == FIELD_TEXT ? 200 : 10000;
        f->has_min = f->has_max = true;
    }
    if (f->type == FIELD_MONEY)
        f->scale = 2;
    for (int i = 0; i < f->scale && field_is_number(f); i++) {
        f->min *= 10;
        f->max *= 10;
    }
}

static enum err check_field(struct reader *r, const struct json *o, struct field *f)
{
    bool text = f->type == FIELD_TEXT || f->type == FIELD_LONGTEXT;
    bool number = f->type == FIELD_INTEGER || f->type == FIELD_DECIMAL || f->type == FIELD_MONEY;

    if (f->type == FIELD_CODE && !f->codes)
        return wrong(r, o, f->name, "\"codes\" must name a code table of data/codes");
    if (f->type == FIELD_REF && !is_name(f->to, LEDGER_NAME_MAX))
        return wrong(r, o, f->name, "\"to\" must name a ledger");
    if ((f->type == FIELD_SEALED) != (f->seal != SEAL_NONE))
        return wrong(r, o, f->name, "\"seal\" belongs to a sealed field, and must be there");
    if (f->is_searched && !text)
        return wrong(r, o, f->name, "only text can be searched");
    if (f->has_lookup && f->type != FIELD_SEALED)
        return wrong(r, o, f->name, "\"lookup\" belongs to a sealed field");
    if ((f->has_min || f->has_max) && !text && !number && f->type != FIELD_SEALED)
        return wrong(r, o, f->name, "\"min\" and \"max\" belong to numbers and text");
    if (f->in_list && (f->type == FIELD_LONGTEXT || f->type == FIELD_SEALED || f->type == FIELD_FILE))
        return wrong(r, o, f->name, "cannot stand in the list");
    if (f->is_unique && (f->type == FIELD_LONGTEXT || f->type == FIELD_FILE ||
                         (f->type == FIELD_SEALED && !f->has_lookup)))
        return wrong(r, o, f->name, "cannot be unique");
    if (f->by_month && f->type != FIELD_DATE)
        return wrong(r, o, f->name, "\"precision\" belongs to a date");
    if (f->has_min && f->has_max && f->min > f->max)
        return wrong(r, o, f->name, "\"min\" is more than \"max\"");
    return ERR_OK;
}

static void read_flags(const struct json *o, struct field *f)
{
    f->is_required = json_find_true(o, "required");
    f->is_unique = json_find_true(o, "unique");
    f->in_list = json_find_true(o, "list");
    f->is_searched = json_find_true(o, "search");
    f->is_indexed = json_find_true(o, "index");
    f->has_lookup = json_find_true(o, "lookup");
    f->has_min = json_find(o, "min");
    f->has_max = json_find(o, "max");
    f->min = json_find_number(o, "min", 0);
    f->max = json_find_number(o, "max", 0);
    f->scale = f->type == FIELD_DECIMAL ? (int)json_find_number(o, "scale", 2) : 0;
    f->fallback = json_find_text(o, "default");
    f->to = json_find_text(o, "to");
}

static enum err read_field_words(struct reader *r, const struct json *o, struct field *f)
{
    static const char *const PRECISIONS[] = {"day", "month"};
    int word;

    TRY(read_word(r, o, "format", FORMATS, 4, &word));
    f->format = (enum field_format)word;
    TRY(read_word(r, o, "mask", MASKS, 4, &word));
    f->mask = (enum field_mask)word;
    TRY(read_word(r, o, "seal", SEAL_NAMES, SEAL_COUNT, &word));
    f->seal = (enum seal)word;
    TRY(read_word(r, o, "precision", PRECISIONS, 2, &word));
    f->by_month = word == 1;
    TRY(read_word(r, o, "group", GROUPS, 7, &word));
    f->group = str_of(GROUPS[word]);
    if (f->scale < 0 || f->scale > 4 || (f->type == FIELD_DECIMAL && f->scale == 0))
        return wrong(r, o, f->name, "\"scale\" must be 1 to 4");
    return ERR_OK;
}

static bool is_system_name(struct str name)
{
    static const char *const NAMES[] = {"id", "region", "ver", "state", "created_at", "updated_at"};

    return pick(name, NAMES, 6) >= 0;
}

static enum err read_field(struct reader *r, const struct json *o, struct field *f)
{
    static const char *const KEYS[] = {
        "name",  "type",   "label", "required", "unique", "default", "list", "search",
        "index", "group",  "alias", "help",     "unit",   "min",     "max",  "scale",
        "precision", "codes", "to", "format",   "mask",   "seal",    "lookup", NULL};

    TRY(check_keys(r, o, STR("fields"), KEYS));
    TRY(read_name(r, o, STR("fields"), &f->name));
    if (is_system_name(f->name) || is_reserved(f->name))
        return wrong(r, o, f->name, "this name is kept for the system");

    int type = pick(json_find_text(o, "type"), FIELD_TYPE_NAMES, FIELD_TYPE_COUNT);
    if (type < 0)
        return wrong(r, o, f->name, "\"type\" is not one of the types of docs/ledgers.md");
    f->type = (enum field_type)type;
    read_flags(o, f);
    TRY(need_label(r, o, f->name, &f->label));
    TRY(read_label(r, o, "help", f->name, &f->help));
    TRY(read_label(r, o, "unit", f->name, &f->unit));
    TRY(read_texts(r, o, "alias", &f->aliases, &f->alias_count));
    TRY(read_field_words(r, o, f));
    if (f->type == FIELD_CODE)
        f->codes = catalog_codes(r->catalog, json_find_text(o, "codes"));
    TRY(check_field(r, o, f));
    set_default_limits(f);
    return ERR_OK;
}

static enum err read_fields(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = list_at(root, "fields");

    if (list->count < 1 || list->count > LEDGER_FIELDS_MAX)
        return wrong(r, root, STR("fields"), "a ledger has 1 to 120 fields");
    l->fields = ARENA_ARRAY(r->arena, struct field, LEDGER_FIELDS_MAX); /* a site may add some */
    for (size_t i = 0; i < list->count; i++) {
        struct field *f = &l->fields[i];
        f->index = (uint16_t)i;
        TRY(read_field(r, &list->items[i], f));
        if (ledger_field(l, f->name))
            return wrong(r, &list->items[i], f->name, "two fields have this name");
        l->field_count++;
    }
    return ERR_OK;
}

static enum err find_field(struct reader *r, const struct ledger *l, const struct json *at,
                           struct str name, int *out)
{
    const struct field *f = ledger_field(l, name);

    if (!f)
        return FAIL(r->fault, ERR_INVALID, "definition.field", "%d" SEP "%.*s",
                    at ? json_line(r->text, at) : 1, STR_FMT(name));
    *out = f->index;
    return ERR_OK;
}

/* A member that names a field; -1 when it is absent. */
static enum err find_named(struct reader *r, const struct ledger *l,
                           const struct json *object, const char *key, int *out)
{
    const struct json *v = json_find(object, key);

    *out = -1;
    return v ? find_field(r, l, v, v->text, out) : ERR_OK;
}

static enum err need_type(struct reader *r, const struct ledger *l, const struct json *at,
                          int field, enum field_type type)
{
    if (field >= 0 && l->fields[field].type != type)
        return wrong(r, at, l->fields[field].name, "must be a date field here");
    return ERR_OK;
}

/* ---- states and acts ----------------------------------------------------------- */

static enum err read_states(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"name", "label", "tone", NULL};
    static const char *const TONES[] = {"neutral", "info", "success", "warning", "danger"};
    const struct json *list = list_at(root, "states");
    int tone;

    if (list->count > LEDGER_STATES_MAX)
        return wrong(r, list, STR("states"), "at most 16 states");
    l->states = ARENA_ARRAY(r->arena, struct state, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct state *s = &l->states[i];
        TRY(check_keys(r, &list->items[i], STR("states"), KEYS));
        TRY(read_name(r, &list->items[i], STR("states"), &s->name));
        TRY(need_label(r, &list->items[i], s->name, &s->label));
        TRY(read_word(r, &list->items[i], "tone", TONES, 5, &tone));
        s->tone = str_of(TONES[tone]);
        if (ledger_state(l, s->name) >= 0)
            return wrong(r, &list->items[i], s->name, "two states have this name");
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
            return wrong(r, &list->items[i], list->items[i].text, "no such state");
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
    TRY(check_keys(r, start, act->name, KEYS));
    TRY(find_named(r, l, start, "field", &act->start_field));
    TRY(need_type(r, l, start, act->start_field, FIELD_DATE));
    act->start_days = (int)json_find_number(start, "days", 0);
    act->start_working = json_find_true(start, "working");
    if (act->start_days < 1 || act->start_days > 3650)
        return wrong(r, start, act->name, "\"days\" must be 1 to 3650");
    return ERR_OK;
}

static enum err read_act(struct reader *r, const struct ledger *l, const struct json *o,
                         struct act *act)
{
    static const char *const KEYS[] = {"name",   "label", "from",  "to",    "roles", "requires",
                                       "reason", "sign",  "stamp", "start", NULL};
    const struct json *requires = list_at(o, "requires");

    TRY(check_keys(r, o, STR("acts"), KEYS));
    TRY(read_name(r, o, STR("acts"), &act->name));
    TRY(need_label(r, o, act->name, &act->label));
    TRY(find_states(r, l, list_at(o, "from"), &act->from));
    act->to = ledger_state(l, json_find_text(o, "to"));
    if (act->to < 0 || !act->from)
        return wrong(r, o, act->name, "\"from\" and \"to\" must name states");
    TRY(read_roles(r, json_find(o, "roles"), act->name, &act->roles));
    for (size_t i = 0; i < requires->count; i++) {
        int field = 0;
        TRY(find_field(r, l, &requires->items[i], requires->items[i].text, &field));
        act->requires[field / 64] |= (uint64_t)1 << field % 64;
    }
    act->needs_reason = json_find_true(o, "reason");
    act->needs_sign = json_find_true(o, "sign");
    TRY(find_named(r, l, o, "stamp", &act->stamp));
    TRY(need_type(r, l, o, act->stamp, FIELD_DATE));
    return read_start(r, l, o, act);
}

static enum err read_acts(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = list_at(root, "acts");

    l->acts = ARENA_ARRAY(r->arena, struct act, list->count);
    for (size_t i = 0; i < list->count; i++) {
        TRY(read_act(r, l, &list->items[i], &l->acts[i]));
        if (ledger_act(l, l->acts[i].name))
            return wrong(r, &list->items[i], l->acts[i].name, "two acts have this name");
        l->act_count++;
    }
    return ERR_OK;
}

static enum err read_deadline(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"field", "until", NULL};
    const struct json *o = json_find(root, "deadline");

    l->deadline = -1;
    if (!o)
        return ERR_OK;
    TRY(check_keys(r, o, STR("deadline"), KEYS));
    TRY(find_named(r, l, o, "field", &l->deadline));
    TRY(need_type(r, l, o, l->deadline, FIELD_DATE));
    return find_states(r, l, list_at(o, "until"), &l->deadline_done);
}

/* ---- figures ------------------------------------------------------------------- */

static bool may_group(const struct field *f)
{
    return f->type == FIELD_CODE || f->type == FIELD_BOOL || f->type == FIELD_DATE ||
           f->type == FIELD_REF || f->type == FIELD_PERSON;
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
    return find_field(r, l, at, name, out);
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
                return wrong(r, v, v->key, "values of \"where\" are texts");
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

    TRY(check_keys(r, o, STR("figures"), KEYS));
    TRY(read_name(r, o, STR("figures"), &fig->name));
    TRY(need_label(r, o, fig->name, &fig->label));
    fig->by = fig->sum = FIGURE_NONE;
    fig->wall = (int)json_find_number(o, "wall", 0);
    if (by)
        TRY(read_figure_field(r, l, by, by->text, &fig->by));
    if (by && fig->by >= 0 && !may_group(&l->fields[fig->by]))
        return wrong(r, by, fig->name, "\"by\" must be a code, bool, date, ref, person or state");
    if (sum)
        TRY(find_field(r, l, sum, sum->text, &fig->sum));
    if (sum && !may_sum(&l->fields[fig->sum]))
        return wrong(r, sum, fig->name, "\"sum\" must be an integer, decimal or money field");
    return read_where(r, l, o, fig);
}

static enum err read_figures(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = list_at(root, "figures");

    l->figures = ARENA_ARRAY(r->arena, struct figure, list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct figure *fig = &l->figures[l->figure_count];
        TRY(read_figure(r, l, &list->items[i], fig));
        for (size_t k = 0; k < l->figure_count; k++)
            if (str_eq(l->figures[k].name, fig->name))
                return wrong(r, &list->items[i], fig->name, "two figures have this name");
        l->figure_count++;
    }
    return ERR_OK;
}

/* ---- the whole ------------------------------------------------------------------ */

static enum err read_uniques(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = list_at(root, "unique");

    l->uniques = ARENA_ARRAY(r->arena, struct unique_group, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct json *names = &list->items[i];
        struct unique_group *g = &l->uniques[l->unique_count++];
        g->fields = ARENA_ARRAY(r->arena, int, names->count);
        for (size_t k = 0; k < names->count; k++)
            TRY(find_field(r, l, names, names->items[k].text, &g->fields[g->count++]));
        if (g->count < 2)
            return wrong(r, names, STR("unique"), "a group has two fields or more");
    }
    return ERR_OK;
}

static enum err read_permissions(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const KEYS[] = {"read", "write", "export", NULL};
    const struct json *roles = json_find(root, "roles"), *seals = json_find(root, "seals");

    TRY(check_keys(r, roles, STR("roles"), KEYS));
    TRY(read_roles(r, json_find(roles, "read"), STR("roles"), &l->readers));
    TRY(read_roles(r, json_find(roles, "write"), STR("roles"), &l->writers));
    TRY(read_roles(r, json_find(roles, "export"), STR("roles"), &l->exporters));
    if (!l->writers)
        return wrong(r, roles, STR("roles"), "\"write\" must name a role");
    l->readers |= l->writers;
    if (!json_find(roles, "export"))
        l->exporters = l->writers;
    if (seals)
        TRY(check_keys(r, seals, STR("seals"), SEAL_NAMES + 1));
    for (int s = SEAL_NONE + 1; s < SEAL_COUNT && seals; s++)
        TRY(read_roles(r, json_find(seals, SEAL_NAMES[s]), STR("seals"), &l->unsealers[s]));
    for (size_t i = 0; i < l->act_count; i++)
        if (!l->acts[i].roles)
            l->acts[i].roles = l->writers;
    return ERR_OK;
}

static enum err read_order(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *sort = json_find(root, "sort");

    TRY(find_named(r, l, root, "title", &l->title));
    if (l->title < 0 || (l->fields[l->title].type != FIELD_TEXT &&
                         l->fields[l->title].type != FIELD_INTEGER))
        return wrong(r, root, STR("title"), "must name a text or integer field");
    l->sort = -1;
    if (!sort)
        return ERR_OK;
    l->sort_descends = str_starts(sort->text, STR("-"));
    return find_field(r, l, sort, str_sub(sort->text, l->sort_descends, sort->text.len), &l->sort);
}

static enum err read_head(struct reader *r, const struct json *root, struct ledger *l)
{
    static const char *const MENUS[] = {"command",  "people",     "team",   "selection",
                                        "congress", "discipline", "outcome"};
    static const char *const REGION_KEYS[] = {"label", "alias", NULL};
    const struct json *place = json_find(root, "region"), *hooks = json_find(root, "hooks");
    int menu;

    TRY(read_name(r, root, STR("ledger"), &l->name));
    if (is_reserved(l->name))
        return wrong(r, root, l->name, "this name is kept for the system");
    TRY(need_label(r, root, l->name, &l->label));
    TRY(read_label(r, root, "hint", l->name, &l->hint));
    TRY(read_word(r, root, "menu", MENUS, 7, &menu));
    l->menu = str_of(MENUS[menu]);
    l->order = (int)json_find_number(root, "order", 100);
    if (place) {
        TRY(check_keys(r, place, STR("region"), REGION_KEYS));
        TRY(read_label(r, place, "label", STR("region"), &l->region_label));
        TRY(read_texts(r, place, "alias", &l->region_aliases, &l->region_alias_count));
    }
    l->check_hook = json_find_text(hooks, "check");
    l->derive_hook = json_find_text(hooks, "derive");
    return ERR_OK;
}

enum err ledger_read(struct arena *a, struct str text, const struct catalog *codes,
                     struct ledger **out, struct fault *f)
{
    static const char *const KEYS[] = {
        "name", "label", "hint", "menu", "order", "title", "sort", "region", "fields",
        "unique", "states", "acts", "deadline", "roles", "seals", "figures", "hooks", NULL};
    struct reader r = {a, text, codes, f};
    struct ledger *l = ARENA_NEW(a, struct ledger);
    struct json *root;

    TRY(json_parse(a, text, &root, f));
    TRY(check_keys(&r, root, STR("ledger"), KEYS));
    TRY(read_head(&r, root, l));
    TRY(read_fields(&r, root, l));
    TRY(read_order(&r, root, l));
    TRY(read_uniques(&r, root, l));
    TRY(read_states(&r, root, l));
    TRY(read_acts(&r, root, l));
    TRY(read_deadline(&r, root, l));
    TRY(read_permissions(&r, root, l));
    TRY(read_figures(&r, root, l));
    *out = l;
    return ERR_OK;
}

enum err field_read(struct arena *a, struct str text, const struct ledger *l,
                    const struct catalog *codes, struct field *out, struct fault *f)
{
    struct reader r = {a, text, codes, f};
    struct json *root;

    *out = (struct field){.is_site = true};
    TRY(json_parse(a, text, &root, f));
    TRY(read_field(&r, root, out));
    if (ledger_field(l, out->name))
        return wrong(&r, root, out->name, "two fields have this name");
    if (out->is_required)
        return wrong(&r, root, out->name, "rows that exist have no value: a new field cannot be required");
    return l->field_count < LEDGER_FIELDS_MAX ? ERR_OK
                                              : wrong(&r, root, out->name, "at most 120 fields");
}

/* ---- code tables ----------------------------------------------------------------- */

static enum err read_code_item(struct reader *r, const struct json *o, struct code_item *item)
{
    static const char *const KEYS[] = {"code", "label", "alias", "note", NULL};

    TRY(check_keys(r, o, STR("items"), KEYS));
    item->code = json_find_text(o, "code");
    if (item->code.len < 1 || item->code.len > 24)
        return wrong(r, o, STR("code"), "1 to 24 characters");
    TRY(need_label(r, o, item->code, &item->label));
    return read_texts(r, o, "alias", &item->aliases, &item->alias_count);
}

enum err code_table_read(struct arena *a, struct str text, struct code_table **out,
                         struct fault *f)
{
    static const char *const KEYS[] = {"name", "label", "source", "licence", "note", "items", NULL};
    struct reader r = {a, text, NULL, f};
    struct code_table *t = ARENA_NEW(a, struct code_table);
    struct json *root;

    TRY(json_parse(a, text, &root, f));
    TRY(check_keys(&r, root, STR("codes"), KEYS));
    TRY(read_name(&r, root, STR("codes"), &t->name));
    TRY(need_label(&r, root, t->name, &t->label));
    const struct json *items = list_at(root, "items");
    t->items = ARENA_ARRAY(a, struct code_item, items->count);
    for (size_t i = 0; i < items->count; i++) {
        TRY(read_code_item(&r, &items->items[i], &t->items[i]));
        if (code_find(t, t->items[i].code))
            return wrong(&r, &items->items[i], t->items[i].code, "two items have this code");
        t->count++;
    }
    *out = t;
    return ERR_OK;
}
