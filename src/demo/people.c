/* The people of a county, written with all that hangs on them. */
#include "demo/people.h"

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
