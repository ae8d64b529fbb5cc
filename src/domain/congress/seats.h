/*
 * How many seats an office has by law, and how many members a standing committee.  A head is one: 组织法 (2022) art. 27
 * (a head's list may have one name more, or one alone), 18 (a township's chair, and one or two deputy chairs), 47 (a
 * standing committee's members, with its chair and deputies); 中国共产党章程 (2022), arts 28, 45 (the secretary of a
 * committee and of a discipline commission).  How many deputy heads there are no law says: what was approved.  Pure.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct seats_law {
    int64_t least, most; /* of the office; most 0: the law fixes no number */
    const char *document, *article;
};

/* Codes of congress_kind, of level and of election_office. */
struct seats_law seats_of_office(struct str congress_kind, struct str level,
                                 struct str office);

enum { SEATS_NOBODY_COUNTED = -1 }; /* of a population: nobody says */

/* Of a standing committee at a level (组织法 47); most 0: the level has none. */
struct committee_size {
    int64_t least, most;          /* most: of a place with so many people */
    int64_t large, most_of_large; /* above `large` people it may have so many */
};

struct committee_size committee_size_of(struct str level, int64_t population);

/* Is it an office of the standing committee: chair, deputy chair, member? */
bool seats_of_committee(struct str office);

/* An office of which a session voted already, and a further vote of the same session that two people recorded. */
struct seats_further {
    bool is_open; /* a vote on it is not signed yet */
    int64_t size; /* its seats so far, filled or not */
    int64_t said; /* its seats as the two recorded them; 0: nobody did */
    int64_t asked;
};

enum seats_verdict {
    SEATS_HELD, /* the same seats once more: what is missing of them is filled by the next round */
    SEATS_OTHER, /* seats were added, and not so many are asked */
    SEATS_ADDED  /* those that were added, and no other */
};
enum seats_verdict seats_judge_further(const struct seats_further *f);
