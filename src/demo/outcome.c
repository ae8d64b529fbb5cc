/* Outcome: performance, review of reports, goals of the new teams. */
#include "demo/entry.h"
#include "domain/calendar/calendar.h"

/* ---- indicators --------------------------------------------------------------------- */

struct indicator_word {
    const char *kind, *title, *unit;
    int64_t amount; /* × 10,000, in 2021 */
    int growth;     /* × 100, percent a year */
};

static const struct indicator_word FACTS[] = {
    {"firms", "规模以上工业企业", "家", 2280000, 0},
    {"growing", "产值正增长规模以上企业", "家", 1480000, 0},
    {"growing-more", "正增长企业同比增加", "家", 620000, 0},
    {"projects", "新签约项目", "个", 530000, 0},
    {"signed", "签约项目总投资", "亿元", 4038100, 0},
};

static const struct indicator_word COUNTY_WORDS[] = {
    {"gdp", "地区生产总值", "亿元", 1423600, 780},
    {"revenue", "一般公共预算收入", "亿元", 71800, 620},
    {"investment", "固定资产投资", "亿元", 968000, 940},
    {"output", "规模工业增加值", "亿元", 402500, 1010},
    {"income-rural", "农村居民人均可支配收入", "元", 186420000, 980},
    {"income-urban", "城镇居民人均可支配收入", "元", 324150000, 720},
    {"population", "常住人口", "万人", 382600, -20},
};

static const struct indicator_word TOWN_WORDS[] = {
    {"gdp", "农业总产值", "万元", 286000000, 620},
    {"income-rural", "农村居民人均可支配收入", "元", 182600000, 960},
    {"assessment", "年度综合考核得分", "分", 915000, 60},
    {"safety", "安全生产考核得分", "分", 958000, 20},
};

struct place_year {
    region where;
    row_id unit;
    const char *level;
    int year, place, places;
};

static enum err put_indicator(struct demo *d, const struct indicator_word *w,
                              const struct place_year *y, int64_t amount)
{
    struct entry e = entry_new(d, "indicator", y->where);
    int growth = w->growth + dice_between(&d->dice, -180, 180) * (w->growth != 0);
    int64_t base = amount * 10000 / (10000 + growth);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "unit", y->unit);
    SET(&e, "level", y->level);
    SET(&e, "year", y->year);
    SET(&e, "period", y->year == 2021 ? "1—6月" : "全年");
    SET(&e, "amount", amount);
    SET(&e, "measured_in", w->unit);
    if (growth) {
        SET(&e, "growth", growth);
        SET(&e, "increase", amount - base);
        SET(&e, "base", base);
    }
    if (y->places) {
        SET(&e, "place_among", y->place);
        SET(&e, "places", y->places);
    }
    if (y->places && y->year == 2019 && y->place == y->places &&
        dice_percent(&d->dice, 30)) {
        SET(&e, "veto", true);
        SET(&e, "veto_reason", "当年发生较大安全生产责任事故");
    }
    SET(&e, "source", "县统计局");
    SET(&e, "verified", y->year < 2021);
    return entry_put(&e, y->year < 2021 ? 20210329 : 20210726, NULL);
}

static int64_t amount_in(struct demo *d, const struct indicator_word *w, int year)
{
    int64_t amount = w->amount;

    for (int y = 2021; y > year; y--)
        amount = amount * 10000 / (10000 + w->growth);
    return amount * dice_between(&d->dice, 960, 1040) / 1000;
}

enum { YEAR_FIRST = 2016 };

static enum err put_indicators(struct demo *d)
{
    struct county *c = d->county;

    for (int i = 0; i < COUNT_OF(FACTS); i++) {
        struct place_year y = {c->code, c->unit, "county", 2021, 0, 0};
        int64_t amount = c->plan->is_exact
                             ? FACTS[i].amount
                             : FACTS[i].amount * dice_between(&d->dice, 30, 120) / 100;
        TRY(put_indicator(d, &FACTS[i], &y, amount / 100 * 100));
    }
    for (int i = 0; i < COUNT_OF(COUNTY_WORDS); i++)
        for (int year = YEAR_FIRST; year <= 2021; year++) {
            struct place_year y = {
                c->code, c->unit, "county", year, dice_between(&d->dice, 2, 7), 9};
            TRY(put_indicator(d, &COUNTY_WORDS[i], &y,
                              amount_in(d, &COUNTY_WORDS[i], year)));
        }
    return ERR_OK;
}

static enum err put_town_indicators(struct demo *d, int town)
{
    struct county *c = d->county;
    const struct town *t = &c->towns[town];

    for (int i = 0; i < COUNT_OF(TOWN_WORDS); i++)
        for (int year = 2018; year <= 2020; year++) {
            struct place_year y = {t->code,
                                   t->unit,
                                   "township",
                                   year,
                                   (town * 5 + year + i) % c->town_count + 1,
                                   c->town_count};
            TRY(put_indicator(d, &TOWN_WORDS[i], &y, amount_in(d, &TOWN_WORDS[i], year)));
        }
    return ERR_OK;
}

/* ---- reports ------------------------------------------------------------------------ */

struct report {
    region where;
    struct str place;
    const char *kind, *name, *level;
    int round, town; /* index, or -1: the county */
    date sent;
};

static enum err put_review(struct demo *d, const struct report *r)
{
    static const char *const ROUNDS[] = {"1", "2", "3"};
    struct entry e = entry_new(d, "report_review", r->where);
    bool open = r->sent > 20211101;

    PRINT(&e, "title", "%.*s%s", STR_FMT(r->place), r->name);
    SET(&e, "kind", r->kind);
    SET(&e, "level", r->level);
    SET(&e, "round", ROUNDS[r->round]);
    SET(&e, "sent_on", r->sent);
    SET(&e, "due", calendar_add(calendar_in_force(), r->sent, 5));
    SET(&e, "author", "起草组");
    entry_account(&e, "secretary",
                  r->town < 0 || d->is_province ? "office" : account_of_town(d, r->town));
    SET(&e, "secretary_on", r->sent);
    SET(&e, "comments", "数据以统计部门核定为准，精简篇幅，补充党建内容。");
    SET(&e, "changes", dice_between(&d->dice, 6, 42));
    if (open) {
        entry_state(&e, "secretary");
        return entry_put(&e, r->sent, NULL);
    }
    entry_account(&e, "contact_leader", "leader");
    SET(&e, "contact_on", calendar_add(calendar_in_force(), r->sent, 1));
    entry_account(&e, "department_head", "minister");
    SET(&e, "department_on", calendar_add(calendar_in_force(), r->sent, 3));
    entry_account(&e, "county_secretary", "secretary");
    SET(&e, "county_on", calendar_add(calendar_in_force(), r->sent, 4));
    entry_state(&e, "approved");
    return entry_put(&e, calendar_add(calendar_in_force(), r->sent, 4), NULL);
}

static enum err put_reviews(struct demo *d)
{
    static const date SENT[] = {20210621, 20210701, 20210712};
    struct county *c = d->county;

    for (int round = 0; round < 3; round++) {
        struct report r = {c->code,  c->name, "party", "委工作报告",
                           "county", round,   -1,      SENT[round]};
        TRY(put_review(d, &r));
        r.kind = "discipline";
        r.name = "纪委工作报告";
        TRY(put_review(d, &r));
    }
    for (int i = 0; i < c->town_count; i++) {
        struct town *t = &c->towns[i];
        struct report r = {
            t->code,    t->name, "party", "党委工作报告",
            "township", 0,       i,       dice_day(&d->dice, 20210503, 20210512)};
        TRY(put_review(d, &r));
        r.kind = "discipline";
        r.name = "纪委工作报告";
        TRY(put_review(d, &r));
        r.kind = "government";
        r.name = "政府工作报告";
        r.sent = i % 9 == 8 ? 20211117 : 20211011;
        TRY(put_review(d, &r));
    }
    return ERR_OK;
}

/* ---- goals -------------------------------------------------------------------------- */

struct goal_word {
    const char *kind, *title, *unit;
    int64_t base, target; /* × 10,000 */
};

static const struct goal_word COUNTY_GOALS[] = {
    {"economy", "地区生产总值", "亿元", 1423600, 2100000},
    {"economy", "一般公共预算收入", "亿元", 71800, 100000},
    {"economy", "规模以上工业企业", "家", 2280000, 3000000},
    {"rural", "村级集体经济收入十万元以上村占比", "%", 620000, 1000000},
    {"rural", "高标准农田", "万亩", 182000, 260000},
    {"livelihood", "新增城镇就业", "人", 0, 150000000},
    {"livelihood", "新增公办学位", "个", 0, 48000000},
    {"ecology", "空气质量优良天数比例", "%", 921000, 960000},
    {"ecology", "森林覆盖率", "%", 684000, 700000},
    {"governance", "矛盾纠纷就地化解率", "%", 932000, 980000},
    {"party", "五星级党支部占比", "%", 280000, 500000},
    {"party", "35岁以下乡科级领导干部占比", "%", 148000, 220000},
};

static const struct goal_word TOWN_GOALS[] = {
    {"rural", "特色产业种植面积", "亩", 52000000, 80000000},
    {"livelihood", "自来水普及率", "%", 940000, 990000},
    {"ecology", "卫生厕所普及率", "%", 830000, 960000},
    {"hundred", "走访农户", "户", 0, 6000000},
    {"hundred", "化解信访积案", "件", 0, 80000},
    {"hundred", "启动民生实事", "件", 0, 100000},
};

static enum err put_goal(struct demo *d, region where, row_id unit,
                         const struct goal_word *w)
{
    struct entry e = entry_new(d, "goal", where);
    bool hundred = *w->kind == 'h', done = hundred && dice_percent(&d->dice, 88);
    int percent = done ? 100 + dice_below(&d->dice, 15) : dice_between(&d->dice, 5, 28);
    int64_t actual = w->base + (w->target - w->base) * percent / 100;

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "level", where == d->county->code ? "county" : "township");
    SET(&e, "unit", unit);
    SET(&e, "owner", county_leader(d)->id);
    SET(&e, "year", 2021);
    SET(&e, "measured_in", w->unit);
    SET(&e, "base", w->base);
    SET(&e, "target", w->target);
    SET(&e, "actual", actual / 10000 * 10000);
    SET(&e, "progress", percent);
    SET(&e, "due", hundred ? 20211108 : dice_percent(&d->dice, 30) ? 20261231 : 20301231);
    SET(&e, "measures", "明确责任领导和年度计划，季度调度、年度考核。");
    if (!done)
        return entry_put(&e, 20210820, NULL);
    SET(&e, "result", "已按期完成。");
    SET(&e, "done_on", dice_day(&d->dice, 20211018, 20211108));
    return entry_put_then(&e, 20210730, "done", 20211108, NULL);
}

static enum err put_goals(struct demo *d)
{
    struct county *c = d->county;

    for (int i = 0; i < COUNT_OF(COUNTY_GOALS); i++)
        TRY(put_goal(d, c->code, c->unit, &COUNTY_GOALS[i]));
    for (int t = 0; t < c->town_count; t++)
        for (int i = 0; i < COUNT_OF(TOWN_GOALS); i++)
            TRY(put_goal(d, c->towns[t].code, c->towns[t].unit, &TOWN_GOALS[i]));
    return ERR_OK;
}

enum err outcome_make(struct demo *d)
{
    TRY(put_indicators(d));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(put_town_indicators(d, i));
    TRY(put_reviews(d));
    return put_goals(d);
}
