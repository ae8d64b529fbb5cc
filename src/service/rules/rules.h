/*
 * Rule sets as a site applies them: those compiled in (edition 0), and editions amended by the
 * ledger rule_edition.  An edition is in force once two people approved it, neither of them its
 * author; elections frozen before keep the one that they froze.
 */
#pragma once

#include "domain/poll/rules_read.h"
#include "service/record/row_acts.h"

struct rules_edition {
    struct row *row; /* NULL: compiled in */
    int64_t number;  /* 0: compiled in */
    struct str text; /* JSON */
    const struct rule_set *set;
};

/* The edition in force of the set `name`.  ERR_INVALID "election.rules". */
MUST_USE enum err rules_in_force(struct call *c, struct str name,
                                 struct rules_edition *out);

/* A given edition of it; id 0: the one compiled in. */
MUST_USE enum err rules_edition_of(struct call *c, struct str name, row_id id,
                                   struct rules_edition *out);

/* Editions of one set, newest first. */
MUST_USE enum err rules_editions(struct call *c, struct str name, struct row ***out,
                                 size_t *out_count);

/* The set by which a nomination for a body (code of body_kind) at a level is judged. */
struct str rules_of_body(struct str body_kind, struct str level);

/* ---- writing: inside the writer ------------------------------------------------------- */

/* Propose an amended text.  ERR_INVALID rules.*, ERR_RULE "rules.same", "rules.other_name". */
MUST_USE enum err rules_propose(struct call *c, struct str name, struct str text,
                                struct str reason, row_id *out);

/* First or second approval; the second puts it in force and replaces the one before.
 * ERR_RULE "rules.author", "rules.twice_by_one". */
MUST_USE enum err rules_approve(struct call *c, row_id edition, struct row **out);
MUST_USE enum err rules_refuse(struct call *c, row_id edition, struct str reason,
                               struct row **out);

/* A rule's value as a sentence in the caller's language: "应到会人数的二分之一以上（超过）". */
struct str rule_sentence(struct call *c, const struct rule_office *o, const char *rule);
/* An article as people read it: "art. 24" is 第24条 in Chinese; a source that is none, and a number that is inferred,
 * is said so in every language. */
struct str rule_article(const struct call *c, const char *article);
