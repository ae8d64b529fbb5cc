#include "domain/congress/motion.h"

#include <criterion/criterion.h>

#include <string.h>

static const struct rule_set *organic(void)
{
    return rules_find(STR("organic-2022"));
}

Test(motion, how_many_sign_at_each_level)
{
    static const struct {
        enum motion_kind kind;
        const char *level;
        int64_t least;
        const char *article;
    } CASES[] = {
        {MOTION_MOTION, "province", 10, "art. 22"},
        {MOTION_MOTION, "city", 10, "art. 22"},
        {MOTION_MOTION, "county", 10, "art. 22"},
        {MOTION_MOTION, "township", 5, "art. 22"},
        {MOTION_NOMINATION, "province", 30, "art. 26"},
        {MOTION_NOMINATION, "city", 20, "art. 26"},
        {MOTION_NOMINATION, "county", 10, "art. 26"},
        {MOTION_NOMINATION, "township", 10, "art. 26"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct motion_facts m = {.kind = CASES[i].kind,
                                 .level = str_of(CASES[i].level),
                                 .signers = CASES[i].least};
        struct fault f = {0};
        const struct rule_signers *rule = motion_rule(&m, organic());
        cr_assert_not_null(rule);
        cr_expect_eq(rule->least, CASES[i].least, "%zu", i);
        cr_expect_str_eq(rule->source.article, CASES[i].article);
        cr_expect_eq(motion_gate(&m, organic(), &f), ERR_OK, "%zu", i);
        m.signers--;
        cr_expect_eq(motion_gate(&m, organic(), &f), ERR_RULE, "%zu", i);
        cr_expect_str_eq(f.code, m.kind == MOTION_MOTION ? "motion.too_few"
                                                         : "motion.too_few_names");
    }
}

Test(motion, who_may_put_what)
{
    static const struct {
        enum motion_kind kind;
        enum motion_source source;
        const char *level;
        bool may;
    } CASES[] = {
        {MOTION_MOTION, MOTION_PRESIDIUM, "county", true},
        {MOTION_MOTION, MOTION_STANDING_COMMITTEE, "county", true},
        {MOTION_MOTION, MOTION_SPECIAL_COMMITTEE, "county", true},
        {MOTION_MOTION, MOTION_GOVERNMENT, "county", true},
        {MOTION_MOTION, MOTION_PRESIDIUM, "township", true},
        {MOTION_MOTION, MOTION_GOVERNMENT, "township", true},
        {MOTION_MOTION, MOTION_STANDING_COMMITTEE, "township", false},
        {MOTION_MOTION, MOTION_SPECIAL_COMMITTEE, "township", false},
        {MOTION_SUGGESTION, MOTION_GOVERNMENT, "county", false},
        {MOTION_NOMINATION, MOTION_PRESIDIUM, "county", true},
        {MOTION_NOMINATION, MOTION_GOVERNMENT, "county", false},
        {MOTION_NOMINATION, MOTION_STANDING_COMMITTEE, "county", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct motion_facts m = {.kind = CASES[i].kind,
                                 .source = CASES[i].source,
                                 .level = str_of(CASES[i].level)};
        struct fault f = {0};
        enum err err = motion_gate(&m, organic(), &f);
        cr_expect_eq(err == ERR_OK, CASES[i].may, "%zu", i);
        cr_expect(CASES[i].may || strcmp(f.code, "motion.source") == 0, "%zu", i);
    }
}

/* The code of what is wrong, or NULL. */
static const char *wrong(const struct motion_facts *m, const struct rule_set *set)
{
    struct fault f = {0};

    return motion_gate(m, set, &f) ? f.code : NULL;
}

Test(motion, one_deputy_may_suggest_and_nobody_is_late_with_it)
{
    struct motion_facts m = {
        .kind = MOTION_SUGGESTION, .level = STR("county"), .received = {2}, .until = {1}};

    cr_expect_str_eq(wrong(&m, organic()), "motion.unsigned");
    m.signers = 1;
    cr_expect_null(wrong(&m, organic()));
    m.kind = MOTION_MOTION;
    m.signers = 10;
    cr_expect_str_eq(wrong(&m, organic()), "motion.late");
    m.received.ms = 1; /* at the moment itself */
    cr_expect_null(wrong(&m, organic()));
    cr_expect_str_eq(wrong(&m, rules_find(STR("cppcc"))), "motion.no_rule");
    m.until.ms = 0;
    m.received.ms = 9;
    cr_expect_null(wrong(&m, organic()));
}

Test(motion, a_deputy_names_no_more_than_seats)
{
    cr_expect(motion_names_fit(0, 1));
    cr_expect_not(motion_names_fit(1, 1));
    cr_expect(motion_names_fit(2, 3));
    cr_expect_not(motion_names_fit(3, 3));
}
