#include "service/people/names.h"

#include "ledgers/person.h"
#include "service/record/fields.h"
#include "service/site/site.h"
#include "store/queries.h"

static struct str unit_of(struct call *c, row_id person)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct row *row;

    if (!person.v || engine_get(call_reading(c), l, person, &row))
        return (struct str){0};
    return row_label(l, row, PERSON_UNIT);
}

/* The three administrators read no records: nothing of one is given to them. */
static bool works_with_records(const struct grant *grants, size_t count, account_id id)
{
    enum role role;

    for (size_t i = 0; i < count; i++)
        if (grants[i].account.v == id.v && role_read(grants[i].role, &role) &&
            (NAMES_ROLES >> role & 1))
            return true;
    return false;
}

enum err names_of_accounts(struct call *c, struct str text, struct name_line **out,
                           size_t *out_count)
{
    struct account *all;
    struct grant *grants;
    size_t count, grant_count;

    TRY(call_require_anywhere(c, NAMES_ROLES));
    TRY(store_account_list(c->db, c->arena, &all, &count));
    TRY(store_grant_list(c->db, c->arena, &grants, &grant_count));
    *out = ARENA_ARRAY(c->arena, struct name_line, NAMES_MOST);
    *out_count = 0;
    text = str_trim(text);
    for (size_t i = 0; i < count && *out_count < NAMES_MOST; i++) {
        const struct account *a = &all[i];
        bool fits =
            !text.len || str_find(a->title, text) >= 0 || str_find(a->name, text) >= 0;
        if (fits && !a->is_disabled && works_with_records(grants, grant_count, a->id))
            (*out)[(*out_count)++] =
                (struct name_line){a->id.v, a->title, a->name, unit_of(c, a->person)};
    }
    return ERR_OK;
}

enum err names_of_people(struct call *c, struct str text, struct name_line **out,
                         size_t *out_count)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    region within = region_at(call_home(c), REGION_COUNTY);
    struct value value = {.is_set = true, .text = str_trim(text)};
    struct filter filter = {
        .field = field_at(l, PERSON_NAME), .op = FILTER_HAS, .values = &value, .count = 1};
    struct list_query q = {.region = within,
                           .sort = field_at(l, PERSON_NAME),
                           .limit = NAMES_MOST,
                           .filters = &filter,
                           .filter_count = value.text.len ? 1 : 0};
    struct list list;

    TRY(call_require_anywhere(c, NAMES_ROLES));
    *out_count = 0;
    if (c->site->rehearsed) /* no records of people there (site.c) */
        return ERR_OK;
    if (!region_holds(c->site->region, within))
        q.region = c->site->region;
    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    *out = ARENA_ARRAY(c->arena, struct name_line, list.count);
    *out_count = list.count;
    for (size_t i = 0; i < list.count; i++)
        (*out)[i] = (struct name_line){.id = list.rows[i]->id.v,
                                       .title = row_text(l, list.rows[i], PERSON_NAME),
                                       .detail = row_label(l, list.rows[i], PERSON_UNIT)};
    return ERR_OK;
}
