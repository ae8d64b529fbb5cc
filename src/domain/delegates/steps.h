/*
 * The way to a roster.  Of the Party: quotas allotted, people nominated, reviewed, elected in their units,
 * credentials confirmed.  Of a consultative conference, by sectors (界别): quotas allotted, people proposed,
 * consulted on, considered by the chairmen, decided on by the outgoing standing committee.  Each step has a gate
 * made of numbers; most may be passed by nobody, some by a decision on record.  Pure.
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
    STEP_CONSULT = STEP_REVIEW, /* the conference's have the places of the Party's */
    STEP_CONSIDER = STEP_ELECT,
    STEP_DECIDE = STEP_CREDENTIALS,
};

enum delegate_way { WAY_PARTY, WAY_CONFERENCE, DELEGATE_WAYS };

const char *delegate_step_name(enum delegate_way w, enum delegate_step s); /* "allot" … */
bool delegate_step_read(enum delegate_way w, struct str name, enum delegate_step *out);

struct step_numbers {
    int64_t units, units_without_quota;
    int64_t total, quota;      /* seats as decided (0: not stated); dealt to units */
    int64_t units_short_names; /* with fewer names than seats and surplus ask for */
    int64_t proposed;          /* names not yet reviewed */
    int64_t units_short_reviewed;
    int64_t elected; /* chosen by their units, confirmed or not */
    int64_t unchecked, qualified;
    /* Of a conference; its units are sectors, `proposed` those not yet consulted on. */
    int64_t unsorted; /* names in no sector */
    int64_t consulted, considered, members;
    int64_t units_over; /* sectors with more names considered or decided on than seats */
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
 * alone; the differential, the review of every name and of every credential pass by none.  Of a conference,
 * whose Charter has no differential: seats held back pass by decision at allot, nominate and decide; names
 * nobody consulted on or considered, and more names than a sector's seats, by none.  Faults:
 * delegates.order, .no_units, .no_quota, .size, .size_never, .sum, .names, .unreviewed, .reviewed,
 * .elected, .unchecked, .nobody; sectors.none, .no_quota, .sum, .names, .unsorted, .unconsulted,
 * .unconsidered, .nobody, .over, .short.
 */
struct step_gate delegate_gate(enum delegate_way w, enum delegate_step s,
                               const bool done[DELEGATE_STEPS],
                               const struct step_numbers *n);
