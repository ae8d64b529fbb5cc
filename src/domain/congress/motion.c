#include "domain/congress/motion.h"

static const char *const KINDS[MOTION_KINDS] = {
    [MOTION_MOTION] = "motion",
    [MOTION_SUGGESTION] = "suggestion",
    [MOTION_NOMINATION] = "nomination",
};

static const char *const SOURCES[MOTION_SOURCES] = {
    [MOTION_DEPUTIES] = "deputies",
    [MOTION_PRESIDIUM] = "presidium",
    [MOTION_STANDING_COMMITTEE] = "standing_committee",
    [MOTION_SPECIAL_COMMITTEE] = "special_committee",
    [MOTION_GOVERNMENT] = "government",
};

bool motion_kind_read(struct str code, enum motion_kind *out)
{
    int at = rule_word(KINDS, MOTION_KINDS, code);

    *out = at < 0 ? MOTION_MOTION : (enum motion_kind)at;
    return at >= 0;
}

bool motion_source_read(struct str code, enum motion_source *out)
{
    int at = rule_word(SOURCES, MOTION_SOURCES, code);

    *out = at < 0 ? MOTION_DEPUTIES : (enum motion_source)at;
    return at >= 0;
}

const struct rule_signers *motion_rule(const struct motion_facts *m,
                                       const struct rule_set *set)
{
    static const char *const NAMES[MOTION_KINDS] = {
        [MOTION_MOTION] = "motion", [MOTION_NOMINATION] = "joint_nomination"};
    const char *name = NAMES[m->kind];

    return name && m->source == MOTION_DEPUTIES ? rules_signers(set, str_of(name), m->level)
                                                : NULL;
}

/* A township has neither a standing committee nor special committees; nominations come from the presidium or
 * from deputies; proposals, criticism and opinions are a right of deputies. */
static bool may_put(const struct motion_facts *m)
{
    bool is_township = str_eq(m->level, STR("township"));

    if (m->source == MOTION_DEPUTIES)
        return true;
    if (m->kind == MOTION_SUGGESTION)
        return false;
    if (m->kind == MOTION_NOMINATION)
        return m->source == MOTION_PRESIDIUM;
    return !is_township || m->source == MOTION_PRESIDIUM || m->source == MOTION_GOVERNMENT;
}

enum err motion_gate(const struct motion_facts *m, const struct rule_set *set,
                     struct fault *f)
{
    const struct rule_signers *rule = motion_rule(m, set);
    bool is_nomination = m->kind == MOTION_NOMINATION;

    if (!may_put(m))
        return FAIL(f, ERR_RULE, "motion.source", "%s", "");
    if (m->source != MOTION_DEPUTIES)
        return ERR_OK;
    if (!m->signers)
        return FAIL(f, ERR_RULE, "motion.unsigned", "%s", "");
    if (m->kind == MOTION_SUGGESTION)
        return ERR_OK;
    if (!rule)
        return FAIL(f, ERR_RULE, "motion.no_rule", "%.*s", STR_FMT(m->level));
    if (m->signers < rule->least)
        return FAIL(f, ERR_RULE, is_nomination ? "motion.too_few_names" : "motion.too_few",
                    "%lld" SEP "%lld", (long long)m->signers, (long long)rule->least);
    if (m->until.ms && m->received.ms > m->until.ms)
        return FAIL(f, ERR_RULE, is_nomination ? "motion.late_names" : "motion.late", "%s",
                    "");
    return ERR_OK;
}

bool motion_names_fit(int64_t signed_before, int64_t seats)
{
    return signed_before < seats;
}
