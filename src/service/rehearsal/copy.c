/* The copy in which a congress is rehearsed: what travels into it, and what does not. */
#include "ledgers/poll.h"
#include "service/rehearsal/private.h"
#include "service/site/site.h"
#include "store/queries.h"
#include "store/tx.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SETTINGS_MOST = 1 << 16, POLLS_MOST = 10000 };

static const int64_t SPARE = 1LL << 30; /* bytes that the real site keeps for itself */

static const char *const FOLDERS[] = {"keys",    "files",   "work",
                                      "ledgers", "backups", "templates"};
static const char *const COPIED[] = {"files", "ledgers", "templates"};

static char *in_copy(const struct copying *k, const char *name)
{
    struct arena *a = k->call->arena;

    return str_c(a, str_print(a, "%.*s/%s", STR_FMT(k->folder), name));
}

static char *in_site(const struct copying *k, const char *name)
{
    return site_path(k->call->site, k->call->arena, name);
}

static enum err cannot(struct copying *k, const char *path)
{
    return FAIL(&k->call->fault, ERR_IO, "file.write", "%s" SEP "%s", path,
                strerror(errno));
}

/* ---- whether ------------------------------------------------------------------------- */

/* Ballots lie in them that nobody may see yet: of the congress itself nothing is rehearsed now, of others they stay
 * behind. */
static enum err find_under_way(struct copying *k)
{
    struct call *c = k->call;
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list_query q = {.sort = -1,
                           .limit = POLLS_MOST,
                           .states = 1ULL << state_at(l, POLL_IS_OPEN) |
                                     1ULL << state_at(l, POLL_IS_CLOSED)};
    struct list all;

    TRY(engine_list(call_reading(c), l, &q, &all, &c->fault));
    k->under_way.items = ARENA_ARRAY(c->arena, int64_t, all.count + 1);
    for (size_t i = 0; i < all.count; i++) {
        int64_t congress = row_number(l, all.rows[i], POLL_CONGRESS);
        if (!k->congress.v || congress == k->congress.v)
            return FAIL(&c->fault, ERR_RULE, "rehearsal.polling", "%.*s",
                        STR_FMT(row_text(l, all.rows[i], POLL_TITLE)));
        k->under_way.items[k->under_way.count++] = all.rows[i]->id.v;
    }
    return ERR_OK;
}

static int64_t bytes_of(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 ? info.st_size : 0;
}

static int64_t bytes_in(struct copying *k, const char *folder)
{
    DIR *dir = opendir(in_site(k, folder));
    int64_t sum = 0;

    for (struct dirent *e; dir && (e = readdir(dir));)
        sum +=
            bytes_of(in_site(k, str_print(k->call->arena, "%s/%s", folder, e->d_name).ptr));
    if (dir)
        closedir(dir);
    return sum;
}

/* A rehearsal never fills the disk that the real congress needs. */
static enum err check_space(struct copying *k)
{
    struct str db = k->call->site->db_url;
    int64_t need = bytes_of(str_c(k->call->arena, db)) * 2 + bytes_in(k, "files") + SPARE;
    struct statvfs disk;

    if (statvfs(in_site(k, "."), &disk) != 0)
        return ERR_OK; /* nothing is known: copying will tell */
    int64_t free_bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    return free_bytes >= need
               ? ERR_OK
               : FAIL(&k->call->fault, ERR_RULE, "rehearsal.space", "%lld" SEP "%lld",
                      (long long)(need >> 20), (long long)(free_bytes >> 20));
}

enum err copy_may(struct copying *k)
{
    struct call *c = k->call;

    if (c->site->rehearsed)
        return FAIL(&c->fault, ERR_RULE, "rehearsal.again", "%s", "");
    if (db_is_postgres(c->db))
        return FAIL(&c->fault, ERR_RULE, "rehearsal.postgres", "%s", "");
    TRY(find_under_way(k));
    return check_space(k);
}

/* ---- files --------------------------------------------------------------------------- */

static enum err given_up(const struct copying *k)
{
    if (k->give_up && atomic_load(k->give_up))
        return FAIL(&k->call->fault, ERR_RULE, "rehearsal.cancelled", "%s", "");
    return ERR_OK;
}

static bool send_bytes(int from, int to)
{
    for (;;) {
        ssize_t n = sendfile(to, from, NULL, 1 << 24);
        if (n <= 0)
            return n == 0;
    }
}

/* Its own bytes, never a second name of the same ones: they are overwritten in the end. */
static enum err copy_file(struct copying *k, const char *name)
{
    const char *path = in_copy(k, name);
    int from = open(in_site(k, name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (from < 0)
        return errno == ENOENT ? ERR_OK : cannot(k, name);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = to >= 0 && send_bytes(from, to);
    enum err err = good ? ERR_OK : cannot(k, path);
    if (to >= 0 && close(to) != 0 && !err)
        err = cannot(k, path);
    close(from);
    return err;
}

static bool is_plain(const struct dirent *e)
{
    return e->d_name[0] != '.' && !str_ends(str_of(e->d_name), STR(".new"));
}

static enum err copy_folder(struct copying *k, const char *folder)
{
    DIR *dir = opendir(in_site(k, folder));
    enum err err = ERR_OK;

    for (struct dirent *e; dir && !err && (e = readdir(dir));) {
        if (!is_plain(e))
            continue;
        err = given_up(k);
        if (!err)
            err = copy_file(k, str_print(k->call->arena, "%s/%s", folder, e->d_name).ptr);
    }
    if (dir)
        closedir(dir);
    return err;
}

/* ---- keys ---------------------------------------------------------------------------- */

/* New ones: what is sealed (identity numbers, complaints, who reported) opens to nobody in a rehearsal, and what is
 * signed in one is signed by another. */
static enum err make_keys(struct copying *k, struct key *master)
{
    crypto_random(master, sizeof(*master));
    return file_write(in_copy(k, "keys/master.key"),
                      (struct str){(const char *)master->bytes, KEY_BYTES}, 0600,
                      &k->call->fault);
}

/* Who signs in with a one-time code does so here too: a copy is no way around it. */
static enum err carry_codes(struct copying *k, struct db *db, const struct key *master)
{
    struct call *c = k->call;
    struct account *all;
    struct key fresh;
    size_t count;

    crypto_subkey(master, "hj-totp_", 1, &fresh);
    TRY(store_account_list(db, c->arena, &all, &count));
    for (size_t i = 0; i < count; i++) {
        struct str secret;
        if (!all[i].totp.bytes.len)
            continue;
        if (!crypto_open(c->arena, &c->site->engine->keys.totp, all[i].totp.bytes, &secret))
            return FAIL(&c->fault, ERR_IO, "site.key", "%s", "keys/master.key");
        struct blob sealed = {crypto_seal(c->arena, &fresh, secret)};
        TRY(store_account_set_totp(db, all[i].id, sealed, all[i].totp_on));
    }
    return ERR_OK;
}

/* ---- the database -------------------------------------------------------------------- */

static enum err leave_polls(const struct copying *k, struct db *db)
{
    int64_t n;

    for (size_t i = 0; i < k->under_way.count; i++) {
        row_id poll = {k->under_way.items[i]};
        TRY(store_rehearsal_no_ballots(db, poll, &n));
        TRY(store_rehearsal_no_entries(db, poll, &n));
        TRY(store_rehearsal_no_groups(db, poll, &n));
        TRY(store_rehearsal_no_settlements(db, poll, &n));
    }
    return ERR_OK;
}

static enum err strip(struct copying *k, struct db *db, const struct key *master)
{
    AUTO(tx) struct tx tx = {0};
    int64_t n;

    TRY(tx_begin(&tx, db));
    TRY(store_rehearsal_no_sessions(db, &n));
    TRY(store_rehearsal_no_slips(db, &n));
    TRY(store_rehearsal_no_urns(db, &n));
    TRY(store_rehearsal_no_urn_ballots(db, &n));
    TRY(store_rehearsal_no_leases(db, &n));
    TRY(store_rehearsal_no_node(db, &n));
    TRY(leave_polls(k, db));
    TRY(carry_codes(k, db, master));
    TRY(store_site_set(db, STR("rehearsal"), k->title, &n));
    return tx_commit(&tx);
}

static enum err strip_database(struct copying *k, const char *path,
                               const struct key *master)
{
    struct fault *f = &k->call->fault;
    struct db *db;

    TRY(db_open(str_of(path), DB_WRITE, &db, f));
    enum err err = strip(k, db, master);
    if (err && !f->kind)
        err = db_fail(db, err, f);
    if (!err)
        err = db_scrub(db, f);
    db_free(db);
    return err;
}

/* ---- the whole ----------------------------------------------------------------------- */

static void step_done(const struct copying *k, int64_t step)
{
    enum { STEPS = 6 };

    if (k->job)
        k->job->progress(k->job, step, STEPS);
}

static enum err make_folders(struct copying *k)
{
    for (size_t i = 0; i < sizeof(FOLDERS) / sizeof(FOLDERS[0]); i++)
        if (mkdir(in_copy(k, FOLDERS[i]), 0700) != 0)
            return cannot(k, in_copy(k, FOLDERS[i]));
    return ERR_OK;
}

enum err copy_make(struct copying *k)
{
    const char *database = in_copy(k, "huanjie.db");
    struct key master;

    TRY(make_folders(k));
    TRY(make_keys(k, &master));
    step_done(k, 1);
    TRY(db_copy(k->call->db, database, &k->call->fault));
    TRY(given_up(k));
    step_done(k, 2);
    TRY(strip_database(k, database, &master));
    step_done(k, 3);
    for (size_t i = 0; i < sizeof(COPIED) / sizeof(COPIED[0]); i++)
        TRY(copy_folder(k, COPIED[i]));
    TRY(copy_file(k, "calendar.json"));
    step_done(k, 4);
    return given_up(k);
}

static void write_settings(struct copying *k, struct buf *out, row_id record)
{
    const struct site *s = k->call->site;
    struct jsonw w = {.out = out};
    struct buf code = BUF(32);

    region_write(&code, s->region);
    jsonw_open(&w, '{');
    jsonw_pair(&w, "region", buf_view(&code));
    jsonw_pair(&w, "name", s->name);
    jsonw_pair(&w, "db", STR(""));
    jsonw_pair_bool(&w, "demo", s->is_demo);
    jsonw_pair(&w, "rehearsal", k->title);
    jsonw_pair_i64(&w, "rehearsal_record", record.v);
    jsonw_close(&w, '}');
    buf_char(out, '\n');
    buf_done(&code);
}

enum err copy_mark(struct copying *k, row_id record)
{
    AUTO(buf) struct buf text = BUF(SETTINGS_MOST);

    write_settings(k, &text, record);
    return file_write(in_copy(k, "site.json"), buf_view(&text), 0600, &k->call->fault);
}

enum err copy_read(struct arena *a, struct str folder, struct rehearsed *out,
                   struct fault *f)
{
    struct fault ignored = {0};
    struct json *root;
    struct str text;
    const char *path = str_print(a, "%.*s/site.json", STR_FMT(folder)).ptr;

    *out = (struct rehearsed){0};
    if (!file_read(a, path, SETTINGS_MOST, &text, &ignored) &&
        !json_parse(a, text, &root, &ignored)) {
        out->title = json_find_text(root, "rehearsal");
        out->record.v = json_find_number(root, "rehearsal_record", 0);
    }
    return out->title.len && out->record.v
               ? ERR_OK
               : FAIL(f, ERR_RULE, "rehearsal.not_one", "%.*s", STR_FMT(folder));
}
