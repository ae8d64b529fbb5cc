/*
 * The hall: congresses, sittings, who is called, who is there, who holds which duty.
 * Ledgers congress, sitting, agenda_item, attendee, attendance, officer.
 *
 * Reading needs a reader of the ledger congress at the congress's region; acts need the
 * role `congress` there.  Functions that write run inside the writer's transaction (call_write() or a
 * RUN_WRITE route).  Errors common to all: ERR_NOT_FOUND "row.none", ERR_DENIED "denied", ERR_BUSY, ERR_IO.
 */
#pragma once

#include "domain/avoidance/conflicts.h"
#include "domain/congress/attendance.h"
#include "domain/congress/before.h"
#include "domain/congress/quorum.h"
#include "service/congress/motion.h"
#include "service/congress/officers.h"
#include "service/congress/size.h"
#include "service/congress/unfilled.h"
#include "service/record/record.h"

/* ---- what the poll feature asks ------------------------------------------------------ */

/* Due, present and so on of those who are due at a sitting, as it stands now: one query, of a
 * presidium three.  Asks nobody whether he may. */
MUST_USE enum err hall_attendance(struct call *c, row_id sitting,
                                  struct attendance_numbers *out);

/* Of a congress, where so many are due and present at a sitting; share NULL: its rules have none. */
MUST_USE enum err hall_quorum(struct call *c, const struct row *congress,
                              const struct attendance_numbers *n, struct quorum *out);

/* Conflicts of the tellers and scrutineers (state proposed or passed) of a congress with the
 * candidates of all its polls that are not void, and their near relatives.  None: *out_count is 0. */
MUST_USE enum err hall_conflicts(struct call *c, row_id congress,
                                 struct officer_conflict **out, size_t *out_count);

/* Fail the call with a conflict: ERR_RULE "officer.…", by name and with the article. */
enum err hall_conflict_fail(struct call *c, const struct officer_conflict *k);

/* ---- a congress ---------------------------------------------------------------------- */

struct congress_line {
    struct row *row;
    int64_t due, polls, polls_signed;
};

/* Of a region and everything below it, newest first; those that the caller may read. */
MUST_USE enum err hall_congresses(struct call *c, region within, struct congress_line **out,
                                  size_t *out_count);

struct sitting_view {
    struct row *row, **agenda;
    size_t agenda_count;
};

struct election_brief {
    struct row *row;
    int64_t candidates;
};

struct poll_brief {
    struct row *row;
    struct election_brief *elections;
    size_t election_count;
};

struct hall_step {
    const char *step;  /* "roster" */
    const char *label; /* code of its name */
    const char *to;    /* tab of the congress's page */
    bool is_ok;
    const char *message; /* code of what is to be done, or how it stands */
    struct str args;     /* of the message, separated by SEP */
};

enum { HALL_STEPS = 7 + BEFORE_STEPS };

struct congress_view {
    struct row *row;
    struct sitting_view *sittings;
    size_t sitting_count;
    struct poll_brief *polls;
    size_t poll_count;
    struct row **officers;
    size_t officer_count;
    int64_t due, observers;
    struct delegations delegations; /* of those with a vote */
    struct size_fault roster;       /* congress_roster_fault() */
    struct unfilled unfilled;
    struct hall_step steps[HALL_STEPS]; /* fewer where the law asks fewer */
    size_t step_count;
};

MUST_USE enum err hall_congress(struct call *c, row_id id, struct congress_view *out);

/* ---- who is called (roster.c) -------------------------------------------------------- */

struct roster_done {
    int64_t added, kept, removed;
};

/*
 * Make the attendees of a congress anew.  `from`: "delegates" of its level whose credentials are
 * confirmed; "elected" by the signed polls of its parent; "deputies" elected in the districts of its
 * region.
 * Rows made by hand stay; rows once taken from the same source whose source is gone are removed.
 * ERR_INVALID "roster.from", ERR_RULE "roster.parent", "roster.no_delegates", "roster.no_elected".
 */
MUST_USE enum err hall_roster(struct call *c, row_id congress, struct str from,
                              struct roster_done *out);

enum { BADGE_LEN = 8 };

/* A badge code from random bytes: 8 of 23456789ABCDEFGHJKMNPQRSTVWXYZ. */
struct str badge_of(struct arena *a, const unsigned char random[BADGE_LEN]);

/* Badges of all attendees in the order of delegations, four on a sheet, appended as PDF; the QR code is
 * the badge code.  For a thread that may block.  ERR_INVALID card.count, paper.glyph. */
MUST_USE enum err hall_badges_pdf(struct call *c, row_id congress, struct buf *pdf);

/* Was it opened: is it held, or over? */
bool sitting_begun(const struct ledger *sittings, const struct row *sitting);

/* Those of a congress that are held or will be, in the order of their times: none that is cancelled. */
MUST_USE enum err hall_sittings(struct call *c, row_id congress, struct list *out);

/* Was a sitting of the congress opened?  From then on who is there is counted at its door, and who has a vote is
 * fixed. */
MUST_USE enum err hall_has_sat(struct call *c, row_id congress, bool *out);

/* What a competent decision (of the credentials committee, the presidium, the standing committee) makes of the
 * vote of one person. */
struct vote_change {
    bool votes;
    struct str
        decision; /* which, and why: resigned, died, disqualified, confirmed; at least 4, at most 200 characters */
    account_id second; /* who vouches for it beside the caller; 0: nobody */
};

/* Once a sitting was opened there is no other way to end or to give a vote; the evidence of later polls names it.
 * ERR_RULE "roster.vote_*", "second.needed", "hall.congress_closed"; ERR_INVALID "row.invalid". */
MUST_USE enum err hall_vote(struct call *c, row_id attendee, const struct vote_change *v,
                            struct row **out);

/* Guard of ledgers that belong to a congress: the row lies in its region. */
MUST_USE enum err congress_guard(struct call *c, const struct ledger *l, struct row *row);

/* What belongs to a row of a congress (`field` refers to it) lies in its region: whoever may write there writes it. */
void congress_same_region(struct call *c, const struct ledger *l, int field,
                          const struct row *owner, const struct row *row);

/* Once a poll of the congress is frozen (kept.c): the first such poll's title, or empty; and hooks of the rows it
 * rests on, which hold what the description says ("held") and refuse removal and moving. */
MUST_USE enum err congress_polled(struct call *c, row_id congress, struct str *title);
MUST_USE enum err polled_held(struct call *c, const struct ledger *l,
                              const struct row *before, bool *out);
MUST_USE enum err polled_drop(struct call *c, const struct ledger *l,
                              const struct row *row);

/* What the papers of a signed poll say of its congress (when it closed) and of its sitting (when and where it was held,
 * who took the chair) stays once it is written down.  Of these two ledgers; mistakes go to c->faults. */
MUST_USE enum err signed_keeps(struct call *c, const struct ledger *l,
                               const struct row *row);

/* ---- a sitting ----------------------------------------------------------------------- */

/* Open (again), or close.  ERR_RULE "act.state", "hall.congress_closed". */
MUST_USE enum err hall_turn(struct call *c, row_id sitting, bool opens, struct row **out);

struct hall_door {
    struct str name;
    int64_t count; /* events */
    instant last_at;
};

struct hall_latest {
    struct str name, delegation, status; /* status: code, empty when cleared */
    instant at;
};

struct hall_item {
    struct row *row;
    struct motion_brief motion; /* row NULL: it is about none */
};

enum { HALL_LATEST = 12 };

struct hall_view {
    struct row *sitting;
    struct attendance_numbers numbers;
    struct delegations delegations;
    struct quorum quorum; /* share NULL: the rule set has none */
    struct hall_door *doors;
    size_t door_count;
    struct hall_latest latest[HALL_LATEST];
    size_t latest_count;
    struct row **polls;
    size_t poll_count;
    struct hall_item *agenda;
    size_t agenda_count;
};

MUST_USE enum err hall_now(struct call *c, row_id sitting, struct hall_view *out);

struct roll_line {
    row_id id;
    struct str name, delegation, seat, badge, status, door, reason;
    bool is_due;
    instant came_at, left_at;
};

/* Everybody of the congress, with what a door must know to work without network. */
MUST_USE enum err hall_roll(struct call *c, row_id sitting, struct roll_line **out,
                            size_t *out_count);

/* ---- check-in (check_in.c) ------------------------------------------------------------ */

enum { CHECK_INS_MOST = 500 };

struct check_in_event {
    struct str key;   /* 1 to 64 characters, no blanks */
    row_id attendee;  /* 0: by badge */
    struct str badge; /* as read or typed: case, blanks and hyphens do not matter */
    struct str kind, way, reason, at;
};

struct check_in_answer {
    struct str key;
    struct fault fault; /* kind ERR_OK: taken */
    row_id attendee;
    struct str name, delegation, seat, status; /* as it stands after the event */
};

/* What a door reports, events in any order and any number of times; each is answered for itself.
 * ERR_INVALID "hall.door". */
MUST_USE enum err hall_check_in(struct call *c, row_id sitting, struct str door,
                                const struct check_in_event *events, size_t count,
                                struct check_in_answer *answers);
