/* The accounts that a new site begins with: three administrators, and of a demo whoever does its work. */
#include "base/crypto.h"
#include "service/account/account.h"
#include "service/site/site.h"
#include "store/queries.h"

struct first {
    const char *name, *title;
    enum role role;
    bool in_town; /* at the first town instead of the whole site */
    const char *
        no_person; /* why nobody's; NULL: not said yet, a demo links it (demo/accounts.c) */
};

static const struct first ADMINS[] = {
    {"system", "系统管理员", ROLE_SYSTEM, false, NULL},
    {"security", "安全管理员", ROLE_SECURITY, false, NULL},
    {"audit", "审计管理员", ROLE_AUDIT, false, NULL},
};

static const struct first DEMO[] = {
    {"office", "县换届办", ROLE_OFFICE, false, NULL},
    {"cadre", "干部科", ROLE_CADRE, false, NULL},
    {"discipline", "纪检督导", ROLE_DISCIPLINE, false, NULL},
    {"leader", "县领导", ROLE_LEADER, false, NULL},
    {"minister", "组织部部长", ROLE_LEADER, false, NULL},
    {"secretary", "县委书记", ROLE_LEADER, false, NULL},
    {"inspector", "考察组", ROLE_INSPECTOR, false, NULL},
    {"reviewer", "联审部门", ROLE_REVIEWER, false, NULL},
    {"congress", "大会秘书处", ROLE_CONGRESS, false, NULL},
    {"teller1", "计票人甲", ROLE_TELLER, false, "计票席轮用，签字时写明姓名"},
    {"teller2", "计票人乙", ROLE_TELLER, false, "计票席轮用，签字时写明姓名"},
    {"scrutineer", "监票人甲", ROLE_SCRUTINEER, false, "监票席轮用，签字时写明姓名"},
    {"scrutineer2", "监票人乙", ROLE_SCRUTINEER, false, "监票席轮用，签字时写明姓名"},
    {"town1", "镇换届办", ROLE_OFFICE, true, "镇换届办公用账号"},
};

static region first_town(const struct site *s)
{
    size_t first, end;

    region_subtree(s->regions, s->region, &first, &end);
    return first < end ? s->regions->entries[first].code : s->region;
}

static enum err add_first(struct call *c, const struct first *one, struct str stored,
                          bool demo)
{
    account_id id = {id_next(&c->site->engine->ids, c->now)};
    struct power power = {one->role, one->in_town ? first_town(c->site) : c->site->region};

    TRY(store_account_add(c->db, id, str_of(one->name), str_of(one->title), stored, c->now,
                          !demo, (account_id){0}));
    if (one->no_person)
        TRY(store_account_set_person(c->db, id, (row_id){0}, str_of(one->no_person)));
    return account_put_powers(c, id,
                              &(struct powers_said){.powers = &power, .power_count = 1});
}

/* A database that holds accounts already belongs to another site. */
static enum err check_unused(struct call *c)
{
    struct account *accounts;
    size_t count;

    TRY(store_account_list(c->db, c->arena, &accounts, &count));
    return count ? FAIL(&c->fault, ERR_CONFLICT, "site.db_used", "%s", "") : ERR_OK;
}

enum err accounts_first(struct call *c, bool demo,
                        void (*tell)(struct str name, struct str password))
{
    struct str password = STR("Huanjie-2026"), stored = {0};

    TRY(check_unused(c));
    if (demo)
        stored = crypto_password(c->arena, password);
    for (size_t i = 0; i < sizeof(ADMINS) / sizeof(ADMINS[0]); i++) {
        if (!demo)
            account_draw(c, &password, &stored);
        TRY(add_first(c, &ADMINS[i], stored, demo));
        tell(str_of(ADMINS[i].name), password);
    }
    for (size_t i = 0; demo && i < sizeof(DEMO) / sizeof(DEMO[0]); i++) {
        TRY(add_first(c, &DEMO[i], stored, true));
        tell(str_of(DEMO[i].name), password);
    }
    return ERR_OK;
}
