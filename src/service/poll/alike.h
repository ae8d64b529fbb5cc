/*
 * Names written in that are probably one person's: the same but for width, blanks, dots, or traditional
 * characters.  They are never silently split, and never silently joined: before the count a scrutineer says whether
 * they are one, and how the one is called, or several.  What he said is in the election that is counted
 * (`same_names`, `different_names`), so the evidence shows it.
 */
#pragma once

#include "service/poll/poll.h"

struct alike {
    size_t question;
    const struct str *names; /* as they are compared; a candidate's first */
    size_t count;
    bool has_candidate;
};

struct alikes {
    struct alike *items;
    size_t count;
};

/* Those that nobody has decided about.  All ballots must be in. */
MUST_USE enum err alike_open(struct call *c, const struct poll *p, struct alikes *out);

/* `as` is one of the names: they are one; empty: they are several.  Needs the role `scrutineer` and a closed poll.
 * ERR_RULE "alike.none", "alike.as", "poll.state". */
MUST_USE enum err alike_settle(struct call *c, row_id poll, size_t question,
                               const struct json *names, struct str as);

/* The frozen questions with what was said of names. */
MUST_USE enum err alike_questions(struct call *c, const struct poll *p, struct str *out);
