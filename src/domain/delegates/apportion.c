#include "domain/delegates/apportion.h"

#include <assert.h>

/* Weights are products of two numbers up to 10^9 · the units, times seats: beyond 64 bits. */
__extension__ typedef __int128 wide;

static const char *const METHODS[APPORTION_METHODS] = {"largest_remainder",
                                                       "highest_average", "sainte_lague"};
static const char *const BY[] = {"members", "organisations", "both"};

const char *apportion_method_name(enum apportion_method m)
{
    return METHODS[m];
}

bool apportion_method_read(struct str name, enum apportion_method *out)
{
    for (int i = 0; i < APPORTION_METHODS; i++) {
        if (!str_eq(name, str_of(METHODS[i])))
            continue;
        *out = (enum apportion_method)i;
        return true;
    }
    return false;
}

const char *apportion_by_name(enum apportion_by by)
{
    return BY[by];
}

bool apportion_by_read(struct str name, enum apportion_by *out)
{
    for (int i = APPORTION_MEMBERS; i <= APPORTION_BOTH; i++) {
        if (!str_eq(name, str_of(BY[i])))
            continue;
        *out = (enum apportion_by)i;
        return true;
    }
    return false;
}

/* ---- what each unit weighs ------------------------------------------------------------ */

struct claim {
    struct apportion_unit *unit;
    wide weight, rest; /* rest: remainder of the whole seats */
    bool is_fixed;     /* at its minimum */
    bool is_raised;    /* by one seat for its remainder */
};

static void weigh(const struct apportion_rule *rule, struct claim *claims, size_t count)
{
    wide members = 0, organisations = 0;
    int64_t share = rule->by == APPORTION_MEMBERS         ? 100
                    : rule->by == APPORTION_ORGANISATIONS ? 0
                                                          : rule->members_share;

    for (size_t i = 0; i < count; i++) {
        members += claims[i].unit->members;
        organisations += claims[i].unit->organisations;
    }
    members += members == 0; /* nothing divided by something is nothing */
    organisations += organisations == 0;
    for (size_t i = 0; i < count; i++) {
        const struct apportion_unit *u = claims[i].unit;
        claims[i].weight = share == 100 ? u->members
                           : share == 0
                               ? u->organisations
                               : share * (wide)u->members * organisations +
                                     (100 - share) * (wide)u->organisations * members;
    }
}

static wide sum_of_weights(const struct claim *claims, size_t count)
{
    wide sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += claims[i].is_fixed ? 0 : claims[i].weight;
    return sum;
}

/* Is the claim of `a` before that of `b`, when both weigh the same? */
static bool comes_first(const struct apportion_unit *a, const struct apportion_unit *b)
{
    if (a->members != b->members)
        return a->members > b->members;
    if (a->organisations != b->organisations)
        return a->organisations > b->organisations;
    return a->key < b->key;
}

/* ---- the methods ---------------------------------------------------------------------- */

static bool has_more_left(const struct claim *a, const struct claim *b)
{
    return a->rest != b->rest ? a->rest > b->rest : comes_first(a->unit, b->unit);
}

/* One seat more for the one with the largest remainder that has none yet. */
static void raise_next(struct claim **claims, size_t count)
{
    struct claim *best = NULL;

    for (size_t i = 0; i < count; i++)
        if (!claims[i]->is_raised && (!best || has_more_left(claims[i], best)))
            best = claims[i];
    assert(best);
    best->is_raised = true;
    best->unit->quota++;
}

static void deal_remainders(struct claim **claims, size_t count, int64_t seats, wide sum)
{
    int64_t left = seats;

    for (size_t i = 0; i < count; i++) {
        wide share = claims[i]->weight * seats;
        claims[i]->unit->quota = (int64_t)(share / sum);
        claims[i]->rest = share % sum;
        claims[i]->is_raised = false;
        left -= claims[i]->unit->quota;
    }
    for (; left > 0; left--)
        raise_next(claims, count);
}

static wide divisor(enum apportion_method m, int64_t quota)
{
    return m == APPORTION_SAINTE_LAGUE ? 2 * (wide)quota + 1 : (wide)quota + 1;
}

static bool has_higher_average(const struct claim *a, const struct claim *b,
                               enum apportion_method m)
{
    wide x = a->weight * divisor(m, b->unit->quota);
    wide y = b->weight * divisor(m, a->unit->quota);

    return x != y ? x > y : comes_first(a->unit, b->unit);
}

static void deal_averages(struct claim **claims, size_t count, int64_t seats,
                          enum apportion_method m)
{
    for (size_t i = 0; i < count; i++)
        claims[i]->unit->quota = 0;
    for (int64_t seat = 0; seat < seats; seat++) {
        struct claim *best = claims[0];
        for (size_t i = 1; i < count; i++)
            if (has_higher_average(claims[i], best, m))
                best = claims[i];
        best->unit->quota++;
    }
}

/* ---- minimums ------------------------------------------------------------------------- */

static size_t collect_free(struct claim *claims, size_t count, struct claim **out,
                           int64_t *seats)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        if (claims[i].is_fixed)
            *seats -= claims[i].unit->quota;
        else
            out[n++] = &claims[i];
    }
    return n;
}

/* Fix those below at their minimum; false when there are none. */
static bool fix_poor(struct claim **claims, size_t count)
{
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        struct apportion_unit *u = claims[i]->unit;
        if (u->quota >= u->minimum)
            continue;
        u->quota = u->minimum;
        claims[i]->is_fixed = any = true;
    }
    return any;
}

static void deal(struct arena *a, const struct apportion_rule *rule, struct claim *claims,
                 size_t count)
{
    struct claim **open = ARENA_ARRAY(a, struct claim *, count);
    size_t n;

    do {
        int64_t seats = rule->total;
        n = collect_free(claims, count, open, &seats);
        wide sum = sum_of_weights(claims, count);
        for (size_t i = 0; sum == 0 && i < n; i++)
            open[i]->weight = 1;
        sum = sum ? sum : (wide)n;
        if (n && rule->method == APPORTION_LARGEST_REMAINDER)
            deal_remainders(open, n, seats, sum);
        else if (n)
            deal_averages(open, n, seats, rule->method);
    } while (fix_poor(open, n));
}

static enum err check(const struct apportion_rule *rule, const struct apportion_unit *units,
                      size_t count, struct fault *f)
{
    int64_t least = 0;

    if (count < 1 || count > APPORTION_UNITS_MOST)
        return FAIL(f, ERR_INVALID, "apportion.units", "%d", APPORTION_UNITS_MOST);
    if (rule->total < 1 || rule->total > APPORTION_TOTAL_MOST)
        return FAIL(f, ERR_INVALID, "apportion.total", "%d", APPORTION_TOTAL_MOST);
    if (rule->members_share < 0 || rule->members_share > 100)
        return FAIL(f, ERR_INVALID, "apportion.weight", "%lld",
                    (long long)rule->members_share);
    for (size_t i = 0; i < count; i++) {
        const struct apportion_unit *u = &units[i];
        if (u->members < 0 || u->organisations < 0 || u->minimum < 0 ||
            u->members > APPORTION_PEOPLE_MOST || u->organisations > APPORTION_PEOPLE_MOST)
            return FAIL(f, ERR_INVALID, "apportion.people", "%zu" SEP "%d", i + 1,
                        APPORTION_PEOPLE_MOST);
        least += u->minimum > APPORTION_TOTAL_MOST ? APPORTION_TOTAL_MOST + 1 : u->minimum;
    }
    if (least > rule->total)
        return FAIL(f, ERR_RULE, "apportion.minimum", "%lld" SEP "%lld", (long long)least,
                    (long long)rule->total);
    return ERR_OK;
}

enum err apportion(struct arena *a, const struct apportion_rule *rule,
                   struct apportion_unit *units, size_t count, struct fault *f)
{
    TRY(check(rule, units, count, f));
    struct claim *claims = ARENA_ARRAY(a, struct claim, count);
    for (size_t i = 0; i < count; i++)
        claims[i].unit = &units[i];
    weigh(rule, claims, count);
    wide sum = sum_of_weights(claims, count);
    for (size_t i = 0; i < count; i++) {
        wide weight = sum ? claims[i].weight : 1, of = sum ? sum : (wide)count;
        units[i].exact = (int64_t)((weight * rule->total * 200 + of) / (of * 2));
    }
    deal(a, rule, claims, count);
    return ERR_OK;
}
