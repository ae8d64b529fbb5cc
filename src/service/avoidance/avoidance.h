/*
 * May this person act here?  What the records say of both sides (family, unit, where they come from) is
 * loaded, and the pure room decides (domain/avoidance/avoidance.h).  Every act that somebody must stay out of
 * asks here and nowhere else.
 */
#pragma once

#include "domain/avoidance/avoidance.h"
#include "service/site/call.h"

/* The one concerned, or the unit or place: what is known; the rest is 0 or empty.  The unit of a person on
 * record is added by itself. */
struct avoidance_of {
    row_id person;
    struct str name;
    row_id unit;
    region place;
};

struct avoidances {
    const struct avoidance_finding *items;
    size_t count;
};

/* What holds between the person `actor` and those concerned.  Nothing when `actor` is 0: an account that is
 * nobody's has no kin.  Reads whatever it needs, whoever asks. */
MUST_USE enum err avoidance_look(struct call *c, row_id actor, enum avoidance_kind kind,
                                 const struct avoidance_of *concerned, size_t count,
                                 struct avoidances *out);

/*
 * Nothing hard may hold.  ERR_RULE "avoidance.self", "avoidance.kin", "avoidance.unit", "avoidance.home" with
 * the relation and the article for those who read families; "avoidance.barred" without either for others.
 * `place` is the region of the row.
 */
MUST_USE enum err avoidance_require(struct call *c, row_id actor, enum avoidance_kind kind,
                                    const struct avoidance_of *concerned, size_t count,
                                    region place);

/* The same where only a text says who is concerned ("柳某，某镇镇长"): the actor and his kin are looked for in
 * it by their names. */
MUST_USE enum err avoidance_require_text(struct call *c, row_id actor,
                                         enum avoidance_kind kind, struct str text,
                                         region place);

/*
 * Could it be the caller or one of his kin?  Quick, for rows of a list: what is false here, avoidance_require()
 * lets pass where neither unit nor home are hard.  `who`: each with what is known; the text as in
 * avoidance_require_text().  False for an account that is nobody's.
 */
MUST_USE enum err avoidance_near(struct call *c, const struct somebody *who, size_t count,
                                 bool *out);
MUST_USE enum err avoidance_near_text(struct call *c, struct str text, bool *out);

/* The caller's own people as values of a list's conditions: their records, and their names with the blanks that
 * people put into a name of two characters.  *is_full: there are more than are known here. */
MUST_USE enum err avoidance_near_values(struct call *c, struct value **people,
                                        size_t *person_count, struct value **names,
                                        size_t *name_count, bool *is_full);
