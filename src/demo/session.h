/*
 * A congress or plenary of the demo: its row, sittings, agenda, who is called and who holds which duty.  What is
 * held goes through the doors of the services (held.c).  Text that is kept lives in d->keep.
 */
#pragma once

#include "demo/held.h"

struct congress_plan {
    region where;
    struct str title; /* 中国共产党青岚县第十四次代表大会; in d->keep */
    const char *kind, *level, *rules, *organiser, *place, *state;
    row_id body, parent; /* parent: that elected its members, or 0 */
    int term, session;
    const char *
        approval; /* who answered the request to hold it: "市委复"; NULL: nobody was asked */
    const char *chair; /* of its sittings; NULL: the executive chairs, or the secretary */
    int deputies, population; /* of a people's congress; 0: not said */
    instant names_until;      /* until when deputies may nominate; 0: not said */
    date from, until;
    instant
        called_at; /* of one with a parent: when its members are called, after they were elected */
    row_id id;
};

struct item_word {
    const char *title, *kind;
};

enum { ITEMS_MOST = 9, SITTINGS_MOST = 12 };

struct sitting_word {
    const char *title, *kind;
    int day, clock; /* from the congress's first day; 930: half past nine */
    struct item_word items[ITEMS_MOST];
};

enum { OFFICER_ROOM = 96 };

struct officer_list {
    row_id ids[OFFICER_ROOM];
    const char *duties[OFFICER_ROOM];
    size_t count;
    struct str chief_scrutineer, chief_teller;
};

/* How one sitting is held, from the opening of the doors to its close. */
struct sitting_plan {
    const struct sitting_word *word;
    row_id id;                           /* of session_plan_all() */
    const struct called_list *people;    /* who is due, and comes or is excused */
    int present;                         /* with a vote */
    const struct officer_list *officers; /* passed by its items; NULL: none */
    const struct held_election *ballots; /* its questions; NULL: nobody is elected */
    const struct held_election
        *lists; /* of the congress: whose names its items lay; NULL: those of `ballots` */
};

MUST_USE enum err session_congress(struct demo *d, struct congress_plan *k);

/* Somebody who is called; `e` holds who he is: name, post, person. */
MUST_USE enum err session_call(struct demo *d, const struct congress_plan *k,
                               struct entry *e, struct called *out);

/* A member, an alternate or a deputy, by the record of the person; `seat`: from 1. */
MUST_USE enum err session_call_person(struct demo *d, const struct congress_plan *k,
                                      const struct person *p, const char *kind, int seat,
                                      struct called *out);

/* Nobody is called like somebody who stands for an office: two of one name on a day's ballots would read as one.  In
 * d->scratch. */
struct str session_stranger_name(struct demo *d, bool male);

/* Somebody who is on no record of a cadre; name and post by chance. */
MUST_USE enum err session_call_stranger(struct demo *d, const struct congress_plan *k,
                                        const char *kind, int seat, struct called *out);

MUST_USE enum err session_officer(struct demo *d, const struct congress_plan *k,
                                  const struct called *who, const char *duty,
                                  struct officer_list *out);

/* Scrutineers and tellers of a congress, out of all delegations, none a candidate's relative or namesake. */
MUST_USE enum err session_counters(struct demo *d, const struct congress_plan *k,
                                   const struct called_list *people,
                                   struct officer_list *out);

/* The sittings of one congress. */
struct sittings {
    const struct sitting_word *words;
    int count;
    row_id ids[SITTINGS_MOST];
};

/* As planned, without an agenda yet: its ids. */
MUST_USE enum err session_plan_all(struct demo *d, const struct congress_plan *k,
                                   struct sittings *all);

/* Of the presidium, who preside at each of its full meetings: nobody at two. */
MUST_USE enum err session_executives(struct demo *d, const struct congress_plan *k,
                                     const struct sittings *all,
                                     const struct called_list *presidium,
                                     struct officer_list *out);

/* A sitting still to come, with its agenda. */
MUST_USE enum err session_planned(struct demo *d, const struct congress_plan *k,
                                  const struct sitting_word *word);

/* Held: the doors, its items one after the other, the officers whom they pass, its ballots. */
MUST_USE enum err session_hold(struct demo *d, const struct congress_plan *k,
                               const struct sitting_plan *s);

/* Whom its doors count: of the presidium its own, of delegations nobody, else all. */
const struct called_list *session_due(const struct sitting_word *word,
                                      const struct called_list *presidium,
                                      const struct called_list *people);

/* Of so many called, how many come: one in AWAY_EVERY is ill. */
int session_present(size_t called);
