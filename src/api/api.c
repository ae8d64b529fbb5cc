#include "api/api.h"

#include "api/route.h"
#include "base/address.h"
#include "base/asset.h"
#include "base/gunzip.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/turns.h"
#include "base/utf8.h"
#include "net/limits.h"
#include "service/record/fields.h"
#include "service/record/handed.h"

#include <assert.h>

/*
 * Threads that may block, and who waits for them: callers by account, whoever signs in by address.  They have threads
 * of their own, or strangers would hold up who is at work.  A password costs 64 MiB and a tenth of a second of a core:
 * no more than WORK_THREADS + DOOR_THREADS of them are tried at once, and one address takes no more than its turn.
 * DOOR_EACH: a hall behind one router signs in.
 */
enum {
    WORK_THREADS = 2,
    WORK_EACH = 512,
    WORK_ALL = 4096,
    DOOR_THREADS = 2,
    DOOR_EACH = 64,
    DOOR_ALL = 512,
};

struct app {
    struct site *site;
    struct db *readers[WORKERS_MOST]; /* one per worker thread */
    int workers;
    struct turns *work, *door;
    bool is_proxied;
};

/* One request on its way; freed when it is answered. */
struct exchange {
    struct api api;
    const struct route *route;
    struct app *app;
    struct http_request *http;
    char origin[64], *path;
    struct handed handed; /* what the audit list will say of the file */
    struct call_job write;
    struct turn work;
};

/* ---- replies ------------------------------------------------------------------------- */

static void write_field_faults(struct api *r)
{
    const struct row_faults *faults = &r->call.faults;
    struct jsonw *w = &r->w;

    jsonw_key(w, "fields");
    jsonw_open(w, '[');
    for (size_t i = 0; i < faults->count; i++) {
        const struct row_fault *rf = &faults->items[i];
        struct buf message = BUF_SHOWN(BUF_MESSAGE);
        fault_tell(&message, r->call.locale, &rf->fault);
        jsonw_open(w, '{');
        jsonw_pair(w, "field", rf->name);
        jsonw_pair(w, "code", str_of(rf->fault.code));
        jsonw_pair(w, "message", buf_view(&message));
        jsonw_close(w, '}');
        buf_done(&message);
    }
    jsonw_close(w, ']');
}

/* What the machine lacks is told apart by its code; other faults of the program are only "io". */
static bool is_of_database(const struct fault *f)
{
    return f->code && strncmp(f->code, "db.", 3) == 0;
}

static void write_failure(struct api *r, enum err err)
{
    const struct fault *f = &r->call.fault;
    struct buf message = BUF_SHOWN(BUF_MESSAGE);
    struct str extra = r->out.ptr && r->status == 409
                           ? str_copy(r->call.arena, buf_view(&r->out))
                           : (struct str){0};

    buf_clear(&r->out);
    r->w = (struct jsonw){.out = &r->out};
    r->status = err_http_status(err);
    r->type = "application/json";
    r->disposition = NULL;
    if (f->code)
        fault_tell(&message, r->call.locale, f);
    else
        message_write(&message, r->call.locale, str_of(err_code(err)), (struct str){0});
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "error");
    jsonw_open(&r->w, '{');
    jsonw_pair(
        &r->w, "code",
        str_of(f->code && (err != ERR_IO || is_of_database(f)) ? f->code : err_code(err)));
    jsonw_pair(&r->w, "kind", str_of(err_code(err)));
    jsonw_pair(&r->w, "message", buf_view(&message));
    if (r->call.fault_row) {
        jsonw_key(&r->w, "row");
        jsonw_id(&r->w, r->call.fault_row);
    }
    if (extra.len) { /* what a conflict is about, written by the handler as members */
        buf_char(&r->out, ',');
        buf_str(&r->out, extra);
    } else {
        write_field_faults(r);
    }
    jsonw_close(&r->w, '}');
    jsonw_close(&r->w, '}');
    buf_done(&message);
}

static void log_failure(const struct exchange *x, enum err err)
{
    if (err == ERR_IO || is_of_database(&x->api.call.fault))
        log_fault(x->path, &x->api.call.fault);
}

static void answer(struct exchange *x, enum err err)
{
    struct api *r = &x->api;

    if (err) {
        log_failure(x, err);
        write_failure(r, err);
    }
    struct http_reply reply = {.status = r->status ? r->status : 200,
                               .cookie = r->cookie,
                               .disposition = r->disposition,
                               .retry_after = err == ERR_BUSY ? RETRY_AFTER : NULL};
    if (buf_is_full(&r->out)) {
        reply.status = 500;
        buf_done(&r->out);
    }
    if (r->out.len) {
        reply.type = r->type ? r->type : "application/json";
        reply.body = buf_view(&r->out);
        reply.owned = r->out.ptr;
    } else if (reply.status == 200) {
        reply.status = 204;
    }
    if (!reply.owned)
        buf_done(&r->out);
    struct http_request *http = x->http;
    struct arena *arena = r->call.arena;
    http_answer(http, &reply); /* copies what lives in the arena */
    arena_free(arena);
}

/* ---- running a route ----------------------------------------------------------------- */

static void on_written(void *arg, enum err err)
{
    answer(arg, err);
}

/* A reply that is not whole is none. */
static enum err handle_whole(struct exchange *x)
{
    int64_t lost = buf_lost();
    enum err err = x->route->handle(&x->api);

    if (!err && buf_is_full(&x->api.out))
        err = FAIL(&x->api.call.fault, ERR_TOO_BIG, "text.lost", "%s", "");
    return err ? err : call_whole(&x->api.call, lost);
}

/* What was taken out of the system is in the audit list before it is sent; what cannot be noted is not sent. */
static bool hands_out(const struct exchange *x)
{
    return x->route->reply.file != NULL;
}

/* Whose ledger it is, and which row or paper, as the path says it. */
static void name_handed(struct exchange *x)
{
    const struct may *may = &x->route->may;
    struct api *r = &x->api;
    struct handed *h = &x->handed;
    bool in_path = may->who == WHO_PATH;

    *h =
        (struct handed){.what = x->route->reply.file, .asked = r->queries, .rows = r->rows};
    if (may->who == WHO_LEDGER)
        h->ledger = ledger_of(&r->call, may->ledger)->name;
    else if (in_path)
        h->ledger = r->params[0];
    h->of = r->params[in_path];
    handed_measure(r->call.arena, buf_view(&r->out), h);
}

static enum err note_handed(struct call *c, void *arg)
{
    const struct exchange *x = arg;

    return handed_note(c, &x->handed);
}

static enum err run_handler(struct call *c, void *arg)
{
    struct exchange *x = arg;

    TRY(handle_whole(x));
    if (!hands_out(x))
        return ERR_OK;
    name_handed(x);
    return handed_note(c, &x->handed);
}

static void run_work(void *arg)
{
    struct exchange *x = arg;
    struct db *db = NULL;
    enum err err = site_reader(x->app->site, &db, &x->api.call.fault);

    x->api.call.db = db;
    if (!err)
        err = call_explain(&x->api.call, handle_whole(x));
    if (!err && hands_out(x)) {
        name_handed(x);
        err = call_write(&x->api.call, note_handed, x);
    }
    site_reader_done(x->app->site, db);
    answer(x, err);
}

static void write_later(struct exchange *x, enum err (*write)(struct call *, void *))
{
    http_later(x->http);
    x->write = (struct call_job){
        .call = &x->api.call, .write = write, .done = on_written, .arg = x};
    call_write_later(&x->write);
}

static void run_read(struct exchange *x)
{
    enum err err = call_explain(&x->api.call, handle_whole(x));

    if (err || !hands_out(x)) {
        answer(x, err);
        return;
    }
    name_handed(x);
    write_later(x, note_handed);
}

static bool take_turn(struct exchange *x)
{
    const struct call *c = &x->api.call;
    char key[TURN_KEY];

    x->work = (struct turn){.run = run_work, .arg = x};
    if (x->route->may.who == WHO_PUBLIC)
        return turns_add(x->app->door, &x->work, address_network(c->origin, key));
    bool fits = str_fits(key, sizeof(key), "%lld", (long long)c->who.v);
    assert(fits);
    return turns_add(x->app->work, &x->work, str_of(key));
}

static void run_in_turn(struct exchange *x)
{
    http_later(x->http); /* before a thread has it: it may be answered at once */
    if (!take_turn(x))
        answer(x, FAIL(&x->api.call.fault, ERR_BUSY, "request.queue", "%s", RETRY_AFTER));
}

static void run(struct exchange *x)
{
    switch (x->route->run) {
    case RUN_READ:
        run_read(x);
        return;
    case RUN_WRITE:
        write_later(x, run_handler);
        return;
    case RUN_WORK:
        run_in_turn(x);
        return;
    }
}

/* ---- permission ---------------------------------------------------------------------- */

static enum err sign_in(struct exchange *x)
{
    struct api *r = &x->api;
    struct call *c = &r->call;
    enum who_may who = x->route->may.who;

    if (who == WHO_PUBLIC)
        return ERR_OK;
    TRY(session_find(c, http_cookie(x->http, c->site->cookie), &r->who));
    call_by(c, &r->who);
    if (r->who.must_change && who != WHO_SELF)
        return FAIL(&c->fault, ERR_DENIED, "password.must_change", "%s", "");
    return ERR_OK;
}

/* A page of another site can send a POST, but not with this header. */
static enum err check_origin(struct exchange *x)
{
    if (x->http->method != HTTP_POST || http_header(x->http, "X-Huanjie").len)
        return ERR_OK;
    return FAIL(&x->api.call.fault, ERR_DENIED, "request.header", "%s", "");
}

static enum err too_big(struct fault *f, size_t most)
{
    bool is_small = most < (1 << 20);

    return FAIL(f, ERR_TOO_BIG, "request.too_big", "%zu %s", most >> (is_small ? 10 : 20),
                is_small ? "KiB" : "MiB");
}

/* No text of a body holds what utf8_take() refuses.  The `fields` of a row are read one by one
 * (value_read()), so that each mistake stands at its field. */
static enum err check_texts(struct api *r)
{
    struct fault why = {0};
    const struct json *at =
        json_unseemly(r->body, json_find(r->body, "fields"), true, &why);
    AUTO(buf) struct buf place = BUF_SHOWN(PLACE_SHOWN);

    if (!at)
        return ERR_OK;
    shape_place(&place, r->body, at);
    return FAIL(&r->call.fault, ERR_INVALID, "request.character", "%.*s" SEP "%s",
                STR_FMT(buf_view(&place)), why.detail);
}

static enum err read_body(struct exchange *x)
{
    struct api *r = &x->api;
    const struct route_body *body = &x->route->body;

    r->bytes = x->http->body;
    if (x->http->is_too_big)
        return too_big(&r->call.fault, x->http->received.limit);
    if (!body->shape)
        return ERR_OK;
    TRY(json_parse_points(r->call.arena, r->bytes.len ? r->bytes : STR("{}"), &r->body,
                          &r->call.fault));
    TRY(check_texts(r));
    return shape_check(body->shape, r->body, &r->call.fault);
}

/* Behind a proxy on this machine the peer is the one it names. */
static void find_origin(const struct app *app, struct http_request *http, char *out,
                        size_t room)
{
    struct str named = http_header(http, "X-Real-IP");

    http_peer(http, out, room);
    if (!app->is_proxied || strcmp(out, "127.0.0.1") != 0 || !named.len ||
        named.len >= room)
        return;
    for (size_t i = 0; i < named.len; i++)
        if (!strchr("0123456789abcdefABCDEF.:", named.ptr[i]))
            return;
    memcpy(out, named.ptr, named.len);
    out[named.len] = '\0';
}

static struct exchange *exchange_new(struct app *app, struct http_request *http, int worker)
{
    struct arena *a = arena_new();
    struct exchange *x = ARENA_NEW(a, struct exchange);

    x->app = app;
    x->http = http;
    find_origin(app, http, x->origin, sizeof(x->origin));
    x->path = str_c(a, http->path);
    x->api.call = (struct call){.arena = a,
                                .site = app->site,
                                .db = app->readers[worker],
                                .actor = ACTOR_PUBLIC,
                                .origin = str_of(x->origin),
                                .now = site_now(),
                                .locale = locale_of(http_header(http, "Accept-Language"))};
    x->api.http = http;
    x->api.routes = &ROUTES;
    x->api.out = BUF(BUF_FILE);
    x->api.w.out = &x->api.out;
    x->api.rows = -1;
    return x;
}

/* What every request must pass before its handler runs: who, what stands behind the ?, the body. */
static enum err pass_door(struct exchange *x)
{
    struct api *r = &x->api;

    r->status = x->route->reply.status;
    TRY(check_origin(x));
    TRY(call_explain(&r->call, sign_in(x)));
    TRY(api_read_queries(r));
    TRY(route_may(r, x->route));
    TRY(shape_check_query(x->route->query, r->queries, &r->call.fault));
    return read_body(x);
}

static bool is_text(struct str path)
{
    return utf8_is_valid(path) && !memchr(path.ptr, '\0', path.len);
}

static void handle_api(struct app *app, struct http_request *http, int worker)
{
    struct exchange *x = exchange_new(app, http, worker);
    struct fault *f = &x->api.call.fault;
    bool other;
    enum err err;

    call_calm(&x->api.call);
    x->route = route_find(&ROUTES, http->method, http->path, x->api.params, &other);
    if (!is_text(http->path)) /* every message may repeat it */
        err = FAIL(f, ERR_INVALID, "request.path_text", "%s", "");
    else if (http->is_long)
        err = FAIL(f, ERR_TOO_BIG, "request.line_long", "%d", LINE_BYTES >> 10);
    else if (!x->route)
        err = FAIL(f, ERR_NOT_FOUND, other ? "request.method" : "request.path", "%s",
                   x->path);
    else if (http->is_crowded)
        err = FAIL(f, ERR_BUSY, "request.crowded", "%s", "");
    else
        err = pass_door(x);
    if (err)
        answer(x, err);
    else
        run(x);
}

/* ---- the web application ------------------------------------------------------------- */

/* Every page asks for /mark.css; in a rehearsal it draws the watermark over all of it, scripts or none. */
static const struct asset *find_page(const struct site *s, struct arena *a, struct str path)
{
    if (s->rehearsed && str_eq(path, STR("/mark.css")))
        path = STR("/rehearsal.css");
    struct str name = str_print(a, "ui%.*s", STR_FMT(path));
    const struct asset *found = asset_find(name);

    if (found)
        return found;
    if (str_find(path, STR(".")) >= 0)
        return NULL;
    /* A page of its own (/vote), else one of the application. */
    found = asset_find(str_print(a, "ui%.*s.html", STR_FMT(path)));
    return found ? found : asset_find(STR("ui/index.html"));
}

static bool is_hashed(const struct asset *s)
{
    return str_starts(str_of(s->name), STR("ui/assets/"));
}

/* Packed as it lies in the program, or unpacked for a client that takes no gzip. */
static void fill_page(struct http_request *http, const struct asset *page,
                      struct http_reply *reply)
{
    struct buf plain = BUF(BUF_REPLY);

    reply->body = asset_bytes(page);
    if (!page->is_gzip)
        return;
    if (str_find(http_header(http, "Accept-Encoding"), STR("gzip")) >= 0) {
        reply->encoding = "gzip";
        return;
    }
    if (gunzip(reply->body, &plain)) {
        reply->body = buf_view(&plain);
        reply->owned = plain.ptr; /* freed by the server */
        return;
    }
    buf_done(&plain);
    reply->status = 406;
}

static void handle_page(const struct site *s, struct http_request *http)
{
    AUTO(arena) struct arena *a = arena_new();
    bool is_asked = http->method == HTTP_GET && is_text(http->path);
    const struct asset *page = is_asked ? find_page(s, a, http->path) : NULL;
    struct http_reply reply = {.status = 404,
                               .type = "text/plain; charset=utf-8",
                               .body = STR("404\n"),
                               .may_cache = true};

    if (page) {
        bool same = str_eq(http_header(http, "If-None-Match"), str_of(page->etag));
        reply = (struct http_reply){.status = same ? 304 : 200,
                                    .type = page->type,
                                    .etag = page->etag,
                                    .may_cache = true,
                                    .is_immutable = is_hashed(page)};
        if (!same)
            fill_page(http, page, &reply);
    }
    http_answer(http, &reply);
}

/* Of one who is not signed in only a small body is received. */
static size_t body_most(void *arg, const struct http_request *http, bool *is_known)
{
    struct app *app = arg;
    struct str params[PARAMS_MOST];
    bool other;
    const struct route *route =
        route_find(&ROUTES, http->method, http->path, params, &other);

    if (!route || !route->body.most)
        return 0;
    *is_known = sessions_know(app->site->sessions, http_cookie(http, app->site->cookie));
    return *is_known || route->body.most < BODY_STRANGER ? route->body.most : BODY_STRANGER;
}

static void handle(void *arg, struct http_request *http, int worker)
{
    struct app *app = arg;

    if (str_starts(http->path, STR("/api/")))
        handle_api(app, http, worker);
    else
        handle_page(app->site, http);
}

struct http_handler app_handler(struct app *app)
{
    return (struct http_handler){body_most, handle, app};
}

enum err app_new(struct site *site, int workers, struct app **out, struct fault *f)
{
    struct app *app = MEM_NEW(struct app);

    app->site = site;
    app->workers = workers < WORKERS_MOST ? workers : WORKERS_MOST;
    for (int i = 0; i < app->workers; i++) {
        enum err err = site_reader(site, &app->readers[i], f);
        if (err) {
            app_free(app);
            return err;
        }
    }
    app->work = turns_new(WORK_THREADS, WORK_EACH, WORK_ALL);
    app->door = turns_new(DOOR_THREADS, DOOR_EACH, DOOR_ALL);
    *out = app;
    return ERR_OK;
}

void app_is_proxied(struct app *app, bool is_proxied)
{
    app->is_proxied = is_proxied;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    turns_free(app->door);
    turns_free(app->work);
    for (int i = 0; i < app->workers; i++)
        site_reader_done(app->site, app->readers[i]);
    mem_free(app);
}
