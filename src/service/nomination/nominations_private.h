/* What the files of nomination share. */
#pragma once

#include "service/nomination/nominations.h"

/* Which rules a seat of a list is elected by; NULL: none speaks of it. */
struct seat_rule {
    int seat, office, rules, township_rules; /* codes */
    int stated; /* field of the step that states how many; 0: none */
};

const struct seat_rule *seat_rule_of(struct str seat);

/* Was the nominee elected, for his seat, by a poll of his list's term that is signed?
 * ERR_RULE "nominations.not_elected", "nominations.other_term", "nominations.no_term". */
MUST_USE enum err nominee_was_elected(struct call *c, const struct ledger *l,
                                      const struct row *row);

/* The seats of a list against the differential; a name withdrawn counts while `with_withdrawn`. */
MUST_USE enum err seats_of(struct call *c, struct flow_line *line, struct str level,
                           bool with_withdrawn);
