/* Values of all districts of a renewal on one paper: their table, and the statistics of voters and of deputies. */
#include "ledgers/congress.h"
#include "service/papers/deputies.h"
#include "service/record/codes.h"

/* Of which level the congress is: the other column of a paper for both is not its own. */
static bool is_of_county(const struct values *v)
{
    return row_has_code(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_LEVEL,
                        CODE_LEVEL_COUNTY);
}

static void put_place(struct values *v, const struct deputy_place *p)
{
    const struct {
        enum place_number of;
        const char *key;
    } KEYS[] = {{PLACE_POPULATION, "population"},
                {PLACE_VOTERS, "voters"},
                {PLACE_BOXES, "boxes"},
                {PLACE_SEATS, is_of_county(v) ? "county_seats" : "town_seats"}};

    jsonw_open(&v->w, '{');
    put_number(v, "number", p->number);
    put_text(v, "title", p->title);
    put_text(v, "place", p->stations);
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
        if (p->known >> KEYS[i].of & 1)
            put_number(v, KEYS[i].key, p->n[KEYS[i].of]);
    jsonw_close(&v->w, '}');
}

/* ---- statistics ------------------------------------------------------------------------------------ */

/* What is not on record of some is no sum: the cells stay empty.  Shares where `of` is not 0. */
static void put_statistic(struct values *v, const char *title, int64_t n, int64_t of,
                          bool is_known)
{
    bool is_county = is_of_county(v);

    jsonw_open(&v->w, '{');
    put_c(v, "title", title);
    if (is_known) {
        put_number(v, "total", n);
        put_number(v, is_county ? "county" : "town", n);
        put_share(v, "total_share", n, of);
        put_share(v, is_county ? "county_share" : "town_share", n, of);
    }
    jsonw_close(&v->w, '}');
}

static void put_voter_statistics(struct values *v, const struct deputies *d)
{
    static const struct {
        const char *title;
        enum place_number of;
    } LINES[] = {{"选区人口数", PLACE_POPULATION},
                 {"登记选民数", PLACE_VOTERS},
                 {"停止行使选举权利人数", PLACE_SUSPENDED},
                 {"参加投票选民数", PLACE_PRESENT},
                 {"应选代表名额", PLACE_SEATS},
                 {"委托投票数", PLACE_PROXIES},
                 {"流动票箱数", PLACE_BOXES}};

    put_statistic(v, "选区数", (int64_t)d->count, 0, d->count > 0);
    for (size_t i = 0; i < sizeof(LINES) / sizeof(LINES[0]); i++) {
        int64_t sum;
        bool is_known = deputies_sum(d, LINES[i].of, &sum);
        put_statistic(v, LINES[i].title, sum, 0, is_known);
    }
}

/* Which kinds of people the list at hand tells; others are no line of it. */
static void put_deputy_statistics(struct values *v, const struct deputies *d)
{
    static const struct {
        const char *title;
        enum structure_kind kind;
    } KINDS[] = {
        {"妇女", STRUCTURE_WOMEN},           {"少数民族", STRUCTURE_ETHNIC},
        {"45岁以下", STRUCTURE_UNDER45},     {"大专以上", STRUCTURE_COLLEGE},
        {"非中共党员", STRUCTURE_NON_PARTY}, {"工人", STRUCTURE_WORKER},
        {"农民", STRUCTURE_FARMER},          {"专业技术人员", STRUCTURE_PROFESSIONAL},
        {"党政领导干部", STRUCTURE_LEADER}};
    int64_t n = d->people.people;

    put_statistic(v, "代表名额", d->seats, 0, d->seats > 0);
    put_statistic(v, "选出代表", n, 0, n > 0);
    put_statistic(v, "缺额", d->seats > n ? d->seats - n : 0, 0, d->seats > 0 && n > 0);
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        put_statistic(v, KINDS[i].title, d->people.of_kind[KINDS[i].kind], n,
                      structure_is_known(&d->people, KINDS[i].kind));
    if (d->from == FROM_ENTERED)
        put_statistic(v, "连任代表", d->people.of_kind[STRUCTURE_INCUMBENT], n, true);
}

/* ---- what is lacking --------------------------------------------------------------------------------- */

static void note_open(struct values *v, const struct deputies *d)
{
    int64_t sum;

    if (!d->count)
        v->open |= OPEN_DISTRICTS;
    if (!deputies_sum(d, PLACE_POPULATION, &sum))
        v->open |= OPEN_POPULATION;
    if (!deputies_sum(d, PLACE_VOTERS, &sum))
        v->open |= OPEN_VOTERS;
    if (!d->people.people)
        v->open |= OPEN_DEPUTIES;
    else if (d->people.unknown)
        v->open |= OPEN_PERSONS;
}

enum err put_districts(struct values *v)
{
    static const struct {
        enum place_number of;
        const char *key;
    } SUMS[] = {
        {PLACE_POPULATION, "population"}, {PLACE_VOTERS, "voters"}, {PLACE_BOXES, "boxes"}};
    struct deputies d;
    int64_t sum;

    TRY(deputies_load(v, &d));
    note_open(v, &d);
    open_list(v, "districts");
    for (size_t i = 0; i < d.count; i++)
        put_place(v, &d.places[i]);
    close_list(v);
    open_list(v, "statistics");
    if (str_eq(v->form, STR("statistics_deputies")))
        put_deputy_statistics(v, &d);
    else
        put_voter_statistics(v, &d);
    close_list(v);
    for (size_t i = 0; i < sizeof(SUMS) / sizeof(SUMS[0]); i++)
        if (deputies_sum(&d, SUMS[i].of, &sum))
            put_number(v, SUMS[i].key, sum);
    if (deputies_sum(&d, PLACE_SEATS, &sum))
        put_number(v, is_of_county(v) ? "county_seats" : "town_seats", sum);
    return ERR_OK;
}
