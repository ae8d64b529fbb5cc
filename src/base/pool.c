#include "base/pool.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct pool_job *first, **last; /* under `lock` */
    bool stopping;                  /* under `lock` */
    size_t count;
    pthread_t threads[];
};

static void *work_loop(void *arg)
{
    struct pool *p = arg;

    pthread_mutex_lock(&p->lock);
    while (p->first || !p->stopping) {
        struct pool_job *job = p->first;
        if (!job) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        p->first = job->next;
        if (!p->first)
            p->last = &p->first;
        pthread_mutex_unlock(&p->lock);
        job->run(job->arg);
        pthread_mutex_lock(&p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

struct pool *pool_new(size_t threads)
{
    struct pool *p = mem_new(1, sizeof(*p) + threads * sizeof(pthread_t));

    p->last = &p->first;
    p->count = threads;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    for (size_t i = 0; i < threads; i++)
        pthread_create(&p->threads[i], NULL, work_loop, p);
    return p;
}

void pool_free(struct pool *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->count; i++)
        pthread_join(p->threads[i], NULL);
    mem_free(p);
}

void pool_add(struct pool *p, struct pool_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&p->lock);
    *p->last = job;
    p->last = &job->next;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
}
