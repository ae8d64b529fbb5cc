/* What a running server knows of its rehearsals: their servers, and the one that is being made or destroyed. */
#include "base/log.h"
#include "base/mem.h"
#include "service/rehearsal/private.h"

#include <dirent.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { SERVED_MOST = 8, ADDRESS_ROOM = 64 };

struct served {
    row_id record; /* 0: this place is free */
    struct child child;
};

struct rehearsals {
    pthread_mutex_t lock;
    char address[ADDRESS_ROOM]; /* empty: the site is not served */
    struct served served[SERVED_MOST];
    struct work work;
    struct site *site; /* of what follows */
    struct pool_job attending;
    atomic_bool give_up;
};

struct rehearsals *rehearsals_new(void)
{
    struct rehearsals *r = MEM_NEW(struct rehearsals);

    pthread_mutex_init(&r->lock, NULL);
    return r;
}

void rehearsals_free(struct rehearsals *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < SERVED_MOST; i++)
        if (r->served[i].record.v)
            child_stop(&r->served[i].child);
    pthread_mutex_destroy(&r->lock);
    mem_free(r);
}

/* ---- what is served ------------------------------------------------------------------ */

/* Under the lock. */
static struct served *find_served(struct rehearsals *r, row_id record)
{
    for (size_t i = 0; i < SERVED_MOST; i++)
        if (r->served[i].record.v == record.v)
            return &r->served[i];
    return NULL;
}

int served_port(struct rehearsals *r, row_id record)
{
    int port = 0;

    pthread_mutex_lock(&r->lock);
    struct served *s = find_served(r, record);
    if (s && child_runs(&s->child))
        port = s->child.port;
    pthread_mutex_unlock(&r->lock);
    return port;
}

/* A place for a child, the one it had or a free one.  The lock is not held while it starts. */
static enum err take_place(struct rehearsals *r, row_id record, struct served **out,
                           struct fault *f)
{
    pthread_mutex_lock(&r->lock);
    struct served *s = find_served(r, record);
    if (!s)
        s = find_served(r, (row_id){0});
    if (s && s->record.v)
        child_stop(&s->child); /* it has ended by itself: let go of what it held */
    if (s)
        *s = (struct served){.record = record, .child = {.alive = -1}};
    pthread_mutex_unlock(&r->lock);
    *out = s;
    return s ? ERR_OK : FAIL(f, ERR_RULE, "rehearsal.too_many", "%d", (int)SERVED_MOST);
}

static void give_back(struct rehearsals *r, struct served *s)
{
    pthread_mutex_lock(&r->lock);
    *s = (struct served){0};
    pthread_mutex_unlock(&r->lock);
}

enum err served_start(struct site *s, struct arena *a, row_id record, struct str folder,
                      struct fault *f)
{
    struct rehearsals *r = s->rehearsals;
    struct served *place;
    struct child child;

    if (!r->address[0])
        return FAIL(f, ERR_RULE, "rehearsal.unserved", "%s", "");
    if (served_port(r, record))
        return ERR_OK;
    TRY(take_place(r, record, &place, f));
    enum err err = child_start(a, folder, r->address, &child, f);
    if (err) {
        give_back(r, place);
        return err;
    }
    pthread_mutex_lock(&r->lock);
    place->child = child;
    pthread_mutex_unlock(&r->lock);
    log_line(LOG_INFO, "rehearsal %lld on port %d", (long long)record.v, child.port);
    return ERR_OK;
}

void served_stop(struct rehearsals *r, row_id record)
{
    struct child child = {.alive = -1};

    pthread_mutex_lock(&r->lock);
    struct served *s = find_served(r, record);
    if (s) {
        child = s->child;
        *s = (struct served){0};
    }
    pthread_mutex_unlock(&r->lock);
    child_stop(&child);
}

bool served_any(const struct rehearsals *r)
{
    return r->address[0] != '\0';
}

/* ---- the start of the real server ----------------------------------------------------- */

static struct str folder_of(const struct site *s, struct arena *a, const char *name)
{
    return str_of(site_path(s, a, str_print(a, "rehearsals/%s", name).ptr));
}

static void attend_one(struct site *s, struct arena *a, const char *name)
{
    struct fault f = {0};
    struct rehearsed found;
    struct str folder = folder_of(s, a, name);
    enum err err;

    if (name[0] == '.') {
        bool is_left = str_starts(str_of(name), STR(FOLDER_MAKING)) ||
                       str_starts(str_of(name), STR(FOLDER_ENDING));
        err = is_left ? wipe_tree(folder.ptr, &f) : ERR_OK;
    } else {
        err = copy_read(a, folder, &found, &f);
        if (!err)
            err = served_start(s, a, found.record, folder, &f);
    }
    if (err)
        log_fault(name, &f);
}

static void attend_all(void *arg)
{
    AUTO(arena) struct arena *a = arena_new();
    struct rehearsals *r = arg;
    DIR *dir = opendir(site_path(r->site, a, "rehearsals"));

    for (struct dirent *e; dir && (e = readdir(dir));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            attend_one(r->site, a, e->d_name);
    if (dir)
        closedir(dir);
    work_leave(r);
}

/* In the background: starting takes its time, and the real site waits for none of it.  Until then nothing else is
 * made or destroyed, or what is being made would be taken for what was left. */
void rehearsals_attend(struct site *s, const char *address)
{
    AUTO(arena) struct arena *a = arena_new();
    struct rehearsals *r = s->rehearsals;

    if (!str_fits(r->address, sizeof(r->address), "%s", address))
        r->address[0] = '\0';
    if (s->rehearsed || access(site_path(s, a, "rehearsals"), F_OK) != 0)
        return;
    r->site = s;
    r->work = (struct work){.is_busy = true};
    r->attending = (struct pool_job){.run = attend_all, .arg = r};
    pool_add(jobs_pool(s->jobs), &r->attending);
}

/* ---- one piece of work at a time ------------------------------------------------------ */

enum err work_take(struct call *c, row_id about, row_id congress)
{
    struct rehearsals *r = c->site->rehearsals;

    pthread_mutex_lock(&r->lock);
    bool was_busy = r->work.is_busy;
    if (!was_busy) {
        r->work.is_busy = true;
        r->work.about = about;
        r->work.congress = congress;
        r->work.job = 0;
        atomic_store(&r->give_up, false);
    }
    pthread_mutex_unlock(&r->lock);
    return was_busy ? FAIL(&c->fault, ERR_BUSY, "rehearsal.busy", "%s", "") : ERR_OK;
}

void work_leave(struct rehearsals *r)
{
    pthread_mutex_lock(&r->lock);
    r->work.is_busy = false;
    pthread_mutex_unlock(&r->lock);
}

void work_job(struct rehearsals *r, int64_t job)
{
    pthread_mutex_lock(&r->lock);
    r->work.job = job;
    pthread_mutex_unlock(&r->lock);
}

struct work work_look(struct rehearsals *r)
{
    pthread_mutex_lock(&r->lock);
    struct work now = r->work;
    pthread_mutex_unlock(&r->lock);
    return now;
}

const atomic_bool *work_give_up(struct rehearsals *r)
{
    return &r->give_up;
}

bool work_cancel(struct rehearsals *r, row_id congress)
{
    pthread_mutex_lock(&r->lock);
    bool is_making = r->work.is_busy && r->work.about.v == congress.v;
    if (is_making)
        atomic_store(&r->give_up, true);
    pthread_mutex_unlock(&r->lock);
    return is_making;
}
