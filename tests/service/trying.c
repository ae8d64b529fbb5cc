/* Deeds tried in a house of their own, while everything fails in turn. */
#include "failing.h"

#include "service/opened.h"
#include "service/site/site.h"
#include "service/upkeep/upkeep.h"

#include <ftw.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a house ---------------------------------------------------------------------------------- */

enum { PIECES_MOST = 400 }; /* of memory */
enum { NOW_MS_1 = 1622332800, STEPS_MOST = 200000, EACH_UNTIL = 40 };

static struct call call_of(struct house *h)
{
    struct call c = site_call(h->site, h->arena, h->db, "test");

    c.now.ms = (int64_t)NOW_MS_1 * 1000 + h->serial++;
    return c;
}

static void open_house(struct house *h)
{
    char path[100];
    struct opened o;
    enum err err = start(&o, h->dir, 0);

    cr_assert_eq(err, ERR_OK, "%s %s", o.fault.code, o.fault.detail);
    h->site = o.site;
    h->db = o.db;
    h->arena = o.arena;
    snprintf(path, sizeof(path), "%s/huanjie.db", h->dir);
    cr_assert_eq(sqlite3_open_v2(path, &h->beside, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
}

static void close_house(struct house *h)
{
    struct opened o = {.site = h->site, .db = h->db, .arena = h->arena};

    sqlite3_close(h->beside);
    end(&o);
}

/* Of several mistakes in a row the first. */
static void note_fault(struct house *h, const struct call *c)
{
    h->fault =
        c->faults.count && c->fault.kind != ERR_IO ? c->faults.items[0].fault : c->fault;
}

static void make_house(struct house *h, const struct room *room)
{
    *h = (struct house){.dir = "/tmp/huanjie-house-XXXXXX",
                        .without_evidence = room->without_evidence};
    make_site_at(h->dir, COUNTY);
    open_house(h);
    struct call c = call_of(h);
    enum err err = room->furnish ? call_write(&c, room->furnish, h) : ERR_OK;
    note_fault(h, &c);
    cr_assert_eq(err, ERR_OK, "furnished: %s %s", h->fault.code, h->fault.detail);
}

/* ---- what stands ------------------------------------------------------------------------------ */

static uint64_t mix(uint64_t sum, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len; i++)
        sum = (sum ^ at[i]) * 1099511628211u;
    return sum * 31 + len;
}

static uint64_t sum_of_table(sqlite3 *db, const char *table, uint64_t sum)
{
    char sql[200];
    sqlite3_stmt *s;

    snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\"", table);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK, "%s", table);
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const void *bytes = sqlite3_column_blob(s, i);
            sum = mix(sum, bytes, (size_t)sqlite3_column_bytes(s, i));
        }
    sqlite3_finalize(s);
    return mix(sum, table, strlen(table));
}

/* Of every row of every table. */
static uint64_t sum_of_database(const struct house *h)
{
    static const char TABLES[] =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'";
    uint64_t sum = 0;
    sqlite3_stmt *s;

    cr_assert_eq(sqlite3_prepare_v2(h->beside, TABLES, -1, &s, NULL), SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW)
        sum = sum_of_table(h->beside, (const char *)sqlite3_column_text(s, 0), sum);
    sqlite3_finalize(s);
    return sum;
}

static uint64_t sum_of_file(const char *path)
{
    static unsigned char block[1 << 16];
    FILE *file = fopen(path, "rb");
    uint64_t sum = 0;
    size_t n;

    cr_assert_not_null(file, "%s", path);
    while ((n = fread(block, 1, sizeof(block), file)))
        sum = mix(sum, block, n);
    fclose(file);
    return sum;
}

static uint64_t folder_sum; /* nftw() hands nothing down */

static int add_file(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    uint64_t sum = mix(info->st_mode, path, strlen(path));

    (void)at;
    if (kind == FTW_F && strstr(path, "/huanjie.db") && !strstr(path, "/restored"))
        return 0;
    folder_sum += mix(kind == FTW_F ? sum_of_file(path) : 0, &sum, sizeof(sum));
    return 0;
}

/* Of names, modes and contents of all that lies there but the database. */
static uint64_t sum_of_folder(const struct house *h)
{
    folder_sum = 0;
    cr_assert_eq(nftw(h->dir, add_file, 8, FTW_PHYS), 0);
    return folder_sum;
}

/* Entries of the trace. */
static int64_t entries_of(const struct house *h)
{
    sqlite3_stmt *s;

    cr_assert_eq(
        sqlite3_prepare_v2(h->beside, "SELECT count(*) FROM hj_change", -1, &s, NULL),
        SQLITE_OK);
    cr_assert_eq(sqlite3_step(s), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

struct stand {
    uint64_t database, folder, held;
    int64_t entries;
};

static struct stand stand_of(struct house *h, const struct room *room)
{
    struct call c = call_of(h);

    return (struct stand){sum_of_database(h), sum_of_folder(h),
                          room->held ? room->held(&c, h) : 0, entries_of(h)};
}

static void must_be_whole(struct house *h, const char *when)
{
    struct call c = call_of(h);
    struct verify_result v = {0};

    cr_assert_eq(verify_site(&c, NULL, NULL, &v), ERR_OK, "%s: %s", when, c.fault.detail);
    cr_assert_eq(v.wrong, h->without_evidence ? v.polls : 0, "%s: %.*s", when,
                 STR_FMT(buf_view(&v.findings)));
    buf_done(&v.findings);
}

/* ---- trying ----------------------------------------------------------------------------------- */

static void get_ready(struct house *h, const struct deed *d)
{
    struct call c = call_of(h);

    enum err err = d->ready ? d->ready(&c, h) : ERR_OK;

    note_fault(h, &c);
    cr_assert_eq(err, ERR_OK, "%s made ready: %s %s", d->name, h->fault.code,
                 h->fault.detail);
}

static enum err run_deed(struct house *h, const struct deed *d)
{
    struct call c = call_of(h);
    enum err err;

    call_calm(&c);
    if (d->in_writer)
        err = call_write(&c, d->in_writer, h);
    else
        err = d->waiting(&c, h);
    err = call_explain(&c, err);
    h->fault =
        err && c.faults.count && c.fault.kind != ERR_IO ? c.faults.items[0].fault : c.fault;
    return err;
}

/* Told as what it is; nothing of it stands.  *before: what stands now, too. */
static void must_be_undone(struct house *h, const struct room *room, const struct deed *d,
                           enum err err, struct stand *before, int64_t n)
{
    struct stand now = stand_of(h, room);

    cr_assert_eq(err, ERR_IO, "%s, failure %lld is told as %d %s %s", d->name, (long long)n,
                 (int)err, h->fault.code, h->fault.detail);
    cr_assert_eq(now.database, before->database, "%s, failure %lld (%s): half of it stands",
                 d->name, (long long)n, h->fault.code);
    cr_assert(d->leaves || now.folder == before->folder,
              "%s, failure %lld (%s): it leaves a file", d->name, (long long)n,
              h->fault.code);
    cr_assert(d->forgets || now.held == before->held,
              "%s, failure %lld (%s): it is held in memory", d->name, (long long)n,
              h->fault.code);
    *before = now;
}

static void must_be_done(struct house *h, const struct deed *d, enum err err,
                         const struct stand *before)
{
    cr_assert_eq(err, ERR_OK, "%s: %s %s", d->name, h->fault.code, h->fault.detail);
    cr_assert_eq(entries_of(h) - before->entries, d->entries,
                 "%s: not its entries in the trace", d->name);
}

/* Was the act told as stored, and only what was read for its reply failed, or what came after it? */
static bool is_stored(const struct house *h, const struct deed *d)
{
    struct str code = str_of(h->fault.code ? h->fault.code : "");

    return str_eq(code, STR("db.stored")) || (d->stands && str_eq(code, str_of(d->stands)));
}

/* What is told as stored stands, all of it. */
static void must_stand(struct house *h, const struct room *room, const struct deed *d,
                       enum err err, const struct stand *before, int64_t n)
{
    struct stand now = stand_of(h, room);

    cr_assert_eq(err, ERR_IO, "%s, failure %lld", d->name, (long long)n);
    cr_assert_neq(now.database, before->database,
                  "%s, failure %lld: told as stored (%s), and nothing is", d->name,
                  (long long)n, h->fault.code);
    cr_assert_eq(now.entries - before->entries, d->entries,
                 "%s, failure %lld: half of what was told as stored", d->name,
                 (long long)n);
}

/* The n-th use fails.  False: the deed did without it. */
static bool try_once(struct house *h, const struct room *room, const struct deed *d,
                     enum failing what, int64_t n, struct stand *before)
{
    fail_at(what, n);
    enum err err = run_deed(h, d);
    bool met = has_failed();
    fail_at(what, 0);
    if (!met)
        must_be_done(h, d, err, before);
    else if (is_stored(h, d)) {
        must_stand(h, room, d, err, before, n);
        get_ready(h, d);
        *before = stand_of(h, room);
    } else
        must_be_undone(h, room, d, err, before, n);
    arena_clear(h->arena);
    return met;
}

/* The next that fails: each of the first, then ever fewer; with SPARSE fewer still. */
static int64_t after(int64_t n, int64_t each_until, int64_t share)
{
    bool is_sparse = getenv("SPARSE") != NULL;

    if (n < (is_sparse ? each_until / 8 : each_until))
        return n + 1;
    return n + 1 + n / (is_sparse ? 2 : share);
}

/* n = 1, 2, 3 … and further apart beyond 40, until the deed does without it: then it is done, with its entries. */
static void try_deed(struct house *h, const struct room *room, const struct deed *d,
                     enum failing what)
{
    int64_t n = 1;

    get_ready(h, d);
    struct stand before = stand_of(h, room);
    while (n < STEPS_MOST && try_once(h, room, d, what, n, &before))
        n = after(n, EACH_UNTIL, 10);
    cr_assert(n > 1 && n < STEPS_MOST, "%s: nothing could fail, or it never ends", d->name);
    must_be_whole(h, d->name);
}

/* Out of memory ends the process, in the middle of whatever it did. */
static bool ends_at(struct house *h, const struct deed *d, int64_t n)
{
    int status = 0;
    pid_t child;

    h->serial += PIECES_MOST; /* the child counts on by itself */
    child = fork();

    if (!child) {
        open_house(h);
        fail_at(FAIL_MEMORY, n);
        enum err err = run_deed(h, d);
        if (err)
            fprintf(stderr, "%s: %s %s\n", d->name, h->fault.code, h->fault.detail);
        _exit(err ? 65 : 0);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) != 65, "%s", d->name);
    return WEXITSTATUS(status) == 66;
}

/* The next start finds all whole. */
static void try_memory(struct house *h, const struct deed *d)
{
    int64_t n = 1;

    get_ready(h, d);
    close_house(h); /* threads do not pass a fork */
    while (n < PIECES_MOST && ends_at(h, d, n))
        n = after(n, 1, 4);
    cr_assert_gt(n, 1, "%s: no piece of memory could fail", d->name);
    open_house(h);
    must_be_whole(h, d->name);
}

void room_holds(const struct room *room)
{
    struct house h;

    make_house(&h, room);
    for (size_t i = 0; i < room->count; i++)
        for (int what = 0; what < FAILINGS; what++) {
            if (!(room->deeds[i].what & 1u << what))
                continue;
            if (what == FAIL_MEMORY)
                try_memory(&h, &room->deeds[i]);
            else
                try_deed(&h, room, &room->deeds[i], (enum failing)what);
        }
    close_house(&h); /* and after a restart, which reads every description again */
    open_house(&h);
    must_be_whole(&h, "after a restart");
    for (size_t i = 0; i < room->count; i++) {
        get_ready(&h, &room->deeds[i]);
        cr_expect_eq(run_deed(&h, &room->deeds[i]), ERR_OK, "%s after a restart: %s",
                     room->deeds[i].name, h.fault.code);
    }
    close_house(&h);
    remove_folder(h.dir);
}
