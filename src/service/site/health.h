/*
 * Is the site well?  Asked by anybody, so it costs nothing worth mentioning (looked at once a second,
 * a row written at most every five) and tells no more than which part is unwell.
 */
#pragma once

#include "service/site/call.h"

struct health;

struct health_view {
    const char *database,
        *writer;        /* "ok", or what follows "db." in the code of the trouble */
    const char *disk;   /* of the data folder: "ok", "low" (under 1 GiB), "full" */
    struct fault fault; /* kind ERR_OK: all is well */
};

struct health *health_new(void);
void health_free(struct health *h); /* after the writer; NULL is fine */

/*
 * Reads through the call's connection.  When nothing was written for five seconds or the last write
 * failed, a row is written, and waited for a quarter of a second at most.
 */
void health_look(struct call *c, struct health_view *out);
