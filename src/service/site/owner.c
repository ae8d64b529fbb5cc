#include "service/site/owner.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "base/pause.h"
#include "service/site/site.h"
#include "store/lease.h"
#include "store/queries.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCKS = 2, RETRY_MS = 50, KEEP_MS = LEASE_MS / 4 };

enum { WATCHED = LOCKS + 1 }; /* the locks, and the database */

struct watched { /* NULL: nothing */
    const char *path;
    dev_t device;
    ino_t inode;
};

struct owner {
    struct arena *arena;
    int locks[LOCKS]; /* open files; -1: none */
    struct watched files[WATCHED];
    struct lease lease;
    bool has_lease;
    struct writer *writer; /* once kept */
    pthread_t keeper;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool is_stopping; /* under `lock` */
};

/* ---- locks --------------------------------------------------------------------------- */

static void write_holder(int fd, const char *what)
{
    time_t now = time(NULL);
    struct tm local;
    char since[32];

    localtime_r(&now, &local);
    strftime(since, sizeof(since), "%Y-%m-%d %H:%M:%S", &local);
    if (ftruncate(fd, 0) == 0)
        (void)!dprintf(fd, "%ld\t%s\t%s\n", (long)getpid(), what, since);
}

/* "pid\twhat\tsince": the lock is what counts, the text is for people. */
static enum err refuse(int fd, const char *path, struct fault *f)
{
    char text[200] = "";
    ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
    struct str rest = str_trim((struct str){text, n > 0 ? (size_t)n : 0}), pid, what;

    if (!str_cut(&rest, '\t', &pid))
        pid = STR("?");
    if (!str_cut(&rest, '\t', &what))
        what = STR("?");
    return FAIL(f, ERR_CONFLICT, "site.owned", "%s" SEP "%.*s" SEP "%.*s" SEP "%.*s", path,
                STR_FMT(pid), STR_FMT(what), STR_FMT(rest));
}

static enum err lock_one(struct owner *o, int i, const char *path, int64_t until)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    o->locks[i] = fd;
    if (fd < 0)
        return ERR_IO;
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return ERR_IO;
        if (steady_ms() >= until)
            return ERR_CONFLICT;
        pause_ms(RETRY_MS);
    }
    return ERR_OK;
}

static void watch(struct owner *o, int i, const char *path, const struct stat *info)
{
    o->files[i] = (struct watched){path, info->st_dev, info->st_ino};
}

static enum err take(struct owner *o, int i, const char *path, const char *what,
                     int64_t until, struct fault *f)
{
    enum err err = lock_one(o, i, path, until);

    if (err == ERR_CONFLICT)
        return refuse(o->locks[i], path, f);
    if (err)
        return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
    write_holder(o->locks[i], what);
    struct stat info;
    if (fstat(o->locks[i], &info) != 0)
        return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
    watch(o, i, path, &info);
    return ERR_OK;
}

enum err owner_watch(struct owner *o, const char *path, struct fault *f)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
    if (info.st_nlink > 1)
        return FAIL(f, ERR_RULE, "site.linked", "%s", path);
    watch(o, LOCKS, str_c(o->arena, str_of(path)), &info);
    return ERR_OK;
}

enum err owner_stands(const struct owner *o, struct fault *f)
{
    struct stat info;

    for (int i = 0; i < WATCHED; i++) {
        const struct watched *w = &o->files[i];
        if (w->path && (stat(w->path, &info) != 0 || info.st_dev != w->device ||
                        info.st_ino != w->inode))
            return FAIL(f, ERR_BUSY, "site.moved", "%s", w->path);
    }
    return ERR_OK;
}

/* Which file of which running kernel `fd` is: a lock on it that is held here is held nowhere else. */
static struct str identity_of(struct arena *a, int fd)
{
    struct fault ignored = {0};
    struct stat info = {0};
    struct str boot;

    if (file_read(a, "/proc/sys/kernel/random/boot_id", 64, &boot, &ignored) ||
        fstat(fd, &info) != 0)
        return (struct str){0}; /* nobody's: the lease runs out by itself */
    return str_print(a, "%.*s:%llx:%llx", STR_FMT(str_trim(boot)),
                     (unsigned long long)info.st_dev, (unsigned long long)info.st_ino);
}

/* "host:folder", for people. */
static struct str place_of(struct arena *a, const char *dir)
{
    char host[128] = "?", *real = realpath(dir, NULL);

    (void)gethostname(host, sizeof(host) - 1);
    struct str place = str_print(a, "%s:%s", host, real ? real : dir);
    mem_free(real);
    return place;
}

/* Beside the file itself, whatever link it was opened by. */
static const char *lock_of(struct arena *a, const char *database)
{
    char *real = realpath(database, NULL);
    const char *path = str_print(a, "%s.lock", real ? real : database).ptr;

    mem_free(real);
    return path;
}

enum err owner_lock(const char *dir, const char *database, const char *what,
                    int64_t wait_ms, struct owner **out, struct fault *f)
{
    struct owner *o = MEM_NEW(struct owner);
    int64_t until = steady_ms() + wait_ms;
    unsigned char token[16];

    o->arena = arena_new();
    o->locks[0] = o->locks[1] = -1;
    pthread_mutex_init(&o->lock, NULL);
    pthread_cond_init(&o->stop, NULL);
    enum err err =
        take(o, 0, str_print(o->arena, "%s/owner.lock", dir).ptr, what, until, f);
    if (!err && database)
        err = take(o, 1, lock_of(o->arena, database), what, until, f);
    if (err) {
        owner_free(o);
        return err;
    }
    crypto_random(token, sizeof(token));
    o->lease = (struct lease){.token = crypto_hex(o->arena, token, sizeof(token)),
                              .place = place_of(o->arena, dir),
                              .holder = identity_of(o->arena, o->locks[0]),
                              .what = str_copy(o->arena, str_of(what))};
    *out = o;
    return ERR_OK;
}

/* ---- node and lease ------------------------------------------------------------------- */

/* The installation's own name and node: drawn when its database is made, kept in it. */
static enum err find_node(struct owner *o, struct db *db)
{
    struct text_row row;
    unsigned char drawn[16];
    int64_t ignored;

    enum err err = store_site_get(db, o->arena, STR("node"), &row);
    if (!err && str_i64(row.value, &o->lease.node) && o->lease.node > 0 &&
        o->lease.node <= ID_NODE_MOST)
        return ERR_OK;
    if (err && err != ERR_NOT_FOUND)
        return err;
    crypto_random(drawn, sizeof(drawn));
    o->lease.node = (drawn[0] << 8 | drawn[1]) % ID_NODE_MOST + 1;
    TRY(store_site_set(db, STR("installation"), crypto_hex(o->arena, drawn, sizeof(drawn)),
                       &ignored));
    return store_site_set(db, STR("node"),
                          str_print(o->arena, "%lld", (long long)o->lease.node), &ignored);
}

enum err owner_begin(struct owner *o, struct db *db, struct id_maker *ids, struct fault *f)
{
    struct number_row newest;

    TRY(find_node(o, db));
    ids->node = (int)o->lease.node;
    TRY(store_newest_id(db, o->arena, &newest));
    id_continue(ids, newest.n);
    if (!db_is_postgres(db))
        return ERR_OK;
    TRY(lease_take(db, o->arena, &o->lease, f));
    o->has_lease = true;
    return ERR_OK;
}

enum err owner_begun(struct owner *o, struct db *db, struct fault *f)
{
    TRY(owner_stands(o, f));
    return o->has_lease ? lease_mark(db, &o->lease, f) : ERR_OK;
}

enum err owner_look(struct owner *o, struct db *db, bool *stands)
{
    return o->has_lease ? lease_look(db, &o->lease, stands) : ERR_IO;
}

/* ---- keeping it alive ------------------------------------------------------------------ */

static enum err do_nothing(struct db *db, void *arg)
{
    (void)db, (void)arg; /* the batch itself renews the lease */
    return ERR_OK;
}

static bool wait_a_while(struct owner *o)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += KEEP_MS / 1000;
    pthread_mutex_lock(&o->lock);
    if (!o->is_stopping)
        (void)pthread_cond_timedwait(&o->stop, &o->lock, &until);
    bool goes_on = !o->is_stopping;
    pthread_mutex_unlock(&o->lock);
    return goes_on;
}

static void *keep_loop(void *arg)
{
    struct owner *o = arg;

    while (wait_a_while(o)) {
        struct fault ignored = {0};
        enum err err = writer_call(o->writer, do_nothing, NULL, &ignored);
        (void)err; /* the writer's state tells; the next batch tries again */
    }
    return NULL;
}

void owner_keep(struct owner *o, struct writer *w)
{
    if (!o->has_lease)
        return;
    o->writer = w;
    pthread_create(&o->keeper, NULL, keep_loop, o);
}

static enum err end_lease(struct db *db, void *arg)
{
    return lease_end(db, &((struct owner *)arg)->lease);
}

void owner_end(struct owner *o)
{
    struct fault ignored = {0};

    if (!o || !o->writer)
        return;
    pthread_mutex_lock(&o->lock);
    o->is_stopping = true;
    pthread_cond_signal(&o->stop);
    pthread_mutex_unlock(&o->lock);
    pthread_join(o->keeper, NULL);
    enum err err = writer_call(o->writer, end_lease, o, &ignored);
    (void)err; /* it runs out by itself */
}

void owner_free(struct owner *o)
{
    if (!o)
        return;
    for (int i = 0; i < LOCKS; i++)
        if (o->locks[i] >= 0)
            close(o->locks[i]); /* which ends the lock */
    pthread_cond_destroy(&o->stop);
    pthread_mutex_destroy(&o->lock);
    arena_free(o->arena);
    mem_free(o);
}
