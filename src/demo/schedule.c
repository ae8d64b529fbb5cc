/* The wall map: the tasks of the year by stage and step, and the weekly reminder
 * letters. */
#include "demo/entry.h"

struct task_word {
    const char *stage, *step, *title;
    date due;
};

/* The county's links.  The 13 of stage "delegates" are those of S3. */
static const struct task_word COUNTY_TASKS[] = {
    {"prepare", "组织部署", "成立换届工作领导小组和工作专班", 20210305},
    {"prepare", "组织部署", "召开县乡换届工作动员会", 20210312},
    {"prepare", "方案制定", "制定换届工作总体方案", 20210316},
    {"prepare", "方案制定", "编制挂图作战图和倒排工期表", 20210319},
    {"prepare", "业务培训", "举办第一期换届业务培训班", 20210319},
    {"prepare", "纪律教育", "印发换届纪律“十严禁”学习材料", 20210326},
    {"survey", "班子调研", "对乡镇领导班子开展全覆盖调研", 20210331},
    {"survey", "班子调研", "对县直部门领导班子开展调研", 20210409},
    {"survey", "综合研判", "形成班子分析研判专题报告", 20210416},
    {"survey", "资源库", "建立关联型干部资源库", 20210423},
    {"survey", "职数核定", "核定乡镇领导班子职数", 20210409},
    {"arrange", "结构要求", "提出班子配备结构性要求", 20210416},
    {"arrange", "酝酿提名", "乡镇领导班子人事安排第一轮酝酿", 20210423},
    {"arrange", "酝酿提名", "乡镇领导班子人事安排报批", 20210430},
    {"arrange", "谈心谈话", "对进退留转干部逐一谈心谈话", 20210510},
    {"arrange", "酝酿提名", "县级“两委”人选三上三下酝酿", 20210716},
    {"appraise", "考察准备", "组建考察组并培训", 20210402},
    {"appraise", "组织考察", "对各镇领导班子进行换届考察", 20210430},
    {"appraise", "资格联审", "十七个部门明确联审口径和联络员", 20210512},
    {"appraise", "档案审核", "审核拟提拔人选干部档案", 20210514},
    {"appraise", "廉政意见", "出具党风廉政结论性意见", 20210518},
    {"delegates", "准备", "制定县党代会代表选举方案", 20210511},
    {"delegates", "准备", "划分选举单位、分配代表名额", 20210514},
    {"delegates", "准备", "召开代表选举工作部署会", 20210518},
    {"delegates", "推荐提名", "各选举单位党支部推荐提名", 20210525},
    {"delegates", "推荐提名", "汇总推荐结果并提出初步人选", 20210528},
    {"delegates", "推荐提名", "与县委组织部酝酿沟通", 20210601},
    {"delegates", "考察审查", "对代表候选人初步人选组织考察", 20210607},
    {"delegates", "考察审查", "代表候选人初步人选联审", 20210611},
    {"delegates", "考察审查", "确定候选人预备人选并公示", 20210618},
    {"delegates", "考察审查", "候选人预备人选报批", 20210623},
    {"delegates", "会议选举", "召开选举单位党员（代表）会议选举", 20210630},
    {"delegates", "会议选举", "上报代表选举结果", 20210705},
    {"delegates", "会议选举", "代表资格初审并编印名册", 20210712},
    {"congress", "镇党代会", "指导各镇召开党员代表大会", 20210530},
    {"congress", "报告审核", "“两委”报告三轮集中审核", 20210716},
    {"congress", "会务筹备", "县党代会选票设计和会场布置", 20210723},
    {"congress", "县党代会", "召开县第十四次党代会", 20210730},
    {"congress", "县人大政协", "召开县人代会和政协全会", 20210803},
    {"conclude", "总结归档", "换届文书档案立卷归档", 20210831},
    {"conclude", "总结归档", "形成换届工作总结报告", 20210910},
    {"conclude", "班子建设", "新任班子成员任职培训", 20210917},
    {"conclude", "班子建设", "新班子百日任务完成情况评估", 20211112},
    {"conclude", "班子建设", "制定本届班子五年任期目标责任书", 20211029},
    {"conclude", "跟踪问效", "新任党政正职履职情况跟踪考核", 20301231},
    {"conclude", "跟踪问效", "落选、退出干部思想动态回访", 20290630},
    {"conclude", "跟踪问效", "优秀年轻干部递进培养计划", 20301231},
};

static const struct task_word TOWN_TASKS[] = {
    {"prepare", "组织部署", "召开镇换届工作动员会", 20210318},
    {"prepare", "组织部署", "制定镇党委换届工作方案", 20210326},
    {"prepare", "纪律教育", "组织签订换届纪律承诺书", 20210409},
    {"survey", "党员摸底", "逐支部核实党员底数和流动党员", 20210402},
    {"survey", "班子调研", "配合开展领导班子换届调研", 20210331},
    {"arrange", "请示报批", "向县委呈报召开党代会请示", 20210409},
    {"appraise", "组织考察", "做好换届考察会务保障", 20210430},
    {"delegates", "名额分配", "划分选举单位、分配代表名额", 20210412},
    {"delegates", "推荐提名", "各支部推荐代表候选人", 20210423},
    {"delegates", "会议选举", "召开党员大会选举镇党代表", 20210508},
    {"delegates", "资格审查", "镇党代表资格审查", 20210512},
    {"congress", "报告起草", "党委、纪委工作报告起草送审", 20210514},
    {"congress", "会务筹备", "选票印制、计票演练和会场布置", 20210517},
    {"congress", "大会选举", "召开镇党员代表大会", 20210530},
    {"congress", "结果报批", "上报选举结果", 20210604},
    {"congress", "人大换届", "做好镇人大代表选举登记", 20211022},
    {"congress", "人大换届", "召开镇人民代表大会", 20211117},
    {"conclude", "总结归档", "换届档案立卷归档", 20210630},
    {"conclude", "班子建设", "新班子分工和任职谈话", 20210615},
    {"conclude", "百日任务", "新班子百日任务销号", 20211029},
    {"conclude", "任期目标", "落实五年任期目标年度计划", 20291231},
};

static const char *const PROBLEMS[] = {"外出党员较多，人员难以集中",
                                       "材料反复修改，进度偏慢", "等待上级批复",
                                       "疫情防控影响会议安排"};

struct fate { /* of a task */
    const char *state;
    date done;
    int progress;
};

/* Most are done, some of them late; a few are still open past their day. */
static struct fate fate_of(struct demo *d, date due)
{
    int chance = dice_below(&d->dice, 100);

    if (due > DAY_TODAY)
        return (struct fate){chance < 60 ? "doing" : "todo", 0, chance < 60 ? chance : 0};
    if (due > 20211001 && chance < 30)
        return (struct fate){chance < 22 ? "doing" : "todo", 0,
                             chance < 22 ? 40 + chance : 0};
    if (chance < 14) /* done late */
        return (struct fate){"done", date_add_days(due, dice_between(&d->dice, 1, 9)), 100};
    return (struct fate){"done", date_add_days(due, -dice_between(&d->dice, 0, 8)), 100};
}

struct before { /* the task that the next one follows */
    row_id task;
    date due, done;
};

/* When a task is done that fate ends on `f->done`: a meeting on its day, none before the one it follows. */
static date done_day(const struct task_word *w, date done, date due,
                     const struct before *before)
{
    if (!done)
        return 0;
    if (strncmp(w->title, "召开", strlen("召开")) == 0)
        done = due;
    if (done < before->done && due >= before->due)
        done = before->done;
    return done > DAY_TODAY ? DAY_TODAY : done;
}

/* Each task of a county or town follows the one before it. */
static enum err finish_task(struct demo *d, struct entry *e, const struct task_word *w,
                            date due, struct before *before)
{
    struct fate f = fate_of(d, due);
    date start =
        date_add_days(due > DAY_TODAY ? 20210901 : due, -dice_between(&d->dice, 6, 20));

    f.done = done_day(w, f.done, due, before);
    if (f.done && start > f.done)
        start = date_add_days(f.done, -3);
    SET(e, "start", start);
    SET(e, "due", due);
    SET(e, "progress", f.progress);
    SET(e, "done_on", f.done);
    if (f.done)
        SET(e, "result", "已完成，材料齐全。");
    if (!f.done && due <= DAY_TODAY)
        SET(e, "problem", DICE_PICK(&d->dice, PROBLEMS));
    SET(e, "requirements", "明确责任、倒排工期，完成一项、销号一项。");
    if (due >= before->due && (before->done || !f.done))
        SET(e, "depends_on", before->task);
    before->due = due;
    before->done = f.done;
    if (!d->is_province)
        return entry_put_then(e, date_add_days(start, -7), f.state, f.done ? f.done : due,
                              &before->task);
    entry_state(e, f.state);
    return entry_put(e, start, &before->task);
}

static enum err put_county_task(struct demo *d, int i, struct before *before)
{
    const struct task_word *w = &COUNTY_TASKS[i];
    struct county *c = d->county;
    const struct office *o = county_office(c, i % 4 == 3 ? "办公室" : "组织部");
    struct entry e = entry_new(d, "task", c->code);

    SET(&e, "title", w->title);
    SET(&e, "stage", w->stage);
    SET(&e, "step", w->step);
    SET(&e, "number", i + 1);
    SET(&e, "level", "county");
    SET(&e, "body_kind", strcmp(w->step, "县人大政协") == 0 ? "congress" : "party");
    SET(&e, "unit", o->unit);
    SET(&e, "unit_name", o->name);
    SET(&e, "owner", county_leader(d)->id);
    SET(&e, "basis", "县乡领导班子换届工作方案");
    return finish_task(d, &e, w, w->due, before);
}

/* The congresses of a town have a day of their own. */
static date due_of(const struct demo *d, const struct town *t, const struct task_word *w)
{
    if (strcmp(w->title, "召开镇党员代表大会") == 0)
        return congress_day(d->county, (int)(t - d->county->towns));
    return strcmp(w->title, "召开镇人民代表大会") == 0 ? t->people_on : w->due;
}

static enum err put_town_task(struct demo *d, const struct town *t, int i,
                              struct before *before)
{
    const struct task_word *w = &TOWN_TASKS[i % COUNT_OF(TOWN_TASKS)];
    struct entry e = entry_new(d, "task", t->code);

    if (i < COUNT_OF(TOWN_TASKS))
        SET(&e, "title", w->title);
    else
        PRINT(&e, "title", "%.*s：%s",
              STR_FMT(t->village_count ? t->villages[i % t->village_count].name : t->name),
              w->title);
    SET(&e, "stage", w->stage);
    SET(&e, "step", w->step);
    SET(&e, "number", i + 1);
    SET(&e, "level", "township");
    SET(&e, "body_kind", strcmp(w->step, "人大换届") == 0 ? "congress" : "party");
    SET(&e, "unit", t->unit);
    SET(&e, "unit_name", t->name);
    SET(&e, "owner", county_anyone(d)->id);
    return finish_task(d, &e, w, due_of(d, t, w), before);
}

/* ---- letters ------------------------------------------------------------------------ */

static const char *stage_on(date on)
{
    static const struct {
        date until;
        const char *stage;
    } stages[] = {{20210319, "prepare"}, {20210416, "survey"},    {20210430, "appraise"},
                  {20210514, "arrange"}, {20210709, "delegates"}, {20210806, "congress"}};

    for (int i = 0; i < COUNT_OF(stages); i++)
        if (on <= stages[i].until)
            return stages[i].stage;
    return "conclude";
}

/* Every Monday from the first to the last week of the renewal. */
static enum err put_letter(struct demo *d, int week)
{
    struct county *c = d->county;
    struct entry e = entry_new(d, "reminder_letter", c->code);
    date on = date_add_days(DAY_START, (int64_t)week * 7);

    int now = dice_between(&d->dice, 3, 9), next = dice_between(&d->dice, 1, 5);

    PRINT(&e, "title", "换届工作提醒函（第%d周）", week + 1);
    PRINT(&e, "number", "%.*s换届函〔2021〕%d号",
          STR_FMT(c->label.len ? c->label : c->name), week + 1);
    SET(&e, "week", week + 1);
    SET(&e, "issued_on", on);
    SET(&e, "stage", stage_on(on));
    PRINT(&e, "content",
          "本周重点任务%d项，下周到期%"
          "d项。请对照挂图作战图逐项销号，未完成的说明原因和完成时限。",
          now, next);
    SET(&e, "reply_due", date_add_days(on, 4));
    SET(&e, "sent_to", c->town_count);
    SET(&e, "replies", c->town_count);
    SET(&e, "reply_text", "各镇均已按时回复落实情况。");
    return entry_put_then(&e, on, "closed", date_add_days(on, 5), NULL);
}

enum { LETTER_WEEKS = 23 }; /* 2021-03-01 to 2021-08-02 */

enum err schedule_make(struct demo *d)
{
    struct county *c = d->county;
    struct before before = {0};

    for (int i = 0; i < COUNT_OF(COUNTY_TASKS); i++)
        TRY(put_county_task(d, i, &before));
    for (int t = 0; t < c->town_count; t++) {
        before = (struct before){0};
        for (int i = 0; i < COUNT_OF(TOWN_TASKS) + c->plan->tasks; i++)
            TRY(put_town_task(d, &c->towns[t], i, &before));
    }
    for (int week = 0; week < LETTER_WEEKS; week++)
        TRY(put_letter(d, week));
    return ERR_OK;
}
