#include "service/people/link.h"

#include "ledgers/person.h"
#include "service/record/fields.h"
#include "service/site/site.h"

enum { NAMESAKES_MOST = 1000 };

/* Years and months alone: records hold no days. */
static bool fits_birth(date birth, date wanted)
{
    return !wanted || birth / 100 == wanted / 100;
}

static bool fits(struct call *c, const struct ledger *l, const struct row *row,
                 const struct person_words *words, date birth)
{
    return call_may(c, 1 << ROLE_SYSTEM, row->region) &&
           fits_birth(row_number(l, row, PERSON_BIRTH), birth) &&
           (!words->unit.len || str_eq(row_label(l, row, PERSON_UNIT), words->unit));
}

static enum err namesakes(struct call *c, const struct ledger *l, struct str name,
                          struct list *out)
{
    struct value value = {.is_set = true, .text = name};
    struct filter filter = {
        .field = field_at(l, PERSON_NAME), .op = FILTER_ANY, .values = &value, .count = 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = NAMESAKES_MOST,
                           .filters = &filter,
                           .filter_count = 1};

    return engine_list(call_reading(c), l, &q, out, &c->fault);
}

enum err person_find(struct call *c, const struct person_words *words,
                     struct owner_said *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct person_words said = {str_trim(words->name), str_trim(words->birth),
                                str_trim(words->unit)};
    struct value birth;
    struct list list;
    size_t count = 0;

    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM));
    if (!said.name.len)
        return FAIL(&c->fault, ERR_INVALID, "account.person_name", "%s", "");
    TRY(value_read(c->arena, &l->fields[field_at(l, PERSON_BIRTH)], said.birth, &birth,
                   &c->fault));
    TRY(namesakes(c, l, said.name, &list));
    for (size_t i = 0; i < list.count; i++) {
        if (!fits(c, l, list.rows[i], &said, birth.number))
            continue;
        out->person = list.rows[i]->id;
        out->name = row_text(l, list.rows[i], PERSON_NAME);
        count++;
    }
    if (!count)
        return FAIL(&c->fault, ERR_NOT_FOUND, "account.person_none", "%s", "");
    return count == 1 ? ERR_OK
                      : FAIL(&c->fault, ERR_CONFLICT, "account.person_many", "%s", "");
}
