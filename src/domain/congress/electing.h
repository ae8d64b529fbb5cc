/*
 * Which congress elects which office, and by which rules: who was elected by the wrong one, or by another's bar,
 * holds nothing.  Pure.
 * Offices: 中国共产党章程 (2022), art. 26 (a congress: the committee, the discipline commission), art. 28 (the
 * committee's plenary: the standing committee, secretary, deputies), art. 45 (the commission's plenary: its own);
 * 地方组织法 (2022), arts 11, 12; 选举法 (2020), art. 3 (deputies of county and township, by the voters).
 * Rules: 中国共产党地方组织选举工作条例 (2020), art. 2 (county and above); 中国共产党基层组织选举工作条例 (2020), art. 2
 * (township and below).  What the conference elects stands in its charter (政协章程), whose article is open; there is
 * none in a township.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>

/* The last is NULL where there are fewer. */
enum { ELECTING_SETS_MOST = 3, ELECTING_OFFICES_MOST = 8 };

struct electing_source {
    const char *document, *article; /* "" when it is open */
};

struct electing {
    const char *kind,
        *level; /* codes of congress_kind and of level; level NULL: whichever */
    const char *
        sets[ELECTING_SETS_MOST]; /* rule sets by which it elects; none: no such congress */
    const char *offices[ELECTING_OFFICES_MOST]; /* codes of election_office */
    struct electing_source offices_by, sets_by;
};

/* Of a level: a township's people's congress elects less than a county's.  NULL: no such kind. */
const struct electing *electing_of(struct str congress_kind, struct str level);

/* Why the office is filled from among the electors themselves: of a plenary and of a conference always (政协章程:
 * its members elect its chair, deputies and standing members from among themselves; the article is open); of a
 * people's congress the chair and members of its standing committee (组织法 47), the chair of a township's congress
 * (18).  NULL: anybody may stand. */
const struct electing_source *electing_from_electors(const struct electing *e,
                                                     struct str office);

/* Why nobody holds both offices: of the congress and of the state (组织法 18, 47), two of the state (法官法 22,
 * 检察官法 23), or two seats of one body: chair, deputy and member of a standing committee (组织法 18, 47; of the
 * conference its charter), member and alternate of a committee, secretary and deputy.  Two questions about deputy
 * heads are one office.  NULL: he may. */
const struct electing_source *electing_apart(const struct electing *e, struct str a,
                                             struct str b);

/* Which organ the head of that office leads (code "chief" of a people's congress), by its title: there are three of
 * them, and each has one. */
enum electing_head {
    HEAD_GOVERNMENT,  /* 县长、镇长 */
    HEAD_SUPERVISION, /* 监察委员会主任 */
    HEAD_COURT,       /* 人民法院院长 */
};
enum electing_head electing_head_of(struct str title);

bool electing_by(const struct electing *e, struct str rule_set);
bool electing_office(const struct electing *e, struct str office);
