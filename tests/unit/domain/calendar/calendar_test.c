/* Working days by the calendar: weekends, holidays, moved days. */
#include "domain/calendar/calendar.h"

#include "base/arena.h"

#include <criterion/criterion.h>

Test(law_2_4, the_days_of_october_are_holidays)
{
    const struct day_calendar *c = calendar_bundled();

    for (int year = c->year_from; year <= c->year_until; year++)
        cr_expect_eq(calendar_count(c, year * 10000 + 1001, year * 10000 + 1007),
                     year == 2023 /* 7 October 2023, a Saturday, was worked */, "%d", year);
}

Test(law_2_4, a_moved_day_of_the_weekend_is_worked)
{
    static const date WORKED[] = {20200119, 20210220, 20221008, 20230423,
                                  20240204, 20250928, 20260214};

    for (size_t i = 0; i < sizeof(WORKED) / sizeof(WORKED[0]); i++)
        cr_expect(calendar_is_worked(calendar_bundled(), WORKED[i]), "%lld",
                  (long long)WORKED[i]);
    cr_expect_not(calendar_is_worked(calendar_bundled(), 20260223), "a Monday of 春节");
    cr_expect_not(calendar_is_worked(calendar_bundled(), 20211003), "a Sunday of 国庆");
}

Test(law_2_4, the_nth_working_day_after_and_before)
{
    const struct day_calendar *c = calendar_bundled();

    cr_expect_eq(calendar_add(c, 20210930, 1), 20211008);
    cr_expect_eq(calendar_add(c, 20210930, 2), 20211009, "a Saturday that is worked");
    cr_expect_eq(calendar_add(c, 20211009, -2), 20210930);
    cr_expect_eq(calendar_add(c, 20211002, 0), 20211002);
    cr_expect_eq(calendar_add(c, 20260213, 5), 20260227, "15 to 23 February are 春节");
}

Test(law_2_4, adding_and_counting_agree_on_every_day)
{
    const struct day_calendar *c = calendar_bundled();

    for (date d = 20200101; d <= 20260101; d = date_add_days(d, 1))
        for (int64_t n = 1; n <= 12; n += 4) {
            date then = calendar_add(c, d, n);
            cr_assert(calendar_is_worked(c, then));
            cr_assert_eq(calendar_count(c, date_add_days(d, 1), then), n);
            cr_assert_leq(d, calendar_add(c, then, -n + 1));
        }
}

Test(law_2_4, an_unknown_year_has_weekends_alone_and_is_said_to_be_unknown)
{
    const struct day_calendar *c = calendar_bundled();

    cr_expect(calendar_knows(c, 20200101, 20261231));
    cr_expect_not(calendar_knows(c, 20261231, 20270101));
    cr_expect_not(calendar_knows(c, 20191231, 20200101));
    cr_expect(calendar_is_worked(c, 20271001), "a Friday; nothing is invented");
    cr_expect_not(calendar_is_worked(c, 20271002));
}

static struct str read(struct arena *a, const char *text, struct day_calendar *out)
{
    struct json *root = NULL;
    struct fault f = {0};

    cr_assert_eq(json_parse(a, str_of(text), &root, &f), ERR_OK);
    return calendar_read(a, root, out, &f) ? str_of(f.code) : STR("");
}

#define YEAR(y, days, worked) \
    "{\"year\":" #y ",\"source\":\"s\",\"holidays\":[" days "],\"workdays\":[" worked "]}"

Test(law_2_4, a_newer_calendar_is_read_from_a_file_and_checked)
{
    AUTO(arena) struct arena *a = arena_new();
    struct day_calendar c;

    cr_assert(
        str_is_empty(read(a,
                          "{\"weekend\":[6,7],\"years\":[" YEAR(
                              2027, "{\"from\":\"2027-10-01\",\"until\":\"2027-10-07\"}",
                              "\"2027-10-09\"") "]}",
                          &c)));
    cr_expect_eq(calendar_count(&c, 20271001, 20271010), 2);
    cr_expect(calendar_knows(&c, 20270101, 20271231));
    static const char *const WRONG[] = {
        "{\"weekend\":[6,7],\"years\":[]}",
        "{\"weekend\":[8],\"years\":[" YEAR(
            2027, "{\"from\":\"2027-10-01\",\"until\":\"2027-10-07\"}", "") "]}",
        "{\"weekend\":[6,7],\"years\":[" YEAR(
            2027, "{\"from\":\"2028-10-01\",\"until\":\"2028-10-07\"}", "") "]}",
        "{\"weekend\":[6,7],\"years\":[" YEAR(
            2027, "{\"from\":\"2027-10-01\",\"until\":\"2027-10-07\"}",
            "\"2027-10-03\"") "]}",
        "{\"weekend\":[6,7],\"years\":[" YEAR(
            2027, "{\"from\":\"2027-10-07\",\"until\":\"2027-10-01\"}", "") "]}",
        "{\"weekend\":[6,7],\"years\":[" YEAR(2027, "", "") "]}",
    };
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++)
        cr_expect(str_eq(read(a, WRONG[i], &c), STR("calendar.value")), "%s", WRONG[i]);
}
