#include "domain/avoidance/avoidance.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define WHO(name, person)        \
    {                            \
        STR_INIT(name), (person) \
    }

enum { COUNTY = 990124000, OTHER_COUNTY = 990125000, TOWN = 990124100 };

/* 甲 (1) and his family; 己 (6) names 甲 as his own relative. */
static const struct relation_of RELATIONS[] = {
    {1, STR_INIT("甲"), STR_INIT("12"), WHO("妻乙", 0)},
    {1, STR_INIT("甲"), STR_INIT("20"), WHO("子丙", 3)},
    {1, STR_INIT("甲"), STR_INIT("91"), WHO("堂弟丁", 4)},
    {1, STR_INIT("甲"), STR_INIT("89"), WHO("姑父戊", 5)},
    {6, STR_INIT("己"), STR_INIT("55"), WHO("甲", 1)},
    {1, STR_INIT("甲"), STR_INIT("97"), WHO("远亲庚", 7)},
};
enum { RELATION_COUNT = sizeof(RELATIONS) / sizeof(RELATIONS[0]) };

static struct arena *arena;

static void begin(void)
{
    arena = arena_new();
}

static void end(void)
{
    arena_free(arena);
}

TestSuite(avoidance, .init = begin, .fini = end);

static size_t find(enum avoidance_kind kind, struct avoidance_party actor,
                   struct avoidance_party concerned, struct avoidance_finding **out)
{
    struct avoidance_input in = {.kind = kind,
                                 .actor = actor,
                                 .concerned = &concerned,
                                 .concerned_count = 1,
                                 .relations = RELATIONS,
                                 .relation_count = RELATION_COUNT};
    size_t count;

    avoidance_find(arena, &in, out, &count);
    return count;
}

Test(avoidance, kin_is_what_the_civil_servants_law_names)
{
    static const struct {
        enum kin kin;
        const char *codes[24];
    } CASES[] = {
        {KIN_SPOUSE, {"10", "11", "12"}},
        {KIN_DIRECT,
         {"20", "27", "29", "30", "37", "39", "40", "43", "48", "50", "51", "52", "57",
          "60", "64", "66", "69"}},
        {KIN_COLLATERAL,
         {"70", "71", "73", "75", "77", "79", "81", "83", "85", "88", "90", "91", "92",
          "93", "96"}},
        {KIN_IN_LAW,
         {"28", "38", "45", "46", "53", "56", "65", "68", "72", "74", "76", "78", "82",
          "84", "86", "87", "89"}},
        {KIN_NONE, {"", "01", "02", "80", "97", "99", "1", "100", "x1", "1x", "妻"}},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        for (size_t k = 0; k < 24 && CASES[i].codes[k]; k++)
            cr_expect_eq(kin_of(str_of(CASES[i].codes[k])), CASES[i].kin, "%s",
                         CASES[i].codes[k]);
}

Test(avoidance, near_relatives_are_kin_and_narrower)
{
    char code[3];

    for (int i = 0; i < 100; i++) {
        snprintf(code, sizeof(code), "%02d", i);
        bool near = relation_is_near(str_of(code));
        cr_expect(!near || kin_of(str_of(code)) != KIN_NONE, "%s", code);
        cr_expect_eq(near, i >= 10 && i < 80, "%s", code);
    }
}

Test(avoidance, the_cases)
{
    const struct avoidance_party me = {WHO("甲", 1), 10, COUNTY};
    static const struct {
        enum avoidance_kind kind;
        struct avoidance_party concerned;
        const char *code; /* of the first finding; NULL: free */
        enum avoidance_force force;
    } CASES[] = {
        {AVOID_OPINION, {WHO("甲", 1), 0, 0}, "avoidance.self", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("改名", 1), 0, 0}, "avoidance.self", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("甲", 0), 0, 0}, "avoidance.self", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("甲", 99), 0, 0}, NULL, 0}, /* a namesake, known as another */
        {AVOID_OPINION, {WHO("妻乙", 0), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("", 3), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("堂弟丁", 4), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("姑父戊", 5), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("己", 6), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_OPINION, {WHO("远亲庚", 7), 0, 0}, NULL, 0},
        {AVOID_OPINION, {WHO("旁人", 8), 10, 0}, "avoidance.unit", AVOIDANCE_DECLARED},
        {AVOID_OPINION, {WHO("旁人", 8), 11, TOWN}, NULL, 0}, /* home area: of posts */
        {AVOID_OPINION, {WHO("", 0), 0, 0}, NULL, 0},
        {AVOID_CASE, {WHO("甲", 0), 0, 0}, "avoidance.self", AVOIDANCE_HARD},
        {AVOID_CASE, {WHO("子丙", 0), 0, 0}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_COUNT, {WHO("甲", 1), 0, 0}, "avoidance.self", AVOIDANCE_HARD},
        {AVOID_COUNT, {WHO("妻乙", 0), 10, COUNTY}, "avoidance.kin", AVOIDANCE_HARD},
        {AVOID_COUNT, {WHO("堂弟丁", 4), 10, COUNTY}, NULL, 0}, /* kin, but not near */
        {AVOID_INSPECT, {WHO("", 0), 10, 0}, "avoidance.unit", AVOIDANCE_HARD},
        {AVOID_INSPECT, {WHO("", 0), 11, TOWN}, "avoidance.home", AVOIDANCE_DECLARED},
        {AVOID_INSPECT, {WHO("", 0), 11, OTHER_COUNTY}, NULL, 0},
        {AVOID_POST, {WHO("", 0), 10, COUNTY}, "avoidance.home", AVOIDANCE_HARD},
        {AVOID_POST, {WHO("甲", 1), 0, OTHER_COUNTY}, NULL, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct avoidance_finding *found;
        size_t count = find(CASES[i].kind, me, CASES[i].concerned, &found);
        cr_expect_eq(count > 0, CASES[i].code != NULL, "case %zu", i);
        if (!count || !CASES[i].code)
            continue;
        cr_expect_str_eq(found->code, CASES[i].code, "case %zu", i);
        cr_expect_eq(found->force, CASES[i].force, "case %zu", i);
        cr_expect(found->source && *found->source, "case %zu", i);
        cr_expect_eq(found->relation.len > 0, found->cause == AVOIDANCE_KIN, "case %zu", i);
    }
}

/* ---- properties ---------------------------------------------------------------------- */

static uint32_t seed = 7;

static uint32_t dice(uint32_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

static struct avoidance_party anyone(void)
{
    static const char *const NAMES[] = {"", "甲", "妻乙", "子丙", "堂弟丁", "己", "旁人"};

    return (struct avoidance_party){{str_of(NAMES[dice(7)]), dice(8)}, dice(3), 0};
}

static bool holds(const struct avoidance_finding *found, size_t count,
                  enum avoidance_cause cause)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].cause == cause)
            return true;
    return false;
}

Test(avoidance, who_is_kin_of_whom_does_not_depend_on_the_side)
{
    for (int i = 0; i < 20000; i++) {
        struct avoidance_party a = anyone(), b = anyone();
        enum avoidance_kind kind = (enum avoidance_kind)dice(AVOID_KINDS);
        struct avoidance_finding *one, *other;
        size_t n = find(kind, a, b, &one), m = find(kind, b, a, &other);
        for (int cause = 0; cause < AVOIDANCE_CAUSES; cause++)
            cr_assert_eq(holds(one, n, cause), holds(other, m, cause), "round %d", i);
        cr_assert_not(holds(one, n, AVOIDANCE_SELF) && holds(one, n, AVOIDANCE_KIN));
        arena_clear(arena);
    }
}

Test(avoidance, to_know_more_relations_frees_nobody)
{
    for (int i = 0; i < 5000; i++) {
        struct avoidance_party concerned = anyone();
        struct avoidance_input in = {.kind = (enum avoidance_kind)dice(AVOID_KINDS),
                                     .actor = anyone(),
                                     .concerned = &concerned,
                                     .concerned_count = 1,
                                     .relations = RELATIONS};
        size_t before = 0;
        for (size_t known = 0; known <= RELATION_COUNT; known++) {
            struct avoidance_finding *found;
            size_t count;
            in.relation_count = known;
            avoidance_find(arena, &in, &found, &count);
            cr_assert_geq(count, before, "round %d", i);
            before = count;
        }
        arena_clear(arena);
    }
}
