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

static enum err read_table(struct reader *r, struct json **root, struct code_table *t)
{
    static const char *const KEYS[] = {"name", "label", "source", "licence",
                                       "note", "open",  "items",  NULL};

    TRY(def_parse(r, root));
    TRY(def_check_keys(r, *root, STR("codes"), KEYS));
    TRY(def_read_name(r, *root, STR("codes"), &t->name));
    t->tag = code_tag(t->name);
    t->is_open = json_find_true(*root, "open");
    TRY(def_need_label(r, *root, t->name, &t->label));
    const struct json *items = def_list_at(*root, "items");
    t->items = ARENA_ARRAY(r->arena, struct code_item, items->count);
    for (size_t i = 0; i < items->count; i++) {
        TRY(read_code_item(r, &items->items[i], &t->items[i]));
        if (code_find(t, t->items[i].code))
            return def_wrong(r, &items->items[i], t->items[i].code,
                             "two items have this code");
        t->count++;
    }
    return ERR_OK;
}

enum err code_table_read(struct arena *a, struct str text, struct code_table **out,
                         struct fault *f)
{
    struct reader r = {a, text, NULL, f};
    struct code_table *t = ARENA_NEW(a, struct code_table);
    struct json *root;

    TRY(read_table(&r, &root, t));
    *out = t;
    return ERR_OK;
}

/* ---- what a site says of a list of ours -------------------------------------------------- */

/* Would a cell with this text mean the item? */
static bool is_called(const struct code_item *item, struct str text)
{
    for (int i = 0; i < LOCALE_COUNT; i++)
        if (str_eq(item->label.in[i], text))
            return true;
    for (size_t i = 0; i < item->alias_count; i++)
        if (str_eq(item->aliases[i], text))
            return true;
    return str_eq(item->code, text);
}

static bool share_a_name(const struct code_item *x, const struct code_item *y)
{
    for (int i = 0; i < LOCALE_COUNT; i++)
        if (is_called(y, x->label.in[i]))
            return true;
    for (size_t i = 0; i < x->alias_count; i++)
        if (is_called(y, x->aliases[i]))
            return true;
    return is_called(y, x->code);
}

static const struct code_item *namesake(const struct code_table *t,
                                        const struct code_item *item)
{
    for (size_t i = 0; i < t->count; i++)
        if (&t->items[i] != item && share_a_name(item, &t->items[i]))
            return &t->items[i];
    return NULL;
}

/* At its place when it is one of ours, else behind them: the names of "ledgers/codes.h" stay true. */
static enum err put_item(struct reader *r, const struct json *at,
                         const struct code_item *own, struct code_table *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_eq(t->items[i].code, own->code)) {
            t->items[i] = *own;
            return ERR_OK;
        }
    if (!t->is_open)
        return def_wrong(r, at, own->code,
                         "the program reads this list: no codes are added to it");
    t->items[t->count++] = *own;
    return ERR_OK;
}

enum err code_table_join(struct arena *a, struct str text, const struct code_table *ours,
                         struct code_table *out, struct fault *f)
{
    struct reader r = {a, text, NULL, f};
    struct code_table own = {0};
    struct json *root;

    TRY(read_table(&r, &root, &own));
    if (!str_eq(own.name, ours->name))
        return def_wrong(&r, root, own.name, "another list than the file is called after");
    *out = *ours;
    out->label = own.label;
    out->items = ARENA_ARRAY(a, struct code_item, ours->count + own.count);
    for (size_t i = 0; i < ours->count; i++)
        out->items[i] = ours->items[i];
    const struct json *items = def_list_at(root, "items");
    for (size_t i = 0; i < own.count; i++)
        TRY(put_item(&r, &items->items[i], &own.items[i], out));
    for (size_t i = 0; i < own.count; i++)
        if (namesake(out, code_find(out, own.items[i].code)))
            return def_wrong(&r, &items->items[i], own.items[i].code,
                             "another code has this name, in a label or an alias");
    return ERR_OK;
}
