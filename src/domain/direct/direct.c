#include "domain/direct/direct.h"

static const char *const DATES[DIRECT_DATES] = {"voter_list", "first_list", "formal_list"};

const char *direct_date_name(enum direct_date d)
{
    return DATES[d];
}

bool direct_date_read(struct str name, enum direct_date *out)
{
    for (int i = 0; i < DIRECT_DATES; i++) {
        if (!str_eq(name, str_of(DATES[i])))
            continue;
        *out = (enum direct_date)i;
        return true;
    }
    return false;
}

static const struct rule_deadline *deadline(const struct rule_set *set, const char *name)
{
    for (size_t i = 0; i < set->deadline_count; i++)
        if (str_eq(str_of(set->deadlines[i].name), str_of(name)))
            return &set->deadlines[i];
    return NULL;
}

struct direct_day direct_day_of(const struct rule_set *set, enum direct_date d,
                                date election_day, date on, date today)
{
    const struct rule_deadline *l = deadline(set, DATES[d]);
    struct direct_day day = {.on = on, .article = l ? l->source.article : ""};

    if (!l || !election_day)
        return day;
    day.latest = date_add_days(election_day, -l->count);
    day.is_late = (on ? on : today) > day.latest;
    return day;
}

static date until(const struct rule_set *set, const char *name, date from)
{
    const struct rule_deadline *l = deadline(set, name);

    return l && from ? date_add_days(from, l->count) : 0;
}

date direct_objection_until(const struct rule_set *set, date published)
{
    return until(set, "appeal", published);
}

date direct_decision_until(const struct rule_set *set, date received)
{
    return until(set, "answer_to_appeal", received);
}

date direct_suit_until(const struct rule_set *set, date election_day)
{
    const struct rule_deadline *l = deadline(set, "suit");

    return l && election_day ? date_add_days(election_day, -l->count) : 0;
}

bool direct_deputies_are_good(int64_t seats)
{
    return seats >= DIRECT_DEPUTIES_LEAST && seats <= DIRECT_DEPUTIES_MOST;
}

bool direct_proxy_fits(int64_t held)
{
    return held < DIRECT_PROXIES_MOST;
}
