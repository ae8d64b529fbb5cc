#include "service/site/readers.h"

#include "base/mem.h"

#include <pthread.h>

/* As many as requests off the servers' threads and jobs run at once on a county's machine. */
enum { IDLE_MOST = 8 };

struct readers {
    pthread_mutex_t lock;
    struct db *idle[IDLE_MOST];
    size_t count;
};

struct readers *readers_new(void)
{
    struct readers *r = MEM_NEW(struct readers);

    (void)pthread_mutex_init(&r->lock, NULL); /* cannot fail with default attributes */
    return r;
}

void readers_free(struct readers *r)
{
    if (!r)
        return;
    while (r->count > 0)
        db_free(r->idle[--r->count]);
    (void)pthread_mutex_destroy(&r->lock);
    mem_free(r);
}

struct db *readers_take(struct readers *r)
{
    (void)pthread_mutex_lock(&r->lock);
    struct db *db = r->count > 0 ? r->idle[--r->count] : NULL;
    (void)pthread_mutex_unlock(&r->lock);
    return db;
}

void readers_give(struct readers *r, struct db *db)
{
    bool is_good = db_trouble(db) == DB_FINE && !db_in_transaction(db);

    (void)pthread_mutex_lock(&r->lock);
    if (is_good && r->count < IDLE_MOST) {
        r->idle[r->count++] = db;
        db = NULL;
    }
    (void)pthread_mutex_unlock(&r->lock);
    db_free(db);
}
