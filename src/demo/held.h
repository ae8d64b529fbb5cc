/*
 * What is held by the doors of the services, as whoever does it: who came, what was passed, ballots from the names
 * to the signed result.  Its evidence is what `huanjie verify` reads.
 */
#pragma once

#include "demo/entry.h"
#include "service/poll/poll.h"

/* Somebody who was called, as later rows need him. */
struct called {
    row_id id, person;
    struct str name, delegation;
    struct str kind; /* code of delegate_kind: leader, model …; empty: nobody says */
};

struct called_list {
    struct called *items; /* in d->keep */
    size_t count;
};

struct sitting_held {
    row_id id;
    instant at, until; /* when it begins and is closed */
};

/* Who stands for one office: as many as there are seats, then those beyond, whom few approve of. */
struct held_question {
    const char *title, *office;
    const struct candidate_new *names; /* in d->keep */
    int count, seats;
};

enum { HELD_QUESTIONS = 3, HELD_BALLOTS = 4 };

/* One sheet of paper; those of a cast stand together, and the first cast is 1. */
struct held_ballot {
    const char *title, *colour;
    int cast, question_count;
    struct held_question questions[HELD_QUESTIONS];
};

struct held_election {
    row_id congress;
    const char *rules;
    struct sitting_held sitting;
    instant votes_at; /* when the first cast begins */
    int present;
    struct str chief_scrutineer, chief_teller;
    const struct held_ballot *ballots;
    int ballot_count;
};

/* Minutes from one cast to the next, and from a cast to its signed results. */
enum { CAST_MINUTES = 70, SIGNED_MINUTES = 50 };

enum { DOORS_MINUTES = 30 }; /* before a sitting begins */

enum { AWAY_EVERY = 100, AWAY_FIRST = 7 }; /* of those called one in so many is ill */

/* Open the doors before it begins; `people` come in or are excused. */
MUST_USE enum err held_open(struct demo *d, const struct sitting_held *s,
                            const struct called_list *people);
MUST_USE enum err held_close(struct demo *d, const struct sitting_held *s);
/* Officers are passed by an item of the agenda. */
struct held_vote {
    row_id congress, item;
    const row_id *officers;
    size_t count;
    instant at;
};

MUST_USE enum err held_pass(struct demo *d, const struct held_vote *v);
/* How many are due, recorded by two with the paper: where nobody's mandate is on record here. */
MUST_USE enum err held_due(struct demo *d, row_id congress, int64_t due, const char *paper,
                           date on);
/* `who`: indexes of people. */
struct held_question held_question(struct demo *d, const char *title, const char *office,
                                   const int *who, int count, int seats);

/* The names of every question, as they are laid before a meeting that talks them over (domain/congress/laid.h); `e`
 * NULL: nobody stands yet.  In d->scratch. */
struct str held_list(struct demo *d, const struct held_election *e);

/* Every ballot from the names to the signed result; `polls`: one for each. */
MUST_USE enum err held_elect(struct demo *d, const struct held_election *e, row_id *polls);
