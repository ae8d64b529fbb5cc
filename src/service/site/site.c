#include "service/site/site.h"

#include "base/asset.h"
#include "base/log.h"
#include "base/mem.h"
#include "domain/calendar/calendar.h"
#include "ledgers/congress.h"
#include "service/site/hant.h"
#include "service/site/owner.h"
#include "service/site/readers.h"
#include "store/queries.h"
#include "store/schema.h"
#include "store/tx.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DEFINITIONS_MAX = 256, DEFINITION_BYTES = 1 << 20 };

instant site_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (instant){(int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000};
}

static char *path_in(struct arena *a, struct str dir, const char *name)
{
    struct str path = str_print(a, "%.*s/%s", STR_FMT(dir), name);

    return str_c(a, path);
}

char *site_path(const struct site *s, struct arena *a, const char *name)
{
    return path_in(a, s->dir, name);
}

/* ---- making a site ------------------------------------------------------------------- */

static const char *const FOLDERS[SITE_FOLDERS] = {"keys", "files", "work", "ledgers",
                                                  "backups"};
/* What making and filling a site writes outside the folders it makes; the key may lie in one that was there. */
static const char *const FILES[SITE_FILES] = {
    "site.json",       "huanjie.db",      "huanjie.db-wal", "huanjie.db-shm",
    "huanjie.db.lock", "keys/master.key", "owner.lock"};

static enum err make_folder(const char *path, mode_t mode, bool *made, struct fault *f)
{
    *made = mkdir(path, mode) == 0;
    if (*made || errno == EEXIST)
        return ERR_OK;
    return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
}

static enum err make_folders(struct arena *a, struct str dir, struct site_made *made,
                             struct fault *f)
{
    TRY(make_folder(str_c(a, dir), 0750, &made->dir, f));
    for (size_t i = 0; i < SITE_FOLDERS; i++)
        TRY(make_folder(path_in(a, dir, FOLDERS[i]), 0700, &made->folders[i], f));
    return ERR_OK;
}

static void write_settings(struct buf *out, const struct site_new *n)
{
    struct jsonw w = {.out = out};
    struct buf code = BUF(32);

    region_write(&code, n->region);
    jsonw_open(&w, '{');
    jsonw_pair(&w, "region", buf_view(&code));
    jsonw_pair(&w, "name", n->name);
    jsonw_pair(&w, "db", n->db_url);
    jsonw_pair_bool(&w, "demo", n->is_demo);
    jsonw_close(&w, '}');
    buf_char(out, '\n');
    buf_done(&code);
}

/* Invented places are hidden from every site that is real: no rows can be there, nobody finds them. */
static struct region_table *regions_of(struct arena *a, bool is_demo)
{
    struct str invented = asset_bytes(asset_find(STR("invented.tsv")));

    return region_table_read(a, asset_bytes(asset_find(STR("regions.tsv"))),
                             is_demo ? invented : STR(""));
}

static enum err make_site(struct arena *a, const struct site_new *n, struct site_made *made,
                          struct fault *f)
{
    AUTO(buf) struct buf settings = BUF(BUF_MESSAGE);
    struct key master;
    struct stat info;

    for (size_t i = 0; i < SITE_FILES; i++)
        made->files[i] = stat(path_in(a, n->dir, FILES[i]), &info) != 0;
    TRY(make_folders(a, n->dir, made, f));
    crypto_random(&master, sizeof(master));
    TRY(file_write(path_in(a, n->dir, "keys/master.key"),
                   (struct str){(const char *)master.bytes, KEY_BYTES}, 0600, f));
    write_settings(&settings, n);
    return file_write(path_in(a, n->dir, "site.json"), buf_view(&settings), 0640, f);
}

enum err site_init(const struct site_new *n, struct site_made *made, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    struct stat info;

    *made = (struct site_made){0};
    if (stat(path_in(a, n->dir, "site.json"), &info) == 0)
        return FAIL(f, ERR_CONFLICT, "site.exists", "%.*s", STR_FMT(n->dir));
    struct region_table *t = regions_of(a, n->is_demo);
    struct str code =
        region_name(t, a, n->region, LOCALE_HANS); /* unknown: the code itself */
    if (n->region && !region_find(t, n->region))
        return FAIL(f, ERR_INVALID, "site.region", "%.*s", STR_FMT(code));
    enum err err = make_site(a, n, made, f);
    if (err)
        site_abandon(n->dir, made);
    return err;
}

/* A folder goes with its files when it was made: nobody else had the time to put any there. */
static void remove_folder(struct arena *a, const char *path)
{
    DIR *d = opendir(path);

    for (const struct dirent *e; d && (e = readdir(d));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            (void)unlink(path_in(a, str_of(path), e->d_name));
    if (d)
        closedir(d);
    (void)rmdir(path);
}

void site_abandon(struct str dir, const struct site_made *made)
{
    AUTO(arena) struct arena *a = arena_new();

    for (size_t i = 0; i < SITE_FILES; i++)
        if (made->files[i])
            (void)unlink(path_in(a, dir, FILES[i])); /* it may not have come to it */
    for (size_t i = 0; i < SITE_FOLDERS; i++)
        if (made->folders[i])
            remove_folder(a, path_in(a, dir, FOLDERS[i]));
    if (made->dir)
        (void)rmdir(str_c(a, dir));
}

/* ---- opening one --------------------------------------------------------------------- */

static void read_rehearsed(struct site *s, const struct json *root)
{
    struct rehearsed *found;
    struct str title = json_find_text(root, "rehearsal");

    s->cookie = "huanjie";
    if (!title.len)
        return;
    found = ARENA_NEW(s->arena, struct rehearsed);
    found->title = title;
    found->record.v = json_find_number(root, "rehearsal_record", 0);
    s->rehearsed = found;
    s->cookie = str_print(s->arena, "huanjie_%lld", (long long)found->record.v).ptr;
}

static enum err read_settings(struct site *s, struct fault *f)
{
    struct str text;
    struct json *root;
    struct fault ignored = {0};

    if (file_read(s->arena, site_path(s, s->arena, "site.json"), 1 << 16, &text, &ignored))
        return FAIL(f, ERR_NOT_FOUND, "site.none", "%.*s", STR_FMT(s->dir));
    TRY(json_parse(s->arena, text, &root, f));
    if (!region_read(json_find_text(root, "region"), &s->region))
        return FAIL(f, ERR_INVALID, "site.region", "%s", "site.json");
    s->name = json_find_text(root, "name");
    s->db_url = json_find_text(root, "db");
    s->is_demo = json_find_true(root, "demo");
    read_rehearsed(s, root);
    if (!s->db_url.len)
        s->db_url = str_of(site_path(s, s->arena, "huanjie.db"));
    return ERR_OK;
}

/* A newer calendar, put into the folder when a year has been announced (docs/formats.md). */
static enum err read_calendar(struct site *s, struct fault *f)
{
    struct day_calendar *own = ARENA_NEW(s->arena, struct day_calendar);
    const char *path = site_path(s, s->arena, "calendar.json");
    struct stat info;
    struct json *root;
    struct str text;

    calendar_use(NULL);
    if (stat(path, &info))
        return ERR_OK;
    TRY(file_read(s->arena, path, 1 << 20, &text, f));
    TRY(json_parse(s->arena, text, &root, f));
    TRY(calendar_read(s->arena, root, own, f));
    calendar_use(own);
    return ERR_OK;
}

static enum err read_keys(struct site *s, struct keys *keys, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str bytes;
    struct key master;

    TRY(file_read(a, site_path(s, a, "keys/master.key"), KEY_BYTES, &bytes, f));
    if (bytes.len != KEY_BYTES)
        return FAIL(f, ERR_INVALID, "site.key", "%s", "keys/master.key");
    memcpy(master.bytes, bytes.ptr, KEY_BYTES);
    for (uint64_t i = 1; i < SEAL_COUNT; i++)
        crypto_subkey(&master, "hj-seal_", i, &keys->seal[i]);
    crypto_subkey(&master, "hj-look_", 1, &keys->lookup);
    crypto_subkey(&master, "hj-totp_", 1, &keys->totp);
    crypto_subkey(&master, "hj-sign_", 1, &keys->sign);
    return ERR_OK;
}

static size_t embedded(const char *prefix, struct str *out)
{
    size_t n = 0;

    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), str_of(prefix)) && n < DEFINITIONS_MAX)
            out[n++] = asset_bytes(&ASSETS[i]);
    return n;
}

enum { CODES_LEN = sizeof("codes+") - 1, JSON_LEN = sizeof(".json") - 1 };

static bool is_codes(const char *file)
{
    return str_starts(str_of(file), STR("codes+"));
}

/* One of the site's own descriptions: words for a code list (codes+LIST.json), a ledger (NAME.json) or a field
 * (LEDGER+FIELD.json). */
static enum err add_one(struct site *s, struct arena *a, const char *file, struct fault *f)
{
    struct str text, ledger = str_of(file);
    const struct ledger *added;
    ptrdiff_t plus = str_find(ledger, STR("+"));

    TRY(file_read(a, path_in(a, s->dir, str_print(a, "ledgers/%s", file).ptr),
                  DEFINITION_BYTES, &text, f));
    text = hant_fill(s->arena, text);
    if (plus < 0)
        return engine_add_ledger(s->engine, text, &added, f);
    if (is_codes(file))
        return engine_join_codes(
            s->engine, str_sub(ledger, CODES_LEN, ledger.len - CODES_LEN - JSON_LEN), text,
            f);
    ledger.len = (size_t)plus;
    const struct ledger *l = catalog_ledger(engine_catalog(s->engine), ledger);
    if (!l)
        return FAIL(f, ERR_INVALID, "definition.no_ledger", "%.*s", STR_FMT(ledger));
    return engine_add_field(s->engine, l, text, f);
}

static int is_description(const struct dirent *e)
{
    return str_ends(str_of(e->d_name), STR(".json"));
}

static int rank_of(const char *file)
{
    return is_codes(file) ? 0 : strchr(file, '+') ? 2 : 1;
}

/* Code lists first, then ledgers, then fields, each in the order of names: forms look the same after a restart. */
static int order_descriptions(const struct dirent **x, const struct dirent **y)
{
    int a = rank_of((*x)->d_name), b = rank_of((*y)->d_name);

    return a != b ? a - b : str_cmp(str_of((*x)->d_name), str_of((*y)->d_name));
}

static enum err add_own(struct site *s, struct str *wrong, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    struct dirent **files = NULL;
    int count =
        scandir(site_path(s, a, "ledgers"), &files, is_description, order_descriptions);
    enum err err = ERR_OK;

    for (int i = 0; i < count; i++) {
        if (!err) {
            err = add_one(s, a, files[i]->d_name, f);
            if (err)
                *wrong = str_print(s->arena, "ledgers/%s", files[i]->d_name);
        }
        mem_free(files[i]);
    }
    mem_free(files);
    return err;
}

static enum err join_own(struct site *s, struct fault *f)
{
    struct str wrong = {0};
    enum err err = add_own(s, &wrong, f);

    if (err)
        log_line(LOG_ERROR, "refused: %.*s", STR_FMT(wrong));
    return err;
}

enum err site_engine(struct engine **out, struct fault *f)
{
    struct str ledgers[DEFINITIONS_MAX], codes[DEFINITIONS_MAX];
    size_t count = embedded("ledgers/", ledgers), code_count = embedded("codes/", codes);

    return engine_new(ledgers, count, codes, code_count, out, f);
}

enum err site_try_definitions(struct arena *a, struct str dir, struct str *wrong,
                              struct fault *f)
{
    struct site s = {.dir = dir, .arena = a};
    enum err err = site_engine(&s.engine, f);

    if (!err)
        err = add_own(&s, wrong, f);
    engine_free(s.engine);
    return err;
}

/* A rehearsal has the congress and its people, the ledgers of one menu: all others are nobody's there, to read, to
 * write or to take out. */
static void keep_to_congress(const struct catalog *c)
{
    struct str menu = {0};

    for (size_t i = 0; i < c->count; i++)
        if (c->ledgers[i]->tag == LEDGER_CONGRESS)
            menu = c->ledgers[i]->menu;
    for (size_t i = 0; i < c->count; i++) {
        struct ledger *l = c->ledgers[i];
        if (!str_eq(l->menu, menu))
            l->readers = l->writers = l->exporters = 0;
    }
}

static enum err make_engine(struct site *s, struct fault *f)
{
    TRY(site_engine(&s->engine, f));
    s->engine->root = s->region;
    s->engine->regions = s->regions;
    s->engine->is_copy = s->rehearsed != NULL;
    TRY(read_keys(s, &s->engine->keys, f));
    TRY(join_own(s, f));
    if (s->rehearsed)
        keep_to_congress(engine_catalog(s->engine));
    return ERR_OK;
}

static enum err gone(const struct site *s, struct fault *f)
{
    return FAIL(f, ERR_RULE, "site.database_gone", "%.*s" SEP "%.*s", STR_FMT(s->dir),
                STR_FMT(s->db_url));
}

/* Settings and database are both a rehearsal's, or both are not. */
static enum err check_rehearsed(const struct site *s, struct db *db, struct fault *f)
{
    struct text_row mark;
    enum err err = store_site_get(db, s->arena, STR("rehearsal"), &mark);

    if (err && err != ERR_NOT_FOUND)
        return err;
    if (!err == (s->rehearsed != NULL))
        return ERR_OK;
    return FAIL(f, ERR_RULE, "site.rehearsal_mixed", "%.*s" SEP "%.*s", STR_FMT(s->dir),
                STR_FMT(s->db_url));
}

static enum err upgrade(struct site *s, struct db *db, bool is_new, struct fault *f)
{
    AUTO(tx) struct tx tx = {0};
    bool is_missing;

    TRY(tx_begin(&tx, db));
    TRY(schema_is_missing(db, &is_missing));
    if (is_missing && !is_new)
        return gone(s, f);
    TRY(schema_upgrade(db, f));
    TRY(check_rehearsed(s, db, f));
    TRY(engine_upgrade(s->engine, db, f));
    TRY(owner_begin(s->owner, db, &s->engine->ids, f));
    return tx_commit(&tx);
}

static enum err batch_begun(struct db *db, void *arg, struct fault *f)
{
    return owner_begun(((struct site *)arg)->owner, db, f);
}

static enum err batch_look(struct db *db, void *arg, bool *stands)
{
    return owner_look(((struct site *)arg)->owner, db, stands);
}

static enum err flush_batch(struct db *db, void *arg)
{
    struct site *s = arg;

    return engine_flush(s->engine, db);
}

static void job_ended(bool is_kept, void *arg)
{
    engine_job_ended(((struct site *)arg)->engine, is_kept);
}

static void forget_batch(void *arg)
{
    engine_forget(((struct site *)arg)->engine);
}

/* Two folders may name one file: it has a lock of its own. */
static bool is_file(struct str db_url)
{
    return str_find(db_url, STR("://")) < 0;
}

static enum err become_owner(struct site *s, const struct site_opening *how,
                             struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *database = is_file(s->db_url) ? str_c(a, s->db_url) : NULL;

    return owner_lock(str_c(a, s->dir), database, how->command, how->wait_ms, &s->owner, f);
}

/* Why the tables could not be made ready: our own word, the machine's trouble, or the engine's. */
static enum err explain_opening(const struct site *s, struct db *db, enum err err,
                                struct fault *f)
{
    if (err == ERR_RULE)
        return err;
    if (db_is_down(db_trouble(db)))
        return db_fail(db, err, f);
    return FAIL(f, err, "db.open", "%.*s" SEP "%s", STR_FMT(s->dir), db_why(db));
}

static enum err open_writer(struct site *s, const struct site_opening *how, struct fault *f)
{
    struct db *db;
    struct stat info;

    if (!how->is_new && is_file(s->db_url) &&
        stat(str_c(s->arena, s->db_url), &info) != 0 && errno == ENOENT)
        return gone(s, f); /* before opening makes an empty one */
    TRY(become_owner(s, how, f));
    TRY(db_open(s->db_url, DB_WRITE, &db, f));
    enum err err = upgrade(s, db, how->is_new, f);
    if (!err && is_file(s->db_url))
        err = owner_watch(s->owner, str_c(s->arena, s->db_url), f);
    if (err) {
        enum err kind = explain_opening(s, db, err, f);
        db_free(db);
        return kind;
    }
    s->writer = writer_new(db, (struct writer_hooks){batch_begun, batch_look, job_ended,
                                                     flush_batch, forget_batch, s});
    owner_keep(s->owner, s->writer);
    return ERR_OK;
}

void site_close_writer(struct site *s)
{
    owner_end(s->owner);
    writer_free(s->writer);
    owner_free(s->owner);
    s->writer = NULL;
    s->owner = NULL;
}

static enum err check_read(const struct site *s, struct fault *f)
{
    struct db *db;

    TRY(site_reader(s, &db, f));
    enum err err = check_rehearsed(s, db, f);
    site_reader_done(s, db);
    return err;
}

/* One that only reads upgrades the tables when nobody owns the site; else the owner has. */
static enum err open_database(struct site *s, const struct site_opening *how,
                              struct fault *f)
{
    struct fault refused = {0};

    if (!how->only_reads)
        return open_writer(s, how, f);
    enum err err = open_writer(s, how, &refused);
    site_close_writer(s);
    if (err == ERR_CONFLICT)
        return check_read(s, f);
    if (!err)
        return ERR_OK;
    *f = refused;
    return err;
}

enum err site_begin(const struct site_opening *how, const struct hooks *hooks,
                    struct site **out, struct fault *f)
{
    struct site *s = MEM_NEW(struct site);

    *out = s;
    s->arena = arena_new();
    s->idle_readers = readers_new();
    s->dir = str_copy(s->arena, how->dir);
    s->hooks = hooks;
    TRY(read_settings(s, f));
    TRY(read_calendar(s, f));
    s->regions = regions_of(s->arena, s->is_demo);
    if (how->db_url.len)
        s->db_url = str_copy(s->arena, how->db_url);
    TRY(make_engine(s, f));
    return open_database(s, how, f);
}

void site_end(struct site *s)
{
    site_close_writer(s);
    calendar_use(NULL);
    readers_free(s->idle_readers);
    engine_free(s->engine);
    arena_free(s->arena);
    mem_free(s);
}

enum err site_reader(const struct site *s, struct db **out, struct fault *f)
{
    struct fault why = {0};

    *out = readers_take(s->idle_readers);
    if (*out)
        return ERR_OK;
    enum err err = db_open(s->db_url, DB_READ, out, &why);
    if (!err)
        return ERR_OK;
    log_fault("reader", &why); /* where the database is, is nothing for a browser */
    bool is_lost = strcmp(why.code, "db.open") == 0;
    return FAIL(f, is_lost ? ERR_BUSY : err, is_lost ? "db.lost" : why.code, "%s", "");
}

void site_reader_done(const struct site *s, struct db *db)
{
    if (db)
        readers_give(s->idle_readers, db);
}

struct call site_call(struct site *s, struct arena *a, struct db *db, const char *command)
{
    return (struct call){.arena = a,
                         .site = s,
                         .db = db,
                         .actor = ACTOR_COMMAND,
                         .origin = str_of(command),
                         .now = site_now()};
}

enum err site_keep_definition(struct site *s, struct str name, struct str json,
                              struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str file = str_print(a, "ledgers/%.*s.json", STR_FMT(name));

    return file_write(site_path(s, a, str_c(a, file)), json, 0640, f);
}
