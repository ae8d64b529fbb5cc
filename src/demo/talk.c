/* Talks and surveys, pools and placements. */
#include "demo/entry.h"

/* ---- talks -------------------------------------------------------------------------- */

struct talk_word {
    const char *reason, *notes, *wish;
};

static const struct talk_word TALK_WORDS[] = {
    {"stay", "肯定任内工作，要求继续在产业发展上带好头，本人表示服从安排。",
     "希望加强班子年轻力量。"},
    {"promoted", "讲清组织培养意图，提出廉洁从政要求，本人表示珍惜机会、尽快进入角色。",
     "希望参加任职培训。"},
    {"moved", "说明交流原因，要求做好工作交接，本人服从组织决定。",
     "子女上学问题希望关心。"},
    {"left", "感谢多年付出，介绍待遇政策，本人思想稳定、表示理解支持。",
     "希望继续发挥余热。"},
    {"unchosen", "说明选举结果，肯定成绩，勉励正确对待，本人情绪平稳。",
     "希望组织继续关注。"},
    {"key", "提醒换届纪律和廉洁风险，明确岗位职责，本人作出表态。", "希望增加业务力量。"},
    {"other", "了解思想和工作情况，听取对换届的意见建议。", "无"},
};

static const struct talk_word *talk_word(struct demo *d, const struct person *p)
{
    const char *reason = p->move ? p->move : dice_percent(&d->dice, 70) ? "key" : "other";

    if (!p->move && dice_percent(&d->dice, 4))
        reason = "unchosen";
    for (int i = 0; i < COUNT_OF(TALK_WORDS); i++)
        if (strcmp(TALK_WORDS[i].reason, reason) == 0)
            return &TALK_WORDS[i];
    return &TALK_WORDS[1]; /* new: as promoted */
}

static void set_follow_up(struct demo *d, struct entry *e, date on)
{
    bool more = dice_percent(&d->dice, 16), done = more && dice_percent(&d->dice, 75);

    SET(e, "follow_up", more);
    if (done) {
        SET(e, "followed_on", date_add_days(on, dice_between(&d->dice, 5, 30)));
        SET(e, "follow_result", "已协调有关部门答复本人，表示满意。");
    }
    entry_state(e, done ? "closed" : more ? "following" : "held");
}

static enum err put_talk(struct demo *d, const struct person *p, int again)
{
    static const date FROM[] = {20210412, 20210607, 20210816};
    static const date UNTIL[] = {20210604, 20210813, 20211112};
    struct county *c = d->county;
    const struct talk_word *w = talk_word(d, p);
    const struct person *talker = &c->people[c->seats[dice_below(&d->dice, 11)].after];
    struct entry e = entry_new(d, "talk", p->region);
    date on = dice_day(&d->dice, FROM[again], UNTIL[again]);
    int mood = dice_below(&d->dice, 100);

    entry_person(&e, "subject", p);
    SET(&e, "reason", w->reason);
    SET(&e, "kind", "individual");
    SET(&e, "level", p->town >= 0 ? "township" : "county");
    SET(&e, "held_on", on);
    SET(&e, "talker", talker->name);
    SET(&e, "talker_post", talker->post);
    SET(&e, "venue", p->town >= 0 ? "镇政府谈话室" : "行政中心谈话室");
    SET(&e, "minutes", dice_between(&d->dice, 20, 60));
    SET(&e, "mood", mood < 82 ? "steady" : mood < 94 ? "wish" : "worry");
    entry_seal(&e, "notes", str_of(w->notes));
    if (mood >= 82)
        entry_seal(&e, "wish", str_of(w->wish));
    set_follow_up(d, &e, on);
    return entry_put(&e, on, NULL);
}

/* Some people three times, all others once. */
static enum err put_talks(struct demo *d)
{
    const struct plan *p = d->county->plan;
    const int *order = county_order(d);
    int again = p->talked_again, room = (int)d->county->person_count;

    for (int i = 0; i < p->talks; i++) {
        int who = i < again * 3 ? i / 3 : i - again * 2;
        if (who >= room)
            break;
        TRY(put_talk(d, &d->county->people[order[who]], i < again * 3 ? i % 3 : 0));
    }
    return ERR_OK;
}

/* ---- surveys ------------------------------------------------------------------------ */

static const char *const FINDINGS[] = {
    "班子整体团结，分工明确，抓落实力度较大。",
    "年轻干部储备不足，懂经济的干部偏少。",
    "群众对人居环境整治评价较高。",
    "干部在一个岗位时间偏长，建议交流。",
    "村级集体经济发展有办法，书记作用突出。",
    "班子年龄结构偏大，建议补充三十五岁以下干部。",
};

static enum err put_survey(struct demo *d, int i)
{
    const struct person *p = county_anyone(d);
    struct entry e = entry_new(d, "survey_interview", p->region);
    bool symposium = i % 9 == 8;
    date on = dice_day(&d->dice, 20210315, 20210430);
    int people = symposium ? dice_between(&d->dice, 8, 15) : 1;

    entry_person(&e, "subject", p);
    if (symposium)
        PRINT(&e, "subject", "%.*s等%d人", STR_FMT(p->name), people);
    SET(&e, "kind", symposium ? "symposium" : "individual");
    SET(&e, "held_on", on);
    PRINT(&e, "interviewer", "县委组织部调研%d组（%d）", i % 4 + 1, i / 4 + 1);
    SET(&e, "people", people);
    SET(&e, "team_kind", p->town >= 0 ? "township" : "department");
    SET(&e, "findings", DICE_PICK(&d->dice, FINDINGS));
    SET(&e, "suggestion", "纳入班子分析研判。");
    SET(&e, "items", dice_between(&d->dice, 60, 160));
    return entry_put(&e, on, NULL);
}

static enum err put_visit(struct demo *d, int i)
{
    static const char *const KINDS[] = {"village", "village", "project", "enterprise",
                                        "station"};
    static const char *const ENDS[] = {"", "党群服务中心", "产业项目", "加工厂",
                                       "综治中心"};
    struct county *c = d->county;
    const struct town *t = &c->towns[i % c->town_count];
    struct entry e = entry_new(d, "site_visit", t->code);
    date on = dice_day(&d->dice, 20210315, 20210507);
    int kind = dice_below(&d->dice, COUNT_OF(KINDS));
    struct str place =
        t->village_count ? t->villages[i / c->town_count % t->village_count].name : t->name;

    PRINT(&e, "title", "%.*s%s（第%d站）", STR_FMT(place), ENDS[kind],
          i / c->town_count + 1);
    SET(&e, "kind", KINDS[kind]);
    SET(&e, "visited_on", on);
    PRINT(&e, "visitors", "县委组织部调研%d组", i % 4 + 1);
    SET(&e, "unit", t->unit);
    SET(&e, "purpose", "看实绩、听口碑、识干部");
    SET(&e, "sites", dice_between(&d->dice, 1, 2));
    SET(&e, "findings", DICE_PICK(&d->dice, FINDINGS));
    return entry_put(&e, on, NULL);
}

/* ---- pools -------------------------------------------------------------------------- */

struct pool_word {
    const char *title, *purpose, *criteria;
};

static const struct pool_word POOLS[] = {
    {"镇党委书记人选库", "chief", "现任镇长或副书记，40岁左右，基层经历满五年。"},
    {"镇长人选库", "chief", "现任副科级三年以上，熟悉经济工作。"},
    {"镇班子副职人选库", "member", "股级或四级主任科员两年以上。"},
    {"镇纪委书记人选库", "member", "有纪检监察或政法经历。"},
    {"县级班子人选库", "county", "正科级三年以上，两个以上岗位经历。"},
    {"优秀年轻干部库（正科级）", "young", "40岁以下。"},
    {"优秀年轻干部库（副科级）", "young", "35岁以下。"},
    {"优秀女干部库", "woman", "副科级以上或优秀年轻女干部。"},
    {"党外干部库", "nonparty", "民主党派成员或无党派人士。"},
    {"专业化干部库（经济金融）", "special", "经济、金融、财政专业背景。"},
    {"专业化干部库（规划建设）", "special", "规划、建设、生态环境专业背景。"},
    {"退出安置对象库", "leave", "任期内到龄或拟退出领导岗位。"},
};

static enum err put_pool_member(struct demo *d, row_id pool, const struct person *p,
                                const struct pool_word *w)
{
    struct entry e = entry_new(d, "pool_member", d->county->code);
    bool used = p->move && (*p->move == 'p' || *p->move == 'n');
    date on = dice_day(&d->dice, 20210412, 20210507);

    SET(&e, "name", p->name);
    SET(&e, "pool", pool);
    SET(&e, "person", p->id);
    PRINT(&e, "current_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(&e, "joined_on", on);
    SET(&e, "intended_for", w->title);
    SET(&e, "reason", w->criteria);
    SET(&e, "recommended_by", "县委组织部干部科");
    if (used)
        SET(&e, "used_as", p->post);
    entry_state(&e, used ? "used" : "in");
    return entry_put(&e, on, NULL);
}

static enum err put_pool(struct demo *d, int i, const int *order, int *next)
{
    const struct pool_word *w = &POOLS[i % COUNT_OF(POOLS)];
    struct county *c = d->county;
    int people = share(c->plan->pool_members, i, c->plan->pools);
    struct entry e = entry_new(d, "pool", c->code);
    row_id id;

    PRINT(&e, "title", "%.*s%s", STR_FMT(c->label), w->title);
    SET(&e, "purpose", w->purpose);
    SET(&e, "level", "county");
    SET(&e, "criteria", w->criteria);
    SET(&e, "people", people);
    SET(&e, "built_on", 20210412);
    SET(&e, "refreshed_on", 20211018);
    SET(&e, "keeper", county_leader(d)->name);
    SET(&e, "place", i + 1);
    TRY(entry_put(&e, 20210412, &id));
    for (int k = 0; k < people && *next < (int)c->person_count; k++)
        TRY(put_pool_member(d, id, &c->people[order[(*next)++]], w));
    return ERR_OK;
}

static enum err put_pools(struct demo *d)
{
    const int *order = county_order(d);
    int next = 0;

    for (int i = 0; i < d->county->plan->pools; i++)
        TRY(put_pool(d, i, order, &next));
    return ERR_OK;
}

/* ---- placements --------------------------------------------------------------------- */

static enum err put_placement(struct demo *d, int i, const struct person *p)
{
    static const char *const KINDS[] = {"grass",   "grass",    "post",
                                        "village", "exchange", "study"};
    struct county *c = d->county;
    const struct town *t = &c->towns[i % c->town_count];
    struct entry e = entry_new(d, "placement", t->code);
    bool over = i % 3 == 0;

    SET(&e, "name", p->name);
    SET(&e, "person", p->id);
    SET(&e, "kind", d->is_province ? "grass" : KINDS[i % COUNT_OF(KINDS)]);
    SET(&e, "programme", "“墩苗”计划");
    PRINT(&e, "from_unit", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    PRINT(&e, "to_unit", "%.*s%.*s", STR_FMT(c->name), STR_FMT(t->name));
    SET(&e, "to_post", "党委副书记（挂职）");
    SET(&e, "since", over ? 20190900 : 20210900);
    SET(&e, "until", over ? 20210800 : 20230800);
    SET(&e, "sex", p->is_male ? "1" : "2");
    SET(&e, "birth", p->birth / 100 * 100);
    SET(&e, "mentor", county_leader(d)->name);
    if (over) {
        SET(&e, "outcome", "扎根一线，主动承担急难任务，群众认可。");
        SET(&e, "grade", i % 2 ? "2" : "1");
        SET(&e, "next_post", "提任副科级领导职务");
    }
    entry_state(&e, over ? "finished" : "serving");
    return entry_put(&e, over ? 20190902 : 20210906, NULL);
}

static enum err put_placements(struct demo *d)
{
    struct county *c = d->county;
    int made = 0;

    for (size_t i = 0; i < c->person_count && made < c->plan->placements; i++)
        if (!c->people[i].is_left && date_year(c->people[i].birth) >= 1984 &&
            (!c->people[i].is_leader || d->is_province))
            TRY(put_placement(d, made++, &c->people[i]));
    return ERR_OK;
}

enum err talk_make(struct demo *d)
{
    TRY(put_talks(d));
    for (int i = 0; i < d->county->plan->surveys; i++)
        TRY(put_survey(d, i));
    for (int i = 0; i < d->county->plan->surveys / 4; i++)
        TRY(put_visit(d, i));
    TRY(put_pools(d));
    return put_placements(d);
}
