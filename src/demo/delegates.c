/* What surrounds delegates and lists: targets of composition, the steps, opinions and objections. */
#include "demo/entry.h"

/* ---- composition and steps ----------------------------------------------------------------- */

static enum err put_targets(struct demo *d)
{
    static const struct {
        const char *title, *kind, *sense;
        int percent;
    } TARGETS[] = {
        {"妇女代表不少于25%", "women", "at_least", 25},
        {"生产和工作一线代表不少于50%", "frontline", "at_least", 50},
        {"45岁以下代表不少于35%", "under45", "at_least", 35},
        {"领导干部代表不超过35%", "leader", "at_most", 35},
    };

    for (int i = 0; i < COUNT_OF(TARGETS); i++) {
        struct entry e = entry_new(d, "structure_target", d->county->code);
        SET(&e, "title", TARGETS[i].title);
        SET(&e, "level", "county");
        SET(&e, "kind", TARGETS[i].kind);
        SET(&e, "sense", TARGETS[i].sense);
        SET(&e, "number", TARGETS[i].percent);
        SET(&e, "percent", 1);
        SET(&e, "source", "县委关于做好县党代会代表选举工作的通知");
        TRY(entry_put(&e, 20210520, NULL));
    }
    return ERR_OK;
}

enum { STEPS = 5 };

struct step_days {
    date planned, done;
};

/* Of the delegates of one congress: when each step was to be done, and was. */
struct steps_plan {
    region where;
    const char *level;
    int total;
    struct step_days days[STEPS];
};

static enum err put_step(struct demo *d, const struct steps_plan *k, int i)
{
    static const struct {
        const char *title, *step;
    } STEP[STEPS] = {{"分配名额", "allot"},
                     {"推荐提名", "nominate"},
                     {"考察审查", "review"},
                     {"会议选举", "elect"},
                     {"资格审查", "credentials"}};
    struct entry e = entry_new(d, "delegate_step", k->where);

    SET(&e, "title", STEP[i].title);
    SET(&e, "level", k->level);
    SET(&e, "term", *k->level == 'c' ? TERM_COUNTY : TERM_TOWN);
    SET(&e, "step", STEP[i].step);
    SET(&e, "planned", k->days[i].planned);
    SET(&e, "done_on", k->days[i].done);
    if (i == 0) {
        SET(&e, "total", k->total);
        SET(&e, "method", "largest_remainder");
        SET(&e, "basis", "members");
        SET(&e, "minimum", 1);
    }
    return entry_put(&e, k->days[i].done, NULL);
}

static enum err put_steps(struct demo *d)
{
    const struct plan *p = d->county->plan;
    struct steps_plan county = {d->county->code,
                                "county",
                                p->county_delegates,
                                {{20210525, 20210524},
                                 {20210610, 20210610},
                                 {20210620, 20210618},
                                 {20210630, 20210630},
                                 {DAY_COUNTY_OPENS, DAY_COUNTY_OPENS}}};
    struct steps_plan town = {.level = "township",
                              .days = {{20210412, 20210412},
                                       {20210423, 20210421},
                                       {20210425, 20210425},
                                       {20210508, 20210507},
                                       {20210514, 20210513}}};

    for (int i = 0; i < STEPS; i++)
        TRY(put_step(d, &county, i));
    for (int t = 0; t < d->county->town_count; t++) {
        town.where = d->county->towns[t].code;
        town.total = share(p->town_delegates, t, d->county->town_count);
        for (int i = 0; i < STEPS; i++)
            TRY(put_step(d, &town, i));
    }
    return ERR_OK;
}

/* ---- opinions and objections --------------------------------------------------------------- */

static enum err put_opinion(struct demo *d, int step, const char *who)
{
    struct entry e = entry_new(d, "nomination_opinion", d->county->code);
    bool last = step >= NOMINATIONS - 2;
    int people = dice_between(&d->dice, 9, 40),
        against = last ? 0 : dice_below(&d->dice, 3);

    SET(&e, "organisation", who);
    SET(&e, "nomination", d->county->nominations[step].id);
    SET(&e, "kind", last ? "agreed" : "amended");
    SET(&e, "given_on", date_add_days(d->county->nominations[step].on, 1));
    SET(&e, "due", people);
    SET(&e, "attended", people);
    SET(&e, "agreed", people - against);
    SET(&e, "opposed", against);
    SET(&e, "abstained", 0);
    SET(&e, "content", last ? "同意人选名单。" : "建议进一步优化年龄和专业结构。");
    entry_state(&e, "given");
    return entry_put(&e, date_add_days(d->county->nominations[step].on, 1), NULL);
}

static enum err put_opinions(struct demo *d)
{
    static const char *const WHO[] = {"县纪委监委机关", "县委统战部", "县直机关工委"};

    for (int step = 0; step < NOMINATIONS; step += 2) /* what went up */
        for (int i = 0; i < COUNT_OF(WHO); i++)
            TRY(put_opinion(d, step, WHO[i]));
    return ERR_OK;
}

static enum err put_objections(struct demo *d)
{
    static const struct {
        const char *title, *channel, *result, *conclusion;
    } MATTERS[] = {
        {"反映人选家属违规建房", "phone", "dismissed", "经核查，手续齐全，反映不属实。"},
        {"反映人选考勤不严", "letter", "partly",
         "经核查部分属实，已提醒谈话，不影响提名。"},
    };
    date on = d->county->nominations[NOMINATIONS - 1].on;

    for (int i = 0; i < COUNT_OF(MATTERS); i++) {
        struct entry e = entry_new(d, "objection", d->county->code);
        SET(&e, "title", MATTERS[i].title);
        SET(&e, "nomination", d->county->nominations[NOMINATIONS - 1].id);
        SET(&e, "received_on", date_add_days(on, 3 + i));
        SET(&e, "channel", MATTERS[i].channel);
        entry_seal(&e, "reporter", STR("（演示）未留姓名"));
        entry_seal(&e, "content", str_of(MATTERS[i].title));
        SET(&e, "handler", "县纪委监委党风政风监督室");
        SET(&e, "result", MATTERS[i].result);
        SET(&e, "settled_on", date_add_days(on, 6 + i));
        SET(&e, "conclusion", MATTERS[i].conclusion);
        entry_state(&e, "settled");
        TRY(entry_put(&e, date_add_days(on, 6 + i), NULL));
    }
    return ERR_OK;
}

enum err delegates_make(struct demo *d)
{
    if (!d->county->plan->is_exact) /* a province has its rows elsewhere */
        return ERR_OK;
    TRY(put_targets(d));
    TRY(put_steps(d));
    TRY(put_opinions(d));
    return put_objections(d);
}
