/* Appraisal of teams and the review of persons. */
#include "demo/entry.h"
#include "domain/calendar/calendar.h"

/* ---- groups and appraisals ---------------------------------------------------------- */

enum { GROUPS = 4 };

static enum err put_group(struct demo *d, int i, row_id *out)
{
    struct county *c = d->county;
    const struct person *p = county_leader(d);
    struct entry e = entry_new(d, "appraisal_group", c->code);

    PRINT(&e, "title", "%.*s换届考察第%d组", STR_FMT(c->label), i + 1);
    SET(&e, "leader", p->name);
    PRINT(&e, "leader_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(&e, "members", county_three(d));
    SET(&e, "people", 6);
    SET(&e, "units_planned", share(c->town_count, i, GROUPS));
    SET(&e, "starts_on", 20210412);
    SET(&e, "ends_on", 20210430);
    SET(&e, "trained_on", 20210402);
    SET(&e, "pledged", true);
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210402, out);
}

static void set_votes(struct demo *d, struct entry *e, const char **grade)
{
    static const char *const GRADES[] = {"excellent", "excellent", "excellent", "good",
                                         "good",      "good",      "fair"};
    int due = dice_between(&d->dice, 62, 110), voters = due - dice_below(&d->dice, 5);
    int share_top = dice_between(&d->dice, 66, 93);

    *grade = share_top > 78 ? GRADES[dice_below(&d->dice, 4)] : DICE_PICK(&d->dice, GRADES);
    int top = voters * share_top / 100, good = (voters - top) * 3 / 4;
    int fair = (voters - top - good) * 2 / 3;
    SET(e, "voters_due", due);
    SET(e, "voters", voters);
    SET(e, "sheets_back", voters);
    SET(e, "excellent", top);
    SET(e, "good", good);
    SET(e, "fair", fair);
    SET(e, "poor", voters - top - good - fair);
}

static enum err put_appraisal(struct demo *d, struct town *t, row_id group)
{
    struct entry e = entry_new(d, "appraisal", t->code);
    date on = dice_day(&d->dice, 20210412, 20210428);
    const char *grade;

    t->appraised_on = on;

    PRINT(&e, "title", "%.*s领导班子换届考察", STR_FMT(t->name));
    SET(&e, "unit", t->unit);
    SET(&e, "appraisal_group", group);
    SET(&e, "notice_on", date_add_days(on, -2));
    SET(&e, "started_on", on);
    SET(&e, "ended_on", date_add_days(on, 2));
    SET(&e, "procedure", "10");
    SET(&e, "procedures_done", 10);
    SET(&e, "interviews", d->county->plan->interviews);
    set_votes(d, &e, &grade);
    SET(&e, "grade", grade);
    SET(&e, "strengths", "班子团结有力，脱贫攻坚和产业发展成效明显，群众基础好。");
    SET(&e, "weaknesses", "年轻干部偏少，懂规划建设的干部不足。");
    SET(&e, "advice", "补充35岁以下干部1至2名，交流任职时间较长的干部。");
    entry_state(&e, "done");
    return entry_put(&e, date_add_days(on, 3), &t->appraisal);
}

static enum err put_interview(struct demo *d, const struct town *t, int i)
{
    static const char *const KINDS[] = {"班子成员", "中层干部", "村（社区）书记",
                                        "一般干部", "“两代表一委员”"};
    static const char *const VIEWS[] = {"excellent", "excellent", "excellent",
                                        "good",      "good",      "fair"};
    struct entry e = entry_new(d, "appraisal_interview", t->code);
    /* On the days of the appraisal; names repeat only after NAMES_RECENT of them, on its last day. */
    date on = date_add_days(t->appraised_on, i < NAMES_RECENT ? i % 2 : 2);

    SET(&e, "subject", county_name(d, d->scratch, dice_percent(&d->dice, 68)));
    SET(&e, "appraisal", t->appraisal);
    PRINT(&e, "unit_post", "%.*s%s", STR_FMT(t->name), KINDS[i % COUNT_OF(KINDS)]);
    SET(&e, "kind", KINDS[i % COUNT_OF(KINDS)]);
    SET(&e, "held_on", on);
    SET(&e, "inspectors", i % 2 ? "考察组成员甲、乙" : "考察组组长、成员丙");
    SET(&e, "minutes", dice_between(&d->dice, 12, 35));
    SET(&e, "team_view", DICE_PICK(&d->dice, VIEWS));
    SET(&e, "keywords", "团结、务实");
    if (i % 10 == 0)
        entry_seal(&e, "notes", STR("总体评价较好，建议加强年轻干部培养。"));
    SET(&e, "signed", true);
    return entry_put(&e, on, NULL);
}

static enum err put_appraisals(struct demo *d)
{
    struct county *c = d->county;
    row_id groups[GROUPS];

    for (int i = 0; i < GROUPS; i++)
        TRY(put_group(d, i, &groups[i]));
    for (int i = 0; i < c->town_count; i++) {
        TRY(put_appraisal(d, &c->towns[i], groups[i % GROUPS]));
        for (int k = 0; k < c->plan->interviews; k++)
            TRY(put_interview(d, &c->towns[i], k));
    }
    return ERR_OK;
}

/* ---- review ------------------------------------------------------------------------- */

static const char *const DEPARTMENTS[] = {
    "discipline", "organisation", "united",  "politics", "petition", "court",
    "procurator", "police",       "justice", "labour",   "land",     "environment",
    "health",     "emergency",    "audit",   "market",   "tax",
};

struct batch_word {
    const char *kind, *title, *target;
    int departments; /* that give an opinion on each person; 1: `department` */
    const char *department;
    date sent;
};

enum { BATCH_JOINT, BATCH_ARCHIVE, BATCH_INTEGRITY };

static const struct batch_word BATCHES[] = {
    {"joint", "县党代会代表候选人初步人选资格联审", "县第十四次党代会代表候选人初步人选",
     17, NULL, 20210601},
    {"archive", "拟提拔和进一步使用人选干部档案审核", "拟提拔和进一步使用人选", 1,
     "organisation", 20210419},
    {"integrity", "换届人选党风廉政意见", "县乡换届各类人选", 1, "discipline", 20210511},
};

struct review {
    row_id batch;
    const struct batch_word *word;
    int persons, held, replaced;
};

static enum err put_batch(struct demo *d, struct review *r)
{
    const struct batch_word *w = r->word;
    struct entry e = entry_new(d, "vetting_batch", d->county->code);

    SET(&e, "title", w->title);
    SET(&e, "kind", w->kind);
    SET(&e, "level", "county");
    SET(&e, "target", w->target);
    SET(&e, "persons", r->persons);
    SET(&e, "departments", w->departments);
    SET(&e, "sent_on", w->sent);
    SET(&e, "due", calendar_add(calendar_in_force(), w->sent, 5));
    SET(&e, "returned_on", calendar_add(calendar_in_force(), w->sent, 5));
    SET(&e, "passed", r->persons - r->held - r->replaced);
    SET(&e, "held", r->held);
    SET(&e, "replaced", r->replaced);
    PRINT(&e, "summary", "送审%d人，暂缓%d人，调整%d人。", r->persons, r->held,
          r->replaced);
    entry_state(&e, "closed");
    return entry_put(&e, w->sent, &r->batch);
}

struct verdict_word {
    const char *verdict, *reason;
};

/* Of the joint review the last people are replaced, each for the word of one department. */
static struct verdict_word verdict_on(const struct review *r, int person, int department)
{
    bool bad = person >= r->persons - r->replaced - r->held;

    if (!bad || (r->word->departments > 1 && department != person % 5))
        return (struct verdict_word){"pass", NULL};
    if (r->word->departments > 1)
        return (struct verdict_word){"reject", "存在影响使用的情形，建议调整人选。"};
    return (struct verdict_word){"hold", "问题线索正在核查，建议暂缓提名。"};
}

static struct reviewed reviewed_person(struct demo *d, const struct person *p)
{
    struct str post =
        str_print(d->scratch, "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));

    return (struct reviewed){p->region, p->id, p->name, post};
}

static enum err put_opinion(struct demo *d, const struct review *r, struct reviewed who,
                            int person, int department)
{
    const struct batch_word *w = r->word;
    struct verdict_word v = verdict_on(r, person, department);
    struct entry e = entry_new(d, "vetting_opinion", who.region);
    date back = calendar_add(calendar_in_force(), w->sent, dice_between(&d->dice, 1, 5));

    SET(&e, "name", who.name);
    SET(&e, "person", who.person);
    SET(&e, "vetting_batch", r->batch);
    SET(&e, "kind", w->kind);
    SET(&e, "department", w->department ? w->department : DEPARTMENTS[department]);
    SET(&e, "unit_post", who.post);
    SET(&e, "due", calendar_add(calendar_in_force(), w->sent, 5));
    SET(&e, "verdict", v.verdict);
    SET(&e, "reason", v.reason);
    SET(&e, "returned_on", back);
    if (w->departments == 1) { /* 双签字 */
        SET(&e, "conclusion", v.reason ? v.reason : "未发现影响任用的问题，同意提名。");
        entry_account(&e, "signed_by", "reviewer");
        entry_account(&e, "countersigned_by", "discipline");
    }
    entry_state(&e, dice_percent(&d->dice, 90) ? "confirmed" : "returned");
    return entry_put(&e, back, NULL);
}

/* Those who stand for the county's seats first: nobody stands who was not looked at, and who is held does not stand. */
static const int *review_order(struct demo *d)
{
    const struct county *c = d->county;
    const int *chance = county_order(d);
    int *order = ARENA_ARRAY(d->keep, int, c->person_count);
    size_t count = 0;

    for (int picked = 1; picked >= 0; picked--)
        for (size_t i = 0; i < c->person_count; i++)
            if (is_picked(c, &c->people[chance[i]]) == picked)
                order[count++] = chance[i];
    return order;
}

static enum err put_review(struct demo *d, struct review r)
{
    const struct county *c = d->county;
    const int *order = review_order(d);

    if (r.persons > (int)c->person_count)
        r.persons = (int)c->person_count;
    TRY(put_batch(d, &r));
    for (int i = 0, at = 0; i < r.persons && at < (int)c->person_count; at++) {
        struct person *p = &c->people[order[at]];
        if (is_holder_named(d, p->name) && !is_picked(c, p)) /* signs: not one's own */
            continue;
        p->is_held |= i >= r.persons - r.held;
        for (int k = 0; k < r.word->departments; k++)
            TRY(put_opinion(d, &r, reviewed_person(d, p), i, k));
        i++;
    }
    return ERR_OK;
}

enum err appraise_delegates(struct demo *d, const struct reviewed *who, int count,
                            int replaced)
{
    struct review r = {
        .word = &BATCHES[BATCH_JOINT], .persons = count, .replaced = replaced};

    TRY(put_batch(d, &r));
    for (int i = 0; i < count; i++)
        for (int k = 0; k < r.word->departments; k++)
            TRY(put_opinion(d, &r, who[i], i, k));
    return ERR_OK;
}

enum err appraise_make(struct demo *d)
{
    const struct plan *p = d->county->plan;

    TRY(put_appraisals(d));
    if (!p->is_exact) /* else of the delegates to be: appraise_delegates() */
        TRY(put_review(d, (struct review){.word = &BATCHES[BATCH_JOINT],
                                          .persons = p->vetted,
                                          .replaced = p->vetted / 50}));
    TRY(put_review(
        d, (struct review){.word = &BATCHES[BATCH_ARCHIVE], .persons = p->archives}));
    return put_review(d, (struct review){.word = &BATCHES[BATCH_INTEGRITY],
                                         .persons = p->conclusions,
                                         .held = p->held});
}
