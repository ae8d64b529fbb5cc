/*
 * Who takes part in a direct election: those who come to the stations or the meeting, those whose proxy another voter
 * carries, and those who vote by a mobile box (选举法 2020 arts 38, 42).  Whether the election is valid, how many
 * ballots there may be, and by how many votes somebody is elected follows from their sum (arts 44, 45), never from
 * the number of ballots given out.  Numbers of people.  Pure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct turnout {
    int64_t in_person, by_proxy, by_box;
};

int64_t turnout_taking_part(const struct turnout *t);

/* A proxy is carried by somebody who votes: whoever came, or votes at a box, carries DIRECT_PROXIES_MOST (art. 42). */
bool turnout_is_carried(const struct turnout *t);

/* Nobody votes twice: no more take part than are registered. */
bool turnout_is_within(const struct turnout *t, int64_t registered);
