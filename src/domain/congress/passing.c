#include "domain/congress/passing.h"

enum { DUTIES_MOST = 8 };

/* clang-format off */
static const struct passing {
    const char *kind;
    const char *duties[DUTIES_MOST + 1];
} BY_PRESIDIUM[] = {
    {"party",      {"executive_chair", "presidium_standing", "chief_scrutineer",
                    "deputy_chief_scrutineer", "scrutineer", "chief_teller",
                    "teller"}},                           /* 地方 25, 28; 基层 20, 22 */
    {"people",     {"executive_chair", "presidium_standing",
                    "deputy_secretary_general"}},         /* 组织法 17 */
    {"conference", {"executive_chair", "presidium_standing"}}, /* 政协章程 */
};
/* clang-format on */

bool passing_by_presidium(struct str congress_kind, struct str duty)
{
    for (size_t i = 0; i < sizeof(BY_PRESIDIUM) / sizeof(BY_PRESIDIUM[0]); i++) {
        const struct passing *p = &BY_PRESIDIUM[i];
        for (size_t k = 0; p->duties[k]; k++)
            if (str_eq(congress_kind, str_of(p->kind)) &&
                str_eq(duty, str_of(p->duties[k])))
                return true;
    }
    return false;
}
