/* What the files of the hall share: a congress, a sitting and who is due there. */
#pragma once

#include "domain/congress/hands.h"
#include "service/congress/hall.h"
#include "service/record/fields.h"

struct congress_of {
    const struct ledger *ledger;
    struct row *row;
};

struct sitting_of {
    const struct ledger *ledger;
    struct row *row;
    struct congress_of congress;
};

/* Readable by the caller, or ERR_NOT_FOUND "row.none". */
MUST_USE enum err congress_load(struct call *c, row_id id, struct congress_of *out);
MUST_USE enum err sitting_load(struct call *c, row_id id, struct sitting_of *out);

/* May the caller run it?  ERR_DENIED. */
MUST_USE enum err congress_require(struct call *c, const struct congress_of *k);

/* The same, of a congress that is not closed.  ERR_RULE "congress.over". */
MUST_USE enum err congress_require_open(struct call *c, const struct congress_of *k,
                                        int ledger);

/* Who is due: at a meeting of the presidium its members, of a delegation its people, else all;
 * always only those with a vote. */
struct due_list {
    const struct sitting_of *sitting;
    const struct ledger *attendees;
    bool is_presidium;
    struct str delegation; /* of the sitting; empty: any */
    int64_t *members;      /* attendees of the presidium, ascending */
    size_t member_count;
};

MUST_USE enum err due_load(struct call *c, const struct sitting_of *s,
                           struct due_list *out);
bool due_has(const struct due_list *d, const struct row *attendee);

/* The row of the ledger attendance; NULL: nothing was reported of him (check_in.c). */
MUST_USE enum err attendance_of(struct call *c, row_id sitting, row_id attendee,
                                struct row **out);

/* A sitting is closed: what the doors reported keeps whole minutes, in its order (check_in.c). */
MUST_USE enum err check_in_settle(struct call *c, row_id sitting);

/* Numbers by delegation and in all. */
MUST_USE enum err due_count(struct call *c, const struct due_list *d,
                            struct delegations *by, struct attendance_numbers *out);

/* The candidates of the polls of congresses that are not void, and the elections they stand in;
 * `signed_only`: the elected of signed polls. */
MUST_USE enum err candidates_of(struct call *c, struct ids congresses, bool signed_only,
                                struct list *out, struct list *elections);

/* ---- hands (agenda.c) ----------------------------------------------------------------------- */

struct hands_decision {
    struct hands_verdict verdict;
    struct str rule; /* in the caller's language */
};

/* What a show of hands decides, by the rules of the congress, whatever door it is recorded through: at the sitting, or
 * (0) at the meeting of all who are due that is held or was attended best. */
MUST_USE enum err hands_decide(struct call *c, const struct congress_of *k, row_id sitting,
                               const struct hands *h, struct hands_decision *out);

/* ---- a district (district.c) ------------------------------------------------------------------ */

bool congress_is_district(const struct congress_of *k);

/* The registered voters of the district that the congress is of; none where no register is kept here. */
MUST_USE enum err district_voters(struct call *c, row_id congress, struct list *out);
