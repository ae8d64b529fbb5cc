/* Code tables. */
#include "domain/ledger/definition_parts.h"

/* Nothing that means something in a filter, a cell or a figure's key. */
static bool is_code(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-')
            return false;
    }
    return s.len >= 1 && s.len <= 24;
}

static enum err read_code_item(struct reader *r, const struct json *o,
                               struct code_item *item)
{
    static const char *const KEYS[] = {"code", "label", "alias", "note", NULL};

    TRY(def_check_keys(r, o, STR("items"), KEYS));
    item->code = json_find_text(o, "code");
    if (!is_code(item->code))
        return def_wrong(r, o, STR("code"),
                         "1 to 24 of A-Z, a-z, 0-9, \".\", \"_\", \"-\"");
    TRY(def_need_label(r, o, item->code, &item->label));
    return def_read_texts(r, o, "alias", &item->aliases, &item->alias_count);
}

enum err code_table_read(struct arena *a, struct str text, struct code_table **out,
                         struct fault *f)
{
    static const char *const KEYS[] = {"name", "label", "source", "licence",
                                       "note", "items", NULL};
    struct reader r = {a, text, NULL, f};
    struct code_table *t = ARENA_NEW(a, struct code_table);
    struct json *root;

    TRY(def_parse(&r, &root));
    TRY(def_check_keys(&r, root, STR("codes"), KEYS));
    TRY(def_read_name(&r, root, STR("codes"), &t->name));
    t->tag = code_tag(t->name);
    TRY(def_need_label(&r, root, t->name, &t->label));
    const struct json *items = def_list_at(root, "items");
    t->items = ARENA_ARRAY(a, struct code_item, items->count);
    for (size_t i = 0; i < items->count; i++) {
        TRY(read_code_item(&r, &items->items[i], &t->items[i]));
        if (code_find(t, t->items[i].code))
            return def_wrong(&r, &items->items[i], t->items[i].code,
                             "two items have this code");
        t->count++;
    }
    *out = t;
    return ERR_OK;
}
