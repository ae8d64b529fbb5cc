/* Discipline: pledges, education, risks, complaints and cases, oversight and its
 * findings. */
#include "demo/entry.h"
#include "domain/calendar/calendar.h"

/* ---- pledges ------------------------------------------------------------------------ */

enum { PLEDGES_FROM = 20210315, PLEDGES_TO = 20210528, SIGNER_KINDS = 8 };

/* Who signs in the same village in the same role does so on another day or with another group: two who bear the same
 * name are two pledges, however many there are.  Two of the roles are called the same: their days lie apart. */
enum { GROUP_DAYS = 30, DAYS_APART = 37 };

static int signing_slots(const struct town *t)
{
    return SIGNER_KINDS * (t->village_count ? t->village_count : 1);
}

static date signing_day(const struct town *t, int i)
{
    int slots = signing_slots(t), nth = i / slots % GROUP_DAYS;
    int days = (int)(date_to_days(PLEDGES_TO) - date_to_days(PLEDGES_FROM)) + 1;

    return date_add_days(PLEDGES_FROM, (i % slots * DAYS_APART + nth) % days);
}

static void set_signer(struct demo *d, struct entry *e, const struct town *t, int i)
{
    static const char *const KINDS[SIGNER_KINDS] = {"delegate", "delegate", "delegate",
                                                    "delegate", "party",    "party",
                                                    "village",  "member"};
    static const char *const POSTS[] = {"党支部书记", "党员代表", "党小组长",
                                        "致富带头人", "党员",     "党员",
                                        "村委会委员", "党委委员"};
    int kind = i % COUNT_OF(KINDS);
    struct str village = t->village_count
                             ? t->villages[i / COUNT_OF(KINDS) % t->village_count].name
                             : t->name;

    SET(e, "signer", county_name(d, d->scratch, dice_percent(&d->dice, 70)));
    SET(e, "kind", KINDS[kind]);
    SET(e, "level", "township");
    SET(e, "unit", t->unit);
    int group = i / signing_slots(t) / GROUP_DAYS;
    if (group)
        PRINT(e, "unit_post", "%.*s%.*s第%d组%s", STR_FMT(t->name), STR_FMT(village), group,
              POSTS[kind]);
    else
        PRINT(e, "unit_post", "%.*s%.*s%s", STR_FMT(t->name), STR_FMT(village),
              POSTS[kind]);
}

static enum err put_pledge(struct demo *d, const struct person *p, int town, int i)
{
    static const char *const KINDS[] = {"leader", "leader",    "leader",   "organiser",
                                        "cadre",  "candidate", "appraiser"};
    struct county *c = d->county;
    struct entry e = entry_new(d, "pledge", p ? p->region : c->towns[town].code);
    date on =
        p ? dice_day(&d->dice, PLEDGES_FROM, PLEDGES_TO) : signing_day(&c->towns[town], i);

    if (p) {
        bool secretary = p->place == PLACE_TOWN_TEAM && str_eq(p->post, STR("党委书记"));
        entry_person(&e, "signer", p);
        SET(&e, "kind", secretary ? "secretary" : KINDS[i % COUNT_OF(KINDS)]);
        SET(&e, "level", p->town >= 0 ? "township" : "county");
    } else {
        set_signer(d, &e, &c->towns[town], i);
    }
    SET(&e, "signed_on", on);
    SET(&e, "witness", "换届风气监督组");
    SET(&e, "published", dice_percent(&d->dice, 70));
    return entry_put(&e, on, NULL);
}

/* The leading cadres first, then delegates and members in the towns. */
static enum err put_pledges(struct demo *d)
{
    struct county *c = d->county;
    int left = c->plan->pledges;

    for (size_t i = 0; i < c->person_count && left > c->plan->pledges / 2; i++)
        if (c->people[i].is_leader) {
            TRY(put_pledge(d, &c->people[i], 0, (int)i));
            left--;
        }
    for (int town = 0; town < c->town_count; town++)
        for (int i = share(left, town, c->town_count); i > 0; i--)
            TRY(put_pledge(d, NULL, town, i));
    return ERR_OK;
}

/* ---- education ---------------------------------------------------------------------- */

struct activity_word {
    const char *kind, *title, *audience;
    int copies, reached; /* of the county of the facts */
    date on;
};

static const struct activity_word ACTIVITIES[] = {

    {"sms", "发送换届纪律短信", "党员干部", 5200, 5200, 20210402},
    {"sms", "党代会前换届纪律短信提醒", "代表、候选人", 2400, 2400, 20210722},

    {"lecture", "换届纪律专题宣讲", "换届工作人员", 0, 420, 20210415},
    {"casebook", "编印换届违纪典型案例选编", "各级党组织", 600, 600, 20210420},
    {"announcement", "发布换届风气监督公告", "社会公众", 0, 36000, 20210312},
    {"column", "县政府门户网站开设换届专栏", "社会公众", 0, 18500, 20210315},
    {"wechat", "“十严禁”图解推送", "社会公众", 0, 26400, 20210319},
    {"wechat", "换届纪律有奖答题", "党员干部", 0, 7300, 20210510},
};

static enum err put_activity(struct demo *d, region where, row_id unit,
                             const struct activity_word *w)
{
    struct entry e = entry_new(d, "education_activity", where);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "level", where == d->county->code ? "county" : "township");
    SET(&e, "held_on", w->on);
    SET(&e, "copies", w->copies);
    SET(&e, "reached", w->reached);
    SET(&e, "audience", w->audience);
    SET(&e, "unit", unit);
    SET(&e, "content", "换届纪律“十严禁”要求及查处举措。");
    if (w->copies)
        SET(&e, "awareness", dice_between(&d->dice, 9600, 9990));
    return entry_put(&e, w->on, NULL);
}

/* Reminder cards and 280 desk cards: one fifth by the county, the rest in the towns. */
static enum err put_cards(struct demo *d, int town)
{
    struct county *c = d->county;
    const struct town *t = &c->towns[town];
    int cards = share(c->plan->cards * 4 / 5, town, c->town_count),
        desks = share(220, town, c->town_count);
    const struct activity_word words[] = {
        {"card", "发放换届纪律提醒卡", "镇村干部、代表", cards, cards, 20210412},
        {"desk", "摆放换届纪律提醒桌牌", "会场、办公室", desks, desks, 20210514},
        {"poster", "张贴换届公告栏海报", "党员群众", 20 + town % 5, 1800, 20210330},
        {"film", "集中观看警示教育片", "镇村干部", 0,
         share(c->plan->viewers / 2, town, c->town_count), 20210409},
    };

    for (int i = 0; i < COUNT_OF(words); i++)
        TRY(put_activity(d, t->code, t->unit, &words[i]));
    return ERR_OK;
}

static enum err put_education(struct demo *d)
{
    static const struct activity_word DESKS = {
        "desk", "摆放换届纪律提醒桌牌", "党代会会场", 60, 60, 20210727};
    struct county *c = d->county;
    const struct plan *p = c->plan;
    int cards = p->cards - p->cards * 4 / 5, viewers = p->viewers - p->viewers / 2;
    const struct activity_word words[] = {
        {"card", "发放换届纪律提醒卡", "县直部门干部", cards, cards, 20210409},
        {"leaflet", "编印换届纪律宣传单", "党员群众", p->leaflets, p->leaflets, 20210408},
        {"film", "组织观看换届纪律警示教育片", "县乡领导干部", 0, viewers, 20210326},
    };

    for (int i = 0; i < COUNT_OF(words); i++)
        TRY(put_activity(d, c->code, c->unit, &words[i]));
    TRY(put_activity(d, c->code, c->unit, &DESKS));
    for (int i = 0; i < COUNT_OF(ACTIVITIES); i++)
        TRY(put_activity(d, c->code, c->unit, &ACTIVITIES[i]));
    for (int i = 0; i < c->town_count; i++)
        TRY(put_cards(d, i));
    return ERR_OK;
}

/* ---- risks -------------------------------------------------------------------------- */

struct risk_word {
    const char *title, *source, *level, *measure;
};

static const struct risk_word RISKS[] = {
    {"个别落选人员思想波动", "selection", "medium", "逐人谈心谈话，落实跟踪关怀。"},
    {"流动党员较多影响到会率", "election", "medium", "建立台账，提前通知，分批返乡。"},
    {"网络不实信息炒作换届", "opinion", "high", "网信部门24小时监测，及时回应。"},
    {"会场疫情防控压力大", "safety", "high", "制定应急预案，落实测温验码。"},
    {"计票系统出现故障", "procedure", "low", "备用设备到位，人工计票同步演练。"},
    {"候选人档案信息存疑", "candidate", "medium", "组织专项核查，认定前暂缓提名。"},
    {"历史信访积案可能反弹", "opinion", "medium", "领导包案，限期化解。"},
    {"个别村宗族干扰推选", "conduct", "high", "派驻指导组，全程监督。"},
    {"说情打招呼苗头", "conduct", "medium", "全程记实，及时提醒谈话。"},
    {"代表结构比例不达标", "election", "low", "按结构要求重新酝酿人选。"},
    {"选票印制泄露人选", "procedure", "medium", "专人监印，双人押运。"},
    {"退出领导岗位干部安置不到位", "selection", "medium", "落实职级待遇，逐人谈话。"},
    {"恶劣天气影响参会", "safety", "low", "备用车辆和会场预案。"},
};

static enum err put_risk(struct demo *d, int i)
{
    struct county *c = d->county;
    const struct risk_word *w = &RISKS[i % COUNT_OF(RISKS)];
    bool town = i % 3 != 0, open = !d->is_province && i % 7 == 6;
    const struct town *t = &c->towns[i % c->town_count];
    struct entry e = entry_new(d, "risk", town ? t->code : c->code);
    date on = dice_day(&d->dice, 20210405, 20210702);

    SET(&e, "title", w->title);
    SET(&e, "source", w->source);
    SET(&e, "risk_level", w->level);
    SET(&e, "level", town ? "township" : "county");
    SET(&e, "found_on", open ? 20211025 : on);
    SET(&e, "found_by", town ? "镇换届工作领导小组" : "换届风气监督组");
    SET(&e, "description", w->title);
    SET(&e, "unit", town ? t->unit : c->unit);
    SET(&e, "owner", county_leader(d)->id);
    SET(&e, "measure", w->measure);
    SET(&e, "due", open ? 20211231 : date_add_days(on, 21));
    if (open) {
        entry_state(&e, i % 2 ? "handling" : "found");
        return entry_put(&e, 20211025, NULL);
    }
    SET(&e, "handled_on", date_add_days(on, dice_between(&d->dice, 3, 20)));
    SET(&e, "result", "措施落实，风险消除。");
    SET(&e, "residual", "low");
    return entry_put_then(&e, on, "closed", date_add_days(on, 21), NULL);
}

/* ---- complaints and cases ----------------------------------------------------------- */

struct complaint_word {
    const char *channel, *ban, *ban_2021, *content, *state, *verdict;
    date on;
};

static const struct complaint_word COMPLAINTS[] = {
    {"phone", "5", "6", "反映某村选举前有人打招呼。", "closed", "false", 20210427},
    {"letter", "9", "9", "反映某干部学历材料可能不实。", "closed", "unclear", 20210518},
    {"web", "3", "2", "反映有人请客拉票。", "closed", "false", 20210611},
    {"sms", "10", "10", "反映网上传播换届不实信息。", "transferred", NULL, 20211112},
    {"phone", "4", "4", "反映有人托关系跑官。", "accepted", NULL, 20211116},
};

static enum err put_complaint(struct demo *d, int i, row_id *out)
{
    struct county *c = d->county;
    const struct complaint_word *w = &COMPLAINTS[d->is_province ? i % 3 : i];
    struct entry e = entry_new(d, "complaint", c->code);
    bool closed = *w->state == 'c';

    PRINT(&e, "number", "JB%lld-2021-%03d", (long long)(c->code / 1000), i + 1);
    SET(&e, "received_on", w->on);
    SET(&e, "channel",
        d->is_province ? COMPLAINTS[(i + (int)(c->code / 1000)) % 4].channel : w->channel);
    SET(&e, "ban", w->ban);
    SET(&e, "ban_2021", w->ban_2021);
    SET(&e, "anonymous", i % 2 == 0);
    SET(&e, "urgent", true);
    SET(&e, "level", "township");
    entry_seal(&e, "content", str_of(w->content));
    entry_seal(&e, "accused", STR("（虚构）某村干部"));
    if (i % 2) {
        entry_seal(&e, "reporter", STR("（虚构）王某"));
        entry_seal(&e, "reporter_contact", STR("199-0000-0000"));
    }
    SET(&e, "due", calendar_add(calendar_in_force(), w->on, 15));
    SET(&e, "accepted_on", date_add_days(w->on, 1));
    SET(&e, "handler", "县纪委监委、县委组织部");
    if (*w->state == 't') {
        SET(&e, "transferred_to", "县委网信办");
        SET(&e, "transferred_on", date_add_days(w->on, 2));
    }
    if (closed) {
        SET(&e, "verdict", w->verdict);
        SET(&e, "verified_on", date_add_days(w->on, 8));
        entry_seal(&e, "result", STR("经核查，反映问题不属实，已予澄清。"));
        SET(&e, "feedback_on", date_add_days(w->on, 9));
        SET(&e, "closed_on", date_add_days(w->on, 10));
    }
    entry_state(&e, w->state);
    return entry_put(&e, w->on, out);
}

/* In a province the first of the cases are true, as in S2. */
static enum err put_case(struct demo *d, int i, row_id complaint)
{
    struct county *c = d->county;
    int nth = d->cases++;
    bool is_true = d->is_province && nth < 12;
    struct entry e = entry_new(d, "case_", c->code);
    date on = dice_day(&d->dice, 20210428, 20210702);

    PRINT(&e, "number", "XS%lld-2021-%03d", (long long)(c->code / 1000), i + 1);
    SET(&e, "complaint", complaint);
    SET(&e, "source", complaint.v ? "complaint" : "oversight");
    SET(&e, "ban", COMPLAINTS[i % 3].ban);
    SET(&e, "ban_2021", COMPLAINTS[i % 3].ban_2021);
    SET(&e, "level", "township");
    SET(&e, "opened_on", on);
    SET(&e, "due", date_add_days(on, 30));
    entry_seal(&e, "facts", str_of(COMPLAINTS[i % 3].content));
    entry_seal(&e, "accused", STR("（虚构）某村干部"));
    SET(&e, "handler", "县纪委监委");
    SET(&e, "special", true);
    SET(&e, "verdict", is_true ? "true" : i % 4 == 3 ? "unclear" : "false");
    SET(&e, "penalty",
        is_true ? nth < 2   ? "party"
                  : nth < 7 ? "organisation"
                            : "disqualify"
                : "none");
    SET(&e, "disciplined", is_true && nth < 2);
    SET(&e, "handled", is_true && nth >= 2 && nth < 7);
    SET(&e, "disqualified", is_true ? nth < 5 ? 2 : 1 : 0);
    SET(&e, "closed_on", date_add_days(on, 18));
    return entry_put_then(&e, on, "closed", date_add_days(on, 18), NULL);
}

static enum err put_complaints(struct demo *d)
{
    const struct plan *p = d->county->plan;

    for (int i = 0; i < p->complaints || i < p->cases; i++) {
        row_id complaint = {0};
        if (i < p->complaints)
            TRY(put_complaint(d, i, &complaint));
        if (i < p->cases)
            TRY(put_case(d, i, complaint));
    }
    return ERR_OK;
}

/* ---- oversight ---------------------------------------------------------------------- */

struct team_word {
    const char *title, *kind, *area;
    int people;
};

/* Three teams by area; eight supervisors with delegations and three at hotels. */
static const struct team_word TEAMS[] = {
    {"驻第一至第五代表团监督组", "delegation", "第一至第五代表团", 5},
    {"驻第六至第九代表团监督组", "delegation", "第六至第九代表团", 3},
    {"代表驻地监督组", "hotel", "三处代表驻地", 3},
    {"换届风气第一督查组", "area", "北片各镇", 4},
    {"换届风气第二督查组", "area", "中片各镇", 4},
    {"换届风气第三督查组", "area", "南片各镇", 4},
};

static enum err put_team(struct demo *d, const struct team_word *w, row_id *out)
{
    const struct person *p = county_leader(d);
    struct entry e = entry_new(d, "oversight_team", d->county->code);
    bool area = *w->kind == 'a';

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "level", "county");
    SET(&e, "leader", p->name);
    PRINT(&e, "leader_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(&e, "members", county_three(d));
    SET(&e, "people", w->people);
    SET(&e, "area", w->area);
    SET(&e, "starts_on", area ? 20210406 : 20210726);
    SET(&e, "ends_on", area ? 20210803 : 20210730);
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, area ? 20210402 : 20210720, out);
}

struct finding_word {
    const char *title, *kind, *measure;
};

static const struct finding_word FINDINGS[] = {
    {"换届工作台账不完整", "record", "补齐会议记录和签到册。"},
    {"推荐票保管不规范", "procedure", "按规定密封，双人保管。"},
    {"宣传栏未公布举报方式", "publicity", "统一张贴举报公告。"},
    {"个别支部党员大会记录过简", "record", "对照程序补充完善并备案。"},
    {"责任清单未分解到人", "duty", "重新分解任务并签字确认。"},
    {"会议签到不严", "meeting", "实行签到核验和请假审批。"},
    {"承诺书签订有遗漏", "discipline", "逐人核对，补签到位。"},
};

static enum err put_finding(struct demo *d, const struct town *t, row_id tour, date on)
{
    const struct finding_word *w = &FINDINGS[dice_below(&d->dice, COUNT_OF(FINDINGS))];
    struct entry e = entry_new(d, "finding", t->code);
    bool open = on > 20211001 && dice_percent(&d->dice, 40);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "oversight_tour", tour);
    SET(&e, "unit", t->unit);
    SET(&e, "found_on", on);
    SET(&e, "serious", dice_percent(&d->dice, 80) ? "low" : "medium");
    SET(&e, "due", calendar_add(calendar_in_force(), on, 10));
    SET(&e, "owner", county_leader(d)->id);
    SET(&e, "demand", "限期整改并书面反馈。");
    if (open)
        return entry_put(&e, on, NULL);
    SET(&e, "measure", w->measure);
    SET(&e, "mended_on", date_add_days(on, 7));
    entry_account(&e, "checked_by", "discipline");
    SET(&e, "closed_on", date_add_days(on, 11));
    return entry_put_then(&e, on, "closed", date_add_days(on, 11), NULL);
}

static enum err put_tour(struct demo *d, row_id team, int i)
{
    static const char *const KINDS[] = {"tour", "onsite", "covert", "lecture"};
    static const char *const TITLES[] = {"巡回督查", "党代会现场督导", "换届纪律明察暗访",
                                         "面对面宣讲"};
    struct county *c = d->county;
    const struct town *t = &c->towns[i % c->town_count];
    int kind = i / c->town_count % COUNT_OF(KINDS);
    bool late = i % 19 == 18;
    date on = late ? dice_day(&d->dice, 20211011, 20211112)
                   : dice_day(&d->dice, 20210412, 20210625);
    int problems = dice_percent(&d->dice, late ? 100 : 55) ? 1 : 0;
    struct entry e = entry_new(d, "oversight_tour", t->code);
    row_id id;

    PRINT(&e, "title", "%.*s%s（第%d次）", STR_FMT(t->name), TITLES[kind],
          i / c->town_count + 1);
    SET(&e, "oversight_team", team);
    SET(&e, "kind", KINDS[kind]);
    SET(&e, "visited_on", on);
    SET(&e, "unit", t->unit);
    SET(&e, "stage", "delegates");
    SET(&e, "talks", dice_between(&d->dice, 3, 12));
    SET(&e, "problems", problems);
    SET(&e, "content", "查阅台账、个别访谈、随机走访党员群众。");
    SET(&e, "opinion",
        problems ? "总体规范，所列问题限期整改。" : "总体规范，未发现问题。");
    TRY(entry_put(&e, on, &id));
    return problems ? put_finding(d, t, id, on) : ERR_OK;
}

static enum err put_oversight(struct demo *d)
{
    struct county *c = d->county;
    row_id team = {0};
    int areas = 0;

    for (int i = 0; i < COUNT_OF(TEAMS); i++) {
        if (*TEAMS[i].kind == 'a' && areas++ >= c->plan->teams)
            continue;
        TRY(put_team(d, &TEAMS[i], &team));
    }
    for (int i = 0; i < c->town_count * 4; i++)
        TRY(put_tour(d, team, i));
    return ERR_OK;
}

enum err discipline_make(struct demo *d)
{
    TRY(put_pledges(d));
    TRY(put_education(d));
    for (int i = 0; i < d->county->plan->risks; i++)
        TRY(put_risk(d, i));
    TRY(put_complaints(d));
    return put_oversight(d);
}
