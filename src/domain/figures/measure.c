#include "domain/figures/measure.h"

#include <assert.h>

static int64_t power(int digits)
{
    int64_t p = 1;

    assert(digits >= 0 && digits <= 2 * ROUNDED_DIGITS_MAX);
    while (digits-- > 0)
        p *= 10;
    return p;
}

/* part × factor / whole, half up. */
static int64_t divide(int64_t part, int64_t whole, int64_t factor)
{
    assert(part >= 0 && whole >= 0 && whole <= INT64_MAX / 4 / factor);
    if (whole == 0)
        return 0;
    int64_t units = part / whole, rest = part % whole; /* so that nothing overflows */

    return units * factor + (rest * factor * 2 + whole) / (whole * 2);
}

struct rounded ratio(int64_t part, int64_t whole, int digits)
{
    return (struct rounded){divide(part, whole, power(digits)), digits};
}

struct rounded ratio_percent(int64_t part, int64_t whole, int digits)
{
    return (struct rounded){divide(part, whole, power(digits) * 100), digits};
}

struct ages ages_of(const struct bar *births, size_t count, date at)
{
    struct ages a = {0};

    for (size_t i = 0; i < count; i++) {
        int age = date_age(births[i].key, at);
        if (age < 0)
            continue;
        a.people += births[i].count;
        a.years += births[i].count * age;
    }
    return a;
}

int64_t ages_at_most(const struct bar *births, size_t count, date at, int most)
{
    int64_t people = 0;

    for (size_t i = 0; i < count; i++) {
        int age = date_age(births[i].key, at);
        if (age >= 0 && age <= most)
            people += births[i].count;
    }
    return people;
}

struct rounded rounded_of(int64_t scaled, int scale, int digits)
{
    int64_t step = power(scale > digits ? scale - digits : 0);
    int64_t half = scaled < 0 ? -(step / 2) : step / 2;

    return (struct rounded){(scaled + half) / step, scale > digits ? digits : scale};
}

void rounded_write(struct buf *out, struct rounded r)
{
    int64_t unit = power(r.digits), whole = r.value / unit, rest = r.value % unit;

    if (r.value < 0) {
        buf_char(out, '-');
        whole = -whole;
        rest = -rest;
    }
    buf_i64(out, whole);
    if (!r.digits)
        return;
    buf_char(out, '.');
    while (unit > 1) {
        unit /= 10;
        buf_char(out, (char)('0' + rest / unit % 10));
    }
}

bool rounded_equal(struct rounded a, struct rounded b)
{
    int digits = a.digits > b.digits ? a.digits : b.digits;

    return a.value * power(digits - a.digits) == b.value * power(digits - b.digits);
}
