#include "base/id.h"

enum { SEQUENCE_BITS = 14, NODE_BITS = 8 };

static const int64_t EPOCH_MS = 1577836800000; /* 2020-01-01 */

int64_t id_next(struct id_maker *m, instant now)
{
    int64_t fresh = ((now.ms - EPOCH_MS) << NODE_BITS | m->node) << SEQUENCE_BITS;
    int64_t last = atomic_load(&m->last), next;

    do
        next = fresh > last ? fresh : last + 1;
    while (!atomic_compare_exchange_weak(&m->last, &last, next));
    return next;
}
