/* The words a fictional county is made of: names of people and villages, offices, posts. */
#pragma once

#include "base/str.h"
#include "demo/dice.h"

/* A person's name, in `a`: a common surname by its frequency, two characters given;
 * none that is widely known. */
struct str word_person(struct arena *a, struct dice *d, bool male);

/* A village: 上坪村. */
struct str word_village(struct arena *a, struct dice *d);

struct school {
    const char *name, *subject;
    const char *specialty; /* code */
};

extern const struct school WORD_SCHOOLS[];
extern const int WORD_SCHOOL_COUNT;

/* An office of the county.  `side`: 'p' under the party committee, 'g' of the government,
 * 'o' with a name of its own.  `cadres`: people of its team. */
struct office_word {
    char side;
    const char *name; /* "组织部", "财政局" */
    const char *kind; /* code of unit_kind */
    const char *head; /* "部长" */
    const char *deputy;
    int cadres, headcount;
};

extern const struct office_word WORD_OFFICES[];
extern const int WORD_OFFICE_COUNT;

/* A seat of a leading team. */
struct seat_word {
    const char *title; /* "{k}" stands for 县, 区 or 市 */
    const char *team;  /* code of team_kind */
    const char *rank;
    const char *body; /* code of body_kind that elects it, or NULL */
    bool chief;
};

enum { TOWN_SEATS = 11, COUNTY_SEATS = 11, OTHER_SEATS = 18 };

extern const struct seat_word WORD_TOWN_SEATS[TOWN_SEATS];
extern const struct seat_word WORD_COUNTY_SEATS[COUNTY_SEATS];
extern const struct seat_word WORD_OTHER_SEATS[OTHER_SEATS];
