/*
 * Which congress elects which office: who was elected by the wrong one holds nothing.  Pure.
 * 中国共产党章程 (2022), art. 26 (a congress: the committee, the discipline commission), art. 28 (the committee's
 * plenary: the standing committee, secretary, deputies), art. 45 (the commission's plenary: its own);
 * 地方组织法 (2022), arts 11, 12; 选举法 (2020), art. 3 (deputies of county and township, by the voters).  What the
 * conference elects stands in its charter (政协章程), whose article is open.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>

enum {
    ELECTING_SETS_MOST = 3,
    ELECTING_OFFICES_MOST = 6
}; /* the last is NULL where there are fewer */

struct electing {
    const char *kind,
        *level; /* codes of congress_kind and of level; level NULL: whichever */
    const char *sets[ELECTING_SETS_MOST];       /* rule sets by which it elects */
    const char *offices[ELECTING_OFFICES_MOST]; /* codes of election_office */
    const char *document, *article;             /* "" when it is open */
};

/* Of a level: a township's people's congress elects less than a county's.  NULL: no such kind. */
const struct electing *electing_of(struct str congress_kind, struct str level);

bool electing_by(const struct electing *e, struct str rule_set);
bool electing_office(const struct electing *e, struct str office);
