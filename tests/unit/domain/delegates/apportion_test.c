#include "domain/delegates/apportion.h"

#include <criterion/criterion.h>

static const char *deal(struct apportion_rule rule, struct apportion_unit *units, size_t n)
{
    AUTO(arena) struct arena *a = arena_new();
    static struct fault f;

    f = (struct fault){0};
    for (size_t i = 0; i < n; i++)
        units[i].key = (int64_t)i;
    return apportion(a, &rule, units, n, &f) ? f.code : NULL;
}

/* ---- tables --------------------------------------------------------------------------- */

static void expect(enum apportion_method m, const int64_t *members, size_t n, int64_t total,
                   const int64_t *quotas)
{
    struct apportion_unit units[8] = {0};

    for (size_t i = 0; i < n; i++)
        units[i].members = members[i];
    cr_assert_null(deal((struct apportion_rule){m, APPORTION_MEMBERS, total, 0}, units, n));
    for (size_t i = 0; i < n; i++)
        cr_expect_eq(units[i].quota, quotas[i], "%s unit %zu: %lld",
                     apportion_method_name(m), i, (long long)units[i].quota);
}

Test(apportion, each_method_by_its_definition)
{
    /* the same six groups: three methods, three results */
    static const int64_t PEOPLE[] = {47000, 16000, 15900, 12000, 6000, 3100};
    static const int64_t HARE[] = {5, 2, 1, 1, 1, 0}; /* 4.7 1.6 1.59 1.2 0.6 0.31 */
    static const int64_t DHONDT[] = {5, 2, 2, 1, 0, 0};
    static const int64_t SAINTE[] = {4, 2, 2, 1, 1, 0};

    expect(APPORTION_LARGEST_REMAINDER, PEOPLE, 6, 10, HARE);
    expect(APPORTION_HIGHEST_AVERAGE, PEOPLE, 6, 10, DHONDT);
    expect(APPORTION_SAINTE_LAGUE, PEOPLE, 6, 10, SAINTE);
}

Test(apportion, of_equal_claims_more_members_then_more_organisations_then_the_key)
{
    struct apportion_unit units[] = {{.members = 50},
                                     {.members = 50, .organisations = 2},
                                     {.members = 50},
                                     {.members = 50}};

    cr_assert_null(deal((struct apportion_rule){.total = 6}, units, 4));
    cr_expect_eq(units[1].quota, 2); /* more organisations */
    cr_expect_eq(units[0].quota, 2); /* the smaller key */
    cr_expect_eq(units[2].quota + units[3].quota, 2);
}

Test(apportion, exact_shares_are_shown_in_hundredths)
{
    struct apportion_unit units[] = {{.members = 1342}, {.members = 8658}};

    cr_assert_null(deal((struct apportion_rule){.total = 100}, units, 2));
    cr_expect_eq(units[0].exact, 1342);
    cr_expect_eq(units[0].quota, 13);
    cr_expect_eq(units[1].quota, 87);
}

Test(apportion, members_and_organisations_in_stated_weight)
{
    struct apportion_unit units[] = {{.members = 900, .organisations = 10},
                                     {.members = 100, .organisations = 90}};
    struct apportion_rule rule = {.by = APPORTION_BOTH, .total = 100, .members_share = 50};

    cr_assert_null(deal(rule, units, 2));
    cr_expect_eq(units[0].quota, 50);
    rule.members_share = 75; /* 0.75 · 90 + 0.25 · 10 */
    cr_assert_null(deal(rule, units, 2));
    cr_expect_eq(units[0].quota, 70);
    rule.by = APPORTION_ORGANISATIONS;
    cr_assert_null(deal(rule, units, 2));
    cr_expect_eq(units[0].quota, 10);
}

Test(apportion, units_below_their_minimum_get_it_and_the_rest_is_dealt_again)
{
    struct apportion_unit units[] = {{.members = 960, .minimum = 1},
                                     {.members = 20, .minimum = 2},
                                     {.members = 20, .minimum = 1}};

    cr_assert_null(deal((struct apportion_rule){.total = 10}, units, 3));
    cr_expect_eq(units[0].quota, 7);
    cr_expect_eq(units[1].quota, 2);
    cr_expect_eq(units[2].quota, 1);
    cr_expect_eq(units[1].exact, 20); /* what it would have had */
}

Test(apportion, nobody_anywhere_is_dealt_to_evenly)
{
    struct apportion_unit units[3] = {0};

    cr_assert_null(deal((struct apportion_rule){.total = 7}, units, 3));
    cr_expect_eq(units[0].quota, 3);
    cr_expect_eq(units[1].quota, 2);
    cr_expect_eq(units[2].quota, 2);
}

Test(apportion, what_cannot_be_is_refused)
{
    struct apportion_unit units[] = {{.members = 1, .minimum = 3},
                                     {.members = 1, .minimum = 3}};
    struct apportion_unit wrong[] = {{.members = -1}};

    cr_expect_str_eq(deal((struct apportion_rule){.total = 5}, units, 2),
                     "apportion.minimum");
    cr_expect_null(deal((struct apportion_rule){.total = 6}, units, 2));
    cr_expect_str_eq(deal((struct apportion_rule){.total = 0}, units, 2),
                     "apportion.total");
    cr_expect_str_eq(deal((struct apportion_rule){.total = 5}, units, 0),
                     "apportion.units");
    cr_expect_str_eq(deal((struct apportion_rule){.total = 5}, wrong, 1),
                     "apportion.people");
    cr_expect_str_eq(
        deal(
            (struct apportion_rule){.total = 9, .by = APPORTION_BOTH, .members_share = 101},
            units, 2),
        "apportion.weight");
}

Test(apportion, names_read_back)
{
    for (int i = 0; i < APPORTION_METHODS; i++) {
        enum apportion_method m;
        cr_expect(apportion_method_read(
            str_of(apportion_method_name((enum apportion_method)i)), &m));
        cr_expect_eq((int)m, i);
    }
    enum apportion_by by;
    cr_expect(apportion_by_read(STR("both"), &by));
    cr_expect_eq(by, APPORTION_BOTH);
    cr_expect_not(apportion_by_read(STR("age"), &by));
}

/* ---- properties ------------------------------------------------------------------------ */

enum { UNITS_MOST = 24, ROUNDS = 3000 };

static uint64_t state = 20210528;

static int64_t below(int64_t n) /* a small generator: the same cases every time */
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((state >> 33) % (uint64_t)n);
}

struct made {
    struct apportion_rule rule;
    struct apportion_unit units[UNITS_MOST];
    size_t count;
};

static void make(struct made *m, bool with_minimums)
{
    int64_t least = 0;

    *m = (struct made){.count = 1 + (size_t)below(UNITS_MOST)};
    for (size_t i = 0; i < m->count; i++) {
        m->units[i] = (struct apportion_unit){.members = below(3) ? below(2500) : below(6),
                                              .organisations = below(40),
                                              .minimum = with_minimums ? below(4) : 0};
        least += m->units[i].minimum;
    }
    m->rule = (struct apportion_rule){(enum apportion_method)below(APPORTION_METHODS),
                                      (enum apportion_by)below(3), least + 1 + below(300),
                                      below(101)};
}

Test(apportion, sums_are_exact_and_nobody_is_below_his_minimum)
{
    for (int round = 0; round < ROUNDS; round++) {
        struct made m;
        int64_t sum = 0;
        make(&m, true);
        cr_assert_null(deal(m.rule, m.units, m.count));
        for (size_t i = 0; i < m.count; i++) {
            cr_assert_geq(m.units[i].quota, m.units[i].minimum);
            sum += m.units[i].quota;
        }
        cr_assert_eq(sum, m.rule.total, "round %d", round);
    }
}

Test(apportion, the_largest_remainder_keeps_to_the_quota_rule)
{
    for (int round = 0; round < ROUNDS; round++) {
        struct made m;
        int64_t members = 0;
        make(&m, false);
        m.rule.method = APPORTION_LARGEST_REMAINDER;
        m.rule.by = APPORTION_MEMBERS;
        cr_assert_null(deal(m.rule, m.units, m.count));
        for (size_t i = 0; i < m.count; i++)
            members += m.units[i].members;
        for (size_t i = 0; i < m.count && members; i++) {
            int64_t whole = m.units[i].members * m.rule.total / members;
            cr_assert(m.units[i].quota == whole || m.units[i].quota == whole + 1,
                      "round %d unit %zu", round, i);
        }
    }
}

Test(apportion, the_highest_average_never_gives_less_than_the_whole_seats)
{
    for (int round = 0; round < ROUNDS; round++) {
        struct made m;
        int64_t members = 0;
        make(&m, false);
        m.rule.method = APPORTION_HIGHEST_AVERAGE;
        m.rule.by = APPORTION_MEMBERS;
        cr_assert_null(deal(m.rule, m.units, m.count));
        for (size_t i = 0; i < m.count; i++)
            members += m.units[i].members;
        for (size_t i = 0; i < m.count && members; i++)
            cr_assert_geq(m.units[i].quota, m.units[i].members * m.rule.total / members);
    }
}

Test(apportion, the_order_of_units_changes_nothing)
{
    AUTO(arena) struct arena *a = arena_new();

    for (int round = 0; round < ROUNDS; round++) {
        struct made m, turned;
        struct fault f = {0};
        make(&m, true);
        cr_assert_null(deal(m.rule, m.units, m.count)); /* gives keys */
        turned = m;
        for (size_t i = 0; i < m.count; i++)
            turned.units[i] = m.units[m.count - 1 - i];
        cr_assert_eq(apportion(a, &turned.rule, turned.units, turned.count, &f), ERR_OK);
        for (size_t i = 0; i < m.count; i++)
            cr_assert_eq(turned.units[i].quota, m.units[m.count - 1 - i].quota);
        arena_clear(a);
    }
}
