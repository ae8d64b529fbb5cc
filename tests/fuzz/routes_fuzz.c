/*
 * Any bytes are a request: the first line is METHOD PATH?QUERY, what follows is the body.  It goes
 * through the program's own dispatch over its whole route table, signed in as one account with every
 * role, on a copy of the demo county ($HUANJIE_FUZZ_SITE; it is written to).  Every request is
 * answered once, never with 500, and JSON replies are JSON.
 *
 * "@LEDGER" in a path stands for the id of a row of that ledger.  With $HUANJIE_FUZZ_SWEEP every route
 * is first called with every query and body of HOSTILE and BODIES, so that no route depends on luck.
 */
#include "api/api.h"
#include "api/route.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "ledger/list.h"
#include "service/open.h"
#include "store/queries.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_ROOM = 4096 };

static struct site *site;
static struct app *app;
static struct http_handler handler;
static char token[TOKEN_TEXT + 1];
static unsigned answers[600]; /* by status */

static const char *const HOSTILE[] = {
    "?congress=@congress&poll=@poll&level=county&unit=@electoral_unit&ledger=person&name=x."
    "csv",
    "",
    "?region=990124&limit=200&sort=-id&q=%E5%BC%A0",
    "?region=0&after=AAAA&by=region,state&ledger=person&format=xlsx&empty=1",
    "?region=-1&limit=99999999999999999999&q='\"*(&name=%00&ledger=%ff",
    "?limit=200&sort=-x&sex=1",
    "?sex=1,2,1,2,1,2,1,2,1,2,1,2&sex.empty=1&born.from=1900&born.to=2999-99&a.b.c=d",
    "?format=csv&ledger=talk&by=,,,,,&sum=id&id=9223372036854775807&congress=-1",
};

static const char *const BODIES[] = {
    "",
    "[]",
    "null",
    "{\"ver\":1,\"fields\":{},\"region\":\"990124\",\"reason\":\"\xE5\x9B\xA0\"}",
    "{\"ver\":\"1\",\"fields\":[],\"rows\":{},\"region\":990124,\"ballots\":7,\"holders\":"
    "\"x\"}",
    "{\"rows\":[{}],\"order\":[1,null],\"names\":[[]],\"candidates\":[{}],\"events\":[{}]}",
    "{\"rows\":[null],\"order\":{},\"columns\":[null,1,{}],\"items\":[[[[]]]],\"count\":-"
    "1}",
    "{\"id\":\"-1\",\"count\":9223372036854775807,\"slip\":\"\",\"account\":\"\",\"code\":"
    "7}",
    "{\"name\":\"\\u0000\",\"label\":{\"zh-Hans\":5},\"fields\":[{\"name\":1,\"type\":[]}]"
    "}",
};

/* ---- the face of net/http.c ------------------------------------------------------------ */

struct exchange { /* one request */
    struct http_request http;
    struct str query;
    pthread_mutex_t lock;
    pthread_cond_t answered;
    int answers, status; /* under `lock` */
};

static void fail(const struct exchange *x, const char *what, struct str reply)
{
    fprintf(stderr, "%s: %.*s ? %.*s\n%.*s\n%d %.*s\n", what, STR_FMT(x->http.path),
            STR_FMT(x->query), STR_FMT(x->http.body), x->status, STR_FMT(reply));
    abort();
}

struct str http_header(const struct http_request *r, const char *name)
{
    (void)r;
    return strcmp(name, "X-Huanjie") == 0 ? STR("1") : (struct str){0};
}

struct str http_cookie(const struct http_request *r, const char *name)
{
    (void)r, (void)name;
    return str_of(token);
}

void http_peer(const struct http_request *r, char *out, size_t room)
{
    (void)r;
    snprintf(out, room, "127.0.0.1");
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

    return at && (c < 'A' || c > 'F' || (c | 0x20) >= 'a') ? (int)(at - digits) : -1;
}

static struct str decoded(struct arena *a, struct str s)
{
    char *out = arena_bytes(a, s.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '%' && i + 2 < s.len && hex(s.ptr[i + 1]) >= 0 &&
            hex(s.ptr[i + 2]) >= 0) {
            out[n++] = (char)(hex(s.ptr[i + 1]) << 4 | hex(s.ptr[i + 2]));
            i += 2;
        } else {
            out[n++] = s.ptr[i] == '+' ? ' ' : s.ptr[i];
        }
    }
    return (struct str){out, n};
}

void http_each_query(const struct http_request *r,
                     void (*each)(void *arg, struct str key, struct str value), void *arg)
{
    const struct exchange *x = (const struct exchange *)r;
    struct arena *a = (struct arena *)r->connection;
    struct str rest = x->query;

    for (struct str pair; str_cut(&rest, '&', &pair);) {
        struct str value = pair, key;
        if (pair.len && str_cut(&value, '=', &key))
            each(arg, decoded(a, key), decoded(a, value));
    }
}

void http_later(struct http_request *r)
{
    r->is_suspended = true;
}

void http_answer(struct http_request *r, const struct http_reply *reply)
{
    struct exchange *x = (struct exchange *)r;
    struct arena *a = arena_new();
    struct json *root;
    struct fault f = {0};

    pthread_mutex_lock(&x->lock);
    x->status = reply->status;
    bool is_json = reply->type && strcmp(reply->type, "application/json") == 0;
    if (x->answers || reply->status < 200 || reply->status == 500 || reply->status > 503)
        fail(x, "answer", reply->body);
    if (is_json && json_parse(a, reply->body, &root, &f) &&
        str_eq(str_of(f.code), STR("json.syntax"))) /* deep ones and fractions are fine */
        fail(x, f.detail, reply->body);
    if (reply->status >= 400 && !is_json)
        fail(x, "explained", reply->body);
    free(reply->owned);
    x->answers++;
    pthread_cond_signal(&x->answered);
    answers[reply->status]++;
    pthread_mutex_unlock(&x->lock);
    arena_free(a);
}

/* ---- one request ------------------------------------------------------------------------- */

/* The id of the first row of the ledger of this name. */
static bool put_id(struct buf *out, struct str name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(site->engine), name);
    struct arena *a = arena_new();
    struct list_query q = {.region = site->region, .sort = -1, .limit = 1};
    struct list list = {0};
    struct db *db = NULL;
    struct fault f = {0};

    if (l && !site_reader(site, &db, &f) &&
        !engine_list((struct reading){site->engine, db, a}, l, &q, &list, &f) && list.count)
        buf_i64(out, list.rows[0]->id.v);
    site_reader_done(site, db);
    arena_free(a);
    return list.count > 0;
}

/* "@LEDGER" becomes the id of its first row; other text stays. */
static struct str expanded(struct arena *a, struct str text)
{
    struct buf out = BUF(BUF_REPLY);

    for (size_t i = 0; i < text.len;) {
        size_t end = i + 1;
        while (text.ptr[i] == '@' && end < text.len &&
               (text.ptr[end] == '_' || (text.ptr[end] >= 'a' && text.ptr[end] <= 'z')))
            end++;
        if (end == i + 1 || !put_id(&out, str_sub(text, i + 1, end - i - 1)))
            buf_str(&out, str_sub(text, i, end - i));
        i = end;
    }
    struct str copy = str_copy(a, buf_view(&out));
    buf_done(&out);
    return copy;
}

static void ask(struct str method, struct str target, struct str body)
{
    struct arena *a = arena_new();
    struct str query = expanded(a, target), path;
    struct exchange x = {.lock = PTHREAD_MUTEX_INITIALIZER,
                         .answered = PTHREAD_COND_INITIALIZER};

    (void)str_cut(&query, '?', &path);
    x.query = query;
    x.http.method = str_eq(method, STR("POST")) ? HTTP_POST : HTTP_GET;
    x.http.path = str_of(str_c(a, path));
    x.http.connection = a;
    bool is_known = false;
    size_t most = handler.body_most(handler.app, &x.http, &is_known);
    x.http.is_too_big = body.len > most;
    x.http.body = x.http.is_too_big ? (struct str){0} : body;
    if (str_starts(x.http.path, STR("/api/"))) {
        handler.handle(handler.app, &x.http, 0);
        pthread_mutex_lock(&x.lock);
        while (!x.answers)
            pthread_cond_wait(&x.answered, &x.lock);
        pthread_mutex_unlock(&x.lock);
    }
    arena_free(a);
}

/* ---- the site ---------------------------------------------------------------------------- */

static void must(bool truth, const char *what, const struct fault *f)
{
    if (truth)
        return;
    fprintf(stderr, "routes: %s: %s %s\n", what, f->code ? f->code : "", f->detail);
    exit(1);
}

static enum err grant_all(struct call *c, void *arg)
{
    account_id id = *(account_id *)arg;
    int64_t dropped;

    TRY(store_grant_clear(c->db, id, &dropped));
    for (int i = 0; i < ROLE_COUNT; i++)
        TRY(store_grant_add(c->db, id, str_of(ROLE_NAMES[i]), c->site->region));
    return ERR_OK;
}

/* The one who may everything is signed in, again after it signed out. */
static void sign_in(void)
{
    struct arena *a = arena_new();
    struct db *db = NULL;
    struct fault f = {0};
    struct account account;
    struct str text = {0};

    must(!site_reader(site, &db, &f), "reader", &f);
    struct call c = site_call(site, a, db, "fuzz");
    must(!store_account_find(db, a, STR("office"), &account), "account", &f);
    must(!call_write(&c, grant_all, &account.id), "grants", &c.fault);
    sessions_forget(site->sessions);
    must(!session_begin(&c, STR("office"), STR("Huanjie-2026"), STR(""), &text), "sign in",
         &c.fault);
    snprintf(token, sizeof(token), "%.*s", STR_FMT(text));
    site_reader_done(site, db);
    arena_free(a);
}

static const struct route *route_at(size_t n)
{
    for (size_t t = 0;; t = (t + 1) % ROUTES.count) {
        if (n < ROUTES.items[t]->count)
            return &ROUTES.items[t]->routes[n];
        n -= ROUTES.items[t]->count;
    }
}

static size_t route_count(void)
{
    size_t n = 0;

    for (size_t t = 0; t < ROUTES.count; t++)
        n += ROUTES.items[t]->count;
    return n;
}

/* Of which ledger are the ids behind "polls/", "congresses/"?  Any, when the word says nothing. */
static const struct ledger *ledger_behind(struct str word, const struct ledger *any)
{
    const struct catalog *all = engine_catalog(site->engine);

    for (size_t cut = 1; cut <= 2 && cut < word.len; cut++) {
        const struct ledger *l = catalog_ledger(all, str_sub(word, 0, word.len - cut));
        if (l)
            return l;
    }
    return any;
}

/* A target of this route: each {} becomes what usually stands there, or something odd. */
static size_t write_target(const struct route *route, unsigned dice, char *out, size_t room)
{
    const struct catalog *all = engine_catalog(site->engine);
    struct str pattern = str_of(route->path), piece, before = {0};
    struct buf text = BUF(room);
    const struct ledger *l = all->ledgers[dice % all->count];
    int n = 0;

    buf_text(&text, route->method == HTTP_POST ? "POST " : "GET ");
    for (; str_cut(&pattern, '/', &piece); before = piece) {
        if (before.ptr)
            buf_char(&text, '/');
        if (!str_starts(piece, STR("{")))
            buf_str(&text, piece);
        else if (str_starts(str_of(route->path), STR("/api/rows/")) && n++ == 0)
            buf_str(&text, l->name);
        else if (dice % 5 == 4)
            buf_text(&text, "-1");
        else
            buf_print(&text, "@%.*s", STR_FMT(ledger_behind(before, l)->name));
    }
    size_t len = text.len;
    memcpy(out, text.ptr, len);
    buf_done(&text);
    return len;
}

/* ---- bodies and queries that pass the door ---------------------------------------------- */

/* Texts in quotes of every kind the door lets through. */
static void write_sample_text(struct buf *out, const struct shape *s, unsigned dice)
{
    static const char *const TEXTS[] = {"x", "\xE5\xBC\xA0", "990124", "'\\\"--",
                                        "2021-05-30"};

    if (s->kind == SHAPE_WORD)
        buf_print(out, "\"%s\"", s->words[0]);
    else if (s->kind == SHAPE_ID)
        buf_print(out, "\"%u\"", dice % 3 ? 1 : UINT_MAX);
    else if (s->kind == SHAPE_DATE)
        buf_text(out, "\"2021-05-30\"");
    else if (s->kind == SHAPE_INSTANT)
        buf_text(out, "\"2021-05-30T08:00:00Z\"");
    else if (s->kind == SHAPE_REGION)
        buf_text(out, dice % 2 ? "\"990124\"" : "\"0\"");
    else
        buf_print(out, "\"%s\"", TEXTS[dice % 5]);
}

static void write_sample(struct buf *out, const struct shape *s, unsigned dice)
{
    static const char *const ANYTHING[] = {"[]", "{}", "null", "7", "[{\"answers\":[[]]}]"};
    bool first = true;

    s = shape_of(s);
    if (s->kind == SHAPE_CHOICE)
        s = s->choices[dice % 2];
    if (s->kind == SHAPE_INTEGER) {
        buf_i64(out, dice % 3 == 0 ? s->least : dice % 3 == 1 ? s->most : 1);
    } else if (s->kind == SHAPE_BOOL) {
        buf_text(out, dice % 2 ? "true" : "false");
    } else if (s->kind == SHAPE_ANY || s->kind == SHAPE_VALUE) {
        buf_text(out, s->kind == SHAPE_ANY ? ANYTHING[dice % 5] : "\"1\"");
    } else if (s->kind == SHAPE_MAP || s->kind == SHAPE_FIELDS) {
        buf_text(out, dice % 2 ? "{}" : "{\"title\":\"1\"}");
    } else if (s->kind == SHAPE_LIST) {
        buf_char(out, '[');
        for (unsigned i = 0; i < dice % 3; i++) {
            buf_text(out, i ? "," : "");
            write_sample(out, s->of, dice / 3 + i);
        }
        buf_char(out, ']');
    } else if (s->kind == SHAPE_OBJECT) {
        buf_char(out, '{');
        for (const struct member *m = s->members; m->name; m++, dice = dice * 7 + 3) {
            if (m->need == MAY && dice % 4 == 0)
                continue;
            buf_print(out, "%s\"%s\":", first ? "" : ",", m->name);
            write_sample(out, &m->as, dice);
            first = false;
        }
        buf_char(out, '}');
    } else {
        write_sample_text(out, s, dice);
    }
}

/* What the route knows of a hostile query; all of it now and then. */
static void write_known_query(struct buf *out, const struct route *route, const char *query,
                              bool all)
{
    struct str rest = str_of(query), pair;
    char sign = '?';

    if (rest.len)
        rest = str_sub(rest, 1, rest.len - 1);
    while (str_cut(&rest, '&', &pair)) {
        struct str value = pair, name;
        bool is_whole = str_cut(&value, '=', &name);
        bool is_known = route->query && is_whole &&
                        (route->query->is_open || shape_member(route->query, name));
        if (!all && !is_known)
            continue;
        buf_print(out, "%c%.*s", sign, STR_FMT(pair));
        sign = '&';
    }
}

enum { SAMPLES = 6 };

/* A GET with every query; a POST with every body, some of its own shape, and a query that says where. */
static void call_route(const struct route *route, unsigned dice)
{
    unsigned bodies = sizeof(BODIES) / sizeof(BODIES[0]);
    unsigned queries = sizeof(HOSTILE) / sizeof(HOSTILE[0]);
    bool is_post = route->method == HTTP_POST;
    unsigned count = is_post ? bodies + SAMPLES : 2 * queries;
    char line[PATH_ROOM];

    for (unsigned k = 0; k < count; k++) {
        struct buf query = BUF(PATH_ROOM / 2), body = BUF(BUF_REPLY);
        size_t len = write_target(route, dice + k, line, sizeof(line));
        write_known_query(&query, route, HOSTILE[is_post ? 0 : k % queries],
                          !is_post && k < queries);
        snprintf(line + len, sizeof(line) - len, "%.*s", STR_FMT(buf_view(&query)));
        struct str target = str_of(line), method;
        (void)str_cut(&target, ' ', &method);
        if (is_post && k < bodies)
            buf_text(&body, BODIES[k]);
        else if (is_post && route->body.shape)
            write_sample(&body, route->body.shape, dice + k * 11);
        ask(method, target, buf_view(&body));
        buf_done(&query);
        buf_done(&body);
        if (!sessions_know(site->sessions, str_of(token)))
            sign_in();
    }
}

static void call_every_route(void)
{
    for (size_t i = 0; i < route_count(); i++)
        call_route(route_at(i), (unsigned)i * 5);
    for (int status = 200; status < 600; status++)
        if (answers[status])
            fprintf(stderr, "routes: %d: %u\n", status, answers[status]);
}

static void start(void)
{
    const char *dir = getenv("HUANJIE_FUZZ_SITE");
    struct fault f = {0};

    must(dir != NULL, "HUANJIE_FUZZ_SITE names no site", &f);
    must(crypto_start(), "crypto", &f);
    must(!site_open(&(struct site_opening){.dir = str_of(dir)}, &site, &f), "site", &f);
    must(!app_new(site, 1, &app, &f), "app", &f);
    handler = app_handler(app);
    sign_in();
    if (getenv("HUANJIE_FUZZ_SWEEP"))
        call_every_route();
}

/* ---- the fuzzer's side ----------------------------------------------------------------- */

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned dice);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    start();
    return 0;
}

/* Now and then the request goes to another route. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned dice)
{
    char line[PATH_ROOM];

    if (dice % 4)
        return LLVMFuzzerMutate(data, size, most);
    struct str rest = {(const char *)data, size}, head = {0};
    (void)str_cut(&rest, '\n', &head);
    size_t len =
        write_target(route_at(dice / 4 % route_count()), dice / 999, line, sizeof(line));
    if (len + 1 + rest.len > most)
        return LLVMFuzzerMutate(data, size, most);
    memmove(data + len + 1, rest.ptr ? rest.ptr : "", rest.len);
    memcpy(data, line, len);
    data[len] = '\n';
    return len + 1 + rest.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str body = {(const char *)data, size}, target = {0}, method = {0};

    (void)str_cut(&body, '\n', &target);
    if (!str_cut(&target, ' ', &method) || !target.len || memchr(target.ptr, 0, target.len))
        return 0;
    ask(method, target, body);
    if (!sessions_know(site->sessions, str_of(token)))
        sign_in();
    return 0;
}
