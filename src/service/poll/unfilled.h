/*
 * Is what a congress voted on complete?  Decided where the next round is (follow.h), so that the page, the closing and
 * `next` say the same; handed up to the room of congresses with the site (hooks.unfilled).
 */
#pragma once

#include "service/congress/unfilled.h"

/*
 * The first election of the congress that left seats open.  Of a signed poll each: complete are the one that leaves
 * nothing or was put off to the next session, and the one that a round follows which is not void (it is judged itself).
 * Of a void one only a first round, the others are judged at the round before: complete, too, when another poll that is
 * not void was made since on the same office.  What is not signed yet is not judged: it keeps the congress open anyway.
 */
MUST_USE enum err poll_unfilled(struct call *c, row_id congress, struct unfilled *out);
