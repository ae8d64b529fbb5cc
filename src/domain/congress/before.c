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
      [BEFORE_RULES] = {ORGANIC, "art. 27"}, [BEFORE_TALKS] = {ORGANIC, "art. 27"}}},
    {"people", NULL,
     {[BEFORE_MEETING] = {ORGANIC, "art. 17"}, [BEFORE_PRESIDIUM] = {ORGANIC, "art. 17"},
      [BEFORE_SECRETARY_GENERAL] = {ORGANIC, "art. 17"},
      [BEFORE_CREDENTIALS] = {ELECTORAL, "art. 47"}, [BEFORE_RULES] = {ORGANIC, "art. 27"},
      [BEFORE_CANDIDATES] = {ORGANIC, "art. 27"}, [BEFORE_TALKS] = {ORGANIC, "art. 27"}}},
    {"party", "township",
     {[BEFORE_MEETING] = {BASE, "art. 20"}, [BEFORE_PRESIDIUM] = {BASE, "art. 20"},
      [BEFORE_CREDENTIALS] = {BASE, "art. 11"}, [BEFORE_RULES] = {BASE, ""},
      [BEFORE_CANDIDATES] = {BASE, "art. 15"}, [BEFORE_TALKS] = {BASE, "art. 15"}}},
    {"party", NULL,
     {[BEFORE_MEETING] = {LOCAL, "art. 25"}, [BEFORE_PRESIDIUM] = {LOCAL, "art. 25"},
      [BEFORE_SECRETARY_GENERAL] = {LOCAL, "art. 29"}, [BEFORE_CREDENTIALS] = {LOCAL, ""},
      [BEFORE_RULES] = {LOCAL, ""}, [BEFORE_CANDIDATES] = {LOCAL, ""}, [BEFORE_TALKS] = {LOCAL, ""}}},
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

/* A draft, or what a part of the congress thinks, settles nothing. */
static enum before_step settled_by_all(struct str sitting_kind, enum before_step step,
                                       bool is_passed, bool is_heard)
{
    if (str_eq(sitting_kind, STR("delegation")))
        return BEFORE_STEPS;
    return is_heard || (is_passed && !str_eq(sitting_kind, STR("presidium")))
               ? step
               : BEFORE_STEPS;
}

enum before_step before_step_of(struct str congress_kind, struct str sitting_kind,
                                enum before_matter matter, bool is_passed)
{
    switch (matter) {
    case BEFORE_OF_CREDENTIALS:
        return settled_by_all(sitting_kind, BEFORE_CREDENTIALS, is_passed,
                              str_eq(congress_kind, STR("people")));
    case BEFORE_OF_RULES:
        return settled_by_all(sitting_kind, BEFORE_RULES, is_passed, false);
    default:
        return str_eq(sitting_kind, STR("presidium")) ? BEFORE_CANDIDATES : BEFORE_TALKS;
    }
}
