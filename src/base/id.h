/*
 * Ids made by the program: 41 bits of milliseconds since 2020 (until 2089), 16 bits of node, 6 bits of
 * sequence.  They rise, so that rows are appended and the newest entry of a row is the one with the
 * greatest id.  When more than 64 are drawn in a millisecond, or the clock is set back, the time in
 * them runs ahead of the clock.  Nothing that must stay anonymous has such an id.
 * docs/decisions/0012-node-numbers.md says where the node comes from.
 */
#pragma once

#include "base/instant.h"

#include <stdatomic.h>

enum { ID_NODE_MOST = 65535 };

struct id_maker {
    int node; /* 1 … ID_NODE_MOST: one per program that writes to the same records */
    _Atomic int64_t last;
};

/* Above every id made before by this maker; safe from several threads.  The node of an id is
 * always the maker's. */
int64_t id_next(struct id_maker *m, instant now);

/* From here on all ids are above `newest`, whoever made that one; 0 or less: nothing to heed. */
void id_continue(struct id_maker *m, int64_t newest);

int id_node(int64_t id); /* the node in an id */
