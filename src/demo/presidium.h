/*
 * Who leads a congress: its presidium and its secretariat.  Leading cadres among those called, the heads of the
 * delegations, models of their trade; never just who stands first on the roster.
 */
#pragma once

#include "demo/session.h"

/* The seat of a town among those of struct county; those of the county are the first. */
int seat_of_town(int town, int seat);

/* Whoever came into the seat, among those called; NULL: he is not, or nobody came into it. */
const struct called *called_of_seat(const struct demo *d, const struct called_list *people,
                                    int seat);

/* The head of each delegation: a town's secretary, else a leader, else its first.  Those called stand delegation after
 * delegation. */
struct called_list delegation_heads(struct demo *d, const struct called_list *people);

/* Who came into the seats, in their order, then the heads, then models and all others, until there are `most`. */
struct called_list presidium_compose(struct demo *d, const struct called_list *people,
                                     const int *seats, int count, int most);

/* Those called without these. */
struct called_list called_without(struct demo *d, const struct called_list *people,
                                  const struct called_list *these);

struct seat_list {
    const int *seats;
    int count;
};

/* `duty` to whoever came into each of the seats, as far as he was called. */
MUST_USE enum err presidium_duty(struct demo *d, const struct congress_plan *k,
                                 const struct called_list *people, struct seat_list in,
                                 const char *duty, struct officer_list *out);
MUST_USE enum err presidium_all(struct demo *d, const struct congress_plan *k,
                                const struct called_list *who, const char *duty,
                                struct officer_list *out);
