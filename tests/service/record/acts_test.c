/*
 * Acts called directly, with the n-th step of the database, the n-th write of a file and the n-th piece of
 * memory failing in turn: an act is done or it is not, the trace stays whole, the figures are right, and
 * the next act works.
 */
#include "base/crypto.h"
#include "service/exchange/import.h"
#include "service/failing.h"
#include "service/open.h"
#include "service/record/attachment.h"
#include "service/record/definition.h"
#include "service/record/record.h"
#include "service/upkeep/upkeep.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COUNTY = 441624000, TOWN = 441624100, STEPS_MOST = 200000 };

struct house {
    char dir[64];
    struct site *site;
    struct db *db;
    struct arena *arena;
    struct fault fault;
    row_id row; /* of a task that the acts work on */
    int serial;
};

static struct call call_of(struct house *h)
{
    struct call c = site_call(h->site, h->arena, h->db, "test");

    c.now.ms = 1622332800000 + h->serial++;
    return c;
}

static void open_house(struct house *h)
{
    struct site_opening how = {.dir = str_of(h->dir), .command = "test", .is_new = true};

    h->arena = arena_new();
    cr_assert_eq(site_open(&how, &h->site, &h->fault), ERR_OK, "%s %s", h->fault.code,
                 h->fault.detail);
    cr_assert_eq(site_reader(h->site, &h->db, &h->fault), ERR_OK);
}

static void close_house(struct house *h)
{
    site_reader_done(h->site, h->db);
    site_free(h->site);
    arena_free(h->arena);
}

static void make_house(struct house *h)
{
    struct fault f = {0};

    *h = (struct house){.dir = "/tmp/huanjie-acts-XXXXXX"};
    cr_assert(crypto_start());
    cr_assert_not_null(mkdtemp(h->dir));
    struct site_new n = {.dir = str_of(h->dir), .name = STR("某县"), .region = COUNTY};
    cr_assert_eq(site_init(&n, &(struct site_made){0}, &f), ERR_OK, "%s", f.detail);
    open_house(h);
}

static void remove_house(struct house *h)
{
    char command[100];

    close_house(h);
    snprintf(command, sizeof(command), "rm -rf '%s'", h->dir);
    cr_expect_eq(system(command), 0);
}

/* ---- the acts ---------------------------------------------------------------------------- */

static const struct ledger *ledger(const struct call *c, const char *name)
{
    return catalog_ledger(engine_catalog(c->site->engine), str_of(name));
}

static enum err load(struct call *c, struct house *h, struct row_ver *seen)
{
    struct row *row;

    TRY(record_get(c, ledger(c, "pledge"), h->row, &row));
    *seen = (struct row_ver){row->id, row->ver};
    return ERR_OK;
}

static enum err create(struct call *c, void *arg)
{
    struct house *h = arg;
    struct input items[] = {
        {STR("signer"), str_print(c->arena, "签订人%d", h->serial), false, GIVEN_WORDS},
        {STR("kind"), STR("leader"), false, GIVEN_WORDS},
        {STR("signed_on"), STR("2021-05-30"), false, GIVEN_WORDS}};
    struct row *row;

    TRY(record_create(c, ledger(c, "pledge"), TOWN, (struct str){0},
                      (struct inputs){items, 3}, &row));
    h->row = row->id;
    return ERR_OK;
}

static enum err update(struct call *c, void *arg)
{
    struct input item = {STR("note"), str_print(c->arena, "改%lld", (long long)c->now.ms),
                         false, GIVEN_WORDS};
    struct conflict conflict;
    struct row_ver seen;
    struct row *row;

    TRY(load(c, arg, &seen));
    return record_update(c, ledger(c, "pledge"), seen, (struct inputs){&item, 1}, &conflict,
                         &row);
}

static enum err bulk(struct call *c, void *arg)
{
    struct input item = {STR("note"), str_print(c->arena, "批%lld", (long long)c->now.ms),
                         false, GIVEN_WORDS};
    struct act_input act = {.inputs = {&item, 1}};
    struct row_ver seen;
    row_id failed;

    TRY(load(c, arg, &seen));
    return record_bulk(c, ledger(c, "pledge"), &seen, 1, &act, &failed);
}

static enum err drop_and_restore(struct call *c, void *arg)
{
    struct row_ver seen;
    struct row *row;

    TRY(load(c, arg, &seen));
    TRY(record_remove(c, ledger(c, "pledge"), seen, STR("重复登记")));
    return record_restore(c, ledger(c, "pledge"), seen.id, &row);
}

/* Born two acts further on: three entries in the trace, or none. */
static enum err be_born_late(struct call *c, void *arg)
{
    struct house *h = arg;
    struct input items[] = {
        {STR("title"), str_print(c->arena, "第%d选区", h->serial), false, GIVEN_WORDS},
        {STR("level"), STR("county"), false, GIVEN_WORDS},
        {STR("seats"), STR("1"), false, GIVEN_WORDS},
        {STR("rules"), STR("people-direct-2020"), false, GIVEN_WORDS}};
    struct row *row;

    return record_create(c, ledger(c, "district"), COUNTY, STR("proposed"),
                         (struct inputs){items, 4}, &row);
}

/* ---- those that wait for the writer themselves -------------------------------------------- */

static enum err import(struct call *c, struct house *h)
{
    struct str text =
        str_print(c->arena,
                  "签订人,承诺类别,签订日期\n"
                  "导入甲%d,领导干部,2021-05-30\n导入乙%d,领导干部,2021-05-29\n",
                  h->serial, h->serial);
    struct import_view v;
    batch_id id;

    TRY(import_upload(c, ledger(c, "pledge"), STR("a.csv"), text, &id));
    TRY(import_now(c, id, TOWN, IMPORT_ONCE, &v));
    if (v.state == IMPORT_DONE)
        return ERR_OK;
    c->fault = v.error_count ? v.errors[0].fault : v.fault;
    return ERR_IO;
}

static enum err keep_file(struct call *c, struct house *h)
{
    file_id id;

    return attachment_keep(c, STR("a.txt"), str_print(c->arena, "file %d", h->serial), &id);
}

static enum err add_field(struct call *c, struct house *h)
{
    struct str json = str_print(c->arena,
                                "{\"name\":\"own%d\",\"type\":\"text\",\"label\":"
                                "{\"zh-Hans\":\"自设%d\",\"en\":\"Own %d\"}}",
                                h->serial, h->serial, h->serial);

    return definition_add_field(c, STR("pledge"), json);
}

struct deed {
    const char *name;
    enum err (*in_writer)(struct call *, void *);
    enum err (*waiting)(struct call *, struct house *);
    enum failing what;
    int64_t entries; /* in the trace of rows, when it is done */
};

static const struct deed ACTS[] = {
    {"create", create, NULL, FAIL_STEP, 1},
    {"update", update, NULL, FAIL_STEP, 1},
    {"bulk", bulk, NULL, FAIL_STEP, 1},
    {"remove and restore", drop_and_restore, NULL, FAIL_STEP, 2},
    {"born two acts further on", be_born_late, NULL, FAIL_STEP, 3},
    {"import", NULL, import, FAIL_STEP, 2},
    {"import, its file", NULL, import, FAIL_FILE, 2},
    {"keep a file", NULL, keep_file, FAIL_STEP, 0},
    {"keep a file, the file", NULL, keep_file, FAIL_FILE, 0},
    {"add a field", NULL, add_field, FAIL_STEP, 0},
    {"add a field, its file", NULL, add_field, FAIL_FILE, 0},
};
enum { ACT_COUNT = sizeof(ACTS) / sizeof(ACTS[0]) };

static enum err run_act(struct house *h, const struct deed *act)
{
    struct call c = call_of(h);

    enum err err = act->in_writer ? call_write(&c, act->in_writer, h) : act->waiting(&c, h);
    h->fault = c.fault;
    return err;
}

/* ---- what must hold ------------------------------------------------------------------------- */

/* How many entries the trace has then. */
static int64_t must_be_whole(struct house *h, const char *when, int64_t n)
{
    struct call c = call_of(h);
    struct verify_result v = {0};

    cr_assert_eq(verify_site(&c, NULL, NULL, &v), ERR_OK, "%s %lld: %s", when, (long long)n,
                 c.fault.detail);
    cr_assert_eq(v.wrong, 0, "%s %lld: %.*s", when, (long long)n,
                 STR_FMT(buf_view(&v.findings)));
    buf_done(&v.findings);
    return v.changes;
}

/* Done means all its entries in the trace, not done means none of them. */
static void must_be_all_or_nothing(struct house *h, const struct deed *act, enum err err,
                                   int64_t n, int64_t *entries)
{
    int64_t now = must_be_whole(h, act->name, n);

    cr_assert_eq(now - *entries, err ? 0 : act->entries,
                 "%s, step %lld: %lld entries although it said %d", act->name, (long long)n,
                 (long long)(now - *entries), (int)err);
    *entries = now;
}

/* The n-th use fails, n = 1, 2, 3 … and further apart beyond 40, until the act does without it. */
static int64_t try_act(struct house *h, const struct deed *act)
{
    int64_t entries = must_be_whole(h, act->name, 0);

    for (int64_t n = 1; n < STEPS_MOST; n += n < 40 ? 1 : n / 10) {
        fail_at(act->what, n);
        enum err err = run_act(h, act);
        bool met = has_failed();
        fail_at(act->what, 0);
        must_be_all_or_nothing(h, act, err, n, &entries);
        if (!met) {
            cr_assert_eq(err, ERR_OK, "%s without a failure: %s %s", act->name,
                         h->fault.code, h->fault.detail);
            return n - 1;
        }
        arena_clear(h->arena);
    }
    cr_assert_fail("%s never ends", act->name);
    return 0;
}

Test(acts, are_done_or_not_whatever_step_fails, .timeout = 240)
{
    struct house h;

    make_house(&h);
    cr_assert_eq(run_act(&h, &ACTS[0]), ERR_OK);
    for (int i = 0; i < ACT_COUNT; i++) {
        int64_t steps = try_act(&h, &ACTS[i]);
        cr_expect_gt(steps, 0, "%s: nothing could fail", ACTS[i].name);
        must_be_whole(&h, ACTS[i].name, -1);
    }
    close_house(&h); /* and after a restart, which reads every description again */
    open_house(&h);
    must_be_whole(&h, "after a restart", 0);
    for (int i = 0; i < ACT_COUNT; i++)
        cr_expect_eq(run_act(&h, &ACTS[i]), ERR_OK, "%s after a restart", ACTS[i].name);
    remove_house(&h);
}

/* Out of memory ends the process, in the middle of whatever it did: the next start finds all whole. */
static bool ends_at(struct house *h, const struct deed *act, int64_t n)
{
    int status = 0;
    pid_t child = fork();

    if (!child) {
        open_house(h);
        fail_at(FAIL_MEMORY, n);
        enum err err = run_act(h, act);
        _exit(err ? 65 : 0);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 66;
}

Test(acts, leave_all_whole_when_memory_runs_out, .timeout = 240)
{
    static const int TRIED[] = {0, 1, 3, 4, 5, 9};
    struct house h;

    make_house(&h);
    cr_assert_eq(run_act(&h, &ACTS[0]), ERR_OK);
    close_house(&h);
    for (size_t i = 0; i < sizeof(TRIED) / sizeof(TRIED[0]); i++) {
        int64_t n = 1;
        for (; n < 400 && ends_at(&h, &ACTS[TRIED[i]], n); n += 1 + n / 4)
            ;
        open_house(&h);
        must_be_whole(&h, ACTS[TRIED[i]].name, n);
        close_house(&h);
    }
    open_house(&h);
    remove_house(&h);
}
