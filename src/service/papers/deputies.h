/* Who was elected to a people's congress, and where: one answer for all papers that tell of it.  The places are
 * the districts of its renewal (service/congress/dealt.h), where none is on record the electoral units of its
 * body, level and term.  The people are whom the signed polls of the districts elected, where there are none
 * those entered as elected in the ledger of delegates, of a people's congress for want of both those called to
 * it. */
#pragma once

#include "domain/delegates/structure.h"
#include "service/papers/values.h"

enum place_number {
    PLACE_SEATS,
    PLACE_POPULATION,
    PLACE_VOTERS,  /* registered */
    PLACE_PRESENT, /* who took part, in the first round */
    PLACE_SUSPENDED,
    PLACE_PROXIES,
    PLACE_BOXES,
    PLACE_NUMBERS,
};

struct deputy_place {
    int64_t number, n[PLACE_NUMBERS];
    unsigned known;                      /* bits: which of them somebody has on record */
    struct str title, stations, elected; /* names by 、 */
    date day;
};

enum deputies_from { FROM_NOBODY, FROM_POLLS, FROM_ENTERED, FROM_ROSTER };

struct deputies {
    struct deputy_place *places;
    size_t count;
    enum deputies_from from;
    struct structure_count people;
    int64_t seats; /* of all places, else as fixed for the congress; 0: not on record */
    /* of those entered: */
    int64_t valid, unconfirmed, invalid;
    struct str invalid_text; /* who, and why */
    date confirmed_on;       /* the last of them; 0: some are not yet */
};

MUST_USE enum err deputies_load(struct values *v, struct deputies *out);

/* The same without what is counted in districts (voters, who took part, proxies, boxes): for who asks whether there is
 * anybody. */
MUST_USE enum err deputies_who(struct values *v, struct deputies *out);

/* Does every place have it on record?  Then what it adds up to. */
bool deputies_sum(const struct deputies *d, enum place_number n, int64_t *out);
