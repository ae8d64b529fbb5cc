#include "net/guard.h"

#include "base/mem.h"

#include <microhttpd.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

/* ---- framing --------------------------------------------------------------------------- */

struct headers {
    const char *fault, *length;
    int count;
    bool is_coded;
};

static bool is_token(const char *s)
{
    static const char OTHERS[] = "!#$%&'*+-.^_`|~";

    if (!*s)
        return false;
    for (; *s; s++) {
        char lower = (char)(*s | ' ');
        if (!(lower >= 'a' && lower <= 'z') && !(*s >= '0' && *s <= '9') &&
            !strchr(OTHERS, *s))
            return false;
    }
    return true;
}

static bool has_control(const char *s)
{
    for (; *s; s++)
        if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7F)
            return true;
    return false;
}

/* A header goes on in the next line (obs-fold): libmicrohttpd glues that line to the name, which moves
 * away from its value, so that "Content-Length:", "36" would be no length at all. */
static bool is_folded(const char *key, const char *value)
{
    const char *behind = key + strlen(key) + 1;

    if ((uintptr_t)value < (uintptr_t)behind)
        return true;
    return behind + strspn(behind, " \t") != value;
}

static enum MHD_Result each_header(void *cls, enum MHD_ValueKind kind, const char *key,
                                   const char *value)
{
    struct headers *h = cls;

    (void)kind;
    if (++h->count > HEADERS_MOST)
        h->fault = "too many headers";
    else if (!value || is_folded(key, value))
        h->fault = "a header in more than one line";
    else if (!is_token(key))
        h->fault = "a header's name is no token";
    else if (has_control(value))
        h->fault = "a control character in a header";
    else if (strcasecmp(key, "Content-Length") == 0) {
        if (h->length)
            h->fault = "two Content-Length headers";
        h->length = value;
    } else if (strcasecmp(key, "Transfer-Encoding") == 0) {
        if (h->is_coded || strcasecmp(value, "chunked") != 0)
            h->fault = "a Transfer-Encoding other than chunked";
        h->is_coded = true;
    }
    return h->fault ? MHD_NO : MHD_YES;
}

static bool read_length(const char *s, size_t *out)
{
    if (!*s)
        return false;
    for (*out = 0; *s; s++)
        if (*s < '0' || *s > '9' || __builtin_mul_overflow(*out, (size_t)10, out) ||
            __builtin_add_overflow(*out, (size_t)(*s - '0'), out))
            return false;
    return true;
}

const char *framing_fault(struct MHD_Connection *connection, const char *version,
                          size_t *length)
{
    struct headers h = {0};

    MHD_get_connection_values(connection, MHD_HEADER_KIND, each_header, &h);
    *length = h.is_coded ? SIZE_MAX : 0;
    if (h.fault)
        return h.fault;
    if (h.length && h.is_coded)
        return "Content-Length beside Transfer-Encoding";
    if (h.is_coded && strcmp(version, "HTTP/1.1") != 0)
        return "Transfer-Encoding in HTTP/1.0";
    if (h.length && !read_length(h.length, length))
        return "Content-Length is no number";
    return NULL;
}

/* ---- memory of bodies ------------------------------------------------------------------ */

static int64_t most_of(bool is_stranger)
{
    return is_stranger ? BODIES_STRANGERS : BODIES_MOST;
}

/* As buf_reserve() grows: by doubling. */
static int64_t room_for(size_t bytes)
{
    int64_t room = BODY_FREE;

    while (room < (int64_t)bytes)
        room *= 2;
    return room == BODY_FREE ? 0 : room;
}

bool share_hold(struct share *share, size_t bytes)
{
    _Atomic int64_t *sum = share->is_stranger ? &share->of->strangers : &share->of->known;
    int64_t more = room_for(bytes) - share->held;

    if (more <= 0)
        return true;
    if (atomic_fetch_add(sum, more) + more > most_of(share->is_stranger)) {
        atomic_fetch_sub(sum, more);
        return false;
    }
    share->held += more;
    return true;
}

void share_free(struct share *share)
{
    if (share->held)
        atomic_fetch_sub(share->is_stranger ? &share->of->strangers : &share->of->known,
                         share->held);
    share->held = 0;
}

bool budget_is_full(const struct budget *b, bool is_stranger)
{
    const _Atomic int64_t *sum = is_stranger ? &b->strangers : &b->known;

    return atomic_load(sum) + (int64_t)2 * BODY_FREE > most_of(is_stranger);
}

/* ---- time ------------------------------------------------------------------------------ */

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void cut_late(struct watch *w)
{
    int64_t now = now_ms();

    /* A line leaves the list before its socket is closed: the number is still ours. */
    for (struct line *l = w->first; l; l = l->next)
        if (atomic_load(&l->until_ms) < now)
            shutdown(l->fd, SHUT_RDWR);
}

static void *run_watch(void *arg)
{
    struct watch *w = arg;

    pthread_mutex_lock(&w->lock);
    while (!w->is_stopped) {
        struct timespec next;
        clock_gettime(CLOCK_REALTIME, &next);
        next.tv_sec++;
        pthread_cond_timedwait(&w->stopping, &w->lock, &next);
        cut_late(w);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

void watch_start(struct watch *w)
{
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->stopping, NULL);
    pthread_mutex_lock(&w->lock); /* the thread reads it */
    w->is_stopped = pthread_create(&w->thread, NULL, run_watch, w) != 0;
    pthread_mutex_unlock(&w->lock);
}

void watch_stop(struct watch *w)
{
    pthread_mutex_lock(&w->lock);
    bool is_running = !w->is_stopped;
    w->is_stopped = true;
    pthread_cond_signal(&w->stopping);
    pthread_mutex_unlock(&w->lock);
    if (is_running)
        pthread_join(w->thread, NULL);
}

struct line *watch_add(struct watch *w, int fd)
{
    struct line *l = MEM_NEW(struct line);

    l->fd = fd;
    line_phase(l, PHASE_WAIT, 0);
    pthread_mutex_lock(&w->lock);
    l->next = w->first;
    if (l->next)
        l->next->before = l;
    w->first = l;
    pthread_mutex_unlock(&w->lock);
    return l;
}

void watch_remove(struct watch *w, struct line *l)
{
    if (!l)
        return;
    pthread_mutex_lock(&w->lock);
    if (l->before)
        l->before->next = l->next;
    else
        w->first = l->next;
    if (l->next)
        l->next->before = l->before;
    pthread_mutex_unlock(&w->lock);
    mem_free(l);
}

void line_phase(struct line *l, enum phase phase, size_t body)
{
    int64_t seconds = 0;

    if (!l)
        return;
    switch (phase) {
    case PHASE_WAIT:
        seconds = WAIT_SECONDS;
        break;
    case PHASE_HEAD:
        seconds = HEAD_SECONDS;
        break;
    case PHASE_BODY:
        seconds = BODY_SECONDS + (int64_t)(body / BODY_RATE);
        break;
    case PHASE_ANSWER:
        atomic_store(&l->until_ms, INT64_MAX);
        return;
    }
    atomic_store(&l->until_ms, now_ms() + seconds * 1000);
}
