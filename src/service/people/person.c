/* What must agree in a person's record, whichever ledger holds it, and when it must stay. */
#include "domain/person.h"
#include "ledgers/person.h"
#include "service/record/check.h"
#include "service/record/fields.h"
#include "service/record/hooks.h"
#include "store/queries.h"

/* Who works with the system stays on record: without it nobody would know his kin and his unit. */
static enum err person_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct account *accounts;
    size_t count;

    (void)l;
    TRY(store_account_of_person(c->db, c->arena, row->id, &accounts, &count));
    return count ? FAIL(&c->fault, ERR_RULE, "account.of_person", "%.*s",
                        STR_FMT(accounts[0].title))
                 : ERR_OK;
}

/* What keeps somebody out of a matter is computed from his record: it is another's to write. */
static enum err person_guard(struct call *c, const struct ledger *l, struct row *row)
{
    static const int FROM[] = {PERSON_NAME, PERSON_UNIT, PERSON_NATIVE_PLACE,
                               PERSON_BIRTHPLACE};
    struct row *before;

    if (l->tag != LEDGER_PERSON || !c->person.v || row->id.v != c->person.v ||
        engine_get(call_reading(c), l, row->id, &before))
        return ERR_OK;
    for (size_t i = 0; i < sizeof(FROM) / sizeof(FROM[0]); i++) {
        int field = field_at(l, FROM[i]);
        if (!value_equal(&l->fields[field], &before->values[field], &row->values[field]))
            record_wrong(c, field, "avoidance.own_record", STR(""));
    }
    return ERR_OK;
}

const struct hook person_hook = {
    .check = person_check, .guard = person_guard, .drop = person_drop};
