#include "domain/congress/size.h"

#include <stddef.h>

static const struct {
    const char *level;
    int64_t base, people, most, small;
} LEVELS[] = {{"county", 140, 5000, 450, 50000}, {"township", 45, 1500, 160, 2000}};

enum { PER_CENT = 100, MINORITIES = 5 };

struct congress_size congress_size_of(struct str level, int64_t population)
{
    for (size_t i = 0; i < sizeof(LEVELS) / sizeof(LEVELS[0]); i++) {
        if (!str_eq(level, str_of(LEVELS[i].level)))
            continue;
        bool is_counted = population >= 0;
        int64_t most =
            is_counted ? LEVELS[i].base + population / LEVELS[i].people : LEVELS[i].most;
        most = most < LEVELS[i].most ? most : LEVELS[i].most;
        return (struct congress_size){.base = LEVELS[i].base,
                                      .most = most,
                                      .extra = most * (PER_CENT + MINORITIES) / PER_CENT,
                                      .small = LEVELS[i].small,
                                      .may_be_fewer =
                                          is_counted && population < LEVELS[i].small,
                                      .is_counted = is_counted};
    }
    return (struct congress_size){0};
}

enum size_verdict congress_size_judge(const struct congress_size *s, int64_t deputies,
                                      bool is_decided)
{
    if (!s->base || (deputies >= s->base && deputies <= s->most))
        return SIZE_KEPT;
    if (deputies > s->extra)
        return SIZE_OVER;
    if (deputies < s->base && !s->is_counted)
        return SIZE_UNCOUNTED;
    if (deputies < s->base && !s->may_be_fewer)
        return SIZE_UNDER;
    return is_decided ? SIZE_KEPT : SIZE_UNDECIDED;
}

const char *congress_size_message(enum size_verdict v)
{
    static const char *const MESSAGES[] = {[SIZE_OVER] = "size.over",
                                           [SIZE_UNDECIDED] = "size.undecided",
                                           [SIZE_UNDER] = "size.under",
                                           [SIZE_UNCOUNTED] = "size.uncounted"};

    return MESSAGES[v];
}
