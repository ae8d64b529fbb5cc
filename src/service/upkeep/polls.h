/* Proof of elections: every signed poll is counted again from its evidence. */
#pragma once

#include "service/site/call.h"

struct poll_check {
    struct call *call;
    struct db *db;
    struct arena *page; /* cleared with every poll */
    /* One thing that does not fit: "verify.poll_gone", "verify.poll_changed" (title, region). */
    void (*tell)(void *arg, const char *code, struct str args);
    void *arg;
};

/* *count: polls looked at. */
MUST_USE enum err polls_check(const struct poll_check *k, int64_t *count);
