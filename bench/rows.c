/*
 * What a durable write costs in huanjie without HTTP: rows of `pledge` written through the gate by jobs of the
 * writer, GROUP of which always wait, as do the requests of GROUP clients.  Its reference: bare rows.
 *
 *     rows DIR ROWS GROUP     in the site DIR, which nobody serves
 */
#include "base/log.h"
#include "service/open.h"
#include "service/record/record.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { GROUP_MOST = 512 };

static const struct input FIELDS[] = {{STR("kind"), STR("leader"), false},
                                      {STR("signed_on"), STR("2021-05-30"), false},
                                      {STR("signer"), STR("压力测试"), false}};
static const region PLACE = 990124100;

struct one { /* a client */
    struct call call;
    struct call_job job;
    struct input fields[3];
};

static struct site *site;
static atomic_int left, working;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;

static _Noreturn void die(const struct fault *f)
{
    fprintf(stderr, "rows: %s %s\n", f->code ? f->code : "", f->detail);
    exit(3);
}

static double since(double begin)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9 - begin;
}

static double processor(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
           (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
}

static enum err create(struct call *c, void *arg)
{
    struct one *one = arg;
    const struct ledger *l;
    struct row *row;

    TRY(call_ledger(c, STR("pledge"), &l));
    return record_create(c, l, PLACE, (struct str){0}, (struct inputs){one->fields, 3},
                         &row);
}

static void next(struct one *one);

static void written(void *arg, enum err err)
{
    struct one *one = arg;

    if (err)
        die(&one->call.fault);
    arena_free(one->call.arena);
    next(one);
}

/* Ask again, unless enough was asked for. */
static void next(struct one *one)
{
    if (atomic_fetch_sub(&left, 1) <= 0) {
        pthread_mutex_lock(&lock);
        working--;
        pthread_cond_signal(&ended);
        pthread_mutex_unlock(&lock);
        return;
    }
    one->call = site_call(site, arena_new(), NULL, "127.0.0.1");
    memcpy(one->fields, FIELDS, sizeof(FIELDS));
    one->job =
        (struct call_job){.call = &one->call, .write = create, .done = written, .arg = one};
    call_write_later(&one->job);
}

static void run(int rows, int group)
{
    static struct one clients[GROUP_MOST];

    left = rows;
    working = group;
    for (int i = 0; i < group; i++)
        next(&clients[i]);
    pthread_mutex_lock(&lock);
    while (working)
        pthread_cond_wait(&ended, &lock);
    pthread_mutex_unlock(&lock);
}

int main(int argc, char **argv)
{
    struct fault f = {0};
    int64_t commits, jobs;

    if (argc != 4 || atoi(argv[3]) < 1 || atoi(argv[3]) > GROUP_MOST)
        return 2;
    if (site_open(&(struct site_opening){.dir = str_of(argv[1]), .command = "bench"}, &site,
                  &f))
        die(&f);
    double began = since(0), used = processor();
    run(atoi(argv[2]), atoi(argv[3]));
    used = processor() - used;
    double lasted = since(began);
    writer_counts(site->writer, &commits, &jobs);
    printf("%.2f us of processor a row, %.2f us in all, %.1f rows a commit\n",
           used / atof(argv[2]) * 1e6, lasted / atof(argv[2]) * 1e6,
           (double)jobs / (double)commits);
    site_free(site);
    return 0;
}
