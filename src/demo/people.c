#include "demo/people.h"

/* ---- one person --------------------------------------------------------------------- */

static void school_person(struct demo *d, struct person *p, int age)
{
    int fulltime = age < 36 ? 86 : age < 46 ? 58 : 30;
    int kind = dice_below(&d->dice, 100);

    p->school = &WORD_SCHOOLS[dice_below(&d->dice, WORD_SCHOOL_COUNT)];
    p->is_fulltime = dice_percent(&d->dice, fulltime);
    p->education = kind < 12 ? "14" : kind < 86 || p->is_fulltime ? "21" : "31";
    p->degree = kind < 12 ? "3" : p->is_fulltime ? "4" : NULL;
}

struct person *person_new(struct demo *d, int age, date at)
{
    static const char *const ORIGINS[] = {"township", "township", "township", "county",
                                          "county",   "selected", "staff",    "city",
                                          "resident", "army"};
    struct county *c = d->county;
    struct person *p = ARENA_PUSH(d->keep, c->people, c->person_count, c->person_room);

    *p = (struct person){.town = -1, .rank = "142", .region = c->code};
    p->is_male = dice_percent(&d->dice, 72);
    p->name = county_name(d, d->keep, p->is_male);
    entry_birth(d, p, age, at);
    school_person(d, p, age);
    p->is_party = dice_percent(&d->dice, 93);
    p->is_grassroots = dice_percent(&d->dice, 85);
    p->is_young = age <= 35 && dice_percent(&d->dice, 60);
    p->origin = DICE_PICK(&d->dice, ORIGINS);
    int year = 2021 - dice_between(&d->dice, 1, 5);
    p->since = year * 10000 + dice_between(&d->dice, 1, 12) * 100;
    return p;
}

/* ---- offices and staff -------------------------------------------------------------- */

static const char *const LED_FROM_ABOVE[] = {"办公室", "组织部", "宣传部", "统一战线工作部",
                                             "政法委员会"};

/* Is its head one of the county committee? */
static bool is_led_from_above(const struct office_word *w)
{
    for (int i = 0; i < COUNT_OF(LED_FROM_ABOVE); i++)
        if (w->side == 'p' && strcmp(w->name, LED_FROM_ABOVE[i]) == 0)
            return true;
    return false;
}

static void office_people(struct demo *d, const struct office *o)
{
    for (int i = 0; i < o->word->cadres; i++) {
        struct person *p =
            person_new(d, dice_between(&d->dice, i ? 31 : 42, 57), DAY_COUNTY);
        bool above = is_led_from_above(o->word);
        p->place = PLACE_OFFICE;
        p->unit = o->unit;
        p->unit_name = o->name;
        p->is_leader = true;
        p->rank = i ? "142" : "141";
        p->post = i ? str_of(o->word->deputy)
                    : str_print(d->keep, "%s%s", above ? "常务" : "党组书记、",
                                above ? o->word->deputy : o->word->head);
    }
}

struct staff_post {
    const char *post, *rank;
    int young, old;
};

static const struct staff_post STAFF[] = {
    {"一级主任科员", "g07", 48, 59},
    {"二级主任科员", "g08", 42, 58},
    {"三级主任科员", "g09", 35, 55},
    {"四级主任科员", "g10", 30, 52},
    {"一级科员", "g11", 24, 34},
    {"一级科员", "g11", 23, 33},
    {"党政综合办公室主任", "g10", 29, 42},
    {"党建工作办公室主任", "g10", 28, 42},
    {"经济发展办公室主任", "g10", 30, 45},
    {"平安建设办公室主任", "g09", 32, 48},
    {"农业综合服务中心主任", "231", 34, 54},
    {"党群服务中心主任", "241", 30, 48},
    {"综合行政执法队队长", "231", 31, 47},
    {"组织干事", "g11", 24, 32},
    {"纪检监察干事", "g11", 24, 34},
    {"财政所所长", "241", 36, 55},
};

static void town_people(struct demo *d, int town)
{
    struct town *t = &d->county->towns[town];

    for (int i = 0; i < d->county->plan->town_staff; i++) {
        const struct staff_post *s = &STAFF[i % COUNT_OF(STAFF)];
        struct person *p =
            person_new(d, dice_between(&d->dice, s->young, s->old), DAY_TOWNS);
        p->place = PLACE_TOWN;
        p->town = town;
        p->region = t->code;
        p->unit = t->unit;
        p->unit_name =
            str_print(d->keep, "%.*s%.*s", STR_FMT(d->county->name), STR_FMT(t->name));
        p->post = str_of(s->post);
        p->rank = s->rank;
        p->is_grassroots = true;
    }
}

/* ---- names -------------------------------------------------------------------------- */

static bool is_recent(const struct demo *d, uint64_t hash)
{
    for (int i = 0; i < NAMES_RECENT; i++)
        if (d->names[i] == hash)
            return true;
    return false;
}

struct str county_name(struct demo *d, struct arena *a, bool male)
{
    for (;;) {
        struct str name = word_person(a, &d->dice, male);
        uint64_t hash = str_hash(name);
        if (is_recent(d, hash))
            continue;
        d->names[d->name_count++ % NAMES_RECENT] = hash;
        return name;
    }
}

/* ---- by chance ---------------------------------------------------------------------- */

const struct person *county_anyone(struct demo *d)
{
    return &d->county->people[dice_below(&d->dice, (int)d->county->person_count)];
}

const struct person *county_leader(struct demo *d)
{
    for (;;) {
        const struct person *p = county_anyone(d);
        if (p->is_leader && !p->is_left)
            return p;
    }
}

struct str county_three(struct demo *d)
{
    struct str first = county_anyone(d)->name, second = county_anyone(d)->name;
    struct str third = county_anyone(d)->name;

    return str_print(d->scratch, "%.*s、%.*s、%.*s", STR_FMT(first), STR_FMT(second),
                     STR_FMT(third));
}

enum err people_make(struct demo *d)
{
    struct county *c = d->county;

    team_deal(d);
    for (int i = 0; i < c->office_count; i++)
        office_people(d, &c->offices[i]);
    for (int i = 0; i < c->town_count; i++)
        town_people(d, i);
    for (size_t i = 0; i < c->person_count; i++)
        TRY(record_put(d, &c->people[i]));
    return ERR_OK;
}

int share(int total, int i, int count)
{
    return (int)((int64_t)total * (i + 1) / count - (int64_t)total * i / count);
}

const int *county_order(struct demo *d)
{
    struct county *c = d->county;
    int *order = ARENA_ARRAY(d->keep, int, c->person_count);
    int count = (int)c->person_count, leaders = 0;

    for (int i = 0; i < count; i++)
        order[i] = i;
    for (int i = count; i > 1; i--) {
        int other = dice_below(&d->dice, i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
    for (int i = 0; i < count; i++) {
        if (!c->people[order[i]].is_leader)
            continue;
        int kept = order[leaders];
        order[leaders++] = order[i];
        order[i] = kept;
    }
    return order;
}
