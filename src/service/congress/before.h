/* What a congress has on record of all that comes before an election (domain/congress/before.h): its
 * preparatory meeting, the officers it passed, the items of its agenda that say what they decide
 * (agenda_item.matter). */
#pragma once

#include "domain/congress/before.h"
#include "service/record/fields.h"

struct before_seen {
    enum before_step step;
    const struct before_law *law;
    bool is_done;
    const struct row *item,
        *sitting;    /* where it was done; NULL: not by an item, or undone */
    struct str laid; /* of the steps of candidates the lists that were laid (laid.h) */
    struct str last; /* the last of them */
    const struct row
        *officer; /* the one whom a show of hands passed; NULL: of other steps */
};

struct before_all { /* in their order; none where the law asks none */
    struct before_seen items[BEFORE_STEPS];
    size_t count;
    struct str taken_up; /* lists that were laid, of items that were taken up again since */
};

MUST_USE enum err congress_before(struct call *c, const struct row *congress,
                                  struct before_all *out);

const char *before_name(enum before_step step);  /* "before_meeting" */
const char *before_label(enum before_step step); /* code of its name */
/* Code of what is to be done, with the document and its article. */
const char *before_missing(enum before_step step);
const char *before_place(enum before_step step); /* tab of the congress's page */
