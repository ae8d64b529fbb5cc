/* Conflicts of the officers of a congress, on the way to it (officer.c); those that stand: hall_conflicts(). */
#pragma once

#include "service/congress/hall.h"

/* The first conflict that one of `count` rows brings, new ones or as they stand; NULL: none. */
MUST_USE enum err conflict_first(struct call *c, row_id congress, struct row *const *rows,
                                 size_t count, const struct officer_conflict **out);

/* Sets `f` to what the conflict is; always ERR_RULE. */
MUST_USE enum err conflict_say(struct call *c, const struct officer_conflict *k,
                               struct fault *f);

/* ERR_RULE: one of `count` rows has a conflict. */
MUST_USE enum err conflict_refuse(struct call *c, row_id congress, struct row *const *rows,
                                  size_t count);
