/*
 * Reading connections that nobody uses at the moment.  Opening one costs more than most requests: PostgreSQL begins a
 * process that knows no table yet, SQLite reads the schema.  Any number of threads may ask.
 */
#pragma once

#include "store/db.h"

struct readers;

NONNULL_RESULT struct readers *readers_new(void);
void readers_free(
    struct readers *r); /* closes them; nobody uses one any more; NULL is fine */

struct db *readers_take(struct readers *r); /* NULL: none is idle */

/* Owned by `r` from now on, and closed at once when it had trouble, is in the middle of a transaction, or there are
 * enough. */
void readers_give(struct readers *r, struct db *db);
