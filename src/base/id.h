/*
 * Ids made by the program: 41 bits of milliseconds since 2020, 8 bits of node, 14 bits of
 * sequence.  They rise with time, so that rows are appended.  Nothing that must
 * stay anonymous has such an id.
 */
#pragma once

#include "base/instant.h"

#include <stdatomic.h>

struct id_maker {
    int node; /* 0 … 255: one per program that writes to the same records */
    _Atomic int64_t last;
};

/* Above every id made before by this maker; safe from several threads. */
int64_t id_next(struct id_maker *m, instant now);
