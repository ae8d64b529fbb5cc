#include "office/number.h"

#include <criterion/criterion.h>

static void check_text(const char *stored, unsigned format, bool is_1904, const char *want)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str got = number_text(a, str_of(stored), format, is_1904);

    cr_expect(str_eq(got, str_of(want)), "%s: %.*s instead of %s", stored, STR_FMT(got),
              want);
}

Test(number, numbers_come_without_binary_artefacts_and_without_exponent)
{
    static const char *const CASES[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.0", "0"},
        {"007", "7"},
        {"1.50", "1.5"},
        {"-2.50", "-2.5"},
        {"0.30000000000000004", "0.3"},
        {"2.2999999999999998", "2.3"},
        {"+5", "5"},
        {"0.1", "0.1"},
        {".5", "0.5"},
        {"5.", "5"},
        {"1E2", "100"},
        {"1.5e-3", "0.0015"},
        {"99999999999999.96", "100000000000000"},
        {"9999999999999999", "10000000000000000"},
        {"1.1010119900307E+17", "110101199003070000"},
        {"110101199003071234", "110101199003071000"},
        {"123456789012345", "123456789012345"},
        {"1E+20", "100000000000000000000"},
        {"1.5E+30", "1.5E+30"},
        {"-1E-30", "-1E-30"},
        {"1e999", "1e999"},
        {"abc", "abc"},
        {"1.2.3", "1.2.3"},
        {"1e", "1e"},
        {"-", "-"},
        {"", ""},
        {"0.000000000000000000001", "0.000000000000000000001"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        check_text(CASES[i][0], FORMAT_PLAIN, false, CASES[i][1]);
}

Test(number, dates_are_those_that_excel_shows)
{
    const unsigned moment = FORMAT_DATE | FORMAT_TIME;

    check_text("44346", FORMAT_DATE, false, "2021-05-30");
    check_text("44346.354166666664", moment, false, "2021-05-30 08:30:00");
    check_text("44346.354166666664", FORMAT_DATE, false, "2021-05-30");
    check_text("44346", moment, false, "2021-05-30");
    check_text("44346.999999999", moment, false, "2021-05-31");
    check_text("1", FORMAT_DATE, false, "1900-01-01");
    check_text("59", FORMAT_DATE, false, "1900-02-28");
    check_text("60", FORMAT_DATE, false, "1900-02-29");
    check_text("61", FORMAT_DATE, false, "1900-03-01");
    check_text("42884", FORMAT_DATE, true, "2021-05-30");
    check_text("0", FORMAT_DATE, true, "1904-01-01");
    check_text("2958465", FORMAT_DATE, false, "9999-12-31");
    check_text("2958466", FORMAT_DATE, false, "2958466");
    check_text("-1", FORMAT_DATE, false, "-1");
    check_text("0.354166666666667", FORMAT_TIME, false, "08:30:00");
    check_text("0.5", moment, false, "12:00:00");
    check_text("1.0833333333333333", FORMAT_TIME | FORMAT_ELAPSED, false, "26:00:00");
    check_text("0.00001157", FORMAT_TIME, false, "00:00:01");
}

Test(number, format_codes_that_show_dates_are_recognised)
{
    static const struct {
        const char *code;
        unsigned format;
    } CASES[] = {
        {"General", FORMAT_PLAIN},
        {"0.00", FORMAT_PLAIN},
        {"#,##0.00_);[Red]\\(#,##0.00\\)", FORMAT_PLAIN},
        {"0.00E+00", FORMAT_PLAIN},
        {"@", FORMAT_PLAIN},
        {"\"date\"0", FORMAT_PLAIN},
        {"0\\d", FORMAT_PLAIN},
        {"[DBNum1][$-804]General", FORMAT_PLAIN},
        {"", FORMAT_PLAIN},
        {"0.0\"m\"", FORMAT_PLAIN},
        {"[Blue]0;[Red]-0", FORMAT_PLAIN},
        {"\"", FORMAT_PLAIN},
        {"yyyy\"年\"m\"月\"", FORMAT_DATE},
        {"yyyy\"年\"m\"月\"d\"日\";@", FORMAT_DATE},
        {"yyyy年m月d日", FORMAT_DATE},
        {"yyyy\\-mm\\-dd", FORMAT_DATE},
        {"yyyy.mm", FORMAT_DATE},
        {"[$-804]yyyy\"年\"m\"月\"d\"日\"", FORMAT_DATE},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"", FORMAT_DATE},
        {"m/d", FORMAT_DATE},
        {"mmm\\-yy", FORMAT_DATE},
        {"[$-404]e/m/d", FORMAT_DATE},
        {"h:mm", FORMAT_TIME},
        {"mm:ss", FORMAT_TIME},
        {"[h]:mm:ss", FORMAT_TIME | FORMAT_ELAPSED},
        {"上午/下午h\"时\"mm\"分\"", FORMAT_TIME},
        {"yyyy/m/d h:mm", FORMAT_DATE | FORMAT_TIME},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(format_of_code(str_of(CASES[i].code)), CASES[i].format, "%s",
                     CASES[i].code);
    cr_expect_eq(format_of_id(0), FORMAT_PLAIN);
    cr_expect_eq(format_of_id(14), FORMAT_DATE);
    cr_expect_eq(format_of_id(22), FORMAT_DATE | FORMAT_TIME);
    cr_expect_eq(format_of_id(31), FORMAT_DATE);
    cr_expect_eq(format_of_id(57), FORMAT_DATE);
    cr_expect_eq(format_of_id(49), FORMAT_PLAIN);
    cr_expect_eq(format_of_id(-1), FORMAT_PLAIN);
}

Test(number, only_numbers_that_keep_all_digits_are_plain)
{
    static const char *const YES[] = {"0", "7", "-5", "1.50", "123456789012345", "0.5"};
    static const char *const NO[] = {
        "",  "-", "007", "1e5", "1.", ".5", "+5", "-0", "1 ", "1.2.3", "1234567890123456",
        "１"};

    for (size_t i = 0; i < sizeof(YES) / sizeof(YES[0]); i++)
        cr_expect(number_is_plain(str_of(YES[i])), "%s", YES[i]);
    for (size_t i = 0; i < sizeof(NO) / sizeof(NO[0]); i++)
        cr_expect(!number_is_plain(str_of(NO[i])), "%s", NO[i]);
}
