/* By which rule a sitting is judged to have enough people.  Pure; the arithmetic is rules.h's. */
#pragma once

#include "domain/poll/rules.h"

/*
 * The office of `set` whose quorum holds for a sitting of this kind of congress (code of
 * congress_kind): of a plenary that of its standing committee (2020 地方组织选举工作条例 art. 24: more than
 * 2/3 of due), of a party congress that of the committee (art. 24: more than 1/2; township, 2020
 * 基层组织选举工作条例 art. 19: at least 4/5), of a people's congress that of its chief (地方组织法 art. 14: at
 * least 2/3).  NULL: a set without offices.
 */
const struct rule_office *quorum_office(struct str congress_kind,
                                        const struct rule_set *set);

struct quorum {
    const struct rule_share *share;
    int64_t of, needed, present;
    bool is_met;
};

struct quorum quorum_of(const struct rule_share *share, int64_t due, int64_t present);

/* Of a part of a congress, its presidium or a delegation, for whose own meetings no article here gives a quorum: more
 * than half of its members, as of any body that decides by majority. */
struct quorum quorum_of_part(int64_t due, int64_t present);
