#include "base/turns.h"

#include "base/mem.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

struct turns {
    pthread_mutex_t lock;
    struct turn *first; /* under `lock`, as all below; in the order in which they came */
    int64_t round;      /* of the last that was taken */
    int waiting, each, all;
    struct pool *pool; /* has one job for each that waits: it takes whose turn it is */
};

struct turns *turns_new(size_t threads, int each, int all)
{
    struct turns *t = MEM_NEW(struct turns);

    pthread_mutex_init(&t->lock, NULL);
    t->each = each;
    t->all = all;
    t->pool = pool_new(threads);
    return t;
}

void turns_free(struct turns *t)
{
    if (!t)
        return;
    pool_free(t->pool);
    pthread_mutex_destroy(&t->lock);
    mem_free(t);
}

/* The lowest round; of one round who came first. */
static struct turn *take(struct turns *t)
{
    struct turn **best = &t->first;

    pthread_mutex_lock(&t->lock);
    for (struct turn **at = &t->first; *at; at = &(*at)->next)
        if ((*at)->round < (*best)->round)
            best = at;
    assert(*best); /* the pool has a job for each that waits */
    struct turn *turn = *best;
    *best = turn->next;
    t->round = turn->round;
    t->waiting--;
    pthread_mutex_unlock(&t->lock);
    return turn;
}

/* What the pool runs: not of one turn, which may be gone before its own place in the pool comes. */
struct token {
    struct pool_job job;
    struct turns *of;
};

static void run_next(void *arg)
{
    struct token *token = arg;
    struct turn *turn = take(token->of);

    mem_free(token);
    turn->run(turn->arg);
}

/* Behind those of its key, the others notwithstanding; under `lock`. */
static bool put(struct turns *t, struct turn *turn)
{
    struct turn **end = &t->first;
    int same = 0;

    turn->round = t->round + 1;
    for (; *end; end = &(*end)->next) {
        if (strcmp((*end)->key, turn->key) != 0)
            continue;
        same++;
        turn->round = (*end)->round + 1;
    }
    if (t->waiting >= t->all || same >= t->each)
        return false;
    *end = turn;
    t->waiting++;
    return true;
}

bool turns_add(struct turns *t, struct turn *turn, struct str key)
{
    size_t len = key.len < TURN_KEY ? key.len : TURN_KEY - 1;

    memcpy(turn->key, key.len ? key.ptr : "", len);
    turn->key[len] = '\0';
    turn->next = NULL;
    pthread_mutex_lock(&t->lock);
    bool fits = put(t, turn);
    pthread_mutex_unlock(&t->lock);
    if (!fits)
        return false;
    struct token *token = MEM_NEW(struct token);
    *token = (struct token){{.run = run_next, .arg = token}, t};
    pool_add(t->pool, &token->job);
    return true;
}
