#include "domain/avoidance/conflicts.h"

#define LOCAL_28 "中国共产党地方组织选举工作条例（2020）第二十八条"
#define BASE     "中国共产党基层组织选举工作条例（2020）"

static const struct {
    const char *duty;
    enum officer_task task;
} TASKS[] = {
    {"chief_scrutineer", TASK_CHIEF_SCRUTINEER},
    {"deputy_chief_scrutineer", TASK_SCRUTINEER},
    {"scrutineer", TASK_SCRUTINEER},
    {"chief_teller", TASK_CHIEF_TELLER},
    {"teller", TASK_TELLER},
};

/* What a conflict is called and rests on, by the rules of the meeting.  That no one watches his own count follows
 * from there being two tasks; no article forbids it in words.  The Party's regulations speak of candidates alone. */
static const char *const CODES[] = {
    [CONFLICT_CANDIDATE] = "officer.candidate",
    [CONFLICT_RELATIVE] = "officer.relative",
    [CONFLICT_CHIEFS] = "officer.chiefs",
    [CONFLICT_BOTH] = "officer.both",
};

#define ELECTORAL                                   \
    "中华人民共和国全国人民代表大会" \
    "和地方各级人民代表大会选举法（2020）第四十三条"
#define OWN_RULES "本次会议的选举办法（章程没有写明）"

static const struct {
    const char *candidate, *relative, *both;
} SOURCES[] = {
    [COUNT_BY_LOCAL] = {LOCAL_28, LOCAL_28 "（只写明候选人；近亲属按回避要求掌握）",
                        LOCAL_28},
    [COUNT_BY_BASE] = {BASE "第二十二条",
                       BASE "第二十二条（只写明候选人；近亲属按回避要求掌握）",
                       BASE "第二十二条、第二十三条"},
    [COUNT_BY_LAW] = {ELECTORAL, ELECTORAL, ELECTORAL},
    [COUNT_BY_CHARTER] = {OWN_RULES, OWN_RULES, OWN_RULES},
};

enum count_rules count_rules_of(struct str congress_kind, struct str level)
{
    if (str_eq(congress_kind, STR("people")) || str_eq(congress_kind, STR("district")))
        return COUNT_BY_LAW;
    if (str_eq(congress_kind, STR("conference")))
        return COUNT_BY_CHARTER;
    return str_eq(level, STR("township")) || str_eq(congress_kind, STR("member_meeting"))
               ? COUNT_BY_BASE
               : COUNT_BY_LOCAL;
}

static const char *source_of(enum count_rules by, enum conflict_why why)
{
    return why == CONFLICT_CANDIDATE  ? SOURCES[by].candidate
           : why == CONFLICT_RELATIVE ? SOURCES[by].relative
                                      : SOURCES[by].both;
}

enum officer_task officer_task_of(struct str duty)
{
    for (size_t i = 0; i < sizeof(TASKS) / sizeof(TASKS[0]); i++)
        if (str_eq(duty, str_of(TASKS[i].duty)))
            return TASKS[i].task;
    return TASK_NONE;
}

static bool watches(enum officer_task t)
{
    return t == TASK_CHIEF_SCRUTINEER || t == TASK_SCRUTINEER;
}

static bool counts(enum officer_task t)
{
    return t == TASK_CHIEF_TELLER || t == TASK_TELLER;
}

bool officer_tasks_clash(enum officer_task a, enum officer_task b)
{
    return (watches(a) && counts(b)) || (counts(a) && watches(b));
}

/* ---- finding ------------------------------------------------------------------------- */

struct finding {
    struct arena *arena;
    const struct conflict_input *in;
    struct officer_conflict *items;
    size_t count, room;
};

static struct officer_conflict *add(struct finding *f, size_t officer,
                                    enum conflict_why why, struct str other)
{
    struct officer_conflict *k = ARENA_PUSH(f->arena, f->items, f->count, f->room);

    *k = (struct officer_conflict){.officer = officer,
                                   .officer_name = f->in->officers[officer].who.name,
                                   .other = other,
                                   .why = why,
                                   .code = CODES[why],
                                   .source = source_of(f->in->by, why)};
    return k;
}

/* Somebody who is a candidate in several elections is named once. */
static bool seen_before(const struct conflict_input *in, size_t candidate)
{
    for (size_t i = 0; i < candidate; i++)
        if (somebody_is(&in->candidates[i].who, &in->candidates[candidate].who))
            return true;
    return false;
}

static void against_candidates(struct finding *f, size_t officer)
{
    const struct conflict_input *in = f->in;
    const struct somebody *who = &in->officers[officer].who;

    for (size_t i = 0; i < in->candidate_count; i++) {
        const struct candidate_of *c = &in->candidates[i];
        if (seen_before(in, i))
            continue;
        struct avoidance_finding *found;
        size_t count;
        const struct avoidance_party other = {.who = c->who};
        struct avoidance_input ask = {.kind = AVOID_COUNT,
                                      .actor = {.who = *who},
                                      .concerned = &other,
                                      .concerned_count = 1,
                                      .relations = in->relations,
                                      .relation_count = in->relation_count};
        avoidance_find(f->arena, &ask, &found, &count);
        if (!count)
            continue;
        bool self = found->cause == AVOIDANCE_SELF;
        struct officer_conflict *k =
            add(f, officer, self ? CONFLICT_CANDIDATE : CONFLICT_RELATIVE, c->who.name);
        k->election = c->election;
        k->relation = found->relation;
    }
}

/* Against the duties that stand further down, so that a pair is found once. */
static void against_officers(struct finding *f, size_t officer)
{
    const struct officer_of *a = &f->in->officers[officer];
    enum officer_task mine = officer_task_of(a->duty);

    for (size_t i = officer + 1; i < f->in->officer_count; i++) {
        const struct officer_of *b = &f->in->officers[i];
        enum officer_task other = officer_task_of(b->duty);
        if (!officer_tasks_clash(mine, other) || !somebody_is(&a->who, &b->who))
            continue;
        bool chiefs = (mine == TASK_CHIEF_SCRUTINEER || mine == TASK_CHIEF_TELLER) &&
                      (other == TASK_CHIEF_SCRUTINEER || other == TASK_CHIEF_TELLER);
        add(f, officer, chiefs ? CONFLICT_CHIEFS : CONFLICT_BOTH, b->duty);
    }
}

void conflicts_find(struct arena *a, const struct conflict_input *in,
                    struct officer_conflict **out, size_t *out_count)
{
    struct finding f = {.arena = a, .in = in};
    size_t asked = in->asked ? in->asked : in->officer_count;

    for (size_t i = 0; i < asked; i++) {
        if (officer_task_of(in->officers[i].duty) == TASK_NONE)
            continue;
        against_candidates(&f, i);
        against_officers(&f, i);
    }
    *out = f.items;
    *out_count = f.count;
}
