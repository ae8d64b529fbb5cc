/*
 * What a show of hands decides: it follows from the numbers and from the rule of the meeting, never from a wish.  A
 * people's congress passes by more than half of all its deputies (地方组织法 2022, art. 25), a plenary and a county party
 * congress by more than half of those due, a township one of those present: the majority of its rule set.  Pure.
 */
#pragma once

#include "domain/poll/rules.h"

struct hands_room {
    int64_t due, present; /* with a vote; 0: nobody is on the roll, nobody was checked in */
    int64_t hands;        /* that were raised, for, against and abstaining */
};

struct hands_verdict {
    int64_t of, needed; /* so many in favour are needed, of so many */
    bool carries;
};

/*
 * `share` NULL, or one of voters or ballots (of a district, where an election committee sits): more than half of the
 * hands.  Those present are never fewer than the hands; who was not checked in is taken for present.
 */
struct hands_verdict hands_judge(const struct rule_share *share,
                                 const struct hands_room *room, int64_t approve);
