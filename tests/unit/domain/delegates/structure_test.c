#include "domain/delegates/steps.h"
#include "domain/delegates/structure.h"

#include <criterion/criterion.h>

enum { TODAY = 20210730 };

static bool has(struct structure_person p, enum structure_kind k)
{
    return structure_traits(&p, TODAY) >> k & 1;
}

Test(structure, whom_each_kind_counts)
{
    struct structure_person woman = {.kind = STR("worker"),
                                     .sex = STR("2"),
                                     .ethnicity = STR("03"),
                                     .birth = 19760800,
                                     .is_incumbent = true};
    struct structure_person man = {
        .kind = STR("leader"), .sex = STR("1"), .ethnicity = STR("01"), .birth = 19760700};
    struct structure_person unknown = {.kind = STR("frontline"), .sex = STR("1")};

    cr_expect(has(woman, STRUCTURE_WOMEN) && has(woman, STRUCTURE_WORKER));
    cr_expect(has(woman, STRUCTURE_FRONTLINE) && has(woman, STRUCTURE_ETHNIC));
    cr_expect(has(woman, STRUCTURE_INCUMBENT) && has(woman, STRUCTURE_UNDER45));
    cr_expect_not(has(woman, STRUCTURE_FARMER) || has(woman, STRUCTURE_LEADER));
    cr_expect(has(man, STRUCTURE_LEADER) && has(man, STRUCTURE_UNDER45)); /* 45 in July */
    cr_expect_not(has(man, STRUCTURE_WOMEN) || has(man, STRUCTURE_FRONTLINE));
    cr_expect_not(has(man, STRUCTURE_ETHNIC) || has(man, STRUCTURE_INCUMBENT));
    cr_expect(has(unknown, STRUCTURE_FRONTLINE));
    cr_expect_not(has(unknown, STRUCTURE_ETHNIC) || has(unknown, STRUCTURE_UNDER45));
    man.birth = 19750700;
    cr_expect_not(has(man, STRUCTURE_UNDER45), "46 years old");
    for (int code = 10; code < 100;
         code++) { /* GB/T 4658: 10 postgraduate … 39 junior college */
        char text[4] = {(char)('0' + code / 10), (char)('0' + code % 10)};
        woman.education = (struct str){text, 2};
        cr_expect_eq(has(woman, STRUCTURE_COLLEGE), code < 40, "education %d", code);
    }
    cr_expect_not(has(unknown, STRUCTURE_COLLEGE) || has(unknown, STRUCTURE_MODEL));
    unknown.kind = STR("model");
    cr_expect(has(unknown, STRUCTURE_MODEL));
}

Test(structure, shares_are_rounded_against_the_roster)
{
    static const struct {
        struct structure_target target;
        int64_t seats, people, got, wanted, lacking;
    } CASES[] = {
        {{STRUCTURE_WOMEN, true, true, 25}, 248, 248, 62, 62, 0},
        {{STRUCTURE_WOMEN, true, true, 25}, 249, 100, 62, 63, 1}, /* 62.25 */
        {{STRUCTURE_WOMEN, true, true, 25},
         200,
         248,
         60,
         62,
         2}, /* more names than seats */
        {{STRUCTURE_LEADER, false, true, 35}, 99, 99, 34, 34, 0}, /* 34.65 */
        {{STRUCTURE_LEADER, false, true, 35}, 99, 99, 35, 34, 1},
        {{STRUCTURE_FARMER, true, false, 5}, 10, 3, 3, 5, 2},
        {{STRUCTURE_FARMER, false, false, 5}, 10, 10, 7, 5, 2},
        {{STRUCTURE_WOMEN, true, true, 0}, 10, 0, 0, 0, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct structure_count n = {.people = CASES[i].people};
        n.of_kind[CASES[i].target.kind] = CASES[i].got;
        struct structure_standing s =
            structure_reckon(&CASES[i].target, CASES[i].seats, &n);
        cr_expect_eq(s.wanted, CASES[i].wanted, "case %zu: %lld", i, (long long)s.wanted);
        cr_expect_eq(s.lacking, CASES[i].lacking, "case %zu", i);
        cr_expect_eq(s.is_met, CASES[i].lacking == 0, "case %zu", i);
    }
}

Test(structure, kinds_read_back_and_people_add_up)
{
    struct structure_count n = {0};
    enum structure_kind k;

    for (int i = 0; i < STRUCTURE_KINDS; i++) {
        cr_expect(
            structure_kind_read(str_of(structure_kind_name((enum structure_kind)i)), &k));
        cr_expect_eq((int)k, i);
        structure_add(&n, (uint32_t)1 << i);
    }
    cr_expect_not(structure_kind_read(STR("tall"), &k));
    cr_expect_eq(n.people, STRUCTURE_KINDS);
    for (int i = 0; i < STRUCTURE_KINDS; i++)
        cr_expect_eq(n.of_kind[i], 1);
}

/* ---- the steps ------------------------------------------------------------------------ */

static const struct step_numbers GOOD = {.units = 18,
                                         .total = 248,
                                         .quota = 248,
                                         .elected = 248,
                                         .qualified = 248,
                                         .surplus_article = "art. 21"};

Test(steps, each_gate_by_its_numbers)
{
    static const struct {
        enum delegate_step step;
        int done; /* steps recorded before */
        struct step_numbers n;
        const char *code; /* NULL: open */
        bool may_decide;
    } CASES[] = {
        {STEP_ALLOT, 0, {.units = 0}, "delegates.no_units", false},
        {STEP_ALLOT,
         0,
         {.units = 3, .units_without_quota = 1},
         "delegates.no_quota",
         false},
        {STEP_ALLOT, 0, {.units = 3, .quota = 240, .total = 248}, "delegates.sum", true},
        {STEP_ALLOT, 0, {.units = 3, .quota = 248}, NULL, false},
        {STEP_NOMINATE, 0, {.units = 3}, "delegates.order", false},
        {STEP_NOMINATE, 1, {.units = 3, .units_short_names = 1}, "delegates.names", false},
        {STEP_NOMINATE, 1, {.units = 3}, NULL, false},
        {STEP_REVIEW, 1, {.units = 3}, "delegates.order", false},
        {STEP_REVIEW, 2, {.units = 3, .proposed = 2}, "delegates.unreviewed", false},
        {STEP_REVIEW,
         2,
         {.units = 3, .units_short_reviewed = 2},
         "delegates.reviewed",
         false},
        {STEP_ELECT, 3, {.units = 3, .quota = 9}, "delegates.nobody", false},
        {STEP_ELECT, 3, {.units = 3, .quota = 9, .elected = 8}, "delegates.elected", true},
        {STEP_ELECT,
         3,
         {.units = 3, .quota = 9, .elected = 10},
         "delegates.elected",
         false},
        {STEP_ELECT, 3, {.units = 3, .quota = 9, .elected = 9}, NULL, false},
        {STEP_CREDENTIALS,
         4,
         {.unchecked = 1, .qualified = 8},
         "delegates.unchecked",
         false},
        {STEP_CREDENTIALS, 4, {.qualified = 0}, "delegates.nobody", false},
        {STEP_CREDENTIALS, 4, {.qualified = 8}, NULL, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        bool done[DELEGATE_STEPS] = {0};
        struct step_numbers n = CASES[i].n;
        n.surplus_article = "art. 21";
        for (int k = 0; k < CASES[i].done; k++)
            done[k] = true;
        struct step_gate g = delegate_gate(WAY_PARTY, CASES[i].step, done, &n);
        cr_expect_eq(g.is_ok, CASES[i].code == NULL, "case %zu", i);
        cr_expect_eq(g.may_decide, CASES[i].may_decide, "case %zu", i);
        if (!g.is_ok && CASES[i].code)
            cr_expect_str_eq(g.fault.code, CASES[i].code, "case %zu", i);
    }
}

Test(steps, good_numbers_open_every_gate_in_turn_and_none_before_its_turn)
{
    bool done[DELEGATE_STEPS] = {0};

    for (int i = 0; i < DELEGATE_STEPS; i++) {
        for (int k = i + 1; k < DELEGATE_STEPS; k++)
            cr_expect_not(
                delegate_gate(WAY_PARTY, (enum delegate_step)k, done, &GOOD).is_ok);
        cr_expect(delegate_gate(WAY_PARTY, (enum delegate_step)i, done, &GOOD).is_ok);
        done[i] = true;
    }
}

/* ---- the way of the conference ---------------------------------------------------------- */

Test(law_2_2, the_conference_s_members_are_proposed_consulted_on_considered_and_decided_on)
{
    static const struct {
        enum delegate_step step;
        int done;
        struct step_numbers n;
        const char *code; /* NULL: open */
        bool may_decide;
    } CASES[] = {
        {STEP_ALLOT, 0, {.units = 0}, "sectors.none", false},
        {STEP_ALLOT, 0, {.units = 9, .units_without_quota = 2}, "sectors.no_quota", false},
        {STEP_ALLOT, 0, {.units = 9, .quota = 178, .total = 180}, "sectors.sum", true},
        {STEP_ALLOT, 0, {.units = 9, .quota = 182, .total = 180}, "sectors.sum", false},
        {STEP_ALLOT, 0, {.units = 9, .quota = 180, .total = 180}, NULL, false},
        /* the number of delegates that a rule set names is the Party's */
        {STEP_ALLOT, 0, {.units = 9, .quota = 180, .least = 200, .most = 400}, NULL, false},
        {STEP_NOMINATE, 0, {.units = 9}, "delegates.order", false},
        {STEP_NOMINATE, 1, {.unsorted = 1}, "sectors.unsorted", false},
        {STEP_NOMINATE, 1, {.units_short_names = 1}, "sectors.names", true},
        {STEP_NOMINATE, 1, {.proposed = 180}, NULL, false},
        {STEP_CONSULT, 2, {.proposed = 1, .consulted = 179}, "sectors.unconsulted", false},
        {STEP_CONSULT, 2, {.proposed = 0}, "sectors.nobody", false},
        {STEP_CONSULT, 2, {.consulted = 180}, NULL, false},
        {STEP_CONSIDER, 2, {.considered = 180}, "delegates.order", false},
        {STEP_CONSIDER,
         3,
         {.consulted = 1, .considered = 9},
         "sectors.unconsidered",
         false},
        {STEP_CONSIDER, 3, {.considered = 180}, NULL, false},
        {STEP_DECIDE, 4, {.proposed = 1, .considered = 9}, "sectors.unconsidered", false},
        {STEP_DECIDE, 4, {.quota = 180}, "sectors.nobody", false},
        {STEP_DECIDE,
         4,
         {.quota = 9, .considered = 9, .units_over = 1},
         "sectors.over",
         false},
        {STEP_DECIDE, 4, {.quota = 180, .considered = 179}, "sectors.short", true},
        {STEP_DECIDE, 4, {.quota = 180, .considered = 100, .members = 80}, NULL, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        bool done[DELEGATE_STEPS] = {0};
        for (int k = 0; k < CASES[i].done; k++)
            done[k] = true;
        struct step_gate g =
            delegate_gate(WAY_CONFERENCE, CASES[i].step, done, &CASES[i].n);
        cr_expect_eq(g.is_ok, CASES[i].code == NULL, "case %zu", i);
        cr_expect_eq(g.may_decide, CASES[i].may_decide, "case %zu", i);
        if (!g.is_ok && CASES[i].code)
            cr_expect_str_eq(g.fault.code, CASES[i].code, "case %zu", i);
    }
}

Test(steps, a_step_is_read_in_its_own_way_alone)
{
    enum delegate_step s;

    for (int w = 0; w < DELEGATE_WAYS; w++)
        for (int i = 0; i < DELEGATE_STEPS; i++) {
            struct str name = str_of(delegate_step_name(w, (enum delegate_step)i));
            cr_expect(delegate_step_read(w, name, &s));
            cr_expect_eq(s, (enum delegate_step)i);
            cr_expect_eq(delegate_step_read(!w, name, &s), i <= STEP_NOMINATE, "%d %d", w,
                         i);
        }
}

Test(structure, who_is_outside_the_party_is_known_by_the_status_alone)
{
    static const struct {
        const char *political;
        bool is_outside;
    } CASES[] = {{"", false},  {"01", false}, {"02", false},
                 {"03", true}, {"12", true},  {"13", true}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct structure_person p = {.political = str_of(CASES[i].political)};
        cr_expect_eq(structure_traits(&p, 20210801) >> STRUCTURE_NON_PARTY & 1,
                     CASES[i].is_outside, "%s", CASES[i].political);
    }
}

Test(structure, a_kind_is_known_where_everybodys_record_says_it)
{
    struct structure_person whole = {.kind = STR("leader"),
                                     .sex = STR("1"),
                                     .ethnicity = STR("01"),
                                     .birth = 19700501,
                                     .education = STR("20"),
                                     .political = STR("01")};
    struct structure_person young = whole;
    struct structure_count n = {0};

    young.birth = 0;
    cr_expect(!structure_is_known(&n, STRUCTURE_INCUMBENT), "of nobody");
    structure_add_person(&n, &whole, 20210801);
    for (int i = 0; i < STRUCTURE_KINDS; i++)
        cr_expect(structure_is_known(&n, (enum structure_kind)i), "%d", i);
    structure_add_person(&n, &young, 20210801);
    for (int i = 0; i < STRUCTURE_KINDS; i++)
        cr_expect_eq(structure_is_known(&n, (enum structure_kind)i), i != STRUCTURE_UNDER45,
                     "%d", i);
    cr_expect_eq(n.people, 2);
    cr_expect_eq(n.of_kind[STRUCTURE_LEADER], 2);
}
