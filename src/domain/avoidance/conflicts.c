#include "domain/avoidance/conflicts.h"

#define LOCAL_28 "中国共产党地方组织选举工作条例（2020）第二十八条"
#define BASE_22  "中国共产党基层组织选举工作条例（2020）第二十二条"
#define ELECTION43 \
    "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法（2020）第四十三条"

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

/* What a conflict is called and rests on.  That no one watches his own count follows from there being
 * two tasks; no article forbids it in words. */
static const struct {
    const char *code, *source;
} WHYS[] = {
    [CONFLICT_CANDIDATE] = {"officer.candidate", LOCAL_28 "；" BASE_22},
    [CONFLICT_RELATIVE] = {"officer.relative", ELECTION43},
    [CONFLICT_CHIEFS] = {"officer.chiefs", LOCAL_28},
    [CONFLICT_BOTH] = {"officer.both", LOCAL_28},
};

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

/* GB/T 4761: 10 spouses, 20 sons (28 sons-in-law), 30 daughters (38 daughters-in-law), 40 grandchildren,
 * 50 parents and parents-in-law, 60 grandparents (65, 68 of the spouse), 70 brothers, sisters and
 * their spouses.  80 to 99 are uncles, cousins, nephews, others: not near in this sense. */
bool relation_is_near(struct str code)
{
    return code.len == 2 && code.ptr[0] >= '1' && code.ptr[0] <= '7' &&
           code.ptr[1] >= '0' && code.ptr[1] <= '9';
}

bool somebody_is(const struct somebody *a, const struct somebody *b)
{
    if (a->person && b->person)
        return a->person == b->person;
    return a->name.len && str_eq(a->name, b->name);
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
                                   .code = WHYS[why].code,
                                   .source = WHYS[why].source};
    return k;
}

/* `r` says something about `a` on one side and `b` on the other. */
static bool joins(const struct relation_of *r, const struct somebody *a,
                  const struct somebody *b)
{
    const struct somebody owner = {r->person_name, r->person};

    return (somebody_is(&owner, a) && somebody_is(&r->to, b)) ||
           (somebody_is(&owner, b) && somebody_is(&r->to, a));
}

static const struct relation_of *relation_between(const struct conflict_input *in,
                                                  const struct somebody *a,
                                                  const struct somebody *b)
{
    for (size_t i = 0; i < in->relation_count; i++)
        if (relation_is_near(in->relations[i].relation) && joins(&in->relations[i], a, b))
            return &in->relations[i];
    return NULL;
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
        if (somebody_is(who, &c->who)) {
            add(f, officer, CONFLICT_CANDIDATE, c->who.name)->election = c->election;
            continue;
        }
        const struct relation_of *r = relation_between(in, who, &c->who);
        if (!r)
            continue;
        struct officer_conflict *k = add(f, officer, CONFLICT_RELATIVE, c->who.name);
        k->election = c->election;
        k->relation = r->relation;
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
        bool both = (watches(mine) && counts(other)) || (counts(mine) && watches(other));
        if (!both || !somebody_is(&a->who, &b->who))
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

    for (size_t i = 0; i < in->officer_count; i++) {
        if (officer_task_of(in->officers[i].duty) == TASK_NONE)
            continue;
        against_candidates(&f, i);
        against_officers(&f, i);
    }
    *out = f.items;
    *out_count = f.count;
}
