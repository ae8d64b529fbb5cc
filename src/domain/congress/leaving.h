/*
 * How somebody leaves what he was elected to, and who decides it.  An office of the state ends by a resignation that
 * the congress or its standing committee accepts (组织法 2022, art. 32), by a recall of the congress (31), a deputy head's
 * also by the standing committee (50); with the deputy's mandate ends a seat in the standing committee (选举法 2020,
 * arts 54, 56).  A transfer by the Party alone ends none of them.  A deputy's mandate ends when he moves out of the
 * region or is transferred (选举法 57, 代表法 2025, art. 62).  A chief procurator's resignation or recall needs the
 * approval of the standing committee one level up (组织法 32, 宪法 101).  Pure.
 */
#pragma once

#include "base/str.h"

#include <stdbool.h>

enum { LEAVING_ORGANS_MOST = 3 };

struct leaving {
    const char *kinds, *level; /* codes of congress_kind and of level; NULL: whichever */
    const char *offices;       /* codes of election_office; NULL: all of them */
    const char *cause;         /* code of departure_cause */
    const char
        *organs[LEAVING_ORGANS_MOST]; /* codes of departure_organ: one of them decides */
    bool needs_approval;              /* of the standing committee one level up */
    const char *document, *article;
};

/* NULL: such an office does not end so. */
const struct leaving *leaving_of(struct str congress_kind, struct str level,
                                 struct str office, struct str cause);

bool leaving_decides(const struct leaving *l, struct str organ);

/* The causes by which the office ends, in order; false at the end. */
bool leaving_cause(struct str congress_kind, struct str level, struct str office, size_t at,
                   struct str *cause);
