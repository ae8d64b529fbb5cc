/* What goes wrong under a running program: each trouble told apart, and over when its cause is over. */
#include "engines.h"
#include "store/writer.h"

static void must(struct db *db, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s", db_why(db));
}

static enum err put(struct db *db, int64_t id)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare(db, "INSERT INTO thing (id, bytes) VALUES (?1, ?2)", &s));
    db_bind_i64(s, 1, id);
    db_bind_blob(s, 2, (struct str){(const char[4000]){0}, 4000});
    return db_run(s);
}

static void make(struct db *db)
{
    must(db,
         db_script(db, "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL, bytes BLOB)"));
}

static struct db *another(const struct engine_case *e, enum db_mode mode)
{
    struct fault f = {0};
    struct db *db = NULL;

    cr_assert_eq(db_open(str_of(e->url), mode, &db, &f), ERR_OK, "%s", f.detail);
    return db;
}

static int64_t number(struct db *db, const char *sql)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    must(db, db_prepare(db, sql, &s));
    must(db, db_step(s, &row));
    int64_t n = db_col_i64(s, 0);
    db_reset(s);
    return n;
}

static int64_t count(struct db *db)
{
    return number(db, "SELECT count(*) FROM thing");
}

static void expect_code(const struct db *db, enum db_trouble t, const char *code)
{
    struct fault f = {0};

    cr_expect_eq(db_trouble(db), t, "%d", (int)db_trouble(db));
    cr_expect_eq(db_fail(db, ERR_IO, &f), db_trouble_kind(t));
    cr_expect_str_eq(f.code, code);
}

Test(trouble, a_lock_of_somebody_else_is_busy_and_passes)
{
    struct engine_case e;

    EACH_ENGINE(e, "busy")
    {
        make(e.db);
        struct db *other = another(&e, DB_WRITE);
        must(other, db_begin(other));
        must(other, put(other, 1));
        cr_expect_eq(db_begin(e.db), ERR_BUSY);
        expect_code(e.db, DB_BUSY, "db.busy");
        cr_expect_not(db_in_transaction(e.db));
        must(other, db_commit(other));
        db_calm(e.db);
        must(e.db, db_begin(e.db));
        must(e.db, put(e.db, 2));
        must(e.db, db_commit(e.db));
        cr_expect_eq(count(e.db), 2);
        db_free(other);
        engine_close(&e);
    }
}

Test(trouble, a_duplicate_is_none)
{
    struct engine_case e;

    EACH_ENGINE(e, "none")
    {
        make(e.db);
        must(e.db, put(e.db, 1));
        cr_expect_eq(put(e.db, 1), ERR_CONFLICT);
        cr_expect_eq(db_trouble(e.db), DB_FINE);
        engine_close(&e);
    }
}

Test(trouble, a_file_that_is_no_database_is_damaged)
{
    char url[64];
    struct fault f = {0};
    struct db *db;

    snprintf(url, sizeof(url), "/tmp/huanjie-damaged-%d.db", (int)getpid());
    FILE *file = fopen(url, "w");
    for (int i = 0; i < 4096; i++)
        fputc('x', file);
    fclose(file);
    cr_expect_eq(db_open(str_of(url), DB_WRITE, &db, &f), ERR_IO);
    cr_expect_str_eq(f.code, "db.damaged");
    remove(url);
}

/* ---- the writer ------------------------------------------------------------------------ */

static void job_ended(bool is_kept, void *arg)
{
    (void)is_kept, (void)arg;
}

static enum err before_commit(struct db *db, void *arg)
{
    enum err (*hook)(struct db *) = *(enum err(**)(struct db *))arg;

    return hook ? hook(db) : ERR_OK;
}

static void rolled_back(void *arg)
{
    (void)arg;
}

static enum err look(struct db *db, void *arg, bool *stands)
{
    AUTO(stmt) struct stmt *s = NULL;
    bool row;

    (void)arg;
    TRY(db_prepare(db, "SELECT count(*) FROM thing WHERE id = 77", &s));
    TRY(db_step(s, &row));
    *stands = db_col_i64(s, 0) == 1;
    db_reset(s);
    return ERR_OK;
}

static enum err (*commit_hook)(struct db *);

static struct writer *start(struct engine_case *e, bool looks)
{
    make(e->db);
    commit_hook = NULL;
    return writer_new(e->db, (struct writer_hooks){.look = looks ? look : NULL,
                                                   .job_ended = job_ended,
                                                   .before_commit = before_commit,
                                                   .rolled_back = rolled_back,
                                                   .arg = &commit_hook});
}

static enum err put_job(struct db *db, void *arg)
{
    return put(db, *(int64_t *)arg);
}

static enum err write_one(struct writer *w, int64_t id, struct fault *f)
{
    *f = (struct fault){0};
    return writer_call(w, put_job, &id, f);
}

/* Jobs that wait together: the first fills the disk, the others fit. */
struct waiting {
    struct write_job job;
    int64_t id, rows;
    enum err err;
};

static enum err put_many(struct db *db, void *arg)
{
    struct waiting *w = arg;

    for (int64_t i = 0; i < w->rows; i++)
        TRY(put(db, w->id + i));
    return ERR_OK;
}

static void note_end(void *arg, enum err err, const struct fault *batch)
{
    struct waiting *w = arg;

    (void)batch;
    w->err = err;
}

static enum err sleep_job(struct db *db, void *arg)
{
    (void)arg;
    usleep(200000); /* the others come to wait together */
    return db_script(db, "PRAGMA max_page_count = 60");
}

static enum err make_room(struct db *db, void *arg)
{
    TRY(db_script(db, "PRAGMA max_page_count = 100000"));
    return put_many(db, arg);
}

Test(trouble, a_full_disk_leaves_nothing_of_the_batch_and_mends_itself)
{
    struct engine_case e;
    struct waiting jobs[20] = {0}, hold = {.rows = 0};
    struct fault f;
    int acknowledged = 0;

    cr_assert(engine_open(&e, 0, "full"));
    struct writer *w = start(&e, false);
    struct db *reader = another(&e, DB_READ);
    hold.job = (struct write_job){.run = sleep_job, .done = note_end, .arg = &hold};
    writer_add(w, &hold.job);
    for (int i = 0; i < 20; i++) {
        jobs[i] =
            (struct waiting){.id = i * 1000, .rows = i == 10 ? 200 : 1, .err = ERR_OK};
        jobs[i].job =
            (struct write_job){.run = put_many, .done = note_end, .arg = &jobs[i]};
        writer_add(w, &jobs[i].job);
    }
    enum err last = write_one(w, 5000000, &f); /* after all of them */
    for (int i = 0; i < 20; i++)
        acknowledged += jobs[i].err == ERR_OK ? (int)jobs[i].rows : 0;
    cr_expect_neq(jobs[10].err, ERR_OK);
    cr_expect_eq(count(reader), acknowledged + (last == ERR_OK));
    jobs[10].id += 1000000;
    cr_expect_eq(writer_call(w, make_room, &jobs[10], &f), ERR_OK);
    cr_expect_eq(writer_look(w).trouble, DB_FINE);
    cr_expect_eq(count(reader), acknowledged + (last == ERR_OK) + 200);
    db_free(reader);
    writer_free(w);
    engine_remove_files(&e);
}

/* ---- lost connections, PostgreSQL only ------------------------------------------------ */

/* End every other connection of this schema's programs. */
static void end_others(const struct engine_case *e)
{
    struct db *killer = another(e, DB_WRITE);

    must(killer,
         db_script(killer, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                           "WHERE pid <> pg_backend_pid() AND query LIKE '%thing%'"));
    usleep(100000);
    db_free(killer);
}

Test(trouble, a_reader_comes_back_with_its_statements)
{
    struct engine_case e;

    if (!engine_open(&e, 1, "reader"))
        cr_skip_test("needs PostgreSQL");
    make(e.db);
    must(e.db, put(e.db, 1));
    struct db *reader = another(&e, DB_READ);
    cr_expect_eq(count(reader), 1);
    end_others(&e);
    cr_expect_eq(count(reader), 1, "the same statement, prepared anew");
    cr_expect_eq(db_trouble(reader), DB_FINE);
    must(reader, db_begin(reader));
    cr_expect_eq(count(reader), 1);
    end_others(&e);
    AUTO(stmt) struct stmt *s = NULL;
    bool row;
    must(reader, db_prepare(reader, "SELECT count(*) FROM thing", &s));
    cr_expect_eq(db_step(s, &row), ERR_BUSY, "what was seen as of one moment is gone");
    expect_code(reader, DB_LOST, "db.lost");
    cr_expect_neq(db_commit(reader), ERR_OK);
    db_calm(reader);
    cr_expect_eq(count(reader), 1);
    db_give_back(s), s = NULL;
    db_free(reader);
    engine_close(&e);
}

static const struct engine_case *killed;

static enum err die(struct db *db)
{
    (void)db;
    commit_hook = NULL;
    end_others(killed);
    return ERR_OK;
}

/* The server has committed; its answer never arrives. */
static enum err commit_and_die(struct db *db)
{
    TRY(db_script(db, "COMMIT; SELECT count(*) FROM thing"));
    return die(db);
}

static enum err die_in_job(struct db *db, void *arg)
{
    TRY(put(db, *(int64_t *)arg));
    return die(db);
}

Test(trouble, a_writer_comes_back_and_says_what_became_of_the_batch)
{
    struct engine_case e;
    struct fault f = {0};
    int64_t id = 5;

    if (!engine_open(&e, 1, "lost"))
        cr_skip_test("needs PostgreSQL");
    killed = &e;
    struct writer *w = start(&e, true);
    struct db *reader = another(&e, DB_READ);
    cr_expect_eq(write_one(w, 1, &f), ERR_OK);
    end_others(&e);
    cr_expect_eq(write_one(w, 2, &f), ERR_OK, "lost while idle: nobody notices");
    cr_expect_eq(writer_call(w, die_in_job, &id, &f), ERR_BUSY);
    cr_expect_str_eq(f.code, "db.lost");
    cr_expect_eq(write_one(w, 3, &f), ERR_OK);
    commit_hook = die;
    cr_expect_eq(write_one(w, 76, &f), ERR_BUSY, "asked: it was not stored");
    cr_expect_str_eq(f.code, "db.lost");
    commit_hook = commit_and_die;
    cr_expect_eq(write_one(w, 77, &f), ERR_OK, "asked: it was stored");
    cr_expect_eq(count(reader), 4);
    db_free(reader);
    writer_free(w);
}

Test(trouble, when_nobody_can_say_it_is_said)
{
    struct engine_case e;
    struct fault f = {0};

    if (!engine_open(&e, 1, "unknown"))
        cr_skip_test("needs PostgreSQL");
    killed = &e;
    struct writer *w = start(&e, false);
    commit_hook = commit_and_die;
    cr_expect_eq(write_one(w, 77, &f), ERR_IO);
    cr_expect_str_eq(f.code, "db.unknown");
    cr_expect_eq(writer_look(w).trouble, DB_UNKNOWN);
    cr_expect_eq(write_one(w, 78, &f), ERR_OK);
    writer_free(w);
}
