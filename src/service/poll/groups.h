/*
 * The numbers of the counting groups (计票分组汇总): each group's own, those of fewer than five ballots together
 * (domain/poll/groups.h); what came by slip is a pile like the others.  Known once the poll is counted.
 */
#pragma once

#include "service/poll/poll.h"

struct group_part {
    struct str title;      /* the groups' names, 、 between */
    const int64_t *groups; /* their numbers; 0: the votes by slip */
    size_t group_count;
    struct json *
        result; /* of these ballots alone, as a count gives it; its verdict means nothing */
    int64_t returned;
};

struct group_parts {
    struct group_part *items;
    size_t count;
};

/* Nothing before the count, and nothing when all ballots together are fewer than five.  `counts`: with results. */
MUST_USE enum err poll_group_parts(struct call *c, const struct poll *p, bool counts,
                                   struct group_parts *out);

struct jsonw;
/* "groups", "returned", "questions" of the part `g` with results, as in evidence; inside an open object. */
void group_part_write(struct jsonw *w, const struct group_part *g, size_t questions);

/* Is the group shown together with others, or not at all? */
bool group_is_hidden(const struct group_parts *parts, int64_t number);
