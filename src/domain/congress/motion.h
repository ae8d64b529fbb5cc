/*
 * What deputies put to a people's congress in writing: motions (议案, 地方组织法 2022 art. 22), proposals, criticism
 * and opinions (建议、批评和意见), joint nominations (联合提名, art. 26).  How many sign is a rule of the rule set
 * (rules.h, rule_signers).  Pure.
 */
#pragma once

#include "base/err.h"
#include "base/instant.h"
#include "domain/poll/rules.h"

enum motion_kind { MOTION_MOTION, MOTION_SUGGESTION, MOTION_NOMINATION, MOTION_KINDS };

/* Who puts it. */
enum motion_source {
    MOTION_DEPUTIES,
    MOTION_PRESIDIUM,
    MOTION_STANDING_COMMITTEE,
    MOTION_SPECIAL_COMMITTEE,
    MOTION_GOVERNMENT,
    MOTION_SOURCES,
};

/* By the codes of the tables motion_kind and motion_source. */
bool motion_kind_read(struct str code, enum motion_kind *out);
bool motion_source_read(struct str code, enum motion_source *out);

struct motion_facts {
    enum motion_kind kind;
    enum motion_source source;
    struct str level;        /* of the congress: a code of the table level */
    int64_t signers;         /* deputies, each once, with the one who leads */
    instant received, until; /* until 0: the presidium has set no end */
};

/* The rule by which signatures are counted; NULL: it needs none, or the set does not say. */
const struct rule_signers *motion_rule(const struct motion_facts *m,
                                       const struct rule_set *set);

/*
 * May it be put to the presidium as what it is?  Faults: motion.source (a standing committee and special
 * committees are of the county and above; nominations are of the presidium and of deputies), motion.unsigned,
 * motion.no_rule, motion.too_few and motion.too_few_names (signed, wanted, article), motion.late.
 */
MUST_USE enum err motion_gate(const struct motion_facts *m, const struct rule_set *set,
                              struct fault *f);

/* Nobody nominates jointly more people for an office than there are seats (art. 26).  `signed_before`: other
 * nominations for the same election that he signs. */
bool motion_names_fit(int64_t signed_before, int64_t seats);
