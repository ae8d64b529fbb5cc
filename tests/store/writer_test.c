#include "engines.h"
#include "store/writer.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 16, JOBS = 50 };

static atomic_int kept, dropped, forgotten;

static void job_ended(bool is_kept, void *arg)
{
    (void)arg;
    atomic_fetch_add(is_kept ? &kept : &dropped, 1);
}

static enum err before_commit(struct db *db, void *arg)
{
    (void)db, (void)arg;
    return ERR_OK;
}

static void rolled_back(void *arg)
{
    (void)arg;
    atomic_fetch_add(&forgotten, 1);
}

static struct writer *start(struct engine_case *e)
{
    cr_assert_eq(db_script(e->db, "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL)"),
                 ERR_OK);
    return writer_new(e->db, (struct writer_hooks){NULL, NULL, job_ended, before_commit,
                                                   rolled_back, NULL});
}

static enum err put(struct db *db, int64_t id)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare(db, "INSERT INTO thing (id) VALUES (?1)", &s));
    db_bind_i64(s, 1, id);
    return db_run(s);
}

/* Two rows, then a failure for every third number: none of the two may stay. */
static enum err job(struct db *db, void *arg)
{
    int64_t id = *(int64_t *)arg;

    TRY(put(db, id * 2));
    TRY(put(db, id * 2 + 1));
    return id % 3 == 0 ? ERR_RULE : ERR_OK;
}

struct client {
    struct writer *writer;
    int64_t first;
    int failures;
};

static void *run_client(void *arg)
{
    struct client *c = arg;
    struct fault batch = {0};

    for (int64_t i = c->first; i < c->first + JOBS; i++)
        c->failures += writer_call(c->writer, job, &i, &batch) != ERR_OK;
    return NULL;
}

static int64_t count(const char *url)
{
    struct fault f = {0};
    struct db *db;
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    cr_assert_eq(db_open(str_of(url), DB_READ, &db, &f), ERR_OK);
    cr_assert_eq(db_prepare(db, "SELECT count(*) FROM thing", &s), ERR_OK);
    cr_assert_eq(db_step(s, &row), ERR_OK);
    int64_t n = db_col_i64(s, 0);
    db_give_back(s), s = NULL;
    db_free(db);
    return n;
}

Test(writer, commits_for_many_and_a_failing_job_takes_back_only_its_own)
{
    struct engine_case e;

    EACH_ENGINE(e, "writer")
    {
        pthread_t threads[THREADS];
        struct client clients[THREADS];
        int64_t commits, jobs;
        int failures = 0;
        atomic_store(&kept, 0);
        struct writer *w = start(&e);
        for (int i = 0; i < THREADS; i++) {
            clients[i] = (struct client){w, i * JOBS, 0};
            pthread_create(&threads[i], NULL, run_client, &clients[i]);
        }
        for (int i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
            failures += clients[i].failures;
        }
        writer_counts(w, &commits, &jobs);
        cr_expect_eq(jobs, THREADS * JOBS);
        cr_expect_lt(commits, jobs, "waiting jobs share a commit");
        cr_expect_eq(failures, (THREADS * JOBS + 2) / 3);
        cr_expect_eq(count(e.url), 2 * (THREADS * JOBS - failures));
        cr_expect_eq(atomic_load(&kept), THREADS * JOBS - failures);
        writer_free(w);
        engine_remove_files(&e);
    }
}
