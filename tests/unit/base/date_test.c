#include "base/date.h"

#include <criterion/criterion.h>

Test(date, reads_what_people_write)
{
    static const struct {
        const char *text;
        date want; /* 0: refused */
    } CASES[] = {
        {"2021-05-30", 20210530},
        {"2021.5.3", 20210503},
        {"2021/05/30", 20210530},
        {"20210530", 20210530},
        {"2021年5月30日", 20210530},
        {"2021年5月", 20210500},
        {"2021.05", 20210500},
        {"202105", 20210500},
        {"2021-5", 20210500},
        {" 2021-05-30 ", 20210530},
        {"2021-05-30 00:00:00", 20210530},
        {"2020-02-29", 20200229},
        {"2021-02-29", 0},
        {"1980.13", 0},
        {"198013", 0},
        {"2021-00-01", 0},
        {"2021-05-00", 0},
        {"2021", 0},
        {"", 0},
        {"2021-05-30x", 0},
        {"2021-05-30 09:00", 0},
        {"20210532", 0},
        {"1899-01-01", 0},
        {"20210500", 0},
        {"五月", 0},
        {"2021--05", 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        date got = 0;
        bool good = date_read(str_of(CASES[i].text), &got);
        cr_expect(good == (CASES[i].want != 0), "\"%s\" accepted: %d", CASES[i].text, good);
        cr_expect(!good || got == CASES[i].want, "\"%s\" gave %ld", CASES[i].text,
                  (long)got);
    }
}

Test(date, a_year_out_of_reach_is_told_from_a_wrong_form)
{
    static const struct {
        const char *text;
        bool is_far;
    } CASES[] = {
        {"2999-01", true},   {"1899-12-31", true},
        {"2200年5月", true}, {"29990101", true},
        {"2021-05", false},  {"2999-13", false},
        {"2999", false},     {"May", false},
        {"", false},         {"2999-01-01 and so on, for longer than any date is", false}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(date_is_far(str_of(CASES[i].text)), CASES[i].is_far, "%s",
                     CASES[i].text);
}

Test(date, every_day_goes_to_a_number_and_back)
{
    for (int64_t n = date_to_days(19000101); n <= date_to_days(21991231); n++) {
        date d = date_of_days(n);
        cr_assert(date_is_valid(d) && date_to_days(d) == n, "%ld", (long)n);
    }
}

Test(date, age_counts_whole_years_by_month)
{
    cr_expect_eq(date_age(19800500, 20210530), 41);
    cr_expect_eq(date_age(19800531, 20210501), 41, "days do not count");
    cr_expect_eq(date_age(19800600, 20210530), 40);
    cr_expect_eq(date_age(20220100, 20210530), -1);
    cr_expect_eq(date_age(0, 20210530), -1);
}

Test(date, instants_are_in_utc_and_days_in_china)
{
    instant t = {0};

    cr_expect(instant_read(STR("2021-05-30 16:30"), &t));
    AUTO(buf) struct buf out = BUF(64);
    instant_write(&out, t);
    cr_expect(str_eq(buf_view(&out), STR("2021-05-30T08:30:00Z")));
    cr_expect(instant_read(STR("2021-05-30T23:30:00Z"), &t));
    cr_expect_eq(date_of_instant(t), 20210531);
    cr_expect(instant_read_exact(STR("1970-01-01T00:00:01.25Z"), &t) && t.ms == 1250);
    cr_expect(instant_read_exact(STR("1970-01-01T00:00:01.2509999Z"), &t) && t.ms == 1250);
    cr_expect(instant_read_exact(STR("1970-01-01T00:00:01Z"), &t) && t.ms == 1000);
    cr_expect(instant_read(STR("1970-01-01T00:00:01.999Z"), &t) && t.ms == 1000);
    cr_expect_eq(instant_minute((instant){119999}).ms, 60000);
    cr_expect_eq(instant_minute((instant){-1}).ms, -60000);
    cr_expect_not(instant_read(STR("2021-05-30 25:00"), &t));
    cr_expect_not(instant_read(STR("2021-05"), &t), "a month is no moment");
}

Test(date, precedes)
{
    cr_expect(date_precedes(20210509, 20210510));
    cr_expect_not(date_precedes(20210510, 20210510));
    cr_expect_not(date_precedes(20210511, 20210510));
    cr_expect_not(date_precedes(20210500, 20210510), "the same month, as far as is known");
    cr_expect_not(date_precedes(20210501, 20210500));
    cr_expect(date_precedes(20210400, 20210510));
    cr_expect_not(date_precedes(0, 20210510));
    cr_expect_not(date_precedes(20210510, 0));
}
