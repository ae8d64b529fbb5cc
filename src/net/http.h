/*
 * Sockets to requests and back: a thin face on libmicrohttpd.  It knows no route.
 *
 * One single-threaded epoll daemon per core on one port (SO_REUSEPORT).  A handler answers at once,
 * or sets the request aside with http_later() and answers from any thread with
 * http_answer().
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "net/guard.h"

#include <stdatomic.h>

struct http_request;
struct http_server;

enum http_method { HTTP_GET, HTTP_POST, HTTP_OTHER };

struct http_reply {
    int status;
    const char *type; /* media type; NULL: no body */
    struct str body;  /* borrowed until the reply is queued unless `owned` */
    char *owned;      /* freed by the server after sending; body points into it */
    const char *etag;
    const char *encoding; /* "gzip", or NULL */
    const char *cookie;   /* Set-Cookie, or NULL */
    const char *disposition;
    const char *retry_after; /* seconds, a literal; NULL: not said */
    bool may_cache;    /* a file of the program: borrowed for ever, checked by its ETag */
    bool is_immutable; /* it bears its hash in its name: never asked for again */
};

struct http_handler {
    /* Bytes of the body this request may have; 0: none.  Called before the body is read.
     * *is_known: is the caller signed in, so that the body counts to BODIES_MOST? */
    size_t (*body_most)(void *app, const struct http_request *r, bool *is_known);
    /* The whole request is there.  `worker` is the index of the daemon's thread. */
    void (*handle)(void *app, struct http_request *r, int worker);
    void *app;
};

struct http_request {
    enum http_method method;
    struct str path; /* decoded, without the query; after a %00 nothing more of it */
    struct str body;
    void *connection; /* libmicrohttpd's */
    /* private, but for is_too_big (of received.limit), is_crowded (no memory: 503) and is_long (beyond LINE_BYTES) */
    struct http_server *server;
    struct buf received;
    struct share share;
    struct line *line;
    bool is_too_big, is_crowded, is_long, is_handled,
        is_suspended;        /* the daemon's thread's */
    atomic_bool is_answered; /* `reply` is there, from any thread */
    struct http_reply reply;
};

/* A header or query value; empty when absent.  Borrowed for the life of the request. */
struct str http_header(const struct http_request *r, const char *name);
struct str http_cookie(const struct http_request *r, const char *name);
/* Decoded, as long as they were sent: %00 is a byte of them. */
void http_each_query(const struct http_request *r,
                     void (*each)(void *arg, struct str key, struct str value), void *arg);

/* The peer's address without port, NUL-terminated, in `out` (at least 64 bytes). */
void http_peer(const struct http_request *r, char *out, size_t room);

/* Answer.  From the handler itself at once, or after http_later() from any thread. */
void http_answer(struct http_request *r, const struct http_reply *reply);

/* The handler will return without an answer; http_answer() follows from another thread. */
void http_later(struct http_request *r);

/* Listen on address:port (port 0: any free one).  `workers` threads.  ERR_IO "net.listen". */
MUST_USE enum err http_start(const char *address, int port, int workers,
                             struct http_handler handler, struct http_server **out,
                             struct fault *f);
int http_port(const struct http_server *s);
void http_stop(struct http_server *s); /* waits for requests in hand; NULL is fine */
