/*
 * How many seats an office has, where a later session gives it more (a post added) or leaves some free on purpose.  No
 * paper of another session says so, and 组织法 (2022), art. 27, 30 and the Party's rules leave it to who elects: two
 * people record the number with the decision's paper, before the poll is frozen (term.c asks for it).
 */
#pragma once

#include "service/poll/poll.h"

struct seats_said {
    row_id election;
    int64_t seats;     /* of the office: those held and those that this poll fills */
    struct str paper;  /* which decision: by whom, its number; 4 to 200 characters */
    account_id second; /* who vouches for it beside the caller; 0: nobody */
};

/* ERR_RULE "seats.said_frozen", "seats.said_district", "seats.said_round", "poll.office_seats" (more than the law gives
 * the office), "roster.vote_why", "second.needed"; ERR_NOT_FOUND "row.none". */
MUST_USE enum err poll_record_seats(struct call *c, row_id poll,
                                    const struct seats_said *s);
