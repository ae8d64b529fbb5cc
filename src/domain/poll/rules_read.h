/* A rule set out of JSON, in the shape of data/rules (data/rules/README.md).  Pure. */
#pragma once

#include "base/json.h"
#include "domain/poll/rules.h"

/*
 * Everything lives in `a`.  Each office must have each rule of RULE_NAMES once, with document and
 * article.  ERR_INVALID: rules.value (set, rule, key), rules.unknown (set, rule), rules.missing,
 * rules.twice, rules.uncited (set, office, rule).
 */
MUST_USE enum err rules_of_json(struct arena *a, const struct json *root,
                                struct rule_set *out, struct fault *f);

/* Where a rule of RULE_NAMES comes from, as read; NULL: no such rule. */
const struct rule_source *rule_source_of(const struct rule_office *o, const char *rule);
