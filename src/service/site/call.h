/*
 * One call into the service layer: who asks, when, against which database, where
 * the results live, and what went wrong.  Made by api (or by a command or a test),
 * passed down by pointer, gone when the request ends.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "ledger/engine.h"
#include "store/writer.h"

struct site;
struct db;

/* Who acts.  Zero may nothing: a call that nobody filled in is harmless. */
enum actor {
    ACTOR_PUBLIC,  /* somebody who did not sign in */
    ACTOR_ACCOUNT, /* `who`, with `powers` */
    ACTOR_COMMAND, /* the command line on this machine: may everything */
    ACTOR_SYSTEM,  /* the program itself, in work that nobody asked for: may everything */
};

struct power { /* a role at a region, for its subtree */
    enum role role;
    region region;
};

/* The caller himself and his kin, as the records have them: filled and asked by service/avoidance alone, once
 * for a call, so that a list of thousands asks the database once. */
enum { NEAR_MOST = 40, NEAR_NAME_BYTES = 64 };

struct near_one {
    int64_t person; /* 0: not on record */
    char name[NEAR_NAME_BYTES];
};

struct near_ones {
    bool is_loaded,
        is_full; /* full: there are more, or longer names: each row is asked about in whole */
    int count;
    struct near_one items[NEAR_MOST];
};

struct call {
    struct arena *arena; /* results are allocated here */
    struct site *site;
    struct db *db; /* a reading connection, or the writer's inside a write */
    enum actor actor;
    account_id who; /* of ACTOR_ACCOUNT; 0 for the others */
    row_id
        person; /* whose account it is, of the ledger person; 0: nobody's, or not known */
    const struct power *powers;
    size_t power_count;
    struct str origin; /* address of the browser, or the command */
    instant now;       /* the only clock the lower layers see */
    enum locale locale;
    struct fault fault;
    bool
        powers_changed; /* set inside a write: what is held of accounts is read anew after it */
    bool is_stored;     /* the act stands, whatever fails in what is read for its reply */
    account_id signed_out; /* set inside a write: the account whose sessions end with it */
    struct str unlocked; /* set inside a write: whose account is locked nowhere after it */
    int64_t fault_row;   /* the row of a bulk that stopped it */
    struct str
        place; /* where in the body the row stands that is being written: "elections[0]"; empty: it is the whole */
    struct near_ones near;
    struct row_faults faults; /* mistakes by their place */
};

/* An act of the machine's own, for which no account answers? */
bool call_is_machine(const struct call *c);

/* Is this account the caller's own?  Never for a caller without one. */
bool call_is(const struct call *c, account_id account);

/* Is it an account of the caller's own person: this one, or another that is linked to the same record?
 * Where two people are needed, this is asked and not which account it is.  One that cannot be read counts as theirs. */
bool call_same_person(const struct call *c, account_id account);

/* What takes two people is only done by people: an account whose person is not known could be anybody's.
 * ERR_RULE "account.of_nobody"; the command line and the program itself pass. */
MUST_USE enum err call_require_person(struct call *c);

/* Does the caller hold one of `roles` at a region that holds `r`? */
bool call_may(const struct call *c, role_set roles, region r);

/* The same for any region at all. */
bool call_may_anywhere(const struct call *c, role_set roles);

/* ERR_DENIED "denied" unless call_may(). */
MUST_USE enum err call_require(struct call *c, role_set roles, region r);
MUST_USE enum err call_require_anywhere(struct call *c, role_set roles);

/* The region where this account's lists begin: that of its widest power; the site's for the command line. */
region call_home(const struct call *c);

/* For the engine: read and written as this call, in its arena. */
struct reading call_reading(const struct call *c);
struct writing call_writing(struct call *c);

/* The ledger `name`, when the caller may read it somewhere.  ERR_NOT_FOUND "ledger.unknown". */
MUST_USE enum err call_ledger(struct call *c, struct str name, const struct ledger **out);

/* ERR_TOO_BIG "text.lost" when a buffer was full and nobody asked since `lost` (buf_lost()):
 * what is not whole is neither kept nor sent. */
MUST_USE enum err call_whole(struct call *c, int64_t lost);

/*
 * The end of a call that began with call_calm(): when its database failed meanwhile, that is what is
 * wrong, whatever the call made of it, even "not found" or nothing; else `err`.  ERR_IO "db.stored" when the
 * act had been stored before: nobody shall do it twice.
 */
MUST_USE enum err call_explain(struct call *c, enum err err);
void call_calm(struct call *c);

/*
 * Run `write` on the writer's thread inside its transaction, with a copy of `c` whose db is the
 * writer's, and wait; what lost text (call_whole()) is undone.  Faults come back into `c`.  For threads that may block.
 * When a read of this call failed nothing is written and that is told ("db.io", …): what was not read decides nothing.
 */
MUST_USE enum err call_write(struct call *c, enum err (*write)(struct call *, void *),
                             void *arg);

/* The same for what is not the act itself: a failed log-in, a code that is spent. */
MUST_USE enum err call_write_aside(struct call *c, enum err (*write)(struct call *, void *),
                                   void *arg);

/* The same without waiting: `done` runs on the writer's thread after the commit.  `job` must
 * live until then. */
struct call_job {
    struct call *call;
    enum err (*write)(struct call *, void *);
    void (*done)(void *arg, enum err err);
    void *arg;
    struct db *reader; /* the call's own connection, put back afterwards */
    struct write_job job;
};

void call_write_later(struct call_job *job);
