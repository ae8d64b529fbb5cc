/*
 * What fails on request: the n-th step of SQLite (BEGIN, SAVEPOINT and COMMIT among them), the n-th time that a file
 * is made, written, flushed or renamed, the n-th piece of memory.  The linker puts these in front of sqlite3_step(),
 * sqlite3_exec(), open(), write(), fsync(), rename(), renameat2() and mem_new() (tests/meson.build).  And, for every
 * room alike, its deeds: acts called directly, while each of these fails in turn.
 */
#pragma once

#include "service/site/call.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum failing { FAIL_STEP, FAIL_FILE, FAIL_MEMORY, FAILINGS };

/* From now on the `n`th use fails, 1 first, and that one alone; 0: none. */
void fail_at(enum failing what, int64_t n);

/* Has the one that was asked for been met? */
bool has_failed(void);

/* ---- deeds ------------------------------------------------------------------------------------ */

enum { HOUSE_ROWS = 8, COUNTY = 441624000, TOWN = 441624100 };

/* A site of its own in a temporary folder, furnished with what the deeds work on. */
struct house {
    char dir[64];
    struct site *site;
    struct db *db;
    struct sqlite3 *beside; /* what looks at the database from outside */
    struct arena *arena;
    struct fault fault;      /* of the last deed */
    int serial;              /* another one at every try: for names that are taken once */
    row_id rows[HOUSE_ROWS]; /* what the room keeps there */
    bool without_evidence;   /* of struct room */
};

/* What is let fail: each bit by itself. */
enum { STEPS = 1 << FAIL_STEP, FILES = 1 << FAIL_FILE, MEMORY = 1 << FAIL_MEMORY };

/*
 * An act that can be done again and again.  It is done or not, whatever fails: a failure is told as one of the machine
 * and leaves no trace in database and folder, the next try works, and what is done has its entries in the trace.
 */
struct deed {
    const char *name;
    enum err (*ready)(struct call *,
                      struct house *house); /* before it is done, while nothing fails */
    enum err (*in_writer)(struct call *, void *house); /* NULL: */
    enum err (*waiting)(struct call *,
                        struct house *house); /* waits for the writer itself */
    unsigned what;
    int64_t entries; /* in the trace of rows, when it is done */
    bool leaves;     /* it may leave files that nobody refers to, which the next try uses */
    bool forgets;    /* it takes a right away: in memory at once, whatever fails */
    const char
        *stands; /* how a deed is told as failed that stands all the same; NULL: none is */
};

struct room {
    enum err (*furnish)(struct call *, void *house); /* in the writer, once; may be NULL */
    /* What the program holds in memory, as one number: a deed that failed leaves it as it was.  May be NULL. */
    uint64_t (*held)(struct call *, struct house *house);
    bool
        without_evidence; /* its signed polls were put there: each is found wrong, and nothing else */
    const struct deed *deeds;
    size_t count;
};
#define DEEDS(all) .deeds = (all), .count = sizeof(all) / sizeof((all)[0])

/* Everything of every deed fails in turn; all of it works again after a restart. */
void room_holds(const struct room *room);

NONNULL_RESULT const struct ledger *house_ledger(const struct call *c, const char *name);

/* A row of `ledger` at `place`, made of pairs of field and value that NULL ends: as a form gives it, and as features
 * put it, which need no acts on the way to `state` (empty: the first). */
MUST_USE enum err house_enter(struct call *c, const char *ledger, region place,
                              const char *state, const char *const *pairs, row_id *out);
MUST_USE enum err house_put(struct call *c, const char *ledger, region place,
                            const char *state, const char *const *pairs, row_id *out);
/* It passes into another state, as features change it. */
MUST_USE enum err house_turn(struct call *c, const char *ledger, row_id id,
                             const char *state);
MUST_USE enum err house_remove(struct call *c, const char *ledger, row_id id);
/* An act on it as it stands, signed and with a reason. */
MUST_USE enum err house_act(struct call *c, const char *ledger, row_id id, const char *act,
                            const char *const *pairs);
#define PAIRS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The number of a row as words give it. */
const char *house_number(struct call *c, row_id id);
