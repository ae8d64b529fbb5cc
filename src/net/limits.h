/*
 * What one server gives to the sockets it holds, all in one place.  What a route takes as a
 * body stands in the table of routes (api/route.h).
 */
#pragma once

enum {
    /* connections */
    WORKERS_MOST = 64,
    CONNECTIONS_MOST = 8192, /* of a worker */
    ADDRESS_MOST = 1024, /* of a worker, from one address: a hall behind one router fits */
    BACKLOG = 1024,
    /* Of a request line; more: 413, as every refusal in the caller's language. */
    LINE_BYTES = 16 << 10,
    /* Request line and headers; more: 414 or 431.  That answer is libmicrohttpd's own, in English: when its memory for
     * a connection is full it has called nobody yet who could say it better (0.9 and 1.0 have no hook for it). */
    CONNECTION_BYTES = 32 << 10,
    HEADERS_MOST = 100, /* more: 400 */

    /* time, in seconds; who is slower is cut off */
    IDLE_SECONDS = 75,  /* nothing moves */
    WAIT_SECONDS = 105, /* from the last reply to the next request line: idle, and a bit */
    HEAD_SECONDS = 20,  /* from the request line to the last header */
    BODY_SECONDS = 20,  /* for a body, and as long as its limit lasts at BODY_RATE */
    BODY_RATE = 32 << 10, /* bytes a second */

    /* memory of all bodies that are here and not answered; beyond: 503, Retry-After */
    BODY_FREE = 4 << 10,         /* of each is not counted: a login always finds room */
    BODIES_MOST = 512 << 20,     /* of callers who are signed in */
    BODIES_STRANGERS = 16 << 20, /* of all others */
    BODY_STRANGER = 64 << 10,    /* one body of theirs; more: 413 */
};

#define RETRY_AFTER "5" /* seconds, when there was no room */
