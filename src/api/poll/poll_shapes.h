/* Shapes of polls: what goes in and out of the routes of poll.c and entry.c. */
#pragma once

#include "api/shapes.h"

extern const struct shape poll_shape;   /* Poll: from preparation to result */
extern const struct shape group_shape;  /* CountGroup: two tellers, one pile */
extern const struct shape answer_shape; /* to one question of a sheet */
extern const struct shape ballot_shape; /* Ballot: answers, void, or a group's sums */

extern const struct shape new_poll_body, candidates_body, freeze_body, thaw_body,
    recount_body, holders_body, slips_body, slips_shape, issue_body, sign_body,
    next_round_body, void_body, reduce_body, seats_body, put_off_body, withdraw_name_body;
