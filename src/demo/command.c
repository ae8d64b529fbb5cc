/* Command: leading group, office and task forces, contact points, duties, documents,
 * questions, training. */
#include "demo/entry.h"
#include "domain/calendar/calendar.h"

#include <assert.h>

/* ---- groups ------------------------------------------------------------------------- */

struct group_word {
    const char *title, *kind, *head_post, *tasks;
    int members;
};

static const struct group_word COUNTY_GROUPS[] = {
    {"换届工作领导小组", "leading", "{k}委书记", "统一领导全县换届工作，研究决定重大事项。",
     10},
    {"换届工作领导小组办公室", "office", "{k}委常委、组织部部长",
     "统筹协调、上传下达、督促落实，办理日常工作。", 9},
    {"综合材料组", "taskforce", "{k}委组织部副部长",
     "起草方案、报告和讲话，编发简报和提醒函。", 6},
    {"人事安排组", "taskforce", "{k}委组织部副部长", "班子研判、人选酝酿、考察联审和任免。",
     8},
    {"代表选举组", "taskforce", "{k}委组织部副部长", "指导代表选举，审查代表资格。", 7},
    {"换届风气监督组", "taskforce", "{k}纪委副书记", "宣传教育、信访受理、督导检查。", 6},
};

static const char *const DUTIES[] = {"统筹协调", "文稿起草", "干部考察", "档案审核",
                                     "代表名册", "会务联络", "信访受理", "数据汇总",
                                     "督促检查", "后勤保障"};

static enum err put_member(struct demo *d, row_id group, const struct person *p, int place)
{
    const char *role = place == 1 ? "head" : place <= 3 ? "deputy" : "member";
    struct entry e = entry_new(d, "command_member", d->county->code);

    entry_person(&e, "name", p);
    SET(&e, "command_group", group);
    SET(&e, "role", role);
    SET(&e, "duty", DICE_PICK(&d->dice, DUTIES));
    SET(&e, "fulltime", dice_percent(&d->dice, 60));
    SET(&e, "place", place);
    SET(&e, "phone", entry_phone(d));
    SET(&e, "joined_on", dice_day(&d->dice, DAY_START, 20210319));
    return entry_put(&e, 20210319, NULL);
}

/* Its members are the next of `order`. */
static enum err put_group(struct demo *d, int i, const int **order, row_id *above)
{
    struct county *c = d->county;
    const struct group_word *g = &COUNTY_GROUPS[i];
    struct entry e = entry_new(d, "command_group", c->code);
    int place = i + 1;
    row_id id;

    SET(&e, "title", g->title);
    SET(&e, "kind", g->kind);
    SET(&e, "level", "county");
    SET(&e, "parent", *above);
    SET(&e, "head_name", county_leader(d)->name);
    SET(&e, "head_post", county_text(d->scratch, c, g->head_post));
    SET(&e, "established_on", DAY_START);
    PRINT(&e, "document", "%.*s委办〔2021〕%d号", STR_FMT(c->kin), 8 + place);
    SET(&e, "place", place);
    SET(&e, "tasks", g->tasks);
    SET(&e, "strength", g->members);
    PRINT(&e, "office_room", "行政中心3号楼%d室", 401 + place * 2);
    SET(&e, "phone", entry_phone(d));
    TRY(entry_put(&e, DAY_START, &id));
    if (place <= 2)
        *above = id;
    for (int k = 0; k < g->members; k++)
        TRY(put_member(d, id, &c->people[*(*order)++], k + 1));
    return ERR_OK;
}

static enum err put_town_group(struct demo *d, const struct town *t)
{
    struct entry e = entry_new(d, "command_group", t->code);

    PRINT(&e, "title", "%.*s换届工作领导小组", STR_FMT(t->name));
    SET(&e, "kind", "leading");
    SET(&e, "level", "township");
    SET(&e, "head_post", "党委书记");
    SET(&e, "head_name", county_anyone(d)->name);
    SET(&e, "established_on", 20210308);
    SET(&e, "tasks", "组织实施本镇换届，落实县委部署。");
    SET(&e, "strength", dice_between(&d->dice, 7, 13));
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210309, NULL);
}

static enum err put_groups(struct demo *d)
{
    const int *order = county_order(d);
    row_id above = {0};

    for (int i = 0; i < COUNT_OF(COUNTY_GROUPS); i++)
        TRY(put_group(d, i, &order, &above));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(put_town_group(d, &d->county->towns[i]));
    return ERR_OK;
}

/* ---- contact points ----------------------------------------------------------------- */

/* Every county leader, 29 of them, has a town. */
static enum err put_contact(struct demo *d, int i)
{
    struct county *c = d->county;
    const struct person *p = &c->people[c->seats[i].after];
    const struct town *t = &c->towns[i % c->town_count];
    struct entry e = entry_new(d, "contact_point", t->code);
    int visits = dice_between(&d->dice, 3, 11);

    SET(&e, "leader", p->name);
    SET(&e, "leader_post", p->post);
    SET(&e, "town", t->name);
    SET(&e, "person", p->id);
    SET(&e, "unit", t->unit);
    SET(&e, "kind", "包联指导");
    SET(&e, "since", 20210310);
    SET(&e, "visits", visits);
    SET(&e, "last_visit", dice_day(&d->dice, 20210920, 20211119));
    SET(&e, "congress_attended", dice_percent(&d->dice, 93));
    if (dice_percent(&d->dice, 40))
        SET(&e, "problems", "个别村党员外出较多，代表推选到会率偏低。");
    SET(&e, "advice", "逐村建立外出党员联系台账，提前三天通知到人。");
    SET(&e, "liaison", county_anyone(d)->name);
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210310, NULL);
}

/* ---- duties ------------------------------------------------------------------------- */

struct duty_word {
    const char *body, *kind, *title;
};

static const struct duty_word DUTY_WORDS[] = {
    {"committee", "main", "县委常委会专题研究换届工作不少于三次"},
    {"committee", "main", "制定县乡两级换届总体方案和日程安排"},
    {"committee", "main", "研究审定班子结构性要求和人事安排意见"},
    {"committee", "main", "落实换届风气巡察监督全覆盖"},
    {"secretary", "first", "书记与班子成员逐一谈心谈话"},
    {"secretary", "first", "书记到乡镇调研指导换届不少于五次"},
    {"secretary", "first", "书记逐一审定乡镇党政正职人选"},
    {"discipline", "oversight", "逐人出具党风廉政意见"},
    {"discipline", "oversight", "换届信访举报快查快办、专项督办"},
    {"discipline", "oversight", "派出换届风气督查组驻点监督"},
    {"organisation", "direct", "组建工作专班，抽调骨干集中办公"},
    {"organisation", "direct", "干部档案逐卷审核，做到“三龄两历一身份”无疑点"},
    {"organisation", "direct", "分级分类开展换届业务培训"},
    {"organisation", "direct", "编印换届纪律提醒卡、桌牌和案例选编"},
    {"departments", "joint", "十七个部门按期反馈联审意见"},
    {"departments", "joint", "公安、网信部门做好会场安保和舆情处置"},
    {"departments", "joint", "财政部门保障换届经费"},
    {"departments", "joint", "宣传部门做好换届新闻宣传"},
};

static enum err put_duty(struct demo *d, int i)
{
    const struct duty_word *w = &DUTY_WORDS[i];
    struct entry e = entry_new(d, "duty", d->county->code);
    date due = dice_day(&d->dice, 20210401, 20210725);
    bool open = i == COUNT_OF(DUTY_WORDS) - 1;

    SET(&e, "title", w->title);
    SET(&e, "duty_body", w->body);
    SET(&e, "kind", w->kind);
    SET(&e, "level", "county");
    SET(&e, "place", i + 1);
    SET(&e, "owner", county_leader(d)->id);
    SET(&e, "unit", d->county->unit);
    SET(&e, "due", open ? 20301231 : due);
    SET(&e, "basis", "县乡换届工作责任清单");
    if (open)
        return entry_put(&e, 20210312, NULL);
    SET(&e, "done_on", date_add_days(due, -dice_between(&d->dice, 0, 9)));
    SET(&e, "result", "已按要求落实，相关材料归档备查。");
    return entry_put_then(&e, 20210312, "done", due, NULL);
}

/* ---- documents and questions -------------------------------------------------------- */

struct document_word {
    const char *title, *kind, *topic;
    date from, until; /* issued between; what an answer cites is older than the answer */
};

static const struct document_word DOCUMENTS[] = {
    {"关于做好县乡领导班子换届工作的通知", "notice", "procedure", 20210301, 20210305},
    {"县乡领导班子换届工作方案", "plan", "procedure", 20210301, 20210312},
    {"乡镇领导班子职数核定对比表", "table", "headcount", 20210316, 20210330},
    {"乡镇党代会代表选举工作实施方案", "plan", "delegates", 20210301, 20210312},
    {"县第十四次党代会代表选举工作意见", "opinion", "delegates", 20210510, 20210520},
    {"换届考察工作规程", "rules", "candidate", 20210301, 20210312},
    {"乡镇领导干部任职年龄有关政策口径", "opinion", "age", 20210301, 20210312},
    {"关于严肃换届纪律加强换届风气监督的通知", "notice", "discipline", 20210301, 20210312},
    {"换届人选资格联审办法", "rules", "candidate", 20210301, 20210312},
    {"干部人事档案专项审核工作方案", "plan", "archive", 20210301, 20210312},
    {"乡镇领导班子分析研判情况报告", "report", "structure", 20210412, 20210430},
    {"年轻干部队伍建设专题调研报告", "report", "structure", 20210412, 20210525},
    {"党外干部、女干部配备情况报告", "report", "structure", 20210412, 20210525},
    {"乡镇换届选举工作情况报告", "report", "election", 20210601, 20210615},
    {"县级领导班子换届人事安排情况报告", "report", "candidate", 20210716, 20210724},
    {"县乡换届工作总结报告", "report", "procedure", 20210805, 20210820},
    {"退出领导岗位干部待遇有关规定", "rules", "treatment", 20210301, 20210312},
    {"关于召开县第十四次党代会的请示", "request", "election", 20210601, 20210610},
    {"关于同意召开县第十四次党代会的批复", "reply", "election", 20210611, 20210620},
    {"换届风气监督举报公告", "announcement", "discipline", 20210301, 20210312},
};

enum { DOCUMENT_COUNT = COUNT_OF(DOCUMENTS) };

/* Who issues it, and under which mark: the county asks, the city replies, the department does the rest. */
static void set_issuer(struct entry *e, const struct county *c, const char *kind,
                       int number)
{
    if (strcmp(kind, "reply") == 0) {
        SET(e, "issuer", "中共市委");
        PRINT(e, "number", "市委复〔2021〕%d号", number);
    } else if (strcmp(kind, "request") == 0) {
        PRINT(e, "issuer", "中共%.*s委员会", STR_FMT(c->name));
        PRINT(e, "number", "%.*s委〔2021〕%d号", STR_FMT(c->kin), number);
    } else {
        PRINT(e, "issuer", "中共%.*s委组织部", STR_FMT(c->name));
        PRINT(e, "number", "%.*s组通〔2021〕%d号", STR_FMT(c->kin), number);
    }
}

static enum err put_document(struct demo *d, int i, row_id *out)
{
    const struct document_word *w = &DOCUMENTS[i];
    struct county *c = d->county;
    struct entry e = entry_new(d, "document", c->code);
    date on = dice_day(&d->dice, w->from, w->until);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    set_issuer(&e, c, w->kind, 5 + i * 2);
    SET(&e, "issued_on", on);
    SET(&e, "level", i % 3 == 2 ? "township" : "county");
    SET(&e, "topic", w->topic);
    SET(&e, "secrecy", i % 5 == 3 ? "public" : "internal");
    SET(&e, "abstract", "虚构的演示文件，仅供熟悉系统使用。");
    entry_state(&e, i == 2 ? "replaced" : "current");
    return entry_put(&e, on, out);
}

struct question_word {
    const char *title, *topic, *answer, *basis;
    const char *
        document; /* of DOCUMENTS, which the answer rests on beside the basis; NULL: none */
};

/* clang-format off */
static const struct question_word QUESTIONS[] = {
    {"乡镇党委委员名额一般是多少？", "headcount",
     "一般设七至九名，最多不超过十一名，以县委批复为准。",
     "《中国共产党农村基层组织工作条例》和县委关于名额的批复",
     NULL},
    {"乡镇领导班子成员年龄结构有什么要求？", "age",
     "以四十岁左右为主体，注意配备三十五岁以下干部。",
     "县委《乡镇领导干部任职年龄有关政策口径》",
     "乡镇领导干部任职年龄有关政策口径"},
    {"女干部、党外干部如何配备？", "structure",
     "每个班子至少配备一名女干部；党外干部按要求在政府班子中配备。",
     "县委《县乡领导班子换届工作方案》",
     "县乡领导班子换届工作方案"},
    {"镇党代表候选人的差额比例是多少？", "delegates",
     "候选人多于应选名额，差额不少于应选名额的百分之二十。",
     "《中国共产党基层组织选举工作条例》第九条",
     "乡镇党代会代表选举工作实施方案"},
    {"外出务工党员如何参加代表推选？", "delegates",
     "提前通知、设立联系点，动员到会；不能到会的不得委托他人代为投票。",
     "《中国共产党基层组织选举工作条例》第二十四条",
     "乡镇党代会代表选举工作实施方案"},
    {"镇党代表资格审查由谁负责？", "delegates",
     "由上届党委成立的代表资格审查小组负责，并向大会预备会议报告。",
     "《中国共产党基层组织选举工作条例》第十一条",
     "乡镇党代会代表选举工作实施方案"},
    {"选举大会到会人数有什么规定？", "election",
     "县党代会到会代表超过应到会代表的半数方可选举；镇党代会不少于应到会人数的五分之四。",
     "《中国共产党地方组织选举工作条例》第二十四条、《中国共产党基层组织选举工作条例》第十九条",
     NULL},
    {"镇党委委员候选人差额比例是多少？", "election",
     "差额不少于应选名额的百分之二十。",
     "《中国共产党基层组织选举工作条例》第十三条",
     NULL},
    {"得票相同不能确定当选人怎么办？", "election",
     "对得票相同的候选人再次投票，得赞成票多的当选。",
     "《中国共产党基层组织选举工作条例》第三十条",
     NULL},
    {"档案中出生日期前后不一致怎么认定？", "archive",
     "以档案中最先记载的出生日期为依据，按规定程序认定。",
     "《关于认真做好干部出生日期管理工作的通知》（组通字〔2006〕41号）",
     "干部人事档案专项审核工作方案"},
    {"试用期内的干部能否提名？", "candidate",
     "应当试用期满并考核合格；试用期内不得破格提拔。",
     "《党政领导干部选拔任用工作条例》（2019年）第九条",
     NULL},
    {"受诫勉影响期内能否提拔？", "candidate",
     "影响期内不得列为考察对象，不得提拔或者进一步使用。",
     "《党政领导干部选拔任用工作条例》（2019年）第二十四条",
     NULL},
    {"换届考察对象公示有什么要求？", "procedure",
     "考察时发布考察预告，换届人选按规定公示；已在换届考察时公示的，不再作任前公示。",
     "《党政领导干部选拔任用工作条例》（2019年）第二十六条",
     "换届考察工作规程"},
    {"退出领导岗位人员如何安置？", "treatment",
     "按职务与职级并行规定妥善安排，做好谈心谈话。",
     "《公务员职务与职级并行规定》、县委《退出领导岗位干部待遇有关规定》",
     "退出领导岗位干部待遇有关规定"},
    {"村“两委”干部能否作为代表候选人？", "delegates",
     "符合条件的可以，按代表构成比例统筹安排。",
     "《中国共产党基层组织选举工作条例》第八条",
     "乡镇党代会代表选举工作实施方案"},
    {"换届期间能否调整考察对象？", "procedure",
     "须重新履行程序并报上级党委审批。",
     "县委《换届考察工作规程》",
     "换届考察工作规程"},
    {"换届纪律承诺书由哪些人员签订？", "discipline",
     "领导干部、组工干部、考察组成员、代表和候选人。",
     "县委《关于严肃换届纪律加强换届风气监督的通知》",
     "关于严肃换届纪律加强换届风气监督的通知"},
    {"镇人大主席能否兼任党委副书记？", "headcount",
     "按核定职数和上级意见执行，一般不兼任。",
     "县委《乡镇领导班子职数核定对比表》",
     NULL},
    {"选调生任职年限如何计算？", "candidate",
     "从任现级职务之日起计算，到村任职时间计入基层经历。",
     "《公务员职务任免与职务升降规定》",
     NULL},
    {"党代表因工作调动离开选举单位怎么办？", "delegates",
     "调离同级党代表大会所属范围的，停止执行代表职务；仍在范围内的，继续履行职责。",
     "《中国共产党全国代表大会和地方各级代表大会代表任期制暂行条例》第二十六条",
     NULL},
};
/* clang-format on */

/* The row of the document that an answer names; 0: it names none. */
static row_id document_of(const struct question_word *w, const row_id *documents)
{
    for (int i = 0; w->document && i < DOCUMENT_COUNT; i++)
        if (strcmp(w->document, DOCUMENTS[i].title) == 0)
            return documents[i];
    assert(!w->document);
    return (row_id){0};
}

static enum err put_question(struct demo *d, int i, const row_id *documents)
{
    const struct question_word *w = &QUESTIONS[i];
    struct county *c = d->county;
    const struct town *t = &c->towns[dice_below(&d->dice, c->town_count)];
    struct entry e = entry_new(d, "question", c->code);
    date asked = dice_day(&d->dice, 20210315, 20210611);
    bool answered = i != 17;

    SET(&e, "title", w->title);
    SET(&e, "topic", w->topic);
    PRINT(&e, "asked_by", "%.*s党委", STR_FMT(t->name));
    SET(&e, "asked_on", asked);
    SET(&e, "due", calendar_add(calendar_in_force(), asked, 3));
    SET(&e, "level", i % 2 ? "township" : "county");
    SET(&e, "number", i + 1);
    if (!answered)
        return entry_put(&e, asked, NULL);
    SET(&e, "document", document_of(w, documents));
    SET(&e, "answer", w->answer);
    SET(&e, "answered_by", "县委组织部");
    SET(&e, "answered_on", calendar_add(calendar_in_force(), asked, 2));
    SET(&e, "basis", w->basis);
    return entry_put_then(&e, asked, i % 7 == 6 ? "answered" : "published",
                          calendar_add(calendar_in_force(), asked, 2), NULL);
}

/* ---- training ----------------------------------------------------------------------- */

struct training_word {
    const char *title, *kind;
    date on;
    int people;
};

static const struct training_word TRAININGS[] = {
    {"县乡换届业务培训班（第一期）", "lecture", 20210318, 186},
    {"县乡换届业务培训班（第二期）", "rehearsal", 20210512, 214},
};

static enum err put_training(struct demo *d, const struct training_word *w)
{
    struct county *c = d->county;
    struct entry e = entry_new(d, "training", c->code);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "level", "county");
    SET(&e, "held_on", w->on);
    SET(&e, "venue", "县委党校报告厅");
    SET(&e, "lecturer", "县委组织部业务骨干");
    SET(&e, "planned", w->people + 2);
    SET(&e, "attended", w->people);
    SET(&e, "units_due", c->town_count);
    SET(&e, "units", c->town_count);
    SET(&e, "participants", "乡镇党委书记、副书记、组织委员、换届专干");
    SET(&e, "content", "换届政策、代表选举程序、选票设计与计票、换届纪律。");
    SET(&e, "feedback", "现场测试平均92分，疑难问题当场答复。");
    return entry_put(&e, w->on, NULL);
}

static enum err put_town_training(struct demo *d, const struct town *t, int part)
{
    struct entry e = entry_new(d, "training", t->code);
    date on = dice_day(&d->dice, part ? 20210510 : 20210322, part ? 20210521 : 20210409);
    int planned = dice_between(&d->dice, 35, 80);

    SET(&e, "title", part ? "计票监票人员模拟演练" : "村（社区）党组织书记换届业务培训");
    SET(&e, "kind", part ? "rehearsal" : "answers");
    SET(&e, "level", "township");
    SET(&e, "held_on", on);
    SET(&e, "venue", "镇政府会议室");
    SET(&e, "planned", planned);
    SET(&e, "attended", planned - dice_below(&d->dice, 4));
    SET(&e, "units_due", t->village_count);
    SET(&e, "units", t->village_count);
    return entry_put(&e, on, NULL);
}

static enum err put_trainings(struct demo *d)
{
    for (int i = 0; i < COUNT_OF(TRAININGS); i++)
        TRY(put_training(d, &TRAININGS[i]));
    for (int i = 0; i < d->county->town_count; i++)
        for (int part = 0; part < 2; part++)
            TRY(put_town_training(d, &d->county->towns[i], part));
    return ERR_OK;
}

enum err command_make(struct demo *d)
{
    row_id documents[DOCUMENT_COUNT];

    TRY(put_groups(d));
    for (int i = 0; i < COUNTY_SEATS + OTHER_SEATS; i++)
        TRY(put_contact(d, i));
    for (int i = 0; i < COUNT_OF(DUTY_WORDS); i++)
        TRY(put_duty(d, i));
    for (int i = 0; i < DOCUMENT_COUNT; i++)
        TRY(put_document(d, i, &documents[i]));
    for (int i = 0; i < COUNT_OF(QUESTIONS); i++)
        TRY(put_question(d, i, documents));
    return put_trainings(d);
}
