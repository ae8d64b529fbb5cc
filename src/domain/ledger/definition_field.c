/* Fields of a description. */
#include "domain/ledger/definition_parts.h"

static const char *const FORMATS[] = {"", "id_number", "phone", "email"};
static const char *const MASKS[] = {"", "name", "phone", "all"};
static const char *const GROUPS[] = {"basic",  "more",    "work", "result",
                                     "review", "contact", "note"};

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

/* Types as a set of bits. */
#define OF(type) (1u << FIELD_##type)

enum {
    TEXTS = OF(TEXT) | OF(LONGTEXT),
    NUMBERS = OF(INTEGER) | OF(DECIMAL) | OF(MONEY),
};

static bool is_of(const struct field *f, unsigned types)
{
    return types >> f->type & 1;
}

/* What stands in the description only for some types of fields. */
static const char *misplaced(const struct field *f)
{
    if ((f->type == FIELD_SEALED) != (f->seal != SEAL_NONE))
        return "\"seal\" belongs to a sealed field, and must be there";
    if (f->is_searched && !is_of(f, TEXTS))
        return "only text can be searched";
    if (f->has_lookup && !is_of(f, OF(SEALED)))
        return "\"lookup\" belongs to a sealed field";
    if ((f->has_min || f->has_max) && !is_of(f, TEXTS | NUMBERS | OF(SEALED)))
        return "\"min\" and \"max\" belong to numbers and text";
    if (f->in_list && is_of(f, OF(LONGTEXT) | OF(SEALED) | OF(FILE)))
        return "cannot stand in the list";
    if (f->is_named && !is_of(f, OF(PERSON)))
        return "\"named\" belongs to a person";
    if (f->by_month && !is_of(f, OF(DATE)))
        return "\"precision\" belongs to a date";
    return NULL;
}

static const char *in_wrong_place(const struct field *f)
{
    if (f->is_past && !is_of(f, OF(DATE)))
        return "\"past\" belongs to a date";
    if (f->is_picture && !is_of(f, OF(FILE)))
        return "\"picture\" belongs to a file";
    return misplaced(f);
}

static const char *missing(const struct field *f)
{
    if (f->type == FIELD_CODE && !f->codes)
        return "\"codes\" must name a code table of data/codes";
    if (f->type == FIELD_REF && !def_is_name(f->to, LEDGER_NAME_MAX))
        return "\"to\" must name a ledger";
    return NULL;
}

static enum err check_field(struct reader *r, const struct json *o, const struct field *f)
{
    const char *why = missing(f) ? missing(f) : in_wrong_place(f);

    if (why)
        return def_wrong(r, o, f->name, why);
    if (f->is_unique &&
        (is_of(f, OF(LONGTEXT) | OF(FILE)) || (f->type == FIELD_SEALED && !f->has_lookup)))
        return def_wrong(r, o, f->name, "cannot be unique");
    if (f->has_min && f->has_max && f->min > f->max)
        return def_wrong(r, o, f->name, "\"min\" is more than \"max\"");
    const int64_t most = INT64_MAX / 10000; /* stored with up to four more digits */
    if (f->min > most || f->min < -most || f->max > most || f->max < -most)
        return def_wrong(r, o, f->name, "\"min\" and \"max\" are too large");
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
    f->is_kept = json_find_true(o, "kept");
    f->is_named = json_find_true(o, "named");
    f->is_after_sign = json_find_true(o, "after_sign");
    f->is_past = json_find_true(o, "past");
    f->is_picture = json_find_true(o, "picture");
    f->not_before = -1; /* read when all fields are known */
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

    TRY(def_read_word(r, o, "format", FORMATS, 4, &word));
    f->format = (enum field_format)word;
    TRY(def_read_word(r, o, "mask", MASKS, 4, &word));
    f->mask = (enum field_mask)word;
    TRY(def_read_word(r, o, "seal", SEAL_NAMES, SEAL_COUNT, &word));
    f->seal = (enum seal)word;
    TRY(def_read_word(r, o, "precision", PRECISIONS, 2, &word));
    f->by_month = word == 1;
    TRY(def_read_word(r, o, "group", GROUPS, 7, &word));
    f->group = str_of(GROUPS[word]);
    if (f->scale < 0 || f->scale > 4 || (f->type == FIELD_DECIMAL && f->scale == 0))
        return def_wrong(r, o, f->name, "\"scale\" must be 1 to 4");
    return ERR_OK;
}

/* What stands beside the fields of a row: its own members, and the parameters of routes that take fields. */
bool field_name_is_kept(struct str name)
{
    static const char *const NAMES[] = {
        "after",     "by",   "count", "created_at", "empty",      "fields", "filters",
        "format",    "id",   "late",  "ledger",     "limit",      "q",      "region",
        "is_signed", "sort", "state", "sum",        "updated_at", "ver"};

    return def_is_reserved(name) ||
           def_pick(name, NAMES, sizeof(NAMES) / sizeof(NAMES[0])) >= 0;
}

enum err def_read_field(struct reader *r, const struct json *o, struct field *f)
{
    static const char *const KEYS[] = {
        "name",  "type",       "label", "required", "unique",     "default",
        "list",  "search",     "index", "group",    "alias",      "help",
        "unit",  "min",        "max",   "scale",    "precision",  "codes",
        "to",    "format",     "mask",  "seal",     "lookup",     "kept",
        "named", "after_sign", "past",  "picture",  "not_before", NULL};

    TRY(def_check_keys(r, o, STR("fields"), KEYS));
    TRY(def_read_name(r, o, STR("fields"), &f->name));
    if (field_name_is_kept(f->name))
        return def_wrong(r, o, f->name, "this name is kept for the system");

    int type = def_pick(json_find_text(o, "type"), FIELD_TYPE_NAMES, FIELD_TYPE_COUNT);
    if (type < 0)
        return def_wrong(r, o, f->name,
                         "\"type\" is not one of the types of docs/ledgers.md");
    f->type = (enum field_type)type;
    read_flags(o, f);
    TRY(def_need_label(r, o, f->name, &f->label));
    TRY(def_read_label(r, o, "help", f->name, &f->help));
    TRY(def_read_label(r, o, "unit", f->name, &f->unit));
    TRY(def_read_texts(r, o, "alias", &f->aliases, &f->alias_count));
    TRY(read_field_words(r, o, f));
    if (f->type == FIELD_CODE)
        f->codes = catalog_codes(r->catalog, json_find_text(o, "codes"));
    TRY(check_field(r, o, f));
    set_default_limits(f);
    return ERR_OK;
}

enum err def_read_fields(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = def_list_at(root, "fields");

    if (list->count < 1 || list->count > LEDGER_FIELDS_MAX)
        return def_wrong(r, root, STR("fields"), "a ledger has 1 to 120 fields");
    l->fields =
        ARENA_ARRAY(r->arena, struct field, LEDGER_FIELDS_MAX); /* a site may add some */
    for (size_t i = 0; i < list->count; i++) {
        struct field *f = &l->fields[i];
        f->index = (uint16_t)i;
        TRY(def_read_field(r, &list->items[i], f));
        if (ledger_field(l, f->name))
            return def_wrong(r, &list->items[i], f->name, "two fields have this name");
        l->field_count++;
    }
    return ERR_OK;
}

enum err def_find_field(struct reader *r, const struct ledger *l, const struct json *at,
                        struct str name, int *out)
{
    const struct field *f = ledger_field(l, name);

    if (!f)
        return FAIL(r->fault, ERR_INVALID, "definition.field", "%d" SEP "%.*s",
                    at ? json_line(r->text, at) : 1, STR_FMT(name));
    *out = f->index;
    return ERR_OK;
}

/* Which date this one does not precede, once all fields are there. */
enum err def_read_first(struct reader *r, const struct ledger *l, const struct json *o,
                        struct field *f)
{
    TRY(def_find_named(r, l, o, "not_before", &f->not_before));
    if (f->not_before >= 0 && f->type != FIELD_DATE)
        return def_wrong(r, o, f->name, "\"not_before\" belongs to a date");
    return def_need_type(r, l, o, f->not_before, FIELD_DATE);
}

enum err def_read_firsts(struct reader *r, const struct json *root, struct ledger *l)
{
    const struct json *list = def_list_at(root, "fields");

    for (size_t i = 0; i < l->field_count; i++)
        TRY(def_read_first(r, l, &list->items[i], &l->fields[i]));
    return ERR_OK;
}

/* A member that names a field; -1 when it is absent. */
enum err def_find_named(struct reader *r, const struct ledger *l, const struct json *object,
                        const char *key, int *out)
{
    const struct json *v = json_find(object, key);

    *out = -1;
    return v ? def_find_field(r, l, v, v->text, out) : ERR_OK;
}

enum err def_need_type(struct reader *r, const struct ledger *l, const struct json *at,
                       int field, enum field_type type)
{
    if (field >= 0 && l->fields[field].type != type)
        return def_wrong(r, at, l->fields[field].name,
                         type == FIELD_ACCOUNT ? "must be an account field here"
                                               : "must be a date field here");
    return ERR_OK;
}

enum err field_read(struct arena *a, struct str text, const struct ledger *l,
                    const struct catalog *codes, struct field *out, struct fault *f)
{
    struct reader r = {a, text, codes, f};
    struct json *root;

    *out = (struct field){.is_site = true};
    TRY(def_parse(&r, &root));
    TRY(def_read_field(&r, root, out));
    if (json_find(root, "not_before"))
        return def_wrong(&r, root, out->name,
                         "\"not_before\" is said where the ledger is described");
    if (ledger_field(l, out->name))
        return def_wrong(&r, root, out->name, "two fields have this name");
    if (out->is_required)
        return def_wrong(&r, root, out->name,
                         "rows that exist have no value: a new field cannot be required");
    TRY(def_check_field(&r, root, l, l->field_count, out));
    return l->field_count < LEDGER_FIELDS_MAX
               ? ERR_OK
               : def_wrong(&r, root, out->name, "at most 120 fields");
}
