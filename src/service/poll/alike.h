/*
 * Names written in that are probably one person's: the same but for width, blanks, dots, traditional characters, or
 * what is put around a name (domain/names/bare.h); and names that somebody who may not be elected has together with
 * somebody who may.  Whoever was elected in the rounds before is among those compared: he is not elected once more in
 * another way of writing.  They are never silently split, and never silently joined: before the count a scrutineer says
 * whether they are one, and how the one is called, or several.  What he said is in the election that is counted
 * (`same_names`, `different_names`), so the evidence shows it.
 */
#pragma once

#include "service/poll/poll.h"

struct alike {
    size_t question;
    struct str *
        names; /* as they are compared: candidates', of those elected, of others who are known, written */
    size_t count, candidates;
    size_t known; /* from the first: names that people go by; see alike_choices() */
    struct str
        *written; /* of them, those written in of whom it is not plain who is meant */
    size_t written_count;
    struct str *barred; /* of them, those of people who may not be elected */
    size_t barred_count;
    struct str *elected; /* of them, those of people elected in the rounds before */
    size_t elected_count;
};

/* How many of the names, from the first, all may be called by.  What somebody is known by is not changed by what is
 * written: a candidate's or an elected one's name, else those of the electors and of the barred; only where nobody
 * is known, any. */
static inline size_t alike_choices(const struct alike *a)
{
    return a->known ? a->known : a->count;
}

struct alikes {
    struct alike *items;
    size_t count;
};

/* Those that nobody has decided about.  All ballots must be in. */
MUST_USE enum err alike_open(struct call *c, const struct poll *p, struct alikes *out);

/* `as` is one of the names: they are one; empty: they are several.  Needs the role `scrutineer` and a closed poll.
 * Once a count was shown one alone only proposes, and it holds when another account says the same: whoever knows
 * whom the names would elect says it no more alone.  Who said so stands in the evidence.  ERR_RULE "alike.none",
 * "alike.as", "entry.not_closed". */
MUST_USE enum err alike_settle(struct call *c, row_id poll, size_t question,
                               const struct json *names, struct str as);

/* What was said of these names is taken back, and asked again.  ERR_RULE "alike.unsaid", "act.reason_needed", as
 * above. */
MUST_USE enum err alike_withdraw(struct call *c, row_id poll, size_t question,
                                 const struct json *names, struct str reason);

/* The frozen questions with what was said of names. */
MUST_USE enum err alike_questions(struct call *c, const struct poll *p, struct str *out);

/* ---- of one word that was said, as it is kept: {question, as, names, fold, by, at, account, second} ---- */

bool alike_is_of(const struct json *said, size_t question);

/* Is the name in the list?  NULL: no. */
bool alike_has(const struct json *names, struct str name);
