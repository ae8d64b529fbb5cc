#include "domain/congress/before.h"

#include <stddef.h>

/* clang-format off */
#define ORGANIC   "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"
#define ELECTORAL "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法"
#define LOCAL     "中国共产党地方组织选举工作条例"
#define BASE      "中国共产党基层组织选举工作条例"

static const struct before_of {
    const char *kind, *level; /* level NULL: whichever */
    struct before_law steps[BEFORE_STEPS]; /* document NULL: not asked */
} TABLE[] = {
    {"people", "township",
     {[BEFORE_PRESIDIUM] = {ORGANIC, "art. 19"}, [BEFORE_CREDENTIALS] = {ELECTORAL, "art. 47"},
      [BEFORE_RULES] = {ORGANIC, "art. 27"}}},
    {"people", NULL,
     {[BEFORE_MEETING] = {ORGANIC, "art. 17"}, [BEFORE_PRESIDIUM] = {ORGANIC, "art. 17"},
      [BEFORE_SECRETARY_GENERAL] = {ORGANIC, "art. 17"},
      [BEFORE_CREDENTIALS] = {ELECTORAL, "art. 47"}, [BEFORE_RULES] = {ORGANIC, "art. 27"}}},
    {"party", "township",
     {[BEFORE_MEETING] = {BASE, "art. 20"}, [BEFORE_PRESIDIUM] = {BASE, "art. 20"},
      [BEFORE_CREDENTIALS] = {BASE, "art. 11"}, [BEFORE_RULES] = {BASE, ""}}},
    {"party", NULL,
     {[BEFORE_MEETING] = {LOCAL, "art. 25"}, [BEFORE_PRESIDIUM] = {LOCAL, "art. 25"},
      [BEFORE_SECRETARY_GENERAL] = {LOCAL, "art. 29"}, [BEFORE_CREDENTIALS] = {LOCAL, ""},
      [BEFORE_RULES] = {LOCAL, ""}}},
};
/* clang-format on */

const struct before_law *before_asked(struct str congress_kind, struct str level,
                                      int64_t session, enum before_step step)
{
    for (size_t i = 0; i < sizeof(TABLE) / sizeof(TABLE[0]); i++) {
        const struct before_of *b = &TABLE[i];
        if (!str_eq(congress_kind, str_of(b->kind)) ||
            (b->level && !str_eq(level, str_of(b->level))))
            continue;
        bool is_over = step == BEFORE_CREDENTIALS && session > 1;
        return b->steps[step].document && !is_over ? &b->steps[step] : NULL;
    }
    return NULL;
}

bool before_is_done(struct str congress_kind, struct str sitting_kind,
                    enum before_step step, bool is_passed)
{
    bool is_heard = step == BEFORE_CREDENTIALS && str_eq(congress_kind, STR("people"));

    if (str_eq(sitting_kind, STR("delegation")))
        return false;
    return is_heard || (is_passed && !str_eq(sitting_kind, STR("presidium")));
}
