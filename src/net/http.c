#include "net/http.h"

#include "base/mem.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DRAIN_MS = 30000 };

struct worker {
    struct http_server *server;
    int index;
    struct MHD_Daemon *daemon;
};

struct http_server {
    struct http_handler handler;
    struct worker workers[WORKERS_MOST];
    struct budget bodies;
    struct watch watch;
    int count, port;
    atomic_int suspended; /* requests whose answer comes from another thread */
    atomic_int handling;  /* threads inside the handler */
    atomic_bool stopping; /* kept connections get 503 from now on */
};

/* ---- what a request says ------------------------------------------------------------- */

struct str http_header(const struct http_request *r, const char *name)
{
    return str_of(MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name));
}

struct str http_cookie(const struct http_request *r, const char *name)
{
    return str_of(MHD_lookup_connection_value(r->connection, MHD_COOKIE_KIND, name));
}

struct each {
    void (*each)(void *arg, struct str key, struct str value);
    void *arg;
};

/* NOLINTNEXTLINE(readability-function-size): the parameters are the library's */
static enum MHD_Result each_value(void *cls, enum MHD_ValueKind kind, const char *key,
                                  size_t key_len, const char *value, size_t value_len)
{
    struct each *e = cls;

    (void)kind;
    e->each(e->arg, (struct str){key, key_len}, (struct str){value, value ? value_len : 0});
    return MHD_YES;
}

void http_each_query(const struct http_request *r,
                     void (*each)(void *arg, struct str key, struct str value), void *arg)
{
    struct each e = {each, arg};

    MHD_get_connection_values_n(r->connection, MHD_GET_ARGUMENT_KIND, each_value, &e);
}

void http_peer(const struct http_request *r, char *out, size_t room)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *addr = info ? info->client_addr : NULL;

    out[0] = '\0';
    if (addr && addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)addr)->sin_addr, out,
                  (socklen_t)room);
    if (addr && addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)addr)->sin6_addr,
                  out, (socklen_t)room);
}

/* ---- answering ----------------------------------------------------------------------- */

static struct MHD_Response *make_response(const struct http_reply *p)
{
    void *bytes = (void *)(uintptr_t)p->body.ptr;

    if (p->owned)
        return MHD_create_response_from_buffer(p->body.len, p->owned,
                                               MHD_RESPMEM_MUST_FREE);
    return MHD_create_response_from_buffer(
        p->body.len, bytes, p->may_cache ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
}

static void add_header(struct MHD_Response *m, const char *name, const char *value)
{
    if (value)
        (void)MHD_add_response_header(m, name, value);
}

/* Everything the browser may load comes from here; nothing else can be reached or framed. */
static void add_guards(struct MHD_Response *m, const struct http_reply *p)
{
    if (!p->type)
        return;
    add_header(m, "X-Content-Type-Options", "nosniff");
    add_header(m, "Vary", p->etag ? "Accept-Encoding" : NULL);
    if (strncmp(p->type, "text/html", 9) != 0)
        return;
    add_header(
        m, "Content-Security-Policy",
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
        " frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
    add_header(m, "Referrer-Policy", "no-referrer");
    add_header(m, "X-Frame-Options", "DENY");
}

static enum MHD_Result queue(struct http_request *r)
{
    const struct http_reply *p = &r->reply;
    struct MHD_Response *m = make_response(p);

    add_header(m, "Content-Type", p->type);
    add_header(m, "ETag", p->etag);
    add_header(m, "Content-Encoding", p->encoding);
    add_header(m, "Set-Cookie", p->cookie);
    add_header(m, "Content-Disposition", p->disposition);
    add_header(m, "Retry-After", p->retry_after);
    add_header(m, "Cache-Control",
               p->is_immutable ? "public, max-age=31536000, immutable"
               : p->may_cache  ? "no-cache"
                               : "no-store");
    add_guards(m, p);
    enum MHD_Result done = MHD_queue_response(r->connection, (unsigned)p->status, m);
    r->reply.owned = NULL; /* the response has it now */
    MHD_destroy_response(m);
    return done;
}

void http_answer(struct http_request *r, const struct http_reply *reply)
{
    r->reply = *reply;
    if (reply->cookie) /* the caller's text may be gone when a suspended request goes on */
        r->reply.cookie = mem_copy(reply->cookie, strlen(reply->cookie) + 1);
    if (reply->disposition)
        r->reply.disposition = mem_copy(reply->disposition, strlen(reply->disposition) + 1);
    if (!reply->owned && !reply->may_cache && reply->body.len) {
        r->reply.owned = mem_copy(reply->body.ptr, reply->body.len);
        r->reply.body.ptr = r->reply.owned;
    }
    atomic_store(&r->is_answered, true);
    if (!r->is_suspended)
        return;
    struct http_server *s = r->server; /* once resumed, the request may be gone */
    MHD_resume_connection(r->connection);
    atomic_fetch_sub(&s->suspended, 1);
}

void http_later(struct http_request *r)
{
    r->is_suspended = true;
    atomic_fetch_add(&r->server->suspended, 1);
    MHD_suspend_connection(r->connection);
}

/* ---- libmicrohttpd's side ------------------------------------------------------------ */

static enum http_method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
        return HTTP_GET;
    return strcmp(name, "POST") == 0 ? HTTP_POST : HTTP_OTHER;
}

static struct line *line_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

/* Up to a %00 and with it, so that nothing takes it for the part before. */
static struct str path_of(const struct line *line, const char *url)
{
    struct str path = str_of(url);

    path.len += line && line->has_nul;
    return path;
}

static struct http_request *begin(struct worker *w, struct MHD_Connection *connection,
                                  const char *url, const char *method)
{
    struct http_request *r = MEM_NEW(struct http_request);
    bool is_known = false;

    r->connection = connection;
    r->server = w->server;
    r->method = method_of(method);
    r->line = line_of(connection);
    r->path = path_of(r->line, url);
    r->is_long = r->line && r->line->is_long;
    r->received.limit = w->server->handler.body_most(w->server->handler.app, r, &is_known);
    r->share = (struct share){.of = &w->server->bodies, .is_stranger = !is_known};
    line_phase(r->line, PHASE_BODY, r->received.limit);
    return r;
}

/* What goes on to come is read and forgotten, so that the sender hears the answer. */
static void forget_body(struct http_request *r)
{
    buf_done(&r->received);
    share_free(&r->share);
}

static void receive(struct http_request *r, const char *bytes, size_t len)
{
    if (r->is_too_big || r->is_crowded)
        return;
    r->is_crowded = !share_hold(&r->share, r->received.len + len);
    if (!r->is_crowded)
        buf_add(&r->received, bytes, len);
    r->is_too_big = buf_is_full(&r->received);
    if (r->is_too_big || r->is_crowded)
        forget_body(r);
}

/* A request that cannot be told from the one behind it: the connection ends with it. */
static enum MHD_Result refuse_framing(struct http_request *r, const char *why)
{
    struct str text = str_of(why);
    struct MHD_Response *m = MHD_create_response_from_buffer(
        text.len, (void *)(uintptr_t)why, MHD_RESPMEM_PERSISTENT);

    add_header(m, "Content-Type", "text/plain; charset=utf-8");
    add_header(m, "Connection", "close");
    r->is_answered = true;
    enum MHD_Result done = MHD_queue_response(r->connection, MHD_HTTP_BAD_REQUEST, m);
    MHD_destroy_response(m);
    return done;
}

static void handle(struct worker *w, struct http_request *r)
{
    static const struct http_reply STOPPING = {.status = 503};
    struct http_server *s = w->server;

    r->body = buf_view(&r->received);
    atomic_fetch_add(&s->handling, 1); /* first: drain() must see it or be seen */
    if (atomic_load(&s->stopping))
        http_answer(r, &STOPPING);
    else
        s->handler.handle(s->handler.app, r, w->index);
    atomic_fetch_sub(&s->handling, 1);
}

/* NOLINTNEXTLINE(readability-function-size): the parameters are the library's */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection,
                                  const char *url, const char *method, const char *version,
                                  const char *data, size_t *data_len, void **context)
{
    struct worker *w = cls;
    struct http_request *r = *context;

    if (!r) { /* answering on the first call closes the connection: only a refusal does */
        size_t length;
        const char *why = framing_fault(connection, version, &length);
        *context = r = begin(w, connection, url, method);
        if (why)
            return refuse_framing(r, why);
        r->is_crowded =
            length > BODY_FREE && budget_is_full(&w->server->bodies, r->share.is_stranger);
        return MHD_YES;
    }
    if (*data_len) {
        receive(r, data, *data_len);
        *data_len = 0;
        return MHD_YES;
    }
    if (!r->is_handled) {
        r->is_handled = true;
        r->path = path_of(r->line, url);
        line_phase(r->line, PHASE_ANSWER, 0);
        handle(w, r);
        if (r->is_suspended) /* the answer may come at any moment; it resumes the request */
            return MHD_YES;
    }
    return atomic_load(&r->is_answered) ? queue(r) : MHD_YES;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    struct http_request *r = *context;

    (void)cls, (void)connection, (void)code;
    if (!r)
        return;
    line_phase(r->line, PHASE_WAIT, 0);
    forget_body(r);
    mem_free(r->reply.owned);
    mem_free((void *)(uintptr_t)r->reply.cookie);
    mem_free((void *)(uintptr_t)r->reply.disposition);
    mem_free(r);
    *context = NULL;
}

/* The request line is there: the headers are to follow soon. */
static void *on_request_line(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct line *line = line_of(connection);
    const char *nul = strstr(uri, "%00"), *query = strchr(uri, '?');

    (void)cls;
    if (line) { /* decoded it would end the path early, and another route would answer */
        line->has_nul = nul && (!query || nul < query);
        line->is_long = strlen(uri) > LINE_BYTES;
    }
    line_phase(line, PHASE_HEAD, 0);
    return NULL;
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct worker *w = cls;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        *context = info ? watch_add(&w->server->watch, info->connect_fd) : NULL;
    } else {
        watch_remove(&w->server->watch, *context);
        *context = NULL;
    }
}

/* ---- starting ------------------------------------------------------------------------ */

static bool parse_address(const char *address, int port, struct sockaddr_in *out)
{
    *out = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    return inet_pton(AF_INET, address, &out->sin_addr) == 1;
}

/* The workers share the port; another program that has it must still be noticed. */
static bool is_free(struct sockaddr_in *addr)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    bool is_bound = bind(fd, (struct sockaddr *)addr, sizeof(*addr)) == 0;
    close(fd);
    return is_bound;
}

static int port_of(struct MHD_Daemon *d)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

static struct MHD_Daemon *start_worker(struct worker *w, struct sockaddr_in *addr)
{
    addr->sin_port = htons((uint16_t)w->server->port);
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC,
        (uint16_t)w->server->port, NULL, NULL, on_request, w, MHD_OPTION_SOCK_ADDR, addr,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_LISTEN_BACKLOG_SIZE,
        (unsigned)BACKLOG, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_NOTIFY_COMPLETED,
        on_completed, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, w, MHD_OPTION_URI_LOG_CALLBACK,
        on_request_line, NULL, MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)ADDRESS_MOST,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

enum err http_start(const char *address, int port, int workers, struct http_handler handler,
                    struct http_server **out, struct fault *f)
{
    struct http_server *s = MEM_NEW(struct http_server);
    struct sockaddr_in addr;
    bool good = parse_address(address, port, &addr) && (!port || is_free(&addr));

    s->handler = handler;
    s->port = port;
    watch_start(&s->watch);
    for (int i = 0; i < workers && i < WORKERS_MOST && good; i++) {
        struct worker *w = &s->workers[i];
        *w = (struct worker){.server = s, .index = i};
        w->daemon = start_worker(w, &addr);
        good = w->daemon != NULL;
        s->count += good;
        if (good && i == 0)
            s->port = port_of(w->daemon);
    }
    if (good) {
        *out = s;
        return ERR_OK;
    }
    http_stop(s);
    return FAIL(f, ERR_IO, "net.listen", "%s:%d", address, port);
}

int http_port(const struct http_server *s)
{
    return s->port;
}

/* New connections are refused at once; what is being answered gets some time. */
static void drain(struct http_server *s)
{
    for (int i = 0; i < s->count; i++) {
        int fd = MHD_quiesce_daemon(s->workers[i].daemon);
        if (fd >= 0)
            close(fd);
    }
    atomic_store(&s->stopping, true);
    for (int ms = 0; ms < DRAIN_MS; ms += 5) {
        if (!atomic_load(&s->handling) && !atomic_load(&s->suspended))
            return;
        usleep(5000);
    }
}

void http_stop(struct http_server *s)
{
    if (!s)
        return;
    drain(s);
    watch_stop(&s->watch);
    for (int i = 0; i < s->count; i++)
        MHD_stop_daemon(s->workers[i].daemon);
    mem_free(s);
}
