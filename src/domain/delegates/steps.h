/*
 * The way to a roster: quotas allotted, people nominated, reviewed, elected in their units, credentials
 * confirmed.  Each step has a gate made of numbers; most may be passed by nobody, some by a decision on
 * record.  Pure.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum delegate_step {
    STEP_ALLOT,
    STEP_NOMINATE,
    STEP_REVIEW,
    STEP_ELECT,
    STEP_CREDENTIALS,
    DELEGATE_STEPS,
};

const char *delegate_step_name(enum delegate_step s); /* "allot" … */
bool delegate_step_read(struct str name, enum delegate_step *out);

struct step_numbers {
    int64_t units, units_without_quota;
    int64_t total, quota;      /* seats as decided (0: not stated); dealt to units */
    int64_t units_short_names; /* with fewer names than seats and surplus ask for */
    int64_t proposed;          /* names not yet reviewed */
    int64_t units_short_reviewed;
    int64_t elected; /* chosen by their units, confirmed or not */
    int64_t unchecked, qualified;
    int64_t least, most, never; /* of the congress, by the rule set; most 0: not said */
    bool is_approved;           /* the superior's approval of another number is on record */
    const char *size_article;
    const char *surplus_article; /* of the rule for the differential */
};

struct step_gate {
    bool is_ok;
    bool may_decide;    /* may be passed with a recorded decision */
    struct fault fault; /* why not; empty when ok */
};

/*
 * May `s` be recorded as done, given which steps were?  By decision pass: seats held back (allot) and
 * seats left vacant (elect).  A number of delegates outside the rule passes with the superior's approval
 * alone; the differential, the review of every name and of every credential pass by none.  Faults:
 * delegates.order, .no_units, .no_quota, .size, .size_never, .sum, .names, .unreviewed, .reviewed,
 * .elected, .unchecked, .nobody.
 */
struct step_gate delegate_gate(enum delegate_step s, const bool done[DELEGATE_STEPS],
                               const struct step_numbers *n);
