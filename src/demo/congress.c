/* Delegates: electoral units with their quotas, and the people elected in each. */
#include "demo/entry.h"

struct unit_plan {
    region where;
    struct str title;
    const char *level, *kind;
    row_id unit;
    int quota, place, members;
    date on;
    bool has_leaders; /* the first delegates are leading cadres of the county */
};

static enum err put_unit(struct demo *d, const struct unit_plan *u, row_id *out)
{
    struct entry e = entry_new(d, "electoral_unit", u->where);

    SET(&e, "title", u->title);
    SET(&e, "level", u->level);
    SET(&e, "kind", u->kind);
    SET(&e, "unit", u->unit);
    SET(&e, "organisations", 1 + u->members / 60);
    SET(&e, "members", u->members);
    SET(&e, "full_members", u->members - u->members / 40);
    SET(&e, "quota", u->quota);
    SET(&e, "candidates", u->quota + (u->quota + 4) / 5);
    SET(&e, "elected", u->quota);
    SET(&e, "place", u->place);
    SET(&e, "women_min", u->quota / 4);
    SET(&e, "frontline_min", u->quota / 2);
    SET(&e, "voters_due", u->members);
    SET(&e, "voters", u->members - u->members / 12);
    SET(&e, "elected_on", u->on);
    SET(&e, "chair", county_anyone(d)->name);
    entry_state(&e, "approved");
    return entry_put(&e, date_add_days(u->on, -20), out);
}

static void set_stranger(struct demo *d, struct entry *e, bool rural)
{
    static const char *const KINDS[] = {"farmer", "farmer", "frontline", "professional",
                                        "worker", "model",  "retired",   "leader"};
    static const char *const POSTS[] = {"村民小组长", "致富带头人", "党员中心户",
                                        "教师",       "医生",       "企业职工",
                                        "退休干部",   "党支部书记"};
    int kind = rural ? dice_below(&d->dice, COUNT_OF(KINDS)) : dice_between(&d->dice, 2, 7);
    bool male = dice_percent(&d->dice, 68);
    int year = dice_between(&d->dice, 1956, 1998);

    SET(e, "name", county_name(d, d->scratch, male));
    SET(e, "kind", KINDS[kind]);
    SET(e, "sex", male ? "1" : "2");
    SET(e, "birth", year * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(e, "education", year > 1985 ? "21" : year > 1970 ? "31" : "61");
    SET(e, "party_joined", (year + 22) * 10000 + 600);
    SET(e, "unit_post", POSTS[kind]);
}

static void set_leader(struct entry *e, const struct person *p)
{
    entry_person(e, "name", p);
    SET(e, "kind", "leader");
    SET(e, "sex", p->is_male ? "1" : "2");
    SET(e, "birth", p->birth / 100 * 100);
    SET(e, "education", p->education);
    SET(e, "party_joined", (date_year(p->birth) + 25) * 10000 + 600);
}

static enum err put_delegate(struct demo *d, const struct unit_plan *u, row_id unit, int i,
                             const char *state)
{
    struct county *c = d->county;
    struct entry e = entry_new(d, "delegate", u->where);
    bool leader = u->has_leaders && i < 2;
    int seat = (u->place * 2 + i) % (int)c->seat_count;

    if (leader)
        set_leader(&e, &c->people[c->seats[seat].after]);
    else
        set_stranger(d, &e, *u->kind == 't' || *u->kind == 'v');
    SET(&e, "level", u->level);
    SET(&e, "electoral_unit", unit);
    SET(&e, "ethnicity", "01");
    SET(&e, "incumbent", dice_percent(&d->dice, 35));
    PRINT(&e, "delegation", "第%d代表团", 1 + u->place % 9);
    SET(&e, "branches", 1 + u->members / 80);
    SET(&e, "votes_for", u->members * 9 / 10 - dice_below(&d->dice, 1 + u->members / 20));
    SET(&e, "elected_on", u->on);
    SET(&e, "phone", entry_phone(d));
    if (*state == 'q')
        SET(&e, "credentials_on", date_add_days(u->on, 6));
    entry_state(&e, state);
    return entry_put(&e, u->on, NULL);
}

static enum err fill_unit(struct demo *d, const struct unit_plan *u)
{
    row_id unit;

    TRY(put_unit(d, u, &unit));
    for (int i = 0; i < u->quota; i++)
        TRY(put_delegate(d, u, unit, i, "qualified"));
    if (u->place % 12 == 5) /* one who was replaced before the election */
        TRY(put_delegate(d, u, unit, u->quota + 7, "replaced"));
    return ERR_OK;
}

/* One unit for each town and one for the offices of the county. */
static enum err fill_county(struct demo *d)
{
    struct county *c = d->county;
    int offices = c->plan->county_delegates * 18 / 100;
    int rest = c->plan->county_delegates - offices;

    for (int i = 0; i < c->town_count; i++) {
        const struct town *t = &c->towns[i];
        struct unit_plan u = {.where = c->code,
                              .title = t->name,
                              .level = "county",
                              .kind = "township",
                              .unit = t->unit,
                              .quota = share(rest, i, c->town_count),
                              .place = i,
                              .has_leaders = true};
        u.members = dice_between(&d->dice, 900, 2100);
        u.on = dice_day(&d->dice, 20210621, 20210630);
        TRY(fill_unit(d, &u));
    }
    struct unit_plan u = {c->code, STR("县直机关"), "county", "department", c->unit,
                          offices, c->town_count,   1840,     20210629,     true};
    return fill_unit(d, &u);
}

static enum err fill_town(struct demo *d, int town)
{
    struct county *c = d->county;
    const struct town *t = &c->towns[town];
    int quota = share(c->plan->town_delegates, town, c->town_count);
    int units = t->village_count + 1;

    for (int i = 0; i < units; i++) {
        bool office = i == t->village_count;
        struct unit_plan u = {.where = t->code,
                              .title = STR("镇直机关"),
                              .level = "township",
                              .kind = "department",
                              .unit = t->unit,
                              .quota = share(quota, i, units),
                              .place = i};
        if (!office) {
            u.title = t->villages[i].name;
            u.kind = "village";
            u.unit = t->villages[i].unit;
        }
        u.members = dice_between(&d->dice, 30, 110);
        u.on = dice_day(&d->dice, 20210426, 20210507);
        TRY(fill_unit(d, &u));
    }
    return ERR_OK;
}

enum err congress_make(struct demo *d)
{
    TRY(fill_county(d));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(fill_town(d, i));
    return ERR_OK;
}
