#include "domain/ledger/definition.h"

const char *const ROLE_NAMES[ROLE_COUNT + 1] = {
    [ROLE_OFFICE] = "office",         [ROLE_CADRE] = "cadre",
    [ROLE_INSPECTOR] = "inspector",   [ROLE_REVIEWER] = "reviewer",
    [ROLE_DISCIPLINE] = "discipline", [ROLE_CONGRESS] = "congress",
    [ROLE_TELLER] = "teller",         [ROLE_SCRUTINEER] = "scrutineer",
    [ROLE_LEADER] = "leader",         [ROLE_REGISTRAR] = "registrar",
    [ROLE_SYSTEM] = "system",         [ROLE_SECURITY] = "security",
    [ROLE_AUDIT] = "audit",
};

const char *const FIELD_TYPE_NAMES[FIELD_TYPE_COUNT + 1] = {
    [FIELD_TEXT] = "text",       [FIELD_LONGTEXT] = "longtext", [FIELD_INTEGER] = "integer",
    [FIELD_DECIMAL] = "decimal", [FIELD_MONEY] = "money",       [FIELD_DATE] = "date",
    [FIELD_INSTANT] = "instant", [FIELD_BOOL] = "bool",         [FIELD_CODE] = "code",
    [FIELD_REGION] = "region",   [FIELD_REF] = "ref",           [FIELD_PERSON] = "person",
    [FIELD_ACCOUNT] = "account", [FIELD_FILE] = "file",         [FIELD_SEALED] = "sealed",
};

const char *const SEAL_NAMES[SEAL_COUNT + 1] = {
    [SEAL_NONE] = "",
    [SEAL_IDENTITY] = "identity",
    [SEAL_COMPLAINT] = "complaint",
    [SEAL_REPORTER] = "reporter",
    [SEAL_TALK] = "talk",
};

bool role_read(struct str name, enum role *out)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (str_eq(name, str_of(ROLE_NAMES[i]))) {
            *out = (enum role)i;
            return true;
        }
    }
    return false;
}

const struct ledger *catalog_ledger(const struct catalog *c, struct str name)
{
    for (size_t i = 0; i < c->count; i++)
        if (str_eq(c->ledgers[i]->name, name))
            return c->ledgers[i];
    return NULL;
}

int ledger_tag(struct str name)
{
    uint32_t n = 2166136261u;

    for (size_t i = 0; i < name.len; i++)
        n = (n ^ (unsigned char)name.ptr[i]) * 16777619u;
    return (int)((n ^ n >> 16) & 0x7FFF);
}

int code_tag(struct str list)
{
    return 0x8000 | ledger_tag(list);
}

const struct code_table *catalog_codes(const struct catalog *c, struct str name)
{
    for (size_t i = 0; i < c->code_count; i++)
        if (str_eq(c->codes[i]->name, name))
            return c->codes[i];
    return NULL;
}

const struct field *ledger_field(const struct ledger *l, struct str name)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (str_eq(l->fields[i].name, name))
            return &l->fields[i];
    return NULL;
}

int ledger_state(const struct ledger *l, struct str name)
{
    for (size_t i = 0; i < l->state_count; i++)
        if (str_eq(l->states[i].name, name))
            return (int)i;
    return -1;
}

const struct act *ledger_act(const struct ledger *l, struct str name)
{
    for (size_t i = 0; i < l->act_count; i++)
        if (str_eq(l->acts[i].name, name))
            return &l->acts[i];
    return NULL;
}

bool ledger_keeps_states(const struct ledger *l)
{
    for (size_t i = 0; i < l->act_count; i++)
        if (l->acts[i].is_kept)
            return true;
    return false;
}

const struct code_item *code_find(const struct code_table *t, struct str code)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_eq(t->items[i].code, code))
            return &t->items[i];
    return NULL;
}

void ledger_sort_names(struct arena *a, struct ledger *l)
{
    l->by_name = ARENA_ARRAY(a, uint16_t, l->field_count);
    for (size_t i = 0; i < l->field_count; i++) {
        size_t at = i;
        for (; at && str_cmp(l->fields[l->by_name[at - 1]].name, l->fields[i].name) > 0;
             at--)
            l->by_name[at] = l->by_name[at - 1];
        l->by_name[at] = (uint16_t)i;
    }
}

struct str field_target(const struct field *f)
{
    return f->type == FIELD_PERSON ? STR("person") : f->to;
}

enum err catalog_check(const struct catalog *c, struct fault *f)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct ledger *l = c->ledgers[i];
        for (size_t k = 0; k < l->field_count; k++) {
            struct str to = field_target(&l->fields[k]);
            if (to.len && !catalog_ledger(c, to))
                return FAIL(f, ERR_INVALID, "definition.no_target",
                            "%.*s" SEP "%.*s" SEP "%.*s", STR_FMT(l->name),
                            STR_FMT(l->fields[k].name), STR_FMT(to));
        }
    }
    return ERR_OK;
}
