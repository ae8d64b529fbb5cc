/* Numbers of a spreadsheet as text. */
#include "office/number.h"

#include "base/date.h"

/* The value 0.d1d2d3… × 10^point. */
struct decimal {
    bool is_negative;
    int count; /* digits; 0: the value is zero */
    int64_t point;
    char digits[NUMBER_DIGITS + 1]; /* one more, to round */
};

enum { POINT_MAX = 400, SECONDS_A_DAY = 86400 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the digits and the point from s[*at…]; false when there is no digit. */
static bool read_digits(struct str s, size_t *at, struct decimal *d)
{
    bool has_point = false, has_digit = false;

    for (; *at < s.len; ++*at) {
        char c = s.ptr[*at];
        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (!is_digit(c))
            break;
        has_digit = true;
        if (c == '0' && d->count == 0) { /* leading zeros carry no digit */
            d->point -= has_point;
            continue;
        }
        d->point += !has_point;
        if (d->count <= NUMBER_DIGITS)
            d->digits[d->count++] = c;
    }
    return has_digit;
}

static bool read_exponent(struct str s, size_t *at, struct decimal *d)
{
    int64_t exponent = 0;

    if (*at == s.len)
        return true;
    if (s.ptr[*at] != 'e' && s.ptr[*at] != 'E')
        return false;
    struct str rest = str_sub(s, *at + 1, s.len);
    if (!str_i64(rest, &exponent) || exponent > POINT_MAX || exponent < -POINT_MAX)
        return false;
    d->point += exponent;
    *at = s.len;
    return true;
}

/* To 15 digits, half away from zero as Excel shows it. */
static void round_digits(struct decimal *d)
{
    if (d->count > NUMBER_DIGITS) {
        bool up = d->digits[NUMBER_DIGITS] >= '5';
        d->count = NUMBER_DIGITS;
        while (up && d->count > 0 && d->digits[d->count - 1] == '9')
            d->count--;
        if (up && d->count > 0)
            d->digits[d->count - 1]++;
        if (up && d->count == 0) { /* 9.99… became 10 */
            d->digits[d->count++] = '1';
            d->point++;
        }
    }
    while (d->count > 0 && d->digits[d->count - 1] == '0')
        d->count--;
}

static bool decimal_read(struct str s, struct decimal *d)
{
    size_t at = 0;

    *d = (struct decimal){0};
    if (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+'))
        d->is_negative = s.ptr[at++] == '-';
    if (!read_digits(s, &at, d) || !read_exponent(s, &at, d))
        return false;
    round_digits(d);
    return d->count == 0 || (d->point <= POINT_MAX && d->point >= -POINT_MAX);
}

static char *put_zeros(char *at, int64_t count)
{
    memset(at, '0', (size_t)count);
    return at + count;
}

static char *put_plain(char *at, const struct decimal *d)
{
    int whole = d->point < d->count ? (int)d->point : d->count;

    if (d->point <= 0) {
        *at++ = '0';
        *at++ = '.';
        at = put_zeros(at, -d->point);
        whole = 0;
    }
    memcpy(at, d->digits, (size_t)whole);
    at += whole;
    if (d->point > d->count)
        return put_zeros(at, d->point - d->count);
    if (d->point > 0 && whole < d->count)
        *at++ = '.';
    memcpy(at, d->digits + whole, (size_t)(d->count - whole));
    return at + (d->count - whole);
}

static struct str decimal_text(struct arena *a, const struct decimal *d)
{
    if (d->count == 0)
        return STR("0");
    if (d->point > 21 || d->point < -20) /* beyond what anybody counts: 1.5E+30 */
        return str_print(a, "%s%c%s%.*sE%+lld", d->is_negative ? "-" : "", d->digits[0],
                         d->count > 1 ? "." : "", d->count - 1, d->digits + 1,
                         (long long)d->point - 1);

    char *text = arena_bytes(a, NUMBER_DIGITS + 32), *at = text;
    if (d->is_negative)
        *at++ = '-';
    at = put_plain(at, d);
    return (struct str){text, (size_t)(at - text)};
}

/* Whole days and seconds of a serial date; false outside 0 … 9999-12-31. */
static bool serial_of(const struct decimal *d, int64_t *days, int64_t *seconds)
{
    int64_t whole = 0, part = 0, scale = 1;

    if (d->is_negative || d->point > 7)
        return false;
    for (int i = 0; i < d->point; i++)
        whole = whole * 10 + (i < d->count ? d->digits[i] - '0' : 0);
    for (int64_t i = d->point; i < d->count && scale < 1000000000000; i++) {
        part = part * 10 + (i >= 0 ? d->digits[i] - '0' : 0);
        scale *= 10;
    }
    *seconds = (part * SECONDS_A_DAY + scale / 2) / scale; /* to the nearest second */
    *days = whole + *seconds / SECONDS_A_DAY;
    *seconds %= SECONDS_A_DAY;
    return *days <= 2958465;
}

static struct str clock_text(struct arena *a, int64_t seconds)
{
    return str_print(a, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
                     (long long)(seconds / 60 % 60), (long long)(seconds % 60));
}

/* The calendar day of a serial number.  Day 60 of the 1900 system is the 29th of
 * February that 1900 never had: Excel keeps an error of Lotus 1-2-3. */
static struct str day_text(struct arena *a, int64_t days, bool is_1904)
{
    const int64_t epoch_1900 = -25569, epoch_1904 = -24107; /* days before 1970 */

    if (is_1904)
        days += epoch_1904;
    else if (days == 60)
        return STR("1900-02-29");
    else
        days += epoch_1900 + (days < 60);
    date d = date_of_days(days);
    return str_print(a, "%04d-%02d-%02d", date_year(d), date_month(d), date_day(d));
}

struct str number_text(struct arena *a, struct str stored, unsigned format, bool is_1904)
{
    struct decimal d;
    int64_t days, seconds;

    if (!decimal_read(stored, &d))
        return str_copy(a, stored);
    if (format == FORMAT_PLAIN || !serial_of(&d, &days, &seconds))
        return decimal_text(a, &d);
    if (format & FORMAT_ELAPSED)
        return clock_text(a, days * SECONDS_A_DAY + seconds);
    if (days == 0 && !is_1904)
        return format & FORMAT_TIME ? clock_text(a, seconds) : decimal_text(a, &d);
    if (days == 0 && !(format & FORMAT_DATE))
        return clock_text(a, seconds);

    struct str day = day_text(a, days, is_1904);
    if (!(format & FORMAT_TIME) || seconds == 0)
        return day;
    struct str clock = clock_text(a, seconds);
    return str_print(a, "%.*s %.*s", STR_FMT(day), STR_FMT(clock));
}

bool number_is_plain(struct str s)
{
    size_t at = s.len > 0 && s.ptr[0] == '-', digits = 0, points = 0;

    if (at >= s.len || !is_digit(s.ptr[at]) || !is_digit(s.ptr[s.len - 1]))
        return false;
    if (s.ptr[at] == '0' && at + 1 < s.len && s.ptr[at + 1] != '.')
        return false;
    for (; at < s.len; at++) {
        points += s.ptr[at] == '.';
        digits += is_digit(s.ptr[at]);
        if (s.ptr[at] != '.' && !is_digit(s.ptr[at]))
            return false;
    }
    return digits <= NUMBER_DIGITS && points <= 1 && !str_eq(s, STR("-0"));
}

unsigned format_of_id(int64_t id)
{
    bool is_time = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 ||
                   id == 47 || id == 55 || id == 56;
    bool is_date = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
                   (id >= 50 && id <= 54) || id == 57 || id == 58;

    if (id == 22)
        return FORMAT_DATE | FORMAT_TIME;
    if (id == 46)
        return FORMAT_TIME | FORMAT_ELAPSED;
    if (is_time)
        return FORMAT_TIME;
    return is_date ? FORMAT_DATE : FORMAT_PLAIN;
}

/* What ends a stretch that begins with `c`; NUL: it begins none. */
static char closing(char c)
{
    if (c == '"')
        return '"';
    return (char)(c == '[' ? ']' : '\0');
}

/* Behind what stands in quotes, brackets or after \ _ * at `at`, or the word General;
 * `at` if nothing of that does. */
static size_t skip_literal(struct str code, size_t at)
{
    if (str_eq_nocase(str_sub(code, at, 7), STR("General")))
        return at + 7;

    char c = code.ptr[at], close = closing(c);
    if (c == '\\' || c == '_' || c == '*')
        return at + 2;
    if (!close)
        return at;
    for (at++; at < code.len && code.ptr[at] != close;)
        at++;
    return at + 1;
}

static bool is_elapsed(struct str code, size_t at)
{
    if (code.ptr[at] != '[' || at + 1 >= code.len)
        return false;
    char c = code.ptr[at + 1];
    size_t end = at + 1;
    while (end < code.len && code.ptr[end] == c)
        end++;
    return strchr("hHmMsS", c) && c && end < code.len && code.ptr[end] == ']';
}

/* A letter of a date or a time.  M is settled at the end: months unless beside h or s. */
static unsigned letter_format(struct str code, size_t at, bool *has_month)
{
    bool is_exponent =
        at + 1 < code.len && (code.ptr[at + 1] == '+' || code.ptr[at + 1] == '-');

    switch (code.ptr[at]) {
    case 'y':
    case 'Y':
    case 'd':
    case 'D':
        return FORMAT_DATE;
    case 'e':
    case 'E':
        return is_exponent ? FORMAT_PLAIN : FORMAT_DATE; /* e: year of an era */
    case 'h':
    case 'H':
    case 's':
    case 'S':
        return FORMAT_TIME;
    case 'm':
    case 'M':
        *has_month = true;
        return FORMAT_PLAIN;
    default:
        return FORMAT_PLAIN;
    }
}

unsigned format_of_code(struct str code)
{
    unsigned format = FORMAT_PLAIN;
    bool has_month = false;

    for (size_t at = 0; at < code.len && code.ptr[at] != ';';) {
        if (is_elapsed(code, at))
            format |= FORMAT_TIME | FORMAT_ELAPSED;
        size_t next = skip_literal(code, at);
        if (next == at)
            format |= letter_format(code, next++, &has_month);
        at = next;
    }
    if (has_month && !(format & FORMAT_TIME))
        format |= FORMAT_DATE;
    return format;
}
