#include "domain/calendar/calendar.h"

#include "domain/calendar/calendar_table.h"

enum { WEEK = 7, HOLIDAYS_MAX = 4000, SPAN_MOST = 60 };

const struct day_calendar *calendar_bundled(void)
{
    return &CALENDAR;
}

static const struct day_calendar *in_force = &CALENDAR;

const struct day_calendar *calendar_in_force(void)
{
    return in_force;
}

void calendar_use(const struct day_calendar *c)
{
    in_force = c ? c : &CALENDAR;
}

/* ---- days ------------------------------------------------------------------------------ */

static int weekday(int64_t day) /* 0 is Monday: 1970-01-01 was a Thursday */
{
    return (int)(((day + 3) % WEEK + WEEK) % WEEK);
}

static const struct calendar_day *find(const struct day_calendar *c, date d)
{
    size_t low = 0, high = c->day_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c->days[middle].on < d)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->day_count && c->days[low].on == d ? &c->days[low] : NULL;
}

static bool is_worked(const struct day_calendar *c, int64_t day)
{
    const struct calendar_day *own = find(c, date_of_days(day));

    return own ? own->is_worked : !(c->weekend >> weekday(day) & 1);
}

bool calendar_is_worked(const struct day_calendar *c, date d)
{
    return is_worked(c, date_to_days(d));
}

bool calendar_knows(const struct day_calendar *c, date from, date until)
{
    return c->year_from && date_year(from) >= c->year_from &&
           date_year(until) <= c->year_until;
}

date calendar_add(const struct day_calendar *c, date d, int64_t n)
{
    int64_t at = date_to_days(d), step = n < 0 ? -1 : 1;

    for (int64_t left = n * step; left > 0; left -= is_worked(c, at))
        at += step;
    return date_of_days(at);
}

int64_t calendar_count(const struct day_calendar *c, date from, date until)
{
    int64_t count = 0, last = date_to_days(until);

    for (int64_t day = date_to_days(from); day <= last; day++)
        count += is_worked(c, day);
    return count;
}

/* ---- from JSON --------------------------------------------------------------------------- */

struct reading {
    struct calendar_day *days;
    size_t count;
    struct fault *fault;
};

static enum err wrong(struct fault *f, const char *key, struct str what)
{
    return FAIL(f, ERR_INVALID, "calendar.value", "%s" SEP "%.*s", key,
                STR_FMT(str_sub(what, 0, what.len < 40 ? what.len : 40)));
}

/* In its place; twice is a mistake. */
static enum err add_day(struct reading *r, date on, bool is_worked_day, struct str said)
{
    size_t at = r->count;

    while (at > 0 && r->days[at - 1].on >= on)
        at--;
    if ((at < r->count && r->days[at].on == on) || r->count == HOLIDAYS_MAX)
        return wrong(r->fault, "days", said);
    memmove(r->days + at + 1, r->days + at, (r->count - at) * sizeof(*r->days));
    r->days[at] = (struct calendar_day){on, is_worked_day};
    r->count++;
    return ERR_OK;
}

static enum err day_of_year(struct reading *r, const char *key, struct str text,
                            int64_t year, date *out)
{
    return date_read(text, out) && date_day(*out) && date_year(*out) == year
               ? ERR_OK
               : wrong(r->fault, key, text);
}

static enum err read_holiday(struct reading *r, const struct json *o, int64_t year)
{
    struct str said = json_find_text(o, "from");
    date from, until;

    TRY(day_of_year(r, "from", said, year, &from));
    TRY(day_of_year(r, "until", json_find_text(o, "until"), year, &until));
    int64_t first = date_to_days(from), last = date_to_days(until);
    if (last < first || last - first > SPAN_MOST)
        return wrong(r->fault, "until", said);
    for (int64_t day = first; day <= last; day++)
        TRY(add_day(r, date_of_days(day), false, said));
    return ERR_OK;
}

static const struct json *list_of(const struct json *o, const char *key)
{
    static const struct json NONE = {.kind = JSON_KIND_LIST};
    const struct json *v = json_find(o, key);

    return v && v->kind == JSON_KIND_LIST ? v : &NONE;
}

static enum err read_year(struct reading *r, const struct json *o, struct day_calendar *out)
{
    const struct json *holidays = list_of(o, "holidays"), *worked = list_of(o, "workdays");
    int64_t year = json_find_number(o, "year", 0);
    date on;

    if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX ||
        (out->year_until && year != out->year_until + 1))
        return wrong(r->fault, "year", o->key);
    if (!json_find_text(o, "source").len || !holidays->count)
        return wrong(r->fault, "source", json_find_text(o, "source"));
    for (size_t i = 0; i < holidays->count; i++)
        TRY(read_holiday(r, &holidays->items[i], year));
    for (size_t i = 0; i < worked->count; i++) {
        TRY(day_of_year(r, "workdays", worked->items[i].text, year, &on));
        TRY(add_day(r, on, true, worked->items[i].text));
    }
    out->year_from = out->year_from ? out->year_from : (int)year;
    out->year_until = (int)year;
    return ERR_OK;
}

enum err calendar_read(struct arena *a, const struct json *root, struct day_calendar *out,
                       struct fault *f)
{
    const struct json *years = list_of(root, "years"), *weekend = list_of(root, "weekend");
    struct reading r = {ARENA_ARRAY(a, struct calendar_day, HOLIDAYS_MAX + 1), 0, f};

    *out = (struct day_calendar){0};
    for (size_t i = 0; i < weekend->count; i++) {
        int64_t day =
            weekend->items[i].kind == JSON_KIND_NUMBER ? weekend->items[i].number : 0;
        if (day < 1 || day > WEEK)
            return wrong(f, "weekend", weekend->items[i].text);
        out->weekend |= 1u << (day - 1);
    }
    if (out->weekend == (1u << WEEK) - 1 || !years->count)
        return wrong(f, years->count ? "weekend" : "years", (struct str){0});
    for (size_t i = 0; i < years->count; i++)
        TRY(read_year(&r, &years->items[i], out));
    out->days = r.days;
    out->day_count = r.count;
    return ERR_OK;
}
