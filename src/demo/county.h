/*
 * What the makers of the demo share: the county being made, its towns, offices and people,
 * and how many rows of each kind it is to have.
 */
#pragma once

#include "demo/demo.h"
#include "demo/dice.h"
#include "demo/words.h"

/* Days of the fictional renewal. */
enum {
    DAY_START = 20210301, /* the leading group is formed */
    DAY_TOWNS = 20210530, /* the last town party congress; reference day of the towns */
    TERM_COUNTY = 14,     /* of the Party's congress, 届 */
    TERM_TOWN = 12,
    TERM_CONFERENCE = 13,
    TERM_CONGRESS = 17,
    DAY_COUNTY_OPENS = 20210728,
    DAY_COUNTY = 20210730,     /* the county party congress closes; its reference day */
    DAY_COUNTY_ALL = 20210803, /* the last of the three county congresses */
    DAY_TODAY = 20211120,      /* when the demo is looked at */
};

enum { NAMES_RECENT = 1024 };
enum {
    TOWN_LEADERS = 5
}; /* secretary, head, chair of the congress, deputy secretary, discipline */
enum { VILLAGES_MOST = 12, NOMINATIONS = 6 };

struct village {
    struct str name;
    row_id unit;
};

struct town {
    region code;
    struct str name; /* 岚桥镇 */
    row_id unit;
    bool is_pilot;
    struct village villages[VILLAGES_MOST];
    int village_count;
    date people_on; /* its people's congress */
    row_id renewal;
    row_id party, discipline; /* the bodies 党的委员会, 纪律检查委员会 */
    row_id appraisal;
    date appraised_on; /* its first day of three */
};

struct office {
    const struct office_word *word;
    struct str name; /* 中共青岚县委组织部 */
    row_id unit;
};

enum place {
    PLACE_COUNTY_TEAM,
    PLACE_OTHER_TEAM,
    PLACE_TOWN_TEAM,
    PLACE_OFFICE,
    PLACE_TOWN
};

struct person {
    row_id id;
    struct str name, post, unit_name;
    row_id unit;
    region region;
    enum place place;
    int town;                                            /* index, or -1 */
    bool is_male, is_party, is_leader, is_left, is_held; /* held: a review said to wait */
    date birth;                                          /* full */
    int sequence; /* order of the day in the identity number: 0 to 999 */
    const char *education, *degree, *rank, *origin;
    const struct school *school;
    bool is_fulltime; /* bachelor or above */
    bool is_grassroots, is_young;
    date since;       /* in the present post, month */
    const char *move; /* code: what the renewal brought, or NULL */
};

/* One seat before and after: indexes into the people. */
struct seat {
    const struct seat_word *word;
    int town; /* index, or -1: county */
    int before, after;
    const char *move_before, *move_after; /* codes */
};

/* Who stands for the seats of one kind: as many as there are seats, then those beyond. */
enum { SEAT_KINDS = 4, PICKS_MOST = 48 };

struct picks {
    int who[PICKS_MOST]; /* indexes of people */
    int count, seats;
    row_id rows[PICKS_MOST]; /* of the last round's list */
};

struct plan {      /* how many of each, in one county */
    bool is_exact; /* the county of S3 and S4 */
    int careers;   /* at most, per leading cadre */
    int town_staff, villages;
    int town_delegates, county_units, county_delegates;
    int pledges, talks, talked_again, pools, pool_members;
    int vetted, archives, conclusions, held;
    int risks, complaints, cases, placements, interviews, surveys;
    int nominees[4]; /* member, alternate, commission, delegate of the higher congress */
    int teams;       /* oversight teams of the county */
    int chiefs;      /* rows of scope "chief": 0 or 1 */
    int cards, leaflets, viewers; /* copies, copies, people */
    int tasks;                    /* more tasks per town beyond the common ones */
};

struct county {
    region code;
    struct str name, kin; /* 青岚县, 县 */
    struct str label; /* empty, or in a province the name with the city: 望川市某区 */
    const struct plan *plan;
    struct town *towns;
    int town_count;
    struct office *offices;
    int office_count;
    struct person *people;
    size_t person_count, person_room;
    struct seat *seats;
    int seat_count;
    row_id unit, renewal, party, discipline, congress, government, conference;
    row_id party_congress; /* the congress held */
    int population;
    struct {
        row_id id;
        date on;
    } nominations[NOMINATIONS];     /* of the county's committees, in their order */
    struct picks picks[SEAT_KINDS]; /* member, alternate, commission, delegate */
    uint64_t *kin_names;            /* hashes of the names of cadres' relatives */
    size_t kin_count, kin_room;
    uint8_t *births; /* people so far per month of birth and sex */
};

struct demo {
    struct writing *w;
    enum err (*issue)(struct call *c, row_id nomination);
    struct call *call;     /* of the command, for what is done by a service */
    struct arena *keep;    /* lives as long as the county being made */
    struct arena *scratch; /* forgotten after every row */
    struct dice dice;
    uint64_t seed;
    struct county *county;
    bool is_province;
    int64_t done, total, shown;
    void (*progress)(void *, int64_t, int64_t);
    void *arg;
    uint64_t names[NAMES_RECENT]; /* hashes of the names last given */
    int name_count;
    int cases, chiefs; /* so far, in the whole province */
};

/* "县委组织部" from "{k}委组织部", in `a`. */
struct str county_text(struct arena *a, const struct county *c, const char *pattern);

/* Part `i` of `total` dealt as evenly as can be to `count`. */
int share(int total, int i, int count);

/* The people in a random order, leading cadres first: indexes, in d->keep. */
const int *county_order(struct demo *d);

/* A name that was not among the last NAMES_RECENT of its kind, in `a`. */
struct str county_name(struct demo *d, struct arena *a, bool male);

/* Three names, "甲、乙、丙", in d->scratch. */
struct str county_three(struct demo *d);

/* Does somebody who works with the system (an account of the demo county) bear the name? */
bool is_holder_named(const struct demo *d, struct str name);

/* The name of the account of a town's party secretary, in d->scratch. */
const char *account_of_town(const struct demo *d, int town);

/* A person of the county by chance; leading cadres only, or any. */
const struct person *county_leader(struct demo *d);
const struct person *county_anyone(struct demo *d);
struct office *county_office(const struct county *c, const char *name);

/* When the town's party congress is held; the last on DAY_TOWNS. */
date congress_day(const struct county *c, int town);

/* Is somebody among those who stand for a seat of the county? */
bool is_picked(const struct county *c, const struct person *p);
bool is_pick_named(const struct county *c, struct str name);
date person_party_joined(const struct person *p);

/* Somebody whom departments gave an opinion on; the texts live in d->keep, or in d->scratch for one opinion. */
struct reviewed {
    region region;
    row_id person; /* 0: nobody on record */
    struct str name, post;
};

/* The joint review of the county's delegates to be; the last `replaced` of them did not pass. */
MUST_USE enum err appraise_delegates(struct demo *d, const struct reviewed *who, int count,
                                     int replaced);

/* The step of nomination is issued, in the evening of its day. */
MUST_USE enum err held_issue(struct demo *d, row_id nomination, date on);

/* The makers, in the order in which they run. */
MUST_USE enum err place_make(struct demo *d);
MUST_USE enum err people_make(struct demo *d);
MUST_USE enum err accounts_make(struct demo *d);
MUST_USE enum err team_make(struct demo *d);
MUST_USE enum err town_secretaries_make(struct demo *d);
MUST_USE enum err command_make(struct demo *d);
MUST_USE enum err schedule_make(struct demo *d);
MUST_USE enum err talk_make(struct demo *d);
MUST_USE enum err picks_make(struct demo *d);
MUST_USE enum err appraise_make(struct demo *d);
MUST_USE enum err nominate_make(struct demo *d);
MUST_USE enum err congress_make(struct demo *d);
MUST_USE enum err discipline_make(struct demo *d);
MUST_USE enum err outcome_make(struct demo *d);
MUST_USE enum err hall_make(struct demo *d);
MUST_USE enum err plenary_make(struct demo *d);
MUST_USE enum err assembly_make(struct demo *d);
MUST_USE enum err delegates_make(struct demo *d);
MUST_USE enum err direct_make(struct demo *d);
MUST_USE enum err renewal_make(struct demo *d);
