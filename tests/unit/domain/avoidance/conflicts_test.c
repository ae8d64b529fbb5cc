#include "domain/avoidance/conflicts.h"

#include <criterion/criterion.h>

/* People of the cases: a name, and the id of a record or 0. */
#define WHO(name, person)        \
    {                            \
        STR_INIT(name), (person) \
    }

static const struct candidate_of CANDIDATES[] = {
    {WHO("甲一", 1), STR_INIT("县委委员")},
    {WHO("甲一", 1), STR_INIT("常委")},
    {WHO("乙二", 2), STR_INIT("县委委员")},
    {WHO("丙三", 0), STR_INIT("县纪委委员")},
};

static const struct relation_of RELATIONS[] = {
    {1, STR_INIT("甲一"), STR_INIT("12"), WHO("妻子四", 0)},
    {1, STR_INIT("甲一"), STR_INIT("85"), WHO("舅父五", 0)},
    {1, STR_INIT("甲一"), STR_INIT("73"), WHO("弟弟六", 60)},
    {70, STR_INIT("干部七"), STR_INIT("55"), WHO("乙二", 2)},
    {80, STR_INIT("干部八"), STR_INIT("51"), WHO("丙三", 0)},
};

static size_t find(struct arena *a, const struct officer_of *officers, size_t count,
                   struct officer_conflict **out)
{
    struct conflict_input in = {COUNT_BY_LOCAL, officers, count, CANDIDATES, 4,
                                RELATIONS,      5,        0};
    size_t n;

    conflicts_find(a, &in, out, &n);
    return n;
}

Test(conflicts, candidates_and_their_near_relatives_neither_count_nor_watch)
{
    static const struct {
        struct officer_of officer;
        const char *code; /* NULL: no conflict */
        const char *other;
    } CASES[] = {
        {{WHO("甲一", 1), STR_INIT("scrutineer")}, "officer.candidate", "甲一"},
        {{WHO("甲一", 0), STR_INIT("teller")}, "officer.candidate", "甲一"},
        {{WHO("甲一", 99), STR_INIT("teller")},
         NULL,
         NULL}, /* a namesake, known as another */
        {{WHO("改名", 1), STR_INIT("chief_teller")}, "officer.candidate", "甲一"},
        {{WHO("甲一", 1), STR_INIT("presidium")}, NULL, NULL},
        {{WHO("甲一", 1), STR_INIT("delegation_head")}, NULL, NULL},
        {{WHO("丙三", 33), STR_INIT("scrutineer")}, "officer.candidate", "丙三"},
        {{WHO("妻子四", 0), STR_INIT("scrutineer")}, "officer.relative", "甲一"},
        {{WHO("妻子四", 0), STR_INIT("secretary_general")}, NULL, NULL},
        {{WHO("舅父五", 0), STR_INIT("chief_scrutineer")}, NULL, NULL}, /* not near */
        {{WHO("弟弟六", 60), STR_INIT("teller")}, "officer.relative", "甲一"},
        {{WHO("弟弟六", 61), STR_INIT("teller")}, NULL, NULL}, /* another of that name */
        {{WHO("干部七", 70), STR_INIT("deputy_chief_scrutineer")},
         "officer.relative",
         "乙二"},
        {{WHO("干部八", 80), STR_INIT("teller")}, "officer.relative", "丙三"},
        {{WHO("路人九", 0), STR_INIT("chief_scrutineer")}, NULL, NULL},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct officer_conflict *found;
        size_t n = find(a, &CASES[i].officer, 1, &found);
        cr_assert_eq(n, CASES[i].code != NULL, "case %zu: %zu", i, n);
        if (!n)
            continue;
        cr_expect_str_eq(found[0].code, CASES[i].code, "case %zu", i);
        cr_expect(str_eq(found[0].other, str_of(CASES[i].other)), "case %zu", i);
        cr_expect(str_eq(found[0].officer_name, CASES[i].officer.who.name));
        cr_expect_gt(strlen(found[0].source), 10);
    }
}

Test(conflicts, nobody_watches_the_count_that_he_makes)
{
    static const struct {
        const char *one, *two, *code;
    } CASES[] = {
        {"chief_scrutineer", "chief_teller", "officer.chiefs"},
        {"chief_teller", "chief_scrutineer", "officer.chiefs"},
        {"scrutineer", "teller", "officer.both"},
        {"teller", "deputy_chief_scrutineer", "officer.both"},
        {"chief_scrutineer", "teller", "officer.both"},
        {"chief_scrutineer", "scrutineer", NULL},
        {"chief_teller", "teller", NULL},
        {"scrutineer", "presidium", NULL},
        {"secretary_general", "teller", NULL},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct officer_of officers[] = {{WHO("路人九", 0), str_of(CASES[i].one)},
                                        {WHO("路人十", 0), str_of("teller")},
                                        {WHO("路人九", 9), str_of(CASES[i].two)}};
        struct officer_conflict *found;
        size_t n = find(a, officers, 3, &found);
        cr_assert_eq(n, CASES[i].code != NULL, "%s %s: %zu", CASES[i].one, CASES[i].two, n);
        if (n)
            cr_expect_str_eq(found[0].code, CASES[i].code);
    }
}

Test(conflicts, the_articles_are_those_of_the_body_that_meets)
{
    static const struct {
        const char *kind, *level, *has, *has_not;
    } CASES[] = {
        {"party", "county", "地方组织选举工作条例", "选举法"},
        {"plenary", "county", "地方组织选举工作条例", "选举法"},
        {"party", "township", "基层组织选举工作条例", "选举法"},
        {"member_meeting", "", "基层组织选举工作条例", "选举法"},
        {"people", "county", "选举法（2020）第四十三条", "共产党"},
        {"people", "township", "选举法（2020）第四十三条", "共产党"},
        {"district", "township", "选举法（2020）第四十三条", "共产党"},
        {"conference", "county", "选举办法", "共产党"},
    };
    static const struct officer_of OFFICERS[] = {
        {WHO("甲一", 1), STR_INIT("scrutineer")},
        {WHO("妻子四", 0), STR_INIT("teller")},
        {WHO("路人九", 9), STR_INIT("teller")},
        {WHO("路人九", 9), STR_INIT("scrutineer")}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct conflict_input in = {
            count_rules_of(str_of(CASES[i].kind), str_of(CASES[i].level)),
            OFFICERS,
            4,
            CANDIDATES,
            4,
            RELATIONS,
            5,
            0};
        struct officer_conflict *found;
        size_t n;
        conflicts_find(a, &in, &found, &n);
        cr_assert_eq(n, 3, "%s", CASES[i].kind);
        for (size_t k = 0; k < n; k++) {
            cr_expect(strstr(found[k].source, CASES[i].has), "%s", found[k].source);
            cr_expect_not(strstr(found[k].source, CASES[i].has_not), "%s", found[k].source);
        }
    }
}

Test(conflicts, those_asked_about_stand_against_all_others)
{
    static const struct officer_of OFFICERS[] = {{WHO("路人九", 9), STR_INIT("teller")},
                                                 {WHO("路人九", 9), STR_INIT("scrutineer")},
                                                 {WHO("甲一", 1), STR_INIT("scrutineer")}};
    AUTO(arena) struct arena *a = arena_new();
    struct conflict_input in = {COUNT_BY_LOCAL, OFFICERS, 3, CANDIDATES, 4,
                                RELATIONS,      5,        1};
    struct officer_conflict *found;
    size_t n;

    conflicts_find(a, &in, &found, &n);
    cr_assert_eq(n, 1);
    cr_expect_eq(found[0].officer, 0);
    cr_expect_eq(found[0].why, CONFLICT_BOTH);
    cr_expect(officer_tasks_clash(TASK_TELLER, TASK_CHIEF_SCRUTINEER));
    cr_expect_not(officer_tasks_clash(TASK_TELLER, TASK_CHIEF_TELLER));
    cr_expect_not(officer_tasks_clash(TASK_NONE, TASK_TELLER));
}

Test(conflicts, which_relations_are_near)
{
    static const char *const NEAR[] = {"10", "11", "12", "22", "28", "30", "38", "41",
                                       "51", "53", "56", "61", "65", "71", "72", "78"};
    static const char *const FAR[] = {"",   "0",  "01", "02", "80", "85", "91",
                                      "93", "97", "99", "1",  "1x", "100"};

    for (size_t i = 0; i < sizeof(NEAR) / sizeof(NEAR[0]); i++)
        cr_expect(relation_is_near(str_of(NEAR[i])), "%s", NEAR[i]);
    for (size_t i = 0; i < sizeof(FAR) / sizeof(FAR[0]); i++)
        cr_expect_not(relation_is_near(str_of(FAR[i])), "%s", FAR[i]);
}
