/*
 * Delegates of a congress: quotas of electoral units, composition, the steps, the roster's credentials.
 * Members of a consultative conference likewise, by sectors (界别): consulted on, considered, decided on.
 * Ledgers electoral_unit, delegate, structure_target, delegate_step.
 *
 * A congress is named by region, level and term: its units are those of that level and term in the region's subtree.
 * Reading needs a reader of electoral_unit at the region, acts a writer.  Functions that write run inside
 * the writer's transaction.  Common errors: ERR_DENIED, ERR_NOT_FOUND "row.none", ERR_INVALID
 * "delegates.level", "sectors.no_township", ERR_RULE "delegates.too_wide" (more than ROWS_MOST rows), ERR_BUSY, ERR_IO.
 */
#pragma once

#include "domain/delegates/apportion.h"
#include "domain/delegates/steps.h"
#include "domain/delegates/structure.h"
#include "service/record/row_acts.h"

struct delegates_at {
    region region;
    struct str level; /* code of the table level */
    int body;         /* code of body_kind (service/congress/body.h); 0: the Party's */
    int64_t
        term; /* 0: the latest that units name, of each place its own; rows that name none, while none does */
};

enum delegate_way delegates_way(const struct delegates_at *at);

/* What everything below is reckoned from. */
struct delegates {
    struct delegates_at
        at; /* `term`: of the congress of that very place; 0: none is named */
    const struct ledger *units_of, *ledger, *targets_of, *steps_of;
    struct list units, all, targets;
    struct row *steps[DELEGATE_STEPS]; /* NULL: no row yet */
};

MUST_USE enum err delegates_load(struct call *c, const struct delegates_at *at,
                                 struct delegates *out);

/* The day on which ages of the congress's delegates are reckoned: of the step credentials, done or planned.
 * 0: none yet.  Asks no right. */
MUST_USE enum err delegates_age_day(struct call *c, const struct delegates_at *at,
                                    date *out);

/* What a row of the ledger delegate counts for (structure.h); ages on the day `at`. */
uint32_t delegate_traits(const struct ledger *l, const struct row *row, date at);
/* Counted for them, with what the row does not say (structure_is_known). */
void delegate_add(struct structure_count *n, const struct ledger *l, const struct row *row,
                  date at);

/* ---- quotas ---------------------------------------------------------------------------- */

struct quota_query {
    int64_t total; /* 0: what stands */
    struct str method, by;
    int64_t minimum, members_share; /* of "both": per cent by members, -1: 50 */
};

struct quota_line {
    struct row *unit;
    struct apportion_unit dealt;
    int64_t quota, was; /* dealt now, or as it stands; as it stands */
};

struct quotas {
    struct apportion_rule rule;
    bool is_reckoned;
    int64_t total, given; /* as asked or decided; the sum of quotas */
    struct quota_line *lines;
    size_t count;
};

/* ERR_INVALID delegates.method, apportion.*; ERR_RULE apportion.minimum. */
MUST_USE enum err delegates_quotas(struct call *c, const struct delegates_at *at,
                                   const struct quota_query *q, struct quotas *out);

struct quota_given {
    row_id unit;
    int64_t ver; /* 0: whatever it is */
    int64_t quota;
};

/* Fix the quotas.  ERR_RULE delegates.level_region, delegates.quota_sum, delegates.quota_units,
 * delegates.quota_minimum; ERR_CONFLICT "row.changed". */
MUST_USE enum err delegates_allot(struct call *c, const struct delegates_at *at,
                                  const struct quota_query *q,
                                  const struct quota_given *given, size_t count,
                                  int64_t *done);

/* ---- composition ----------------------------------------------------------------------- */

struct structure_line { /* of a unit */
    struct row *unit;
    int64_t quota, proposed, reviewed, elected, qualified;
    int64_t consulted, considered, decided; /* of a conference */
    struct structure_count names;           /* as they count now: see delegate_counts() */
    struct str *missing;                    /* sentences */
    size_t missing_count;
};

struct target_line {
    struct row *row;
    struct structure_target target;
    struct structure_standing standing;
};

struct structure_view {
    date at;       /* ages are taken on this day: delegates_credentials() */
    int64_t total; /* seats */
    struct target_line *targets;
    size_t target_count;
    struct structure_line *units;
    size_t unit_count;
};

/* Names count until they are replaced or lapse; in a unit that has elected, only the elected and the qualified. */
MUST_USE enum err delegates_structure(struct call *c, const struct delegates_at *at,
                                      struct structure_view *out);

/* Members of a conference count as qualified. */
struct credentials {
    date at; /* ages are taken on this day: delegates_credentials() */
    int64_t seats, elected, qualified, unchecked, vacancies;
    struct row **invalid;
    size_t invalid_count;
    struct structure_count names; /* of the elected and the qualified */
    int64_t ages, ages_of;        /* sum of ages, people whose age is known */
    bool is_complete;
};

/* Ages are taken at the day of the step credentials, done or planned, else today. */
MUST_USE enum err delegates_credentials(struct call *c, const struct delegates_at *at,
                                        struct credentials *out);

/* ---- steps ----------------------------------------------------------------------------- */

enum step_state { STEP_DONE, STEP_NOW, STEP_WAITING };

struct step_line {
    date planned, done_on;
    enum step_state state;
    struct step_gate gate;
    int64_t committee,
        approve; /* of a standing committee's decision: all its members, votes; 0: none */
};

struct steps_view {
    struct step_line lines[DELEGATE_STEPS];
};

MUST_USE enum err delegates_steps(struct call *c, const struct delegates_at *at,
                                  struct steps_view *out);

struct step_taken {
    struct str step; /* code of delegate_step */
    date on;
    struct str decision;
    int64_t committee, approve; /* of STEP_DECIDE */
};

/*
 * Record a step as done on a day.  The decision of a conference's standing committee makes members of all who
 * were considered, with more than half of all its members (rule set, decision); names that come later want
 * another one.  ERR_RULE: the gate; delegates.done, delegates.future; conference_decide().
 */
MUST_USE enum err delegates_take(struct call *c, const struct delegates_at *at,
                                 const struct step_taken *taken, struct steps_view *out);

/* ---- election in a unit, vacancies ------------------------------------------------------ */

/*
 * Take over the elected of a signed poll as delegates of the unit.  Each must be on its roster, proposed or
 * reviewed.  ERR_RULE sectors.no_election, delegates.poll_unsigned, .poll_office, .poll_taken, .poll_region, .too_many,
 * .elected_unknown, .elected_twice.
 */
MUST_USE enum err delegates_elect(struct call *c, row_id unit, row_id poll, int64_t *done);

/* Let a delegate or a member lapse; with `by_election` his unit nominates again.  ERR_RULE act.reason_needed,
 * delegates.not_qualified, sectors.no_by_election; ERR_CONFLICT "row.changed". */
MUST_USE enum err delegates_vacancy(struct call *c, const struct row_ver *delegate,
                                    struct str reason, bool by_election);
