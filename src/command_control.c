#include "command_control.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/pool.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { ASK_MOST = 64 << 10, PART = 4096, THREADS = 2, WORDS_MOST = 128, WAIT_S = 10 };

struct control {
    struct site *site;
    int dir, listener;
    pthread_t thread;
    struct pool *pool;
};

struct asking { /* one command on its way */
    struct control *control;
    int socket, file; /* file: to be read by the command; -1: none */
    struct pool_job job;
};

/* Paths of sockets are short; those of data folders need not be. */
static struct sockaddr_un address_in(int dir)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};

    bool fits = str_fits(a.sun_path, sizeof(a.sun_path), "/proc/self/fd/%d/control", dir);
    assert(fits);
    return a;
}

static bool send_all(int socket, const void *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t n = send(socket, (const char *)bytes + done, len - done, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static void set_patience(int socket)
{
    struct timeval t = {.tv_sec = WAIT_S};

    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof(t));
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof(t));
}

/* ---- the server's side ---------------------------------------------------------------- */

static bool is_ours(int socket)
{
    struct ucred peer;
    socklen_t len = sizeof(peer);

    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 &&
           (peer.uid == geteuid() || peer.uid == 0);
}

static void take_file(struct asking *k, struct msghdr *m)
{
    struct cmsghdr *c = CMSG_FIRSTHDR(m);

    if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS && k->file < 0)
        memcpy(&k->file, CMSG_DATA(c), sizeof(k->file));
}

/* All that is asked, until the other side has ended its half. */
static bool receive(struct asking *k, struct buf *text)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } rights;

    for (char *at; (at = buf_reserve(text, PART)) != NULL;) {
        struct iovec part = {at, PART};
        struct msghdr m = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = rights.bytes,
                           .msg_controllen = sizeof(rights.bytes)};
        ssize_t n = recvmsg(k->socket, &m, MSG_CMSG_CLOEXEC);
        if (n == 0)
            return text->len > 0 && text->ptr[text->len - 1] == '\0';
        if (n < 0)
            return false;
        take_file(k, &m);
        buf_took(text, (size_t)n);
    }
    return false;
}

static enum err may_serve(const struct asking *k, const struct options *o,
                          const char *version, struct fault *f)
{
    if (strcmp(version, HUANJIE_VERSION) != 0)
        return FAIL(f, ERR_CONFLICT, "site.other_version", "%s" SEP "%s", HUANJIE_VERSION,
                    version);
    if (o->db && !str_eq(str_of(o->db), k->control->site->db_url))
        return FAIL(f, ERR_CONFLICT, "site.other_db", "%s", "");
    return ERR_OK;
}

/* words: version, language, "huanjie", command, arguments */
static int serve_words(struct asking *k, char **words, int count, FILE *out, FILE *err)
{
    struct options o = {.data = "", .listen = "", .out = out, .err = err};
    struct fault f = {0};

    if (count < 4 || !options_read(&o, count - 2, words + 2) ||
        o.command->beside != BESIDE_SERVED)
        return EXIT_WRONG;
    o.locale = locale_of(str_of(words[1]));
    o.site = k->control->site;
    o.input = k->file;
    enum err kind = may_serve(k, &o, words[0], &f);
    if (kind)
        return report(&o, kind, &f);
    log_line(LOG_INFO, "command %s", o.command->name);
    return o.command->run(&o);
}

static int cut_words(const struct buf *text, char **words)
{
    int count = 0;

    for (size_t at = 0; at < text->len && count < WORDS_MOST;
         at += strlen(text->ptr + at) + 1)
        words[count++] = text->ptr + at;
    return count;
}

static void serve_one(struct asking *k, const struct buf *text)
{
    char *words[WORDS_MOST], *outs = NULL, *errs = NULL, head[64];
    size_t out_len = 0, err_len = 0;
    FILE *out = open_memstream(&outs, &out_len), *err = open_memstream(&errs, &err_len);

    int code =
        out && err ? serve_words(k, words, cut_words(text, words), out, err) : EXIT_FAULT;
    if (out)
        fclose(out);
    if (err)
        fclose(err);
    bool fits = str_fits(head, sizeof(head), "%d %zu %zu\n", code, out_len, err_len);
    assert(fits);
    if (!send_all(k->socket, head, strlen(head)) || !send_all(k->socket, outs, out_len) ||
        !send_all(k->socket, errs, err_len))
        log_line(LOG_WARN, "command: the answer was not taken");
    mem_free(outs);
    mem_free(errs);
}

static void run_asking(void *arg)
{
    struct asking *k = arg;
    AUTO(buf) struct buf text = BUF(ASK_MOST);

    set_patience(k->socket);
    if (is_ours(k->socket) && receive(k, &text))
        serve_one(k, &text);
    if (k->file >= 0)
        close(k->file);
    close(k->socket);
    mem_free(k);
}

static void *listen_loop(void *arg)
{
    struct control *c = arg;

    for (;;) {
        int socket = accept4(c->listener, NULL, NULL, SOCK_CLOEXEC);
        if (socket < 0 && (errno == EINTR || errno == ECONNABORTED))
            continue;
        if (socket < 0)
            return NULL; /* stopped */
        struct asking *k = MEM_NEW(struct asking);
        *k = (struct asking){c, socket, -1, {.run = run_asking, .arg = k}};
        pool_add(c->pool, &k->job);
    }
}

static bool open_listener(struct control *c)
{
    struct sockaddr_un a = address_in(c->dir);

    c->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)unlinkat(c->dir, "control",
                   0); /* of a server that was killed: we own the folder */
    return c->listener >= 0 && bind(c->listener, (void *)&a, sizeof(a)) == 0 &&
           fchmodat(c->dir, "control", 0600, 0) == 0 && listen(c->listener, 16) == 0;
}

enum err control_start(struct site *site, struct control **out, struct fault *f)
{
    struct control *c = MEM_NEW(struct control);
    AUTO(arena) struct arena *a = arena_new();

    c->site = site;
    c->listener = -1;
    c->dir = open(str_c(a, site->dir), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (c->dir < 0 || !open_listener(c)) {
        enum err err = FAIL(f, ERR_IO, "site.control", "%s", strerror(errno));
        if (c->listener >= 0)
            close(c->listener);
        if (c->dir >= 0)
            close(c->dir);
        mem_free(c);
        return err;
    }
    c->pool = pool_new(THREADS);
    pthread_create(&c->thread, NULL, listen_loop, c);
    *out = c;
    return ERR_OK;
}

void control_stop(struct control *c)
{
    if (!c)
        return;
    shutdown(c->listener, SHUT_RDWR);
    pthread_join(c->thread, NULL);
    (void)unlinkat(c->dir, "control", 0);
    close(c->listener);
    close(c->dir);
    pool_free(c->pool);
    mem_free(c);
}

/* ---- the command's side ---------------------------------------------------------------- */

static int connect_to(const char *data)
{
    int dir = open(data, O_PATH | O_DIRECTORY | O_CLOEXEC), s;

    if (dir < 0)
        return -1;
    struct sockaddr_un a = address_in(dir);
    s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s >= 0 && connect(s, (void *)&a, sizeof(a)) != 0) {
        close(s);
        s = -1;
    }
    close(dir);
    return s;
}

/* Relative to where the server runs a path would be another file. */
static void add_word(struct buf *b, const char *word, bool is_path)
{
    char here[4096];

    if (is_path && *word != '/' && getcwd(here, sizeof(here)))
        buf_print(b, "%s/", here);
    buf_text(b, word);
    buf_char(b, '\0');
}

/* Of a command that writes a file: where.  NULL: of none, or to standard output. */
static const char *path_of(const struct options *o)
{
    const char *name = o->command->name;

    if (strcmp(name, "export") == 0)
        return strcmp(o->args[1], "-") != 0 ? o->args[1] : NULL;
    return strcmp(name, "backup") == 0 || strcmp(name, "rehearse") == 0
               ? (o->args[0] ? o->args[0] : "")
               : NULL;
}

static void write_ask(struct buf *b, const struct options *o)
{
    const char *path = path_of(o);

    add_word(b, HUANJIE_VERSION, false);
    add_word(b, LOCALE_NAMES[o->locale], false);
    for (int i = 0; i < o->argc; i++)
        add_word(b, o->argv[i], path && (o->argv[i] == path || o->argv[i] == o->to));
}

static bool send_ask(int socket, const struct buf *b, int file)
{
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } rights = {.bytes = {0}};
    struct iovec part = {b->ptr, 1}; /* the file travels with the first byte */
    struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};

    if (file >= 0) {
        m.msg_control = rights.bytes;
        m.msg_controllen = sizeof(rights.bytes);
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        c->cmsg_level = SOL_SOCKET;
        c->cmsg_type = SCM_RIGHTS;
        c->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(c), &file, sizeof(file));
    }
    return sendmsg(socket, &m, MSG_NOSIGNAL) == 1 &&
           send_all(socket, b->ptr + 1, b->len - 1) && shutdown(socket, SHUT_WR) == 0;
}

static void read_answer(int socket, struct buf *out)
{
    for (;;) {
        char *at = buf_reserve(out, 1 << 16);
        ssize_t n = at ? recv(socket, at, 1 << 16, 0) : 0;
        if (n <= 0)
            return;
        buf_took(out, (size_t)n);
    }
}

static int tell(const struct options *o, struct buf *answer)
{
    struct fault f = {0};
    struct str rest = buf_view(answer), head, code, out;
    int64_t n, out_len, err_len;

    if (str_cut(&rest, '\n', &head) && str_cut(&head, ' ', &code) &&
        str_cut(&head, ' ', &out) && str_i64(code, &n) && str_i64(out, &out_len) &&
        str_i64(head, &err_len) && (int64_t)rest.len == out_len + err_len) {
        fwrite(rest.ptr, 1, (size_t)out_len, stdout);
        fwrite(rest.ptr + out_len, 1, (size_t)err_len, stderr);
        return (int)n;
    }
    return report(o, FAIL(&f, ERR_IO, "site.control", "%s", "?"), &f);
}

bool control_ask(struct options *o, int *code)
{
    AUTO(buf) struct buf ask = BUF(ASK_MOST), answer = BUF(BUF_FILE);
    struct fault f = {0};
    bool reads_file = strcmp(o->command->name, "import") == 0;
    int socket = connect_to(o->data), file = -1;

    if (socket < 0)
        return false;
    write_ask(&ask, o);
    if (reads_file)
        file = open(o->args[1], O_RDONLY | O_CLOEXEC);
    if (reads_file && file < 0) {
        *code = report(
            o, FAIL(&f, ERR_IO, "file.read", "%s" SEP "%s", o->args[1], strerror(errno)),
            &f);
    } else if (buf_is_full(&ask) || !send_ask(socket, &ask, file)) {
        *code = report(o, FAIL(&f, ERR_IO, "site.control", "%s", strerror(errno)), &f);
    } else {
        read_answer(socket, &answer);
        *code = tell(o, &answer);
    }
    if (file >= 0)
        close(file);
    close(socket);
    return true;
}
