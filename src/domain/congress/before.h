/*
 * What a congress does before it elects (选举前的程序): it meets to prepare, elects who
 * presides, hears whose mandate holds, settles how it elects, talks its candidates over.
 * Without them nobody presides, nobody knows who may vote, and the surplus is of no rule.  Pure.
 *
 * 地方组织法 (2022): art. 17 (from the county up: preparatory meeting, presidium and
 * secretary-general at each session), 19 (a township: presidium), 27 (the congress's own
 * 选举办法; the presidium lays the candidates before the deputies, who talk them over).
 * 选举法 (2020): art. 47 (credentials, before a term's first session).
 * 中国共产党地方组织选举工作条例 (2020): art. 25 (the preparatory meeting passes the
 * presidium), 29 (the secretary-general names who counts).
 * 中国共产党基层组织选举工作条例 (2020): art. 11 (credentials are reported to the
 * preparatory meeting), 15 (candidates go to the presidium and to the delegations), 20
 * (the preparatory meeting passes the presidium).
 *
 * That a party congress passes its own rules, and from the county up the way of its
 * candidates, stands in articles nobody here has read.  No rule set lets any be skipped.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum before_step {
    BEFORE_MEETING, /* 预备会议 */
    BEFORE_PRESIDIUM,
    BEFORE_SECRETARY_GENERAL,
    BEFORE_CREDENTIALS, /* 代表资格审查报告 */
    BEFORE_RULES,       /* 选举办法 */
    BEFORE_CANDIDATES,  /* 主席团讨论候选人名单 */
    BEFORE_TALKS,       /* 代表酝酿、讨论候选人名单 */
    BEFORE_STEPS
};

struct before_law {
    const char *document, *article; /* article "": open */
};

/* Why a congress of this kind and level (codes) does it in its nth session of a term (0:
 * nobody says, as the first); NULL: it is not asked of it. */
const struct before_law *before_asked(struct str congress_kind, struct str level,
                                      int64_t session, enum before_step step);

/* What an item of the agenda says it is about: agenda_item.matter (codes). */
enum before_matter { BEFORE_OF_CREDENTIALS, BEFORE_OF_RULES, BEFORE_OF_CANDIDATES };

/* Which step an item is that was done or passed at a sitting of that kind (codes);
 * BEFORE_STEPS: none.  A meeting of all passes the rules, and the Party's report on
 * credentials.  The mandates of deputies are confirmed by the standing committee or a
 * township's presidium (选举法 47): it is enough that the report was heard.  The
 * presidium puts candidates forward; delegations talk them over, or all together where
 * a congress is too small to have any. */
enum before_step before_step_of(struct str congress_kind, struct str sitting_kind,
                                enum before_matter matter, bool is_passed);

/* So few are no body that presides by majority: nothing gives a number. */
enum { PRESIDIUM_LEAST = 3 };
