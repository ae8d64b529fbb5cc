#include "domain/congress/hands.h"

static const struct rule_share HALF = {.num = 1, .den = 2};

/* Of how many; 0: of the hands alone. */
static int64_t base_of(const struct rule_share *share, const struct hands_room *room)
{
    switch (share ? share->base : BASE_NONE) {
    case BASE_DUE:
    case BASE_ALL_MEMBERS:
        return room->due;
    case BASE_PRESENT:
        return room->present ? room->present : room->due;
    case BASE_NONE:
    case BASE_ALL_VOTERS:
    case BASE_VOTERS:
    case BASE_BALLOTS:
        break;
    }
    return 0;
}

struct hands_verdict hands_judge(const struct rule_share *share,
                                 const struct hands_room *room, int64_t approve)
{
    int64_t base = base_of(share, room);
    const struct rule_share *by = base ? share : &HALF;
    int64_t of = base > room->hands ? base : room->hands;

    return (struct hands_verdict){.of = of,
                                  .needed = rule_limit(by, of) + !by->at_least,
                                  .carries = of > 0 && rule_is_met(by, of, approve)};
}
