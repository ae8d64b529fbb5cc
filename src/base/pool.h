/* A few threads that do long work one after the other: passwords, imports, backups. */
#pragma once

#include <stddef.h>

struct pool;

struct pool_job {
    void (*run)(void *arg);
    void *arg;
    struct pool_job *next; /* the pool's */
};

struct pool *pool_new(size_t threads);
void pool_free(struct pool *p); /* finishes what waits; NULL is fine */

/* `job` stays where it is until run() was called, which may free it. */
void pool_add(struct pool *p, struct pool_job *job);
