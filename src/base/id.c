#include "base/id.h"

enum { SEQUENCE_BITS = 6, NODE_BITS = 16, LOW_BITS = SEQUENCE_BITS + NODE_BITS };
enum { SEQUENCE_MOST = (1 << SEQUENCE_BITS) - 1 };

static const int64_t EPOCH_MS = 1577836800000; /* 2020-01-01 */

/* The first id of this node in a millisecond since the epoch. */
static int64_t first_of(const struct id_maker *m, int64_t ms)
{
    return ms << LOW_BITS | (int64_t)m->node << SEQUENCE_BITS;
}

/* The next one after `last`, which may be of another node: never into the bits of the node. */
static int64_t after(const struct id_maker *m, int64_t last)
{
    int64_t ms = last >> LOW_BITS;

    if (id_node(last) == m->node && (last & SEQUENCE_MOST) < SEQUENCE_MOST)
        return last + 1;
    int64_t same = first_of(m, ms);
    return same > last ? same : first_of(m, ms + 1);
}

int64_t id_next(struct id_maker *m, instant now)
{
    int64_t fresh = now.ms > EPOCH_MS ? first_of(m, now.ms - EPOCH_MS) : 0;
    int64_t last = atomic_load(&m->last), next;

    do
        next = fresh > last ? fresh : after(m, last);
    while (!atomic_compare_exchange_weak(&m->last, &last, next));
    return next;
}

void id_continue(struct id_maker *m, int64_t newest)
{
    int64_t last = atomic_load(&m->last);

    while (newest > last && !atomic_compare_exchange_weak(&m->last, &last, newest))
        continue;
}

int id_node(int64_t id)
{
    return (int)(id >> SEQUENCE_BITS & ID_NODE_MOST);
}
