/* From state to state: the fewest acts, only those allowed, and what bars the way. */
#include "domain/ledger/way.h"

#include <criterion/criterion.h>

enum { DRAFT, SENT, SIGNED, DONE, DROPPED, STATES };
enum { SEND, SIGN, FINISH, DROP, REOPEN, ACTS };

/* draft → sent → signed → done; draft and sent may be dropped; done goes back to sent. */
static struct ledger chain(struct state *states, struct act *acts)
{
    acts[SEND] = (struct act){.from = 1u << DRAFT, .to = SENT};
    acts[SIGN] = (struct act){.from = 1u << SENT, .to = SIGNED};
    acts[FINISH] = (struct act){.from = 1u << SIGNED, .to = DONE};
    acts[DROP] = (struct act){.from = 1u << DRAFT | 1u << SENT, .to = DROPPED};
    acts[REOPEN] = (struct act){.from = 1u << DONE, .to = SENT};
    return (struct ledger){
        .states = states, .state_count = STATES, .acts = acts, .act_count = ACTS};
}

Test(way, leads_by_the_fewest_acts_or_says_what_bars_it)
{
    static const struct {
        int from, to;
        uint64_t allowed;
        int count, acts[3], barred;
    } CASES[] = {
        {DRAFT, DRAFT, 0, 0, {0}, -1},
        {DRAFT, DONE, UINT64_MAX, 3, {SEND, SIGN, FINISH}, -1},
        {DRAFT, DONE, UINT64_MAX & ~(1u << SIGN), -1, {0}, SIGN},
        {DRAFT, DONE, 0, -1, {0}, SEND},
        {DRAFT, DROPPED, UINT64_MAX, 1, {DROP}, -1},
        {DONE, SIGNED, UINT64_MAX, 2, {REOPEN, SIGN}, -1},
        {DROPPED, DRAFT, UINT64_MAX, -1, {0}, -1},
        {SIGNED, DRAFT, UINT64_MAX, -1, {0}, -1},
    };
    struct state states[STATES] = {0};
    struct act acts[ACTS];
    struct ledger l = chain(states, acts);

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        int way[LEDGER_STATES_MAX], barred;
        int count =
            states_way(&l, CASES[i].from, CASES[i].to, CASES[i].allowed, way, &barred);
        cr_assert_eq(count, CASES[i].count, "case %zu: %d acts", i, count);
        cr_assert_eq(barred, CASES[i].barred, "case %zu: barred by %d", i, barred);
        for (int k = 0; k < count; k++)
            cr_assert_eq(way[k], CASES[i].acts[k], "case %zu, act %d", i, k);
    }
}

/* Whatever the states and acts: each act on a way starts where the one before it ended. */
Test(way, is_unbroken_for_every_pair)
{
    struct state states[STATES] = {0};
    struct act acts[ACTS];
    struct ledger l = chain(states, acts);

    for (unsigned seed = 1; seed < 4000; seed++) {
        for (int a = 0; a < ACTS; a++)
            acts[a] = (struct act){.from = seed * (unsigned)(a + 3) % (1u << STATES),
                                   .to = (int)(seed / (unsigned)(a + 1)) % STATES};
        for (int from = 0; from < STATES; from++) {
            for (int to = 0; to < STATES; to++) {
                int way[LEDGER_STATES_MAX], barred, at = from;
                int count = states_way(&l, from, to, UINT64_MAX, way, &barred);
                for (int k = 0; k < count; k++) {
                    cr_assert(acts[way[k]].from >> at & 1);
                    at = acts[way[k]].to;
                }
                cr_assert(count < 0 || at == to);
            }
        }
    }
}
