/* Small parts of reading a description. */
#include "domain/ledger/definition_parts.h"

enum err def_wrong(struct reader *r, const struct json *at, struct str where,
                   const char *reason)
{
    return FAIL(r->fault, ERR_INVALID, "definition.wrong", "%d" SEP "%.*s" SEP "%s",
                at ? json_line(r->text, at) : 1, STR_FMT(where), reason);
}

enum err def_check_keys(struct reader *r, const struct json *object, struct str where,
                        const char *const *known)
{
    if (!object || object->kind != JSON_KIND_OBJECT)
        return def_wrong(r, object, where, "must be an object");
    const struct json *odd = json_unknown(object, known);
    if (odd)
        return FAIL(r->fault, ERR_INVALID, "definition.key", "%d" SEP "%.*s" SEP "%.*s",
                    json_line(r->text, odd), STR_FMT(where), STR_FMT(odd->key));
    return ERR_OK;
}

enum err def_parse(struct reader *r, struct json **root)
{
    struct fault why = {0};

    TRY(json_parse(r->arena, r->text, root, r->fault));
    const struct json *odd = json_unseemly(*root, NULL, true, &why);
    if (!odd)
        return ERR_OK;
    return FAIL(r->fault, ERR_INVALID, "definition.character", "%d" SEP "%s",
                json_line(r->text, odd), why.detail);
}

bool def_is_name(struct str s, size_t most)
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

enum err def_read_name(struct reader *r, const struct json *object, struct str where,
                       struct str *out)
{
    struct str name = json_find_text(object, "name");

    if (!def_is_name(name, LEDGER_NAME_MAX))
        return def_wrong(r, object, where,
                         "\"name\" must be 1-30 of a-z, 0-9, _ and begin with a letter");
    *out = name;
    return ERR_OK;
}

/* Does PostgreSQL or SQLite read it as a word of its own?  Tables and columns bear the names as they are. */
bool def_is_reserved(struct str name)
{
    static const char *const WORDS[] = {
        "all",   "and",     "as",         "asc",       "between", "by",       "case",
        "check", "column",  "cross",      "default",   "desc",    "distinct", "do",
        "else",  "end",     "except",     "exists",    "for",     "from",     "grant",
        "group", "having",  "in",         "index",     "into",    "is",       "join",
        "like",  "limit",   "not",        "null",      "offset",  "on",       "or",
        "order", "primary", "references", "returning", "select",  "set",      "table",
        "then",  "to",      "union",      "unique",    "user",    "using",    "values",
        "when",  "where",   "window",     "with",      NULL,
    };
    if (str_starts(name, STR("hj_"))) /* the system's own tables */
        return true;
    for (const char *const *w = WORDS; *w; w++)
        if (str_eq(name, str_of(*w)))
            return true;
    return false;
}

enum err def_read_label(struct reader *r, const struct json *object, const char *key,
                        struct str where, struct label *out)
{
    static const char *const KEYS[] = {"zh-Hans", "zh-Hant", "en", NULL};
    const struct json *label = json_find(object, key);

    if (!label) {
        *out = (struct label){0};
        return ERR_OK;
    }
    TRY(def_check_keys(r, label, where, KEYS));
    for (int l = 0; l < LOCALE_COUNT; l++)
        out->in[l] = json_find_text(label, LOCALE_NAMES[l]);
    if (!out->in[LOCALE_HANS].len || !out->in[LOCALE_EN].len)
        return def_wrong(r, label, where, "a label needs \"zh-Hans\" and \"en\"");
    if (!out->in[LOCALE_HANT].len)
        out->in[LOCALE_HANT] = out->in[LOCALE_HANS];
    return ERR_OK;
}

enum err def_need_label(struct reader *r, const struct json *object, struct str where,
                        struct label *out)
{
    TRY(def_read_label(r, object, "label", where, out));
    return out->in[0].len ? ERR_OK : def_wrong(r, object, where, "\"label\" is missing");
}

enum err def_read_texts(struct reader *r, const struct json *object, const char *key,
                        struct str **out, size_t *out_count)
{
    const struct json *list = json_find(object, key);

    *out_count = 0;
    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST)
        return def_wrong(r, list, str_of(key), "must be a list of texts");
    *out = ARENA_ARRAY(r->arena, struct str, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != JSON_KIND_TEXT)
            return def_wrong(r, list, str_of(key), "must be a list of texts");
        (*out)[(*out_count)++] = list->items[i].text;
    }
    return ERR_OK;
}

const struct json *def_list_at(const struct json *object, const char *key)
{
    static const struct json NONE = {.kind = JSON_KIND_LIST};
    const struct json *list = json_find(object, key);

    return list && list->kind == JSON_KIND_LIST ? list : &NONE;
}

int def_pick(struct str word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (str_eq(word, str_of(words[i])))
            return i;
    return -1;
}

enum err def_read_roles(struct reader *r, const struct json *list, struct str where,
                        role_set *out)
{
    *out = 0;
    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST)
        return def_wrong(r, list, where, "must be a list of roles");
    for (size_t i = 0; i < list->count; i++) {
        enum role role;
        if (!role_read(list->items[i].text, &role))
            return def_wrong(r, &list->items[i], where, "no such role");
        if ((ROLES_ADMIN | 1u << ROLE_REGISTRAR) & 1u << role)
            return def_wrong(r, &list->items[i], where, "administrators read no records");
        *out |= 1u << role;
    }
    return ERR_OK;
}

enum err def_read_word(struct reader *r, const struct json *object, const char *key,
                       const char *const *words, int count, int *out)
{
    const struct json *v = json_find(object, key);

    *out = 0;
    if (!v)
        return ERR_OK;
    *out = def_pick(v->text, words, count);
    return *out < 0 ? def_wrong(r, v, str_of(key),
                                "not one of the words that docs/ledgers.md lists")
                    : ERR_OK;
}
