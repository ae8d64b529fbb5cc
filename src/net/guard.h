/*
 * Against hostile and broken senders: requests that two readers could cut apart differently,
 * bodies that fill the memory, and senders that never come to an end.  Limits: net/limits.h.
 */
#pragma once

#include "net/limits.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct MHD_Connection;

/*
 * Why the headers of a request are refused with 400 and the connection closed, in English for
 * the one who wrote the client; NULL: they are fine.  Refused: two Content-Length, one beside
 * Transfer-Encoding or no number, another coding than chunked, a name that is no token, a
 * control in a value, a header that goes on in the next line (obs-fold, RFC 9112 5.2), more than
 * HEADERS_MOST.  *length: of the body; SIZE_MAX: not said.
 */
const char *framing_fault(struct MHD_Connection *connection, const char *version,
                          size_t *length);

/* ---- memory of bodies ------------------------------------------------------------------ */

struct budget { /* bytes held now */
    _Atomic int64_t known, strangers;
};

/* What one body holds of it. */
struct share {
    struct budget *of;
    bool is_stranger;
    int64_t held;
};

/* Let `share` hold what a buffer of `bytes` needs.  False: there is no room, nothing changed. */
bool share_hold(struct share *share, size_t bytes);
void share_free(struct share *share);
bool budget_is_full(const struct budget *b, bool is_stranger);

/* ---- time ------------------------------------------------------------------------------ */

enum phase { PHASE_WAIT, PHASE_HEAD, PHASE_BODY, PHASE_ANSWER };

struct line { /* one connection */
    struct line *next, *before;
    int fd;
    _Atomic int64_t until_ms; /* monotonic; INT64_MAX: as long as it takes */
    /* Of the request in hand: %00 in its path; a line beyond LINE_BYTES. */
    bool has_nul, is_long;
};

/* A thread that cuts the connections whose time is over. */
struct watch {
    pthread_mutex_t lock;
    pthread_cond_t stopping;
    pthread_t thread;
    bool is_stopped;
    struct line *first;
};

void watch_start(struct watch *w);
void watch_stop(struct watch *w); /* the lines stay */
struct line *watch_add(struct watch *w, int fd);
void watch_remove(struct watch *w, struct line *line);

/* `line` enters a phase; `body` is the limit in bytes of the body to come.  NULL is fine. */
void line_phase(struct line *line, enum phase phase, size_t body);
