/* A cadre's record: the person, and the career, schooling, family, rewards and yearly
 * assessments that belong to the appointment form. */
#include "demo/people.h"

/* ---- the career --------------------------------------------------------------------- */

enum { STEPS_MOST = 10 };

struct career_step {
    date since, until; /* months; until 0: still */
    struct str unit, post;
    const char *rank;
    bool is_study, is_grassroots;
};

struct rung {
    const char *post, *rank;
    bool in_town;
};

static const struct rung LADDER[] = {
    {"办事员", "160", true},
    {"科员", "150", true},
    {"党政综合办公室副主任", "150", true},
    {"科员", "150", false},
    {"办公室主任", "g10", false},
    {"副镇长", "142", true},
    {"党委委员、组织委员", "142", true},
    {"党委副书记", "142", true},
    {"副局长", "142", false},
};

static date month_after(date d, int months)
{
    int at = date_year(d) * 12 + date_month(d) - 1 + months;

    return at / 12 * 10000 + (at % 12 + 1) * 100;
}

static int months_between(date from, date to)
{
    return (date_year(to) - date_year(from)) * 12 + date_month(to) - date_month(from);
}

static struct str unit_by_chance(struct demo *d, bool in_town)
{
    struct county *c = d->county;

    if (in_town) {
        const struct town *t = &c->towns[dice_below(&d->dice, c->town_count)];
        return str_print(d->keep, "%.*s%.*s", STR_FMT(c->name), STR_FMT(t->name));
    }
    return c->offices[dice_between(&d->dice, 9, c->office_count - 1)].name;
}

static int deal_career(struct demo *d, const struct person *p, struct career_step *steps)
{
    date school = (date_year(p->birth) + 19) * 10000 + 900;
    date work = month_after(school, p->is_fulltime ? 46 : 22);
    int months = months_between(work, p->since), count = 0;
    int rungs = p->is_leader ? dice_between(&d->dice, 3, 5) : 2;

    if (rungs > d->county->plan->careers)
        rungs = d->county->plan->careers;
    if (rungs < 1 || months < rungs * 8)
        rungs = 1;
    steps[count++] =
        (struct career_step){.since = school,
                             .until = work,
                             .is_study = true,
                             .unit = str_of(p->school->name),
                             .post = str_print(d->keep, "%s学生", p->school->subject)};
    for (int i = 0; i < rungs && months > 0; i++) {
        const struct rung *r = &LADDER[p->is_leader ? i * 2 % COUNT_OF(LADDER) : i];
        steps[count++] =
            (struct career_step){.since = month_after(work, months * i / rungs),
                                 .until = month_after(work, months * (i + 1) / rungs),
                                 .unit = unit_by_chance(d, r->in_town),
                                 .post = str_of(r->post),
                                 .rank = r->rank,
                                 .is_grassroots = r->in_town};
    }
    steps[count++] = (struct career_step){.since = months > 0 ? p->since : work,
                                          .unit = p->unit_name,
                                          .post = p->post,
                                          .rank = p->rank,
                                          .is_grassroots = p->town >= 0};
    return count;
}

static enum err put_career(struct demo *d, const struct person *p,
                           const struct career_step *s, int place)
{
    struct entry e = entry_new(d, "career", p->region);

    SET(&e, "person", p->id);
    SET(&e, "since", s->since);
    SET(&e, "until", s->until);
    SET(&e, "unit_name", s->unit);
    SET(&e, "post", s->post);
    SET(&e, "place", place);
    SET(&e, "rank", s->rank);
    SET(&e, "grassroots", s->is_grassroots);
    SET(&e, "study", s->is_study);
    return entry_put(&e, 20210115, NULL);
}

/* "2004.07—2009.03  青岚县岚桥镇科员", one line for each step, as on the form. */
static struct str resume(struct demo *d, const struct career_step *steps, int count)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    for (int i = 0; i < count; i++) {
        const struct career_step *s = &steps[i];
        buf_print(&out, "%d.%02d—", date_year(s->since), date_month(s->since));
        if (s->until)
            buf_print(&out, "%d.%02d  ", date_year(s->until), date_month(s->until));
        else
            buf_text(&out, "         ");
        buf_str(&out, s->unit);
        buf_str(&out, s->post);
        if (i + 1 < count)
            buf_char(&out, '\n');
    }
    return str_copy(d->scratch, buf_view(&out));
}

/* ---- the person --------------------------------------------------------------------- */

static bool is_graduate(const struct person *p)
{
    return p->education[0] == '1';
}

static void set_schooling(struct entry *e, const struct person *p)
{
    const struct school *s = p->school;

    SET(e, "education", p->education);
    SET(e, "degree", p->degree);
    SET(e, "fulltime_bachelor", p->is_fulltime);
    SET(e, "fulltime_education", p->is_fulltime ? "大学" : "大专");
    if (p->is_fulltime)
        SET(e, "fulltime_degree", "学士");
    PRINT(e, "fulltime_school", "%s%s", s->name, s->subject);
    SET(e, "specialty", s->specialty);
    PRINT(e, "speciality", "%s", s->subject);
    if (is_graduate(p)) {
        SET(e, "inservice_education", "研究生");
        SET(e, "inservice_degree", "硕士");
        SET(e, "inservice_school", "省委党校公共管理专业");
    } else if (!p->is_fulltime && p->education[0] == '2') {
        SET(e, "inservice_education", "大学");
        SET(e, "inservice_school", "省委党校行政管理专业");
    }
}

date person_party_joined(const struct person *p)
{
    enum { LATEST = 2019 }; /* before the demo's day, with the year on probation */
    int working = date_year(p->birth) + (p->is_fulltime ? 23 : 21);
    int joined = working + 1 + p->sequence % 3;

    return (joined < LATEST ? joined : LATEST) * 10000 + 600;
}

static void set_work(struct entry *e, const struct person *p)
{
    int working = date_year(p->birth) + (p->is_fulltime ? 23 : 21);

    SET(e, "work_started", working * 10000 + 700);
    if (p->is_party)
        SET(e, "party_joined", person_party_joined(p));
    SET(e, "political", p->is_party ? "01" : p->sequence % 2 ? "13" : "05");
    SET(e, "unit", p->unit);
    PRINT(e, "current_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(e, "post_since", p->since);
    SET(e, "rank", p->rank);
    SET(e, "rank_since", p->since);
    SET(e, "origin", p->origin);
    SET(e, "young", p->is_young);
    SET(e, "grassroots", p->is_grassroots);
    SET(e, "reserve", p->is_young && p->is_leader);
    date retires = p->is_male ? 600000 : 550000;
    SET(e, "retire_on", p->birth / 100 * 100 + retires);
}

static enum err put_person(struct demo *d, struct person *p,
                           const struct career_step *steps, int count)
{
    static const char *const ETHNICITIES[] = {"01", "01", "01", "01", "01", "01",
                                              "01", "01", "01", "01", "01", "08",
                                              "15", "06", "11", "03"};
    struct entry e = entry_new(d, "person", p->region);

    SET(&e, "name", p->name);
    SET(&e, "sex", p->is_male ? "1" : "2");
    SET(&e, "birth", p->birth);
    SET(&e, "ethnicity", DICE_PICK(&d->dice, ETHNICITIES));
    SET(&e, "native_place", d->county->name);
    SET(&e, "birthplace", d->county->name);
    SET(&e, "health", "健康");
    entry_seal(&e, "id_number", entry_id_number(d, p));
    set_schooling(&e, p);
    set_work(&e, p);
    SET(&e, "resume", resume(d, steps, count));
    if (p->is_leader)
        SET(&e, "assessment_summary", "2018、2019、2020年度考核均为称职以上等次。");
    SET(&e, "phone", entry_phone(d));
    SET(&e, "source", "干部档案");
    SET(&e, "filled_on", 20210322);
    SET(&e, "age_basis", DAY_TOWNS);
    return entry_put(&e, dice_day(&d->dice, 20210111, 20210326), &p->id);
}

/* ---- what hangs on it --------------------------------------------------------------- */

static enum err put_school(struct demo *d, const struct person *p, bool inservice)
{
    struct entry e = entry_new(d, "education", p->region);
    int since = date_year(p->birth) + (inservice ? 30 : 19);
    bool top = inservice || (!is_graduate(p) && p->is_fulltime);

    SET(&e, "person", p->id);
    SET(&e, "kind", inservice ? "inservice" : "fulltime");
    SET(&e, "education", inservice ? p->education : p->is_fulltime ? "21" : "31");
    if (inservice ? is_graduate(p) : p->is_fulltime)
        SET(&e, "degree", inservice ? "3" : "4");
    SET(&e, "school", inservice ? "省委党校" : p->school->name);
    SET(&e, "subject", inservice ? "公共管理专业" : p->school->subject);
    SET(&e, "since", since * 10000 + 900);
    SET(&e, "graduated", (since + (inservice || !p->is_fulltime ? 3 : 4)) * 10000 + 700);
    SET(&e, "highest", top);
    SET(&e, "verified", dice_percent(&d->dice, 92));
    return entry_put(&e, 20210118, NULL);
}

struct kin {
    const char *relation;
    bool is_male;
    int older; /* years than the cadre */
};

static bool is_cadre_named(const struct county *c, struct str name)
{
    for (size_t i = 0; i < c->person_count; i++)
        if (str_eq(c->people[i].name, name))
            return true;
    return false;
}

/* No cadre of the demo county has a namesake among kin: who signs would have to stay out of that one's case. */
static struct str kin_name(struct demo *d, bool male)
{
    struct str name;

    do
        name = word_person(d->scratch, &d->dice, male);
    while (!d->is_province && is_cadre_named(d->county, name));
    *ARENA_PUSH(d->keep, d->county->kin_names, d->county->kin_count, d->county->kin_room) =
        str_hash(name);
    return name;
}

static enum err put_kin(struct demo *d, const struct person *p, const struct kin *k,
                        int place)
{
    static const char *const WORK[] = {
        "县第一中学教师", "县人民医院护士",   "个体经营",       "县供电公司职工", "务农",
        "退休",           "县工业园企业员工", "镇中心小学教师", "县税务局干部"};
    struct entry e = entry_new(d, "family", p->region);
    int year = date_year(p->birth) - k->older;

    SET(&e, "person", p->id);
    SET(&e, "relation", k->relation);
    SET(&e, "name", kin_name(d, k->is_male));
    SET(&e, "birth", year * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(&e, "political", dice_percent(&d->dice, 35) && year < 1998 ? "01" : "13");
    SET(&e, "work",
        year > 2003   ? "在校学生"
        : year < 1961 ? "退休"
                      : DICE_PICK(&d->dice, WORK));
    SET(&e, "place", place);
    SET(&e, "avoid", dice_below(&d->dice, 400) == 0);
    return entry_put(&e, 20210120, NULL);
}

static enum err put_family(struct demo *d, const struct person *p)
{
    int spouse = dice_between(&d->dice, -3, 3), child = dice_between(&d->dice, 25, 31);
    int father = dice_between(&d->dice, 24, 30);
    bool son = dice_percent(&d->dice, 50);
    const struct kin kin[] = {
        {"10", !p->is_male, spouse},
        {son ? "20" : "30", son, -child},
        {"51", true, father},
    };
    int count = p->is_leader && !d->is_province ? COUNT_OF(kin) : 1;

    for (int i = 0; i < count; i++)
        if (date_year(p->birth) - kin[i].older <= 2020)
            TRY(put_kin(d, p, &kin[i], i + 1));
    return ERR_OK;
}

static enum err put_assessment(struct demo *d, const struct person *p, int year)
{
    struct entry e = entry_new(d, "assessment", p->region);
    bool excellent = dice_percent(&d->dice, 18);

    SET(&e, "person", p->id);
    SET(&e, "year", year);
    SET(&e, "result", excellent ? "1" : dice_below(&d->dice, 120) ? "2" : "3");
    SET(&e, "unit", p->unit);
    SET(&e, "unit_name", p->unit_name);
    SET(&e, "score",
        excellent ? dice_between(&d->dice, 9200, 9800)
                  : dice_between(&d->dice, 8000, 9190));
    return entry_put(&e, (year + 1) * 10000 + 320, NULL);
}

struct reward_word {
    const char *kind, *title, *by;
};

static const struct reward_word REWARDS[] = {
    {"reward", "嘉奖", "县委、县政府"},
    {"reward", "记三等功", "市委、市政府"},
    {"reward", "脱贫攻坚先进个人", "省委、省政府"},
    {"reward", "疫情防控先进个人", "市委、市政府"},
    {"reward", "优秀共产党员", "县委"},
    {"reward", "优秀党务工作者", "县委"},
    {"admonition", "谈话诫勉", "县委组织部"},
};

static enum err put_reward(struct demo *d, const struct person *p)
{
    bool bad = dice_below(&d->dice, 40) == 0;
    const struct reward_word *w =
        &REWARDS[bad ? COUNT_OF(REWARDS) - 1 : dice_below(&d->dice, COUNT_OF(REWARDS) - 1)];
    struct entry e = entry_new(d, "reward", p->region);
    int year = bad ? 2019 : dice_between(&d->dice, 2016, 2021);

    SET(&e, "person", p->id);
    SET(&e, "kind", w->kind);
    SET(&e, "title", w->title);
    SET(&e, "decided_on", year * 10000 + dice_between(&d->dice, 1, 10) * 100);
    SET(&e, "decided_by", w->by);
    if (bad) {
        SET(&e, "effect_until", 20200331);
        SET(&e, "reason", "分管工作落实不力，影响期已满。");
    }
    return entry_put(&e, 20210125, NULL);
}

/* Leaders have more years behind them; a province keeps fewer for its many. */
static enum err put_assessments(struct demo *d, const struct person *p)
{
    int first = 2020;

    if (p->is_leader)
        first = d->is_province ? 2019 : 2018;
    for (int year = first; year <= 2020; year++)
        if (date_year(p->birth) + 24 < year)
            TRY(put_assessment(d, p, year));
    return ERR_OK;
}

enum err record_put(struct demo *d, struct person *p)
{
    struct career_step steps[STEPS_MOST];
    int count = deal_career(d, p, steps);

    TRY(put_person(d, p, steps, count));
    for (int i = 0; i < count && (!d->is_province || p->is_leader); i++)
        TRY(put_career(d, p, &steps[i], i + 1));
    TRY(put_school(d, p, false));
    if (is_graduate(p) || (!p->is_fulltime && p->education[0] == '2'))
        TRY(put_school(d, p, true));
    TRY(put_family(d, p));
    TRY(put_assessments(d, p));
    return dice_percent(&d->dice, p->is_leader ? 40 : 8) ? put_reward(d, p) : ERR_OK;
}
