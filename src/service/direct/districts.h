/*
 * Direct election of deputies: a district with its voters, proxies, mobile boxes, objections and the days
 * that the law sets.  Ledgers district, voter, proxy, mobile_box, voter_objection; a congress of kind
 * `district` stands for the election itself and carries its polls.
 *
 * Reading needs a reader of the ledger district at its region.  ERR_NOT_FOUND "row.none", ERR_IO.
 */
#pragma once

#include "domain/direct/direct.h"
#include "service/record/row_acts.h"

struct district_gate {
    const char *name; /* "seats", "voters", "voter_list" … */
    bool is_ok;
    bool is_of_paper;   /* how many stand: the ballot paper's own conditions say it too */
    struct fault fault; /* why not; empty when ok */
};

enum { DISTRICT_GATES = 10 };

struct district_view {
    struct row *row, *congress; /* congress NULL: none yet */
    int64_t registered, suspended, removed;
    int64_t minors; /* of those registered, under eighteen on election day */
    int64_t proxies_asked, proxies_agreed, proxies_broken; /* broken: a side may not vote */
    int64_t boxes, boxes_due;
    int64_t objections_open, objections_late, objections;
    struct direct_day days[DIRECT_DATES];
    date objections_until; /* 0: the list is not published */
    int64_t candidates, least,
        most; /* of the last poll in preparation or later; most -1: no limit */
    int64_t polls, polls_signed;
    /* of all districts that elect to the same congress: how many, their seats and population, and how many of
     * them say no population */
    int64_t together, seats_together, population_together, unpopulated;
    int64_t seats_fixed; /* deputies in all as fixed for the term; 0: nobody did yet */
    struct district_gate gates[DISTRICT_GATES];
    size_t gate_count;
};

MUST_USE enum err district_view(struct call *c, row_id id, struct district_view *out);

/* The same of a row that is loaded; asks nobody whether he may. */
MUST_USE enum err district_look(struct call *c, struct row *row, struct district_view *out);
