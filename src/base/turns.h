/*
 * A bounded, fair queue before a few threads: whoever asks often waits for himself.  Those who ask under one key come
 * one after the other; among keys each has his turn, so that a newcomer waits for one of each at most, whatever one
 * key has waiting.  (Rounds: the nth that waits of a key is of the nth round from now; the lowest round comes first.)
 */
#pragma once

#include "base/pool.h"

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { TURN_KEY = 64 };

struct turn {
    void (*run)(void *arg);
    void *arg;
    /* private */
    char key[TURN_KEY];
    int64_t round;
    struct turn *next;
};

struct turns;

/* `all` wait at most, `each` of one key; those at work do not count. */
struct turns *turns_new(size_t threads, int each, int all);
void turns_free(struct turns *t); /* finishes what waits; NULL is fine */

/* `turn` stays where it is until run() was called, which may free it.  Of a key what fits counts.  False: there is no
 * room, for all or for this key. */
bool turns_add(struct turns *t, struct turn *turn, struct str key);
