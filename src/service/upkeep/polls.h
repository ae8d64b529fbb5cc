/* Proof of elections: every signed poll is counted again from its evidence, and what the ledgers
 * show of it is what was signed. */
#pragma once

#include "service/site/call.h"

struct poll_check {
    struct call *call;
    struct db *db;
    struct arena *page; /* cleared with every poll */
    /*
     * One thing that does not fit: "verify.poll_gone", "verify.poll_changed" (title, region);
     * "verify.poll_value" (title, region, whose, field, signed, stored) a row that shows something
     * else; "verify.poll_rows" (title, region, ledger, signed, stored) more or fewer rows.
     */
    void (*tell)(void *arg, const char *code, struct str args);
    void *arg;
};

/* *count: polls looked at. */
MUST_USE enum err polls_check(const struct poll_check *k, int64_t *count);
