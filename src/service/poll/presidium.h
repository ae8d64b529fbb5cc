/* What the presidium of a congress decided about one of its polls: an item on the agenda of its meeting, passed by
 * hands.  A paper alone is typed by whoever records it. */
#pragma once

#include "service/poll/poll.h"

struct presidium_item {
    const struct row *item, *sitting;
};

/* Could the item be its decision?  ERR_RULE "void.item_needed" (none is named), "void.item" (no vote that passed at a
 * meeting of this presidium), "void.item_early" (the meeting was over before the poll was), "void.item_other" (its
 * ballot is another one). */
MUST_USE enum err presidium_item(struct call *c, const struct poll *p, row_id item,
                                 struct presidium_item *out);

/* All that could be. */
MUST_USE enum err presidium_items(struct call *c, const struct poll *p, struct list *out);
