/*
 * Who may not act (回避): the one concerned himself, his kin, his own unit, his home area.  One engine for
 * every act that somebody must stay out of; what is known of people is handed in, nothing is looked up.
 *
 * Kin is what 公务员法 (2018) art. 74 names: 夫妻、直系血亲、三代以内旁系血亲、近姻亲.  Election law speaks of
 * 近亲属, which is narrower: relation_is_near().  Both come from the one reading of GB/T 4761 in kin_of().  Pure.
 */
#pragma once

#include "base/str.h"
#include "domain/region.h"

/* Somebody by name and, when known, by the id of the record of a person (0: not known). */
struct somebody {
    struct str name;
    int64_t person;
};

/* Two are the same when their person ids are, or, unless both are known, when their names are. */
bool somebody_is(const struct somebody *a, const struct somebody *b);

/* "`to` is `relation` of `person`": a row of the ledger family; codes of GB/T 4761. */
struct relation_of {
    int64_t person;
    struct str person_name;
    struct str relation;
    struct somebody to;
};

enum kin {
    KIN_NONE,
    KIN_SPOUSE,     /* 夫妻 */
    KIN_DIRECT,     /* 直系血亲, also adopted and step */
    KIN_COLLATERAL, /* 三代以内旁系血亲: brothers and sisters, uncles and aunts, cousins, nephews and nieces */
    KIN_IN_LAW,     /* 近姻亲 */
};

enum kin kin_of(struct str code);

/* Spouse, direct line, siblings, their spouses, the spouse's parents and grandparents.
 * The election law says 近亲属 and names no list; Civil Code art. 1045 gives the core, in-laws are added as
 * for appointments (2019 干部选拔任用工作条例 ch. 9), so that a doubtful case is seen and decided. */
bool relation_is_near(struct str relation);

/* ---- finding ------------------------------------------------------------------------- */

enum avoidance_kind {
    AVOID_COUNT,   /* counts an election, or watches the count */
    AVOID_OPINION, /* signs or returns an opinion on somebody */
    AVOID_CASE,    /* sees or handles a complaint or a case */
    AVOID_INSPECT, /* leads or joins the inspection of a unit or of somebody */
    AVOID_POST, /* takes a leading post of a township, a county or their main departments */
    AVOID_KINDS,
};

enum avoidance_cause {
    AVOIDANCE_SELF,
    AVOIDANCE_KIN,
    AVOIDANCE_UNIT,
    AVOIDANCE_HOME,
    AVOIDANCE_CAUSES,
};

enum avoidance_force {
    AVOIDANCE_FREE, /* no rule speaks of it */
    AVOIDANCE_DECLARED, /* must be declared, and somebody decides (公务员法 art. 76 (3), 77) */
    AVOIDANCE_HARD, /* never */
};

struct avoidance_party {
    struct somebody who; /* may be empty: only a unit or a place is concerned */
    int64_t unit;        /* row of the ledger unit; 0: not known */
    region
        home; /* where he comes from (籍贯, 成长地), for the one who acts; where it happens, for the
                            one concerned; 0: not known.  Alike when one holds the other */
};

struct avoidance_input {
    enum avoidance_kind kind;
    struct avoidance_party actor;
    const struct avoidance_party *concerned;
    size_t concerned_count;
    const struct relation_of *relations; /* of both sides, in any order */
    size_t relation_count;
};

struct avoidance_finding {
    enum avoidance_cause cause;
    enum avoidance_force force;
    size_t concerned;    /* index */
    struct str relation; /* of kin: the code; else empty */
    const char *
        code; /* message: "avoidance.self", "avoidance.kin", "avoidance.unit", "avoidance.home" */
    const char *source; /* document and article */
};

/* What holds, the one concerned first, by each in the order of the causes; in `a`.  Who is concerned himself is
 * not his own kin besides. */
void avoidance_find(struct arena *a, const struct avoidance_input *in,
                    struct avoidance_finding **out, size_t *out_count);

/* The relation by which `a` and `b` are kin, near kin when `near`; NULL: none that is known. */
const struct relation_of *kin_between(const struct relation_of *relations, size_t count,
                                      const struct somebody *a, const struct somebody *b,
                                      bool near);
