/*
 * The first plenaries of a town's committee and commission, which elect their secretaries on the day of the congress.
 */
#pragma once

#include "demo/session.h"

/* Whom the congress elected: secretary first, then as many deputies, then the others. */
struct elected_list {
    const struct candidate_new *names; /* in d->keep */
    int count, deputies;
};

MUST_USE enum err town_plenaries_hold(struct demo *d, const struct congress_plan *parent,
                                      int town, const struct elected_list *committee,
                                      const struct elected_list *commission);
