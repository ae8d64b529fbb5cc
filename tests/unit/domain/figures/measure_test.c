#include "domain/figures/measure.h"

#include <criterion/criterion.h>

static void check_text(struct rounded r, const char *want)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    rounded_write(&out, r);
    cr_expect(str_eq(buf_view(&out), str_of(want)), "got %.*s want %s",
              STR_FMT(buf_view(&out)), want);
}

/* S3 and S4: what the reports print. */
Test(figures, shares_are_those_of_the_reports)
{
    check_text(ratio_percent(10, 33, 1), "30.3");
    check_text(ratio_percent(8, 11, 1), "72.7");
    check_text(ratio_percent(73, 102, 1), "71.6");
    check_text(ratio_percent(4, 11, 1), "36.4");
    check_text(ratio_percent(3, 8, 0), "38"); /* 37.5 goes up */
    check_text(ratio_percent(0, 0, 1), "0.0");
    check_text(ratio_percent(7, 7, 1), "100.0");
}

Test(figures, rounding_is_half_up_and_nearest)
{
    for (int64_t whole = 1; whole < 400; whole++)
        for (int64_t part = 0; part <= 3 * whole; part++) {
            int64_t got = ratio(part, whole, 1).value;
            /* got - 0.5 <= 10 part / whole < got + 0.5 */
            cr_assert((2 * got - 1) * whole <= 20 * part &&
                          20 * part < (2 * got + 1) * whole,
                      "%lld/%lld", (long long)part, (long long)whole);
        }
}

Test(figures, ages_go_by_the_month)
{
    static const struct bar BIRTHS[] = {
        {19860500, 2}, /* 35: the month has come */
        {19860600, 3}, /* 34 */
        {19850531, 1}, /* 36, whatever the day */
        {0, 9},        /* unknown */
        {20220100, 1}, /* after the day */
    };
    struct ages a = ages_of(BIRTHS, 5, 20210530);

    cr_expect_eq(a.people, 6);
    cr_expect_eq(a.years, 2 * 35 + 3 * 34 + 36);
    cr_expect_eq(ages_at_most(BIRTHS, 5, 20210530, 35), 5);
    cr_expect_eq(ages_at_most(BIRTHS, 5, 20210530, 34), 3);
    cr_expect_eq(ages_at_most(BIRTHS, 5, 20210530, 33), 0);
}

Test(figures, mean_ages_have_one_digit)
{
    check_text(ratio(1373, 33, 1), "41.6");
    check_text(ratio(1277, 33, 1), "38.7");
    check_text(ratio(7386, 187, 1), "39.5");
    check_text(ratio(6882, 187, 1), "36.8");
    check_text(ratio(529, 11, 1), "48.1");
    check_text(ratio(488, 11, 1), "44.4");
}

Test(figures, sums_keep_their_scale_or_are_rounded)
{
    check_text(rounded_of(4038100, 4, 2), "403.81");
    check_text(rounded_of(2280000, 4, 0), "228");
    check_text(rounded_of(15000, 4, 0), "2");
    check_text(rounded_of(-15000, 4, 0), "-2");
    check_text(rounded_of(-50, 2, 1), "-0.5");
    check_text(rounded_of(12, 0, 2), "12");
    cr_expect(rounded_equal(rounded_of(430, 1, 1), ratio(43, 1, 0)));
    cr_expect(!rounded_equal(ratio(431, 10, 1), ratio(43, 1, 0)));
}
