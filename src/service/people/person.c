/* What must agree in a person's record, whichever ledger holds it, and when it must stay. */
#include "domain/person.h"
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

const struct hook person_hook = {.check = person_check, .drop = person_drop};
