#include "base/date.h"

int date_days_in_month(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : DAYS[month - 1];
}

bool date_is_valid(date d)
{
    int y = date_year(d), m = date_month(d), day = date_day(d);

    return d > 0 && y >= DATE_YEAR_MIN && y <= DATE_YEAR_MAX && m >= 1 && m <= 12 &&
           day <= date_days_in_month(y, m);
}

/* Years begin in March, so that the leap day is the last one (Hinnant, "chrono"). */
int64_t date_to_days(date d)
{
    int64_t y = date_year(d) - (date_month(d) <= 2);
    int64_t era = y / 400, of_era = y % 400;
    int64_t of_year =
        (153 * (date_month(d) + (date_month(d) > 2 ? -3 : 9)) + 2) / 5 + date_day(d) - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

date date_of_days(int64_t days)
{
    int64_t z = days + 719468, era = z / 146097, of_era = z % 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t mp = (5 * of_year + 2) / 153;
    int64_t day = of_year - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;

    return (y + era * 400 + (month <= 2)) * 10000 + month * 100 + day;
}

date date_add_days(date d, int64_t days)
{
    return date_of_days(date_to_days(d) + days);
}

enum { CHINA_OFFSET_S = 8 * 3600, DAY_S = 86400 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

date date_of_instant(instant t)
{
    return date_of_days(floor_div(floor_div(t.ms, 1000) + CHINA_OFFSET_S, DAY_S));
}

instant instant_of_date(date d, int64_t second_of_day)
{
    return (instant){(date_to_days(d) * DAY_S + second_of_day - CHINA_OFFSET_S) * 1000};
}

int date_age(date birth, date at)
{
    int years = date_year(at) - date_year(birth) - (date_month(at) < date_month(birth));

    return birth <= 0 || at <= 0 || years < 0 ? -1 : years;
}

static void write_two(struct buf *out, int64_t v)
{
    buf_char(out, (char)('0' + v / 10 % 10));
    buf_char(out, (char)('0' + v % 10));
}

bool date_precedes(date d, date other)
{
    if (!d || !other)
        return false;
    return date_day(d) && date_day(other) ? d < other : d / 100 < other / 100;
}

void date_write(struct buf *out, date d)
{
    if (d == 0)
        return;
    buf_i64(out, date_year(d));
    buf_char(out, '-');
    write_two(out, date_month(d));
    if (date_day(d)) {
        buf_char(out, '-');
        write_two(out, date_day(d));
    }
}

void instant_write(struct buf *out, instant t)
{
    int64_t s = floor_div(t.ms, 1000), day = floor_div(s, DAY_S), of_day = s - day * DAY_S;

    date_write(out, date_of_days(day));
    buf_char(out, 'T');
    write_two(out, of_day / 3600);
    buf_char(out, ':');
    write_two(out, of_day / 60 % 60);
    buf_char(out, ':');
    write_two(out, of_day % 60);
    buf_char(out, 'Z');
}

/* Take up to `most` digits; the count of digits taken. */
static size_t take_number(struct str *s, size_t most, int64_t *v)
{
    size_t n = 0;

    *v = 0;
    while (n < most && n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9')
        *v = *v * 10 + (s->ptr[n++] - '0');
    if (n)
        *s = (struct str){s->ptr + n, s->len - n};
    return n;
}

static bool take(struct str *s, struct str mark)
{
    if (!str_starts(*s, mark))
        return false;
    *s = (struct str){s->ptr + mark.len, s->len - mark.len};
    return true;
}

/* Digits behind a point, as thousandths; what is finer is dropped. */
static int64_t take_fraction(struct str *s)
{
    int64_t v, ms = 0;
    size_t n = take_number(s, 9, &v);

    for (ms = v; n < 3; n++)
        ms *= 10;
    for (; n > 3; n--)
        ms /= 10;
    return ms;
}

/* hh:mm[:ss[.fff]] */
static bool take_time(struct str *s, int64_t *second_of_day, int64_t *ms)
{
    int64_t h, m, sec = 0;

    *ms = 0;
    if (take_number(s, 2, &h) == 0 || !take(s, STR(":")) || take_number(s, 2, &m) != 2)
        return false;
    if (take(s, STR(":")) && take_number(s, 2, &sec) != 2)
        return false;
    if (take(s, STR(".")))
        *ms = take_fraction(s);
    *second_of_day = h * 3600 + m * 60 + sec;
    return h < 24 && m < 60 && sec < 60;
}

bool instant_read_exact(struct str s, instant *out)
{
    int64_t second = 0, ms = 0;
    date d;
    ptrdiff_t t = str_find(s, STR("T"));
    bool utc = t >= 0 && str_ends(s, STR("Z"));
    size_t split = t >= 0 ? (size_t)t : (size_t)(str_find(s, STR(" ")));

    if (split == SIZE_MAX)
        return date_read(s, &d) && date_day(d) && (*out = instant_of_date(d, 0), true);
    if (!date_read(str_sub(s, 0, split), &d) || !date_day(d))
        return false;
    struct str rest = str_trim(str_sub(s, split + 1, s.len));
    if (!take_time(&rest, &second, &ms) || (utc ? !str_eq(rest, STR("Z")) : rest.len != 0))
        return false;
    *out = instant_of_date(d, second + (utc ? CHINA_OFFSET_S : 0));
    out->ms += ms;
    return date_is_valid(date_of_instant(*out));
}

bool instant_read(struct str s, instant *out)
{
    bool read = instant_read_exact(s, out);

    if (read)
        out->ms = floor_div(out->ms, 1000) * 1000;
    return read;
}

instant instant_minute(instant t)
{
    return (instant){floor_div(t.ms, 60000) * 60000};
}

static bool take_separator(struct str *s, struct str chinese)
{
    return take(s, STR("-")) || take(s, STR(".")) || take(s, STR("/")) || take(s, chinese);
}

/* A midnight that a spreadsheet program added. */
static bool is_midnight(struct str s)
{
    int64_t second, ms;
    struct str rest = str_trim(s);

    return rest.len == 0 ||
           (take_time(&rest, &second, &ms) && second == 0 && rest.len == 0);
}

static bool read_packed(struct str s, int64_t v, size_t digits, date *out)
{
    *out = digits == 8 ? v : v * 100;
    return (digits == 6 || digits == 8) && is_midnight(s) && date_is_valid(*out) &&
           (digits == 6 || date_day(*out));
}

bool date_read(struct str s, date *out)
{
    int64_t y, m, d = 0;
    date found;
    struct str rest = str_trim(s);
    size_t digits = take_number(&rest, 8, &y);

    if (digits > 4) {
        bool packed = read_packed(rest, y, digits, &found);
        return packed ? (*out = found, true) : false;
    }
    if (digits != 4 || !take_separator(&rest, STR("年")) || take_number(&rest, 2, &m) == 0)
        return false;
    if (!take(&rest, STR("月")) || rest.len) {
        bool more =
            rest.ptr > s.ptr && (take_separator(&rest, STR("月")) ||
                                 (rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9'));
        if (more && take_number(&rest, 2, &d) != 0) {
            if (d == 0)
                return false;
            (void)take(&rest, STR("日"));
        }
    }
    found = y * 10000 + m * 100 + d;
    if (!is_midnight(rest) || !date_is_valid(found))
        return false;
    *out = found;
    return true;
}

bool date_is_far(struct str s)
{
    struct str text = str_trim(s);
    struct str head = str_sub(text, 0, 4);
    char near[40] = "2000"; /* a leap year, in reach */
    int64_t year;
    date found;

    if (text.len < 4 || text.len >= sizeof(near) || take_number(&head, 4, &year) != 4 ||
        (year >= DATE_YEAR_MIN && year <= DATE_YEAR_MAX))
        return false;
    memcpy(near + 4, text.ptr + 4, text.len - 4);
    return date_read((struct str){near, text.len}, &found);
}
