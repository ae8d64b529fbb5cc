#include "domain/avoidance/avoidance.h"
#include "domain/names/bare.h"

#define CIVIL(n) "中华人民共和国公务员法（2018）" n
#define ELECTION43                                  \
    "中华人民共和国全国人民代表大会" \
    "和地方各级人民代表大会选举法（2020）第四十三条"
#define LOCAL28                                                                 \
    "中国共产党地方组织选举工作条例（2020）第二十八条；" \
    "中国共产党基层组织选举工作条例（2020）第二十二条"
#define SELF76  CIVIL("第七十六条第（一）项")
#define KIN76   CIVIL("第七十六条第（二）项、第七十四条")
#define OTHER76 CIVIL("第七十六条第（三）项、第七十七条")
#define KIN74   CIVIL("第七十四条")
#define HOME75  CIVIL("第七十五条")

struct ruling {
    enum avoidance_force force;
    const char *source;
};

/* What each cause means for each kind of act. */
static const struct ruling RULINGS[AVOID_KINDS][AVOIDANCE_CAUSES] = {
    [AVOID_COUNT] = {{AVOIDANCE_HARD, LOCAL28}, {AVOIDANCE_HARD, ELECTION43}},
    [AVOID_OPINION] = {{AVOIDANCE_HARD, SELF76},
                       {AVOIDANCE_HARD, KIN76},
                       {AVOIDANCE_DECLARED, OTHER76}},
    [AVOID_CASE] = {{AVOIDANCE_HARD, SELF76},
                    {AVOIDANCE_HARD, KIN76},
                    {AVOIDANCE_DECLARED, OTHER76}},
    [AVOID_INSPECT] = {{AVOIDANCE_HARD, SELF76},
                       {AVOIDANCE_HARD, KIN76},
                       {AVOIDANCE_HARD, OTHER76},
                       {AVOIDANCE_DECLARED, OTHER76}},
    [AVOID_POST] = {{AVOIDANCE_FREE, ""},
                    {AVOIDANCE_DECLARED, KIN74},
                    {AVOIDANCE_FREE, ""},
                    {AVOIDANCE_HARD, HOME75}},
};

static const char *const CODES[AVOIDANCE_CAUSES] = {"avoidance.self", "avoidance.kin",
                                                    "avoidance.unit", "avoidance.home"};

/* ---- kin ----------------------------------------------------------------------------- */

bool somebody_is(const struct somebody *a, const struct somebody *b)
{
    if (a->person && b->person)
        return a->person == b->person;
    return name_may_be(a->name, b->name);
}

/* Children's, siblings' and uncles' spouses, the spouse's parents and grandparents, grandchildren's spouses. */
static bool is_in_law(struct str code)
{
    static const char *const IN_LAWS[] = {"28", "38", "45", "46", "53", "54", "55",
                                          "56", "65", "68", "72", "74", "76", "78",
                                          "82", "84", "86", "87", "89"};

    for (size_t i = 0; i < sizeof(IN_LAWS) / sizeof(IN_LAWS[0]); i++)
        if (str_eq(code, str_of(IN_LAWS[i])))
            return true;
    return false;
}

/* GB/T 4761: 10 spouses, 20 sons, 30 daughters, 40 grandchildren, 50 parents, 60 grandparents, 70 brothers and
 * sisters, 81 to 90 uncles and aunts, 91 and 92 cousins, 93 to 96 nephews and nieces; 80 and 97 are "other". */
enum kin kin_of(struct str code)
{
    if (code.len != 2 || code.ptr[0] < '1' || code.ptr[0] > '9' || code.ptr[1] < '0' ||
        code.ptr[1] > '9')
        return KIN_NONE;
    if (is_in_law(code))
        return KIN_IN_LAW;
    if (code.ptr[0] == '1')
        return KIN_SPOUSE;
    if (code.ptr[0] < '7')
        return KIN_DIRECT;
    bool other = str_eq(code, STR("80")) || str_cmp(code, STR("96")) > 0;
    return other ? KIN_NONE : KIN_COLLATERAL;
}

bool relation_is_near(struct str code)
{
    return kin_of(code) != KIN_NONE && code.ptr[0] <= '7';
}

/* `r` says something about `a` on one side and `b` on the other. */
static bool joins(const struct relation_of *r, const struct somebody *a,
                  const struct somebody *b)
{
    const struct somebody owner = {r->person_name, r->person};

    return (somebody_is(&owner, a) && somebody_is(&r->to, b)) ||
           (somebody_is(&owner, b) && somebody_is(&r->to, a));
}

const struct relation_of *kin_between(const struct relation_of *relations, size_t count,
                                      const struct somebody *a, const struct somebody *b,
                                      bool near)
{
    for (size_t i = 0; i < count; i++) {
        struct str code = relations[i].relation;
        bool counts = near ? relation_is_near(code) : kin_of(code) != KIN_NONE;
        if (counts && joins(&relations[i], a, b))
            return &relations[i];
    }
    return NULL;
}

/* ---- finding ------------------------------------------------------------------------- */

struct looking {
    struct arena *arena;
    const struct avoidance_input *in;
    struct avoidance_finding *items;
    size_t count, room;
};

static void add(struct looking *k, enum avoidance_cause cause, size_t concerned,
                struct str relation)
{
    const struct ruling *r = &RULINGS[k->in->kind][cause];

    if (r->force == AVOIDANCE_FREE)
        return;
    *ARENA_PUSH(k->arena, k->items, k->count, k->room) =
        (struct avoidance_finding){.cause = cause,
                                   .force = r->force,
                                   .concerned = concerned,
                                   .relation = relation,
                                   .code = CODES[cause],
                                   .source = r->source};
}

static void look_at(struct looking *k, size_t i)
{
    const struct avoidance_input *in = k->in;
    const struct avoidance_party *me = &in->actor, *other = &in->concerned[i];

    if (somebody_is(&me->who, &other->who)) {
        add(k, AVOIDANCE_SELF, i, (struct str){0});
    } else {
        const struct relation_of *r =
            kin_between(in->relations, in->relation_count, &me->who, &other->who,
                        in->kind == AVOID_COUNT);
        if (r)
            add(k, AVOIDANCE_KIN, i, r->relation);
    }
    if (me->unit && me->unit == other->unit)
        add(k, AVOIDANCE_UNIT, i, (struct str){0});
    if (me->home && other->home &&
        (region_holds(me->home, other->home) || region_holds(other->home, me->home)))
        add(k, AVOIDANCE_HOME, i, (struct str){0});
}

void avoidance_find(struct arena *a, const struct avoidance_input *in,
                    struct avoidance_finding **out, size_t *out_count)
{
    struct looking k = {.arena = a, .in = in};

    for (size_t i = 0; i < in->concerned_count; i++)
        look_at(&k, i);
    *out = k.items;
    *out_count = k.count;
}
