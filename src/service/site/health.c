#include "service/site/health.h"

#include "base/mem.h"
#include "base/pause.h"
#include "service/site/owner.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <pthread.h>
#include <sys/statvfs.h>
#include <time.h>

enum { LOOK_MS = 1000, PROBE_MS = 5000, PROBE_WAIT_MS = 250, SLOW_MS = 5000 };

static const uint64_t DISK_LOW = 1ull << 30, DISK_FULL = 16ull << 20;

struct health {
    pthread_mutex_t lock;
    pthread_cond_t probed;
    struct health_view view; /* under `lock`, as are all below */
    int64_t looked_ms;       /* 0: never */
    bool is_probing;
    int64_t now_ms; /* what the probe writes */
    struct write_job job;
};

struct health *health_new(void)
{
    struct health *h = MEM_NEW(struct health);

    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->probed, NULL);
    h->view = (struct health_view){.database = "ok", .writer = "ok", .disk = "ok"};
    return h;
}

void health_free(struct health *h)
{
    if (!h)
        return;
    pthread_cond_destroy(&h->probed);
    pthread_mutex_destroy(&h->lock);
    mem_free(h);
}

/* ---- the parts ----------------------------------------------------------------------- */

static const char *name_of(enum db_trouble t)
{
    return t == DB_FINE ? "ok" : db_trouble_code(t) + strlen("db.");
}

static void unwell(struct health_view *v, enum db_trouble t)
{
    enum err ignored =
        FAIL(&v->fault, db_trouble_kind(t), db_trouble_code(t), "%s", "health");
    (void)ignored; /* kept in the view */
}

static void look_at_database(struct call *c, struct health_view *v)
{
    struct text_row row;

    db_calm(c->db);
    enum err err = store_site_get(c->db, c->arena, STR("health"), &row);
    enum db_trouble t = db_trouble(c->db);
    if (t == DB_FINE && err && err != ERR_NOT_FOUND)
        t = DB_WRONG;
    db_calm(c->db); /* told in the view, not as a failure of this call */
    v->database = name_of(t);
    if (t)
        unwell(v, t);
    else if (owner_stands(c->site->owner, &v->fault))
        v->database = name_of(DB_LOST);
}

static void look_at_disk(struct call *c, struct health_view *v)
{
    struct statvfs info;

    v->disk = "ok";
    if (statvfs(str_c(c->arena, c->site->dir), &info) != 0)
        return;
    uint64_t room = (uint64_t)info.f_bavail * info.f_frsize;
    if (room < DISK_LOW)
        v->disk = "low";
    if (room >= DISK_FULL)
        return;
    v->disk = "full";
    unwell(v, DB_FULL);
}

static enum err write_probe(struct db *db, void *arg)
{
    AUTO(arena) struct arena *a = arena_new();
    const struct health *h = arg;
    int64_t ignored;

    return store_site_set(db, STR("health"), str_print(a, "%lld", (long long)h->now_ms),
                          &ignored);
}

static void probe_done(void *arg, enum err err, const struct fault *batch)
{
    struct health *h = arg;

    (void)err, (void)batch; /* the writer keeps how its last batch ended */
    pthread_mutex_lock(&h->lock);
    h->is_probing = false;
    pthread_cond_broadcast(&h->probed);
    pthread_mutex_unlock(&h->lock);
}

static void probe(struct call *c)
{
    struct health *h = c->site->health;
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += PROBE_WAIT_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&h->lock);
    if (!h->is_probing) {
        h->is_probing = true;
        h->now_ms = c->now.ms;
        h->job = (struct write_job){.run = write_probe, .done = probe_done, .arg = h};
        writer_add(c->site->writer, &h->job);
    }
    while (h->is_probing && pthread_cond_timedwait(&h->probed, &h->lock, &until) == 0)
        continue;
    pthread_mutex_unlock(&h->lock);
}

static void look_at_writer(struct call *c, struct health_view *v)
{
    struct writer_state s = writer_look(c->site->writer);

    if (!s.busy_ms && (s.trouble || s.idle_ms < 0 || s.idle_ms > PROBE_MS)) {
        probe(c);
        s = writer_look(c->site->writer);
    }
    enum db_trouble t = s.trouble ? s.trouble : s.busy_ms > SLOW_MS ? DB_BUSY : DB_FINE;
    v->writer = s.is_refused ? "refused" : name_of(t);
    if (s.is_refused && !v->fault.code)
        (void)FAIL(&v->fault, ERR_BUSY, "site.lease_lost", "%s", "");
    else if (t)
        unwell(v, t);
}

void health_look(struct call *c, struct health_view *out)
{
    struct health *h = c->site->health;
    struct health_view v = {0};
    int64_t now = steady_ms();

    pthread_mutex_lock(&h->lock);
    bool is_fresh = h->looked_ms && now - h->looked_ms < LOOK_MS;
    *out = h->view;
    if (!is_fresh)
        h->looked_ms = now;
    pthread_mutex_unlock(&h->lock);
    if (is_fresh)
        return;
    look_at_database(c, &v);
    look_at_disk(c, &v);
    look_at_writer(c, &v);
    pthread_mutex_lock(&h->lock);
    h->view = *out = v;
    pthread_mutex_unlock(&h->lock);
}
