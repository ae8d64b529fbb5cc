/* What commands share: an open site, how they report, how they end. */
#pragma once

#include "commands.h"
#include "service/open.h"
#include "service/record/record.h"

/* An open site with a reading connection. */
struct opened {
    struct site *site;
    struct db *db;
    struct arena *arena;
    struct call call;
};

MUST_USE enum err open_site(const struct options *o, struct opened *x, struct fault *f);
void close_site(const struct options *o, struct opened *x);

/* Open, run, report, close: a whole command. */
int with_site(struct options *o, enum err (*run)(struct options *, struct opened *));

/* The region of --region, else the site's.  False: no code. */
bool wanted_region(const struct options *o, const struct site *s, region *out);

/* --where and --region as conditions of a list. */
struct inputs inputs_of(const struct options *o, struct arena *a);

/* The list query of them. */
MUST_USE enum err query_of(struct options *o, struct opened *x, const struct ledger *l,
                           struct list_query *q);

int exit_code(enum err err);

/* Tell on standard error what went wrong, in the user's language; the exit code. */
int report(const struct options *o, enum err err, const struct fault *f);

void put(const struct buf *out); /* to standard output */
