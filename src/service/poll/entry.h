/*
 * Paper ballots counted by hand: groups (计票组) whose ballots two tellers enter, each for himself and
 * without seeing the other; a scrutineer settles what differs and accepts the group.  Then its ballots
 * join the count and their places on the pile are forgotten.
 *
 * Tellers need the role `teller`, settling and accepting the role `scrutineer`, new groups `congress`.
 * The poll must be closed: ERR_RULE "poll.state".
 */
#pragma once

#include "service/poll/poll.h"

enum { GROUPS_MOST = 200, GROUP_BALLOTS_MOST = 5000 };

struct entries {
    struct count_group group;
    struct poll_entry *items;
    size_t count;
};

struct difference {
    int64_t pos;
    struct str first, second; /* lines; empty: not entered */
    struct str settled;       /* empty: not yet */
    struct str reason;
};

MUST_USE enum err entry_groups(struct call *c, row_id poll, struct count_group **out,
                               size_t *count);

/* What one side entered: for the teller whose side it is, or while nobody has it. */
MUST_USE enum err entry_of_side(struct call *c, row_id poll, int64_t number, int64_t side,
                                struct entries *out);

/* Where the finished sides differ: for scrutineers. */
MUST_USE enum err entry_differences(struct call *c, row_id poll, int64_t number,
                                    struct difference **out, size_t *count);

/* ---- inside the writer ---------------------------------------------------------------- */

/* `mode` is "ballots" or "sums".  Asked again with name and mode while nothing is entered, it is the same group.
 * ERR_INVALID "entry.mode", "entry.no_name"; ERR_RULE "entry.groups", "entry.name_taken". */
MUST_USE enum err entry_group_new(struct call *c, row_id poll, struct str name,
                                  struct str mode, int64_t *number);

/* One made by mistake, with nothing entered on either side; the trace of the poll tells of it.
 * ERR_RULE "entry.not_empty". */
MUST_USE enum err entry_group_remove(struct call *c, row_id poll, int64_t number);

struct entry_in {
    int64_t pos;               /* 1 … GROUP_BALLOTS_MOST; 1 for sums */
    const struct json *ballot; /* NULL: taken out */
};

struct entries_in { /* of one side */
    int64_t side;   /* 1, 2 */
    const struct entry_in *items;
    size_t count;
};

/* ERR_RULE entry.other_side (a teller enters one side only), entry.taken, entry.finished; ERR_INVALID
 * entry.twice (pos), and what sheet_line() refuses as entry.ballot (pos, why). */
MUST_USE enum err entry_save(struct call *c, row_id poll, int64_t number,
                             const struct entries_in *in, int64_t *total);

/* ERR_RULE entry.gap, entry.empty; the sums of the group are checked: sum.*. */
MUST_USE enum err entry_finish(struct call *c, row_id poll, int64_t number, int64_t side);

MUST_USE enum err entry_settle(struct call *c, row_id poll, int64_t number, int64_t pos,
                               const struct json *ballot, struct str reason);
MUST_USE enum err entry_accept(struct call *c, row_id poll, int64_t number);

/* Enter the group anew from the paper.  Scrutineer, with a reason. */
MUST_USE enum err entry_reopen(struct call *c, row_id poll, int64_t number,
                               struct str reason);
