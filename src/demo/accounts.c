/* Whose the accounts of the demo county are: some of its people; those that take turns at a seat are nobody's. */
#include "demo/entry.h"
#include "service/account/account.h"
#include "store/queries.h"

#include <string.h>

struct holder {
    const char *account;
    const char
        *office; /* of the county; NULL: the seat of that number in the county's team */
    int nth;
};

static const struct holder HOLDERS[] = {
    {"cadre", "组织部", 1},
    {"inspector", "组织部", 2},
    {"discipline", "纪律检查委员会监察委员会机关", 1},
    {"congress", "办公室", 1},
    {"leader", NULL, 5},
    {"secretary", NULL, 0},
    {"office", "组织部", 3},
    {"reviewer", "公安局", 1},
};

static const struct person *holder_of(const struct county *c, const struct holder *h)
{
    row_id unit = h->office ? county_office(c, h->office)->unit : (row_id){0};
    int nth = 0;

    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = &c->people[i];
        bool fits =
            h->office ? p->unit.v == unit.v : p->place == PLACE_COUNTY_TEAM && !p->is_left;
        if (fits && nth++ == h->nth)
            return p;
    }
    return NULL;
}

bool is_holder_named(const struct demo *d, struct str name)
{
    for (int i = 0; i < COUNT_OF(HOLDERS) && !d->is_province; i++) {
        const struct person *p = holder_of(d->county, &HOLDERS[i]);
        if (p && str_eq(p->name, name))
            return true;
    }
    return false;
}

enum err accounts_make(struct demo *d)
{
    for (int i = 0; i < COUNT_OF(HOLDERS) && !d->is_province; i++) {
        const struct person *p = holder_of(d->county, &HOLDERS[i]);
        struct account a;
        if (!p || store_account_find(d->w->db, d->scratch, str_of(HOLDERS[i].account), &a))
            continue;
        TRY(store_account_set_person(d->w->db, a.id, p->id, STR("")));
        TRY(store_account_set_title(d->w->db, a.id,
                                    account_called(d->scratch, a.title, p->name)));
    }
    return ERR_OK;
}
