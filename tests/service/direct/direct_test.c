/* Direct election: a district, its voters, a proxy agreed to, a mobile box, both taken into a poll and freed again. */
#include "service/direct/districts.h"
#include "service/direct/turnout.h"
#include "service/failing.h"

#include <criterion/criterion.h>

enum { CONGRESS, DISTRICT, GIVER, HOLDER, POLL };

static enum err enter_voter(struct call *c, struct house *h, const char *name, row_id *out)
{
    return house_enter(c, "voter", COUNTY, "",
                       PAIRS("name", name, "district", house_number(c, h->rows[DISTRICT]),
                             "card_number", name, "sex", "1", "birth", "1970-01-01"),
                       out);
}

static enum err furnish(struct call *c, void *arg)
{
    struct house *h = arg;

    TRY(house_enter(c, "congress", COUNTY, "",
                    PAIRS("title", "某县人大代表选举", "kind", "district", "level",
                          "county", "rules", "people-direct-2020", "term", "17"),
                    &h->rows[CONGRESS]));
    TRY(house_enter(c, "district", COUNTY, "",
                    PAIRS("title", "第一选区", "level", "county", "seats", "2",
                          "population", "9000", "rules", "people-direct-2020", "congress",
                          house_number(c, h->rows[CONGRESS])),
                    &h->rows[DISTRICT]));
    TRY(enter_voter(c, h, "王一", &h->rows[GIVER]));
    TRY(enter_voter(c, h, "李二", &h->rows[HOLDER]));
    return house_put(c, "poll", COUNTY, "preparing",
                     PAIRS("title", "选票", "congress", house_number(c, h->rows[CONGRESS])),
                     &h->rows[POLL]);
}

static enum err make_district(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str title = str_print(c->arena, "第%d选区", h->serial);
    row_id id;

    return house_enter(c, "district", COUNTY, "",
                       PAIRS("title", str_c(c->arena, title), "level", "county", "place",
                             house_number(c, (row_id){h->serial % 9999}), "seats", "2",
                             "population", "9000", "rules", "people-direct-2020"),
                       &id);
}

static enum err register_voter(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str name = str_print(c->arena, "选民%d", h->serial);
    row_id id;

    TRY(enter_voter(c, h, str_c(c->arena, name), &id));
    return house_act(c, "voter", id, "suspend", PAIRS("note", "停止行使选举权利"));
}

/* Asked for, agreed to, and taken back, so that the next one may be asked for. */
static enum err give_proxy(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str number = str_print(c->arena, "委%d", h->serial);
    row_id id;

    TRY(house_enter(c, "proxy", COUNTY, "",
                    PAIRS("paper_number", str_c(c->arena, number), "district",
                          house_number(c, h->rows[DISTRICT]), "giver",
                          house_number(c, h->rows[GIVER]), "holder",
                          house_number(c, h->rows[HOLDER]), "given_on", "2021-05-20"),
                    &id));
    TRY(house_act(c, "proxy", id, "agree", PAIRS("note", "")));
    return house_act(c, "proxy", id, "withdraw", PAIRS("note", ""));
}

static enum err add_box(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str title = str_print(c->arena, "%d号流动票箱", h->serial);
    row_id id;

    return house_enter(c, "mobile_box", COUNTY, "",
                       PAIRS("title", str_c(c->arena, title), "district",
                             house_number(c, h->rows[DISTRICT]), "route", "村东", "staff",
                             "赵三、钱四", "scrutineers", "孙五、周六"),
                       &id);
}

static enum err have_box(struct call *c, struct house *h)
{
    static bool is_there;

    if (is_there)
        return ERR_OK;
    is_there = true;
    return call_write(c, add_box, h);
}

static enum err take_and_free(struct call *c, void *arg)
{
    struct house *h = arg;

    TRY(turnout_take(c, h->rows[CONGRESS], h->rows[POLL]));
    return turnout_release(c, h->rows[POLL]);
}

static enum err look(struct call *c, struct house *h)
{
    struct district_view v;
    struct turnout turnout;

    TRY(turnout_count(c, h->rows[POLL], &turnout));
    return district_view(c, h->rows[DISTRICT], &v);
}

static const struct deed ACTS[] = {
    {"a district", .in_writer = make_district, .what = STEPS | MEMORY, .entries = 1},
    {"a voter", .in_writer = register_voter, .what = STEPS, .entries = 2},
    {"a proxy", .in_writer = give_proxy, .what = STEPS, .entries = 3},
    {"taken and freed", .ready = have_box, .in_writer = take_and_free, .what = STEPS,
     .entries = 2},
    {"a mobile box", .in_writer = add_box, .what = STEPS, .entries = 1},
    {"a look at the district", .waiting = look, .what = STEPS},
};

Test(direct, is_done_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = furnish, DEEDS(ACTS)});
}
