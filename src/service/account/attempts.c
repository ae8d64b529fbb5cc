#include "service/account/attempts.h"

#include "base/address.h"
#include "base/crypto.h"
#include "base/mem.h"
#include "service/account/session.h"

#include <pthread.h>
#include <string.h>

/* Beside Argon2 a walk through all of them costs nothing. */
enum { ENTRIES = 4096, DIGEST = 16 };

struct entry {
    unsigned char name[DIGEST], address[DIGEST];
    int failed;              /* since `at_ms`; 0: free */
    int64_t at_ms, until_ms; /* of the last; locked until then, 0: not */
};

struct attempts {
    pthread_mutex_t lock;
    struct key key;
    struct entry entries[ENTRIES]; /* under `lock` */
};

struct attempts *attempts_new(void)
{
    struct attempts *a = MEM_NEW(struct attempts);

    pthread_mutex_init(&a->lock, NULL);
    crypto_random(&a->key, sizeof(a->key));
    return a;
}

void attempts_free(struct attempts *a)
{
    if (!a)
        return;
    pthread_mutex_destroy(&a->lock);
    mem_free(a);
}

static void digest(const struct attempts *a, struct str text, unsigned char out[DIGEST])
{
    unsigned char whole[HASH_BYTES];

    crypto_digest(&a->key, text, whole);
    memcpy(out, whole, DIGEST);
}

static void digest_address(const struct attempts *a, struct str address,
                           unsigned char out[DIGEST])
{
    char network[ADDRESS_SHOWN];

    digest(a, address_network(address, network), out);
}

static struct entry *find(struct attempts *a, const struct entry *wanted)
{
    for (int i = 0; i < ENTRIES; i++) {
        struct entry *e = &a->entries[i];
        if (e->failed && !memcmp(e->name, wanted->name, DIGEST) &&
            !memcmp(e->address, wanted->address, DIGEST))
            return e;
    }
    return NULL;
}

static struct entry wanted_of(const struct attempts *a, struct str name, struct str address)
{
    struct entry e = {.failed = 0};

    digest(a, name, e.name);
    digest_address(a, address, e.address);
    return e;
}

static bool is_locked(const struct entry *e, instant now)
{
    return e->until_ms > now.ms;
}

bool attempts_locked(struct attempts *a, struct str name, struct str address, instant now)
{
    struct entry wanted = wanted_of(a, name, address);

    pthread_mutex_lock(&a->lock);
    const struct entry *e = find(a, &wanted);
    bool locked = e && is_locked(e, now);
    pthread_mutex_unlock(&a->lock);
    return locked;
}

/* A free one; else the oldest that locks nobody; else the oldest. */
static struct entry *room_for(struct attempts *a, instant now)
{
    struct entry *best = &a->entries[0];

    for (int i = 0; i < ENTRIES; i++) {
        struct entry *e = &a->entries[i];
        if (!e->failed)
            return e;
        if (is_locked(e, now) < is_locked(best, now) ||
            (is_locked(e, now) == is_locked(best, now) && e->at_ms < best->at_ms))
            best = e;
    }
    return best;
}

void attempts_failed(struct attempts *a, struct str name, struct str address, instant now)
{
    struct entry wanted = wanted_of(a, name, address);

    pthread_mutex_lock(&a->lock);
    struct entry *e = find(a, &wanted);
    if (!e) {
        e = room_for(a, now);
        *e = wanted;
    }
    if (e->until_ms && !is_locked(e, now)) { /* served its time */
        e->failed = 0;
        e->until_ms = 0;
    }
    e->failed++;
    e->at_ms = now.ms;
    if (e->failed >= FAILURES_MOST)
        e->until_ms = now.ms + (int64_t)LOCK_MINUTES * 60 * 1000;
    pthread_mutex_unlock(&a->lock);
}

void attempts_forget(struct attempts *a, struct str name, struct str address)
{
    struct entry wanted = wanted_of(a, name, address);

    pthread_mutex_lock(&a->lock);
    struct entry *e = find(a, &wanted);
    if (e)
        e->failed = 0;
    pthread_mutex_unlock(&a->lock);
}

bool attempts_locked_anywhere(struct attempts *a, struct str name, instant now)
{
    unsigned char wanted[DIGEST];
    bool locked = false;

    digest(a, name, wanted);
    pthread_mutex_lock(&a->lock);
    for (int i = 0; i < ENTRIES && !locked; i++)
        locked = a->entries[i].failed && is_locked(&a->entries[i], now) &&
                 !memcmp(a->entries[i].name, wanted, DIGEST);
    pthread_mutex_unlock(&a->lock);
    return locked;
}

void attempts_unlock(struct attempts *a, struct str name)
{
    unsigned char wanted[DIGEST];

    digest(a, name, wanted);
    pthread_mutex_lock(&a->lock);
    for (int i = 0; i < ENTRIES; i++)
        if (!memcmp(a->entries[i].name, wanted, DIGEST))
            a->entries[i].failed = 0;
    pthread_mutex_unlock(&a->lock);
}
