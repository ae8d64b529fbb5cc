/* Which row stands in the way of one that must be the only one of its kind. */
#pragma once

#include "service/site/call.h"

/*
 * Its title, what it points to and its days that are not in the group (three of them at most), and its number, as the
 * end of a sentence: "：第一选区 · 某县人大换届选举（记录号 …）".  Empty for those who may not read it.  `group` may be
 * NULL.
 */
MUST_USE enum err taken_by(struct call *c, const struct ledger *l, row_id other,
                           const struct unique_group *group, struct str *out);
