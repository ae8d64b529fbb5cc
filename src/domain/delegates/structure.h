/*
 * What a body of delegates is to be made up of: at least so many women, people from the front line,
 * ethnic minorities …, at most so many leading cadres.  Pure.
 */
#pragma once

#include "base/date.h"

/* The codes of the table structure_kind, in its order. */
enum structure_kind {
    STRUCTURE_WOMEN,
    STRUCTURE_FRONTLINE, /* workers, farmers, professionals, other front-line members */
    STRUCTURE_ETHNIC,    /* any but Han, as far as it is on record */
    STRUCTURE_UNDER45,   /* at most 45 years old: 以下 includes the number itself */
    STRUCTURE_PROFESSIONAL,
    STRUCTURE_LEADER,
    STRUCTURE_WORKER,
    STRUCTURE_FARMER,
    STRUCTURE_INCUMBENT,
    STRUCTURE_MODEL,
    STRUCTURE_COLLEGE, /* 大专以上: GB/T 4658-2006, codes 10 to 39 */
    STRUCTURE_NON_PARTY, /* of any political status on record but the Party's members and probationers */
    STRUCTURE_KINDS,
};

const char *structure_kind_name(enum structure_kind k);
bool structure_kind_read(struct str name, enum structure_kind *out);

struct structure_person {
    struct str kind, sex, ethnicity; /* codes delegate_kind, sex, ethnicity */
    date birth;                      /* 0: not known, counts for no age */
    bool is_incumbent;
    struct str education; /* code education; empty or unknown: no college */
    struct str political; /* code political; empty: not known, counts for no status */
};

/* One bit for each kind that the person counts for; ages at the day `at`. */
uint32_t structure_traits(const struct structure_person *p, date at);

struct structure_count {
    int64_t people, of_kind[STRUCTURE_KINDS];
    uint32_t unknown; /* bits of the kinds of which some people's records do not say */
};

void structure_add(struct structure_count *n, uint32_t traits);

/* The same, and of which kinds nobody can tell: his birth is not on record, his education … */
void structure_add_person(struct structure_count *n, const struct structure_person *p,
                          date at);

/* Is the number of the kind that of all the people?  Of nobody no number is known. */
bool structure_is_known(const struct structure_count *n, enum structure_kind kind);

struct structure_target {
    enum structure_kind kind;
    bool is_at_least, is_percent;
    int64_t number; /* people, or per cent */
};

struct structure_standing {
    int64_t wanted, got, of;
    int64_t lacking; /* people; too many when an at-most target is broken */
    bool is_met;
};

/*
 * Shares are taken of the seats, and of the names while there are more names than seats; they are rounded up
 * for at least, down for at most.
 */
struct structure_standing structure_reckon(const struct structure_target *t, int64_t seats,
                                           const struct structure_count *n);
