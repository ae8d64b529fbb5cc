#include "demo/dice.h"

#include "domain/calendar/calendar.h"

uint64_t dice_next(struct dice *d)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15U;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

int dice_below(struct dice *d, int end)
{
    return end < 1 ? 0 : (int)((dice_next(d) >> 32) * (uint64_t)end >> 32);
}

int dice_between(struct dice *d, int low, int high)
{
    return low + dice_below(d, high - low + 1);
}

bool dice_percent(struct dice *d, int percent)
{
    return dice_below(d, 100) < percent;
}

date dice_day(struct dice *d, date from, date until)
{
    int64_t first = date_to_days(from), days = date_to_days(until) - first + 1;
    int64_t day = first + dice_below(d, (int)days);
    date on = date_of_days(day);

    return calendar_is_worked(calendar_in_force(), on)
               ? on
               : calendar_add(calendar_in_force(), on, 1);
}

static int within(struct span s, int64_t v)
{
    return v < s.low ? s.low : v > s.high ? s.high : (int)v;
}

/* One step of one number towards the sum, as far as its span lets it. */
static int64_t step(const struct span *s, int *v, int64_t missing)
{
    int to = within(*s, missing > 0 ? *v + 1 : *v - 1);
    int64_t moved = to - *v;

    *v = to;
    return moved;
}

void dice_fit(struct dice *d, const struct span *spans, size_t count, int64_t sum, int *out)
{
    int64_t missing = sum, stuck = 0;

    for (size_t i = 0; i < count; i++) {
        int spread = (spans[i].high - spans[i].low) / 3;
        int64_t mean = sum / (int64_t)count;
        out[i] = within(spans[i], mean + dice_between(d, -spread, spread));
        missing -= out[i];
    }
    for (size_t i = 0; missing && stuck < (int64_t)count; i = (i + 1) % count) {
        int64_t moved = step(&spans[i], &out[i], missing);
        missing -= moved;
        stuck = moved ? 0 : stuck + 1;
    }
}
