/* Delegates: electoral units with their quotas, and the people elected in each. */
#include "demo/entry.h"
#include "domain/delegates/apportion.h"

enum { LEADERS_MOST = 12, PROPOSED_MOST = 400 };

struct seen;

struct unit_plan {
    region where;
    struct str title;
    const char *level, *kind;
    row_id unit;
    int quota, place, members;
    date on;
    const struct person
        *leaders[LEADERS_MOST]; /* the first delegates, NULL behind the last */
    int beaten,
        replaced; /* proposed too: stood and lost or were not put up; did not pass the review */
    struct seen *seen;
};

/* Everybody proposed for the county, as the joint review has them: who did not pass last. */
struct seen {
    struct reviewed passed[PROPOSED_MOST], failed[PROPOSED_MOST];
    int passed_count, failed_count;
};

/* Members without those on probation, who have no vote; of them some are away, in no unit more than one in ten. */
static int voters_of(const struct unit_plan *u, int full)
{
    return full - full * (3 + (u->place * 7 + u->members) % 7) / 100;
}

static int term_of(const struct unit_plan *u)
{
    return *u->level == 'c' ? TERM_COUNTY : TERM_TOWN;
}

/* As the county's targets have them (demo/delegates.c). */
static int women_of(const struct unit_plan *u)
{
    return (u->quota + 3) / 4;
}

static int frontline_of(const struct unit_plan *u)
{
    return (u->quota + 1) / 2;
}

static enum err put_unit(struct demo *d, const struct unit_plan *u, row_id *out)
{
    struct entry e = entry_new(d, "electoral_unit", u->where);
    int full = u->members - u->members / 40;

    SET(&e, "title", u->title);
    SET(&e, "level", u->level);
    SET(&e, "term", term_of(u));
    SET(&e, "kind", u->kind);
    SET(&e, "unit", u->unit);
    SET(&e, "organisations", 1 + u->members / 60);
    SET(&e, "members", u->members);
    SET(&e, "full_members", full);
    SET(&e, "quota", u->quota);
    SET(&e, "candidates", u->quota + (u->seen ? u->beaten : (u->quota + 4) / 5));
    SET(&e, "elected", u->quota);
    SET(&e, "place", u->place);
    SET(&e, "women_min", women_of(u));
    SET(&e, "frontline_min", frontline_of(u));
    SET(&e, "voters_due", full);
    SET(&e, "voters", voters_of(u, full));
    SET(&e, "elected_on", u->on);
    SET(&e, "chair", county_anyone(d)->name);
    entry_state(&e, "approved");
    return entry_put(&e, date_add_days(u->on, -20), out);
}

/* What a unit's list still needs before its minimum is met, of the seats left; who stands and loses is of any kind. */
struct needed {
    int seats, women, frontline;
};

static bool must_be(const struct needed *n, int of_kind)
{
    return of_kind > 0 && of_kind >= n->seats;
}

enum { KINDS = 10, FRONTLINE = 7, OF_TOWNS = 3 };

/* Those of the front line first (worker, farmer, professional, other: domain/delegates), farmers before all. */
static const struct {
    const char *kind, *posts[2];
} STRANGERS[KINDS] = {{"farmer", {"村民小组长", "种植大户"}},
                      {"farmer", {"致富带头人", "农民专业合作社社员"}},
                      {"farmer", {"党员中心户", "村民"}},
                      {"frontline", {"社区网格员", "村卫生室村医"}},
                      {"professional", {"教师", "医生"}},
                      {"professional", {"农艺师", "工程师"}},
                      {"worker", {"企业车间班组长", "企业职工"}},
                      {"model", {"市级劳动模范", "优秀共产党员"}},
                      {"retired", {"退休干部", "退休教师"}},
                      {"leader", {"党支部书记", "单位负责人"}}};

static int kind_of_stranger(struct demo *d, bool rural, struct needed *n)
{
    int kind = dice_between(&d->dice, rural ? 0 : OF_TOWNS, KINDS - 1);

    if (must_be(n, n->frontline) && kind >= FRONTLINE)
        kind = OF_TOWNS + kind % (FRONTLINE - OF_TOWNS);
    n->frontline -= kind < FRONTLINE;
    return kind;
}

static void set_stranger(struct demo *d, struct entry *e, bool rural, struct needed *n)
{
    int kind = kind_of_stranger(d, rural, n);
    bool male = dice_percent(&d->dice, 68) && !must_be(n, n->women);
    bool retired = strcmp(STRANGERS[kind].kind, "retired") == 0;
    int year =
        retired ? dice_between(&d->dice, 1948, 1960) : dice_between(&d->dice, 1962, 1995);

    n->women -= !male;
    n->seats--;
    SET(e, "name", county_name(d, d->scratch, male));
    SET(e, "kind", STRANGERS[kind].kind);
    SET(e, "sex", male ? "1" : "2");
    SET(e, "birth", year * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(e, "education", year > 1985 ? "21" : year > 1970 ? "31" : "61");
    SET(e, "party_joined", (year + 22) * 10000 + 600);
    SET(e, "unit_post", DICE_PICK(&d->dice, STRANGERS[kind].posts));
}

static void set_leader(struct entry *e, const struct person *p)
{
    entry_leader(e, p);
    SET(e, "party_joined", person_party_joined(p));
}

static void set_result(struct demo *d, struct entry *e, const struct unit_plan *u,
                       const char *state)
{
    int half = u->members / 2, top = voters_of(u, u->members - u->members / 40) * 97 / 100;

    if (*state == 'q') {
        SET(e, "votes_for", top - dice_below(&d->dice, 1 + u->members / 20));
        SET(e, "elected_on", u->on);
        SET(e, "credentials_on",
            *u->level == 'c' ? DAY_COUNTY_OPENS : date_add_days(u->on, 6));
    } else if (strcmp(state, "reviewed") == 0) { /* stood, and did not get half */
        SET(e, "votes_for", dice_below(&d->dice, half > 1 ? half / 2 : 1));
    } else {
        SET(e, "note", "联审中有部门提出不宜作为代表人选的意见。");
    }
}

/* The county's own are looked at by all departments before they stand. */
static void note_review(struct demo *d, const struct unit_plan *u, const struct entry *e,
                        const char *state)
{
    struct reviewed r = {.region = u->where};

    if (!u->seen)
        return;
    bool failed = strcmp(state, "replaced") == 0;
    struct reviewed *out = failed ? u->seen->failed : u->seen->passed;
    int *count = failed ? &u->seen->failed_count : &u->seen->passed_count;
    const struct value *v = e->row->values;
    r.name = str_copy(d->keep, v[ledger_field(e->ledger, STR("name"))->index].text);
    r.post = str_copy(d->keep, v[ledger_field(e->ledger, STR("unit_post"))->index].text);
    r.person.v = v[ledger_field(e->ledger, STR("person"))->index].number;
    if (*count < PROPOSED_MOST)
        out[(*count)++] = r;
}

static enum err put_delegate(struct demo *d, const struct unit_plan *u, row_id unit,
                             const struct person *leader, const char *state,
                             struct needed *n)
{
    struct entry e = entry_new(d, "delegate", u->where);

    if (leader) {
        set_leader(&e, leader);
        n->women -= !leader->is_male;
        n->seats--;
    } else {
        set_stranger(d, &e, *u->kind == 't' || *u->kind == 'v', n);
    }
    SET(&e, "level", u->level);
    SET(&e, "term", term_of(u));
    SET(&e, "electoral_unit", unit);
    SET(&e, "ethnicity", "01");
    SET(&e, "incumbent", dice_percent(&d->dice, 35));
    PRINT(&e, "delegation", "第%d代表团", 1 + u->place % 9);
    SET(&e, "branches", 1 + u->members / 80);
    set_result(d, &e, u, state);
    SET(&e, "phone", entry_phone(d));
    entry_state(&e, state);
    note_review(d, u, &e, state);
    return entry_put(&e, u->on, NULL);
}

static enum err fill_unit(struct demo *d, const struct unit_plan *u)
{
    struct needed must = {u->quota, women_of(u), frontline_of(u)}, anybody = {0};
    int leaders = 0;
    row_id unit;

    TRY(put_unit(d, u, &unit));
    for (int i = 0; i < u->quota; i++) {
        const struct person *p = leaders < LEADERS_MOST ? u->leaders[leaders] : NULL;
        leaders += p != NULL;
        TRY(put_delegate(d, u, unit, p, "qualified", &must));
    }
    for (int i = 0; i < u->beaten; i++)
        TRY(put_delegate(d, u, unit, NULL, "reviewed", &anybody));
    for (int i = 0; i < u->replaced; i++)
        TRY(put_delegate(d, u, unit, NULL, "replaced", &anybody));
    return ERR_OK;
}

/* A member of the Party who came into one of the county's own seats. */
static const struct person *county_delegate(const struct county *c, int seat)
{
    const struct person *p = &c->people[c->seats[seat].after];

    return p->is_party ? p : NULL;
}

/* A town sends its own secretary, and one of the county's leading cadres. */
static void lead_town(const struct county *c, struct unit_plan *u)
{
    const struct person *one = county_delegate(c, u->place % (COUNTY_SEATS + OTHER_SEATS));
    int seat = COUNTY_SEATS + OTHER_SEATS + u->place * TOWN_SEATS, count = 0;

    u->leaders[count++] = &c->people[c->seats[seat].after];
    u->leaders[count] = u->place < COUNTY_SEATS + OTHER_SEATS ? one : NULL;
}

/* The offices send those leading cadres of the county whom no town sends. */
static void lead_offices(const struct county *c, struct unit_plan *u)
{
    int count = 0;

    for (int i = c->town_count; i < COUNTY_SEATS + OTHER_SEATS && count < LEADERS_MOST; i++)
        if (county_delegate(c, i))
            u->leaders[count++] = county_delegate(c, i);
}

enum { REPLACED = 6, OFFICES_MEMBERS = 5600, FIFTH = 5, UNITS_MOST = 64 };

static void plan_units(struct demo *d, struct seen *seen, struct unit_plan *units)
{
    struct county *c = d->county;

    for (int i = 0; i < c->town_count; i++) {
        const struct town *t = &c->towns[i];
        units[i] = (struct unit_plan){.where = c->code,
                                      .title = t->name,
                                      .level = "county",
                                      .kind = "township",
                                      .unit = t->unit,
                                      .place = i,
                                      .seen = seen};
        units[i].replaced = seen && i < REPLACED;
        units[i].members = dice_between(&d->dice, 900, 2100);
        units[i].on = dice_day(&d->dice, 20210621, 20210630);
        lead_town(c, &units[i]);
    }
    units[c->town_count] = (struct unit_plan){.where = c->code,
                                              .title = STR("县直机关"),
                                              .level = "county",
                                              .kind = "department",
                                              .unit = c->unit,
                                              .place = c->town_count,
                                              .members = OFFICES_MEMBERS,
                                              .on = 20210629,
                                              .seen = seen};
    lead_offices(c, &units[c->town_count]);
}

/* Seats by the number of members, as the county's own request says. */
static enum err deal_seats(struct demo *d, struct unit_plan *units, int count)
{
    struct apportion_rule rule = {.method = APPORTION_LARGEST_REMAINDER,
                                  .by = APPORTION_MEMBERS,
                                  .total = d->county->plan->county_delegates};
    struct apportion_unit dealt[UNITS_MOST] = {0};

    for (int i = 0; i < count; i++) {
        dealt[i].members = units[i].members;
        dealt[i].key = i;
    }
    TRY(apportion(d->scratch, &rule, dealt, (size_t)count, d->w->fault));
    for (int i = 0; i < count; i++)
        units[i].quota = (int)dealt[i].quota;
    return ERR_OK;
}

/* Who stood and was not elected: in each unit a fifth of its seats at least, in all `beaten`. */
static void deal_beaten(struct unit_plan *units, int count, int beaten)
{
    for (int i = 0; i < count; i++) {
        units[i].beaten = (units[i].quota + FIFTH - 1) / FIFTH;
        beaten -= units[i].beaten;
    }
    for (int i = 0; i < beaten; i++)
        units[i % count].beaten++;
}

/* One unit for each town and one for the offices of the county.  Those proposed are 330. */
static enum err fill_county_units(struct demo *d, struct seen *seen)
{
    struct unit_plan units[UNITS_MOST];
    const struct plan *plan = d->county->plan;
    int count = d->county->town_count + 1;

    plan_units(d, seen, units);
    TRY(deal_seats(d, units, count));
    if (seen)
        deal_beaten(units, count, plan->vetted - plan->county_delegates - REPLACED);
    for (int i = 0; i < count; i++)
        TRY(fill_unit(d, &units[i]));
    return ERR_OK;
}

static enum err fill_county(struct demo *d)
{
    struct seen *seen = d->county->plan->is_exact ? ARENA_NEW(d->keep, struct seen) : NULL;

    TRY(fill_county_units(d, seen));
    if (!seen)
        return ERR_OK;
    for (int i = 0; i < seen->failed_count; i++)
        seen->passed[seen->passed_count + i] = seen->failed[i];
    return appraise_delegates(d, seen->passed, seen->passed_count + seen->failed_count,
                              seen->failed_count);
}

/* The offices of a town send those of its team who lead it. */
static void lead_town_offices(const struct county *c, int town, struct unit_plan *u)
{
    int count = 0;

    for (int i = 0; i < TOWN_LEADERS; i++) {
        int at = COUNTY_SEATS + OTHER_SEATS + town * TOWN_SEATS + i;
        int who = c->seats[at].after;
        if (who >= 0 && c->people[who].is_party)
            u->leaders[count++] = &c->people[who];
    }
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
        if (office)
            lead_town_offices(c, town, &u);
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
