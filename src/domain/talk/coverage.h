/*
 * Who has been talked with (谈心谈话) and who has not.  A talk on record names its person by the record of
 * the person, or by name alone; a name counts only where it can mean one person, so that nobody is
 * taken for talked with because of a namesake.  Pure.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

struct talk_person {
    int64_t id; /* of the record; not 0 */
    struct str name;
    int64_t unit; /* 0: not known */
};

struct talk_held {
    int64_t person;  /* record; 0: only the name is known */
    struct str name; /* of whom was talked with */
    int64_t unit;    /* 0: not known */
    date on;
};

/* Of one person: how many talks, and the last one (0: none). */
struct talk_standing {
    int64_t talks;
    date last;
};

struct talk_input {
    const struct talk_person *people;
    size_t person_count;
    const struct talk_held *talks;
    size_t talk_count;
    date since; /* talks before it do not count; 0: all do */
};

struct talk_result {
    struct talk_standing *standings; /* of the people, in their order */
    int64_t unclear, others; /* talks that may mean several, and with nobody of these */
};

/*
 * How each stands, in `a`.  A talk by name is that of the only person who bears it, or, among several, of
 * the only one in its unit.  Every talk from `since` on is in one standing, in `unclear`, or in `others`.
 */
void talks_stand(struct arena *a, const struct talk_input *in, struct talk_result *out);
