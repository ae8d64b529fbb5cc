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
    {"minister", "组织部", 0},
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

/* ---- who signs as whom --------------------------------------------------------------------- */

static enum err sign_as(struct demo *d, const char *name, const char *post, region where)
{
    struct account a;

    TRY(store_account_find(d->w->db, d->scratch, str_of(name), &a));
    return store_signing_post_add(d->w->db, a.id, str_of(post), where);
}

static enum err posts_make(struct demo *d)
{
    static const struct {
        const char *account, *post;
    } POSTS[] = {
        {"office", "report_owner"},      {"leader", "contact_leader"},
        {"minister", "department_head"}, {"secretary", "county_secretary"},
        {"reviewer", "unit_secretary"},  {"discipline", "unit_discipline"},
    };

    for (int i = 0; i < COUNT_OF(POSTS); i++)
        TRY(sign_as(d, POSTS[i].account, POSTS[i].post, d->county->code));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(sign_as(d, "leader", "contact_leader", d->county->towns[i].code));
    return ERR_OK;
}

const char *account_of_town(const struct demo *d, int town)
{
    return str_c(d->scratch, str_print(d->scratch, "party%02d", town + 1));
}

/* A town's party secretary signs its reports: an account of his own, with the password of the demo. */
static enum err town_secretary_make(struct demo *d, int town, struct str password)
{
    const struct town *t = &d->county->towns[town];
    int seat = COUNTY_SEATS + OTHER_SEATS + town * TOWN_SEATS;
    const struct person *p = &d->county->people[d->county->seats[seat].after];
    const char *name = account_of_town(d, town);
    account_id id = {id_next(&d->w->engine->ids, d->w->now)};
    struct str title = str_print(d->scratch, "%.*s党委书记", STR_FMT(t->name));

    TRY(store_account_add(d->w->db, id, str_of(name),
                          account_called(d->scratch, title, p->name), password, d->w->now,
                          0, (account_id){0}));
    TRY(store_account_set_person(d->w->db, id, p->id, STR("")));
    TRY(store_grant_add(d->w->db, id, str_of(ROLE_NAMES[ROLE_LEADER]), t->code));
    return sign_as(d, name, "report_owner", t->code);
}

enum err town_secretaries_make(struct demo *d)
{
    struct account office;

    if (d->is_province)
        return ERR_OK;
    TRY(store_account_find(d->w->db, d->scratch, STR("office"), &office));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(town_secretary_make(d, i, office.password));
    return ERR_OK;
}

enum err accounts_make(struct demo *d)
{
    if (!d->is_province)
        TRY(posts_make(d));
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
