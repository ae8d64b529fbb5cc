/* A backup: the database as of one moment, and all that belongs to it, in one file. */
#include "service/record/handed.h"
#include "service/site/site.h"
#include "service/upkeep/pack.h"
#include "service/upkeep/upkeep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { STEPS = 5, BACKUPS_MOST = 10000 };

struct backing {
    struct call *call;
    struct arena *arena;
    const char *path;     /* of the backup */
    char *folder;         /* DIR/work/backup-…: mode 0700, removed at the end */
    struct job_work *job; /* NULL: nobody looks */
    struct pack_list list;
    int64_t bytes; /* of the finished file */
};

static char *in_folder(struct backing *b, const char *name)
{
    struct str path = str_print(b->arena, "%s/%s", b->folder, name);

    return str_c(b->arena, path);
}

static char *beside(struct backing *b, const char *suffix)
{
    struct str path = str_print(b->arena, "%s%s", b->path, suffix);

    return str_c(b->arena, path);
}

static enum err cannot_write(struct backing *b, const char *why)
{
    return FAIL(&b->call->fault, ERR_IO, "backup.write", "%s" SEP "%s", b->path, why);
}

static void step_done(struct backing *b, int64_t step)
{
    if (b->job)
        b->job->progress(b->job, step, STEPS);
}

/* ---- what goes in -------------------------------------------------------------------- */

static enum err add_entry(struct backing *b, struct str name, const char *path)
{
    struct pack_list *l = &b->list;

    if (l->count == PACK_ENTRIES_MOST)
        return FAIL(&b->call->fault, ERR_TOO_BIG, "backup.too_many", "%d",
                    PACK_ENTRIES_MOST);
    struct pack_entry *e = ARENA_PUSH(b->arena, l->items, l->count, l->room);
    *e = (struct pack_entry){.name = name, .path = path};
    return pack_hash_file(b->arena, path, &e->bytes, &e->hash, &b->call->fault);
}

/* Those of a folder that a backup may hold; half-written ones have other names. */
static enum err add_folder(struct backing *b, const char *folder)
{
    const struct site *s = b->call->site;
    DIR *dir = opendir(site_path(s, b->arena, folder));
    enum err err = ERR_OK;

    for (struct dirent *e; dir && !err && (e = readdir(dir));) {
        struct str name = str_print(b->arena, "%s/%s", folder, e->d_name);
        if (pack_name_is_allowed(name))
            err = add_entry(b, name, site_path(s, b->arena, name.ptr));
    }
    if (dir)
        closedir(dir);
    return err;
}

/* The settings, but with the database in the folder itself: a restored site must never open
 * the database of the one it was copied from. */
static void write_settings(struct buf *out, const struct json *root)
{
    struct jsonw w = {.out = out};

    jsonw_open(&w, '{');
    for (size_t i = 0; i < root->count; i++) {
        const struct json *m = &root->items[i];
        jsonw_key_str(&w, m->key);
        if (str_eq(m->key, STR("db")))
            jsonw_str(&w, STR(""));
        else if (m->kind == JSON_KIND_NUMBER)
            jsonw_i64(&w, m->number);
        else if (m->kind == JSON_KIND_TRUE || m->kind == JSON_KIND_FALSE)
            jsonw_bool(&w, m->kind == JSON_KIND_TRUE);
        else
            jsonw_str(&w, m->text);
    }
    jsonw_close(&w, '}');
    buf_char(out, '\n');
}

static enum err add_settings(struct backing *b)
{
    AUTO(buf) struct buf settings = BUF(1 << 16);
    struct fault *f = &b->call->fault;
    const char *path = in_folder(b, "site.json");
    struct str text;
    struct json *root;

    TRY(file_read(b->arena, site_path(b->call->site, b->arena, "site.json"), 1 << 16, &text,
                  f));
    TRY(json_parse(b->arena, text, &root, f));
    write_settings(&settings, root);
    TRY(file_write(path, buf_view(&settings), 0600, f));
    return add_entry(b, STR("site.json"), path);
}

static enum err add_calendar(struct backing *b)
{
    const char *path = site_path(b->call->site, b->arena, "calendar.json");
    struct stat info;

    return stat(path, &info) ? ERR_OK : add_entry(b, STR("calendar.json"), path);
}

static enum err read_master(struct backing *b, struct str *bytes)
{
    struct fault *f = &b->call->fault;
    struct key master;

    TRY(file_read(b->arena, site_path(b->call->site, b->arena, "keys/master.key"),
                  KEY_BYTES, bytes, f));
    if (bytes->len != KEY_BYTES)
        return FAIL(f, ERR_INVALID, "site.key", "%s", "keys/master.key");
    memcpy(master.bytes, bytes->ptr, KEY_BYTES);
    b->list.key = pack_key_mark(b->arena, &master);
    return ERR_OK;
}

/* The database first: every file its rows point to is then already in the folder. */
static enum err collect(struct backing *b)
{
    const char *copy = in_folder(b, "huanjie.db");

    TRY(db_copy(b->call->db, copy, &b->call->fault));
    step_done(b, 1);
    TRY(add_entry(b, STR("huanjie.db"), copy));
    TRY(add_settings(b));
    TRY(add_calendar(b));
    TRY(add_folder(b, "ledgers"));
    TRY(add_folder(b, "files"));
    step_done(b, 2);
    return ERR_OK;
}

/* ---- the file ------------------------------------------------------------------------ */

static struct str write_manifest(struct backing *b)
{
    AUTO(buf) struct buf out = BUF(JSON_BYTES_MAX);
    struct jsonw w = {.out = &out};

    jsonw_open(&w, '{');
    jsonw_pair_i64(&w, "format", PACK_FORMAT);
    jsonw_pair(&w, "version", STR(HUANJIE_VERSION));
    jsonw_pair_i64(&w, "at", b->call->now.ms);
    jsonw_pair(&w, "key", b->list.key);
    jsonw_key(&w, "files");
    jsonw_open(&w, '[');
    for (size_t i = 0; i < b->list.count; i++) {
        jsonw_open(&w, '{');
        jsonw_pair(&w, "name", b->list.items[i].name);
        jsonw_pair_i64(&w, "bytes", b->list.items[i].bytes);
        jsonw_pair(&w, "hash", b->list.items[i].hash);
        jsonw_close(&w, '}');
    }
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
    return str_copy(b->arena, buf_view(&out));
}

/* Photographs and documents are packed already; the database shrinks quickly. */
static bool add_source(zip_t *zip, const char *name, zip_source_t *source)
{
    zip_int64_t at = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    bool is_file = str_starts(str_of(name), STR("files/"));

    if (at < 0) {
        zip_source_free(source); /* NULL is fine */
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)at,
                                    is_file ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 1) == 0;
}

static bool add_all(struct backing *b, zip_t *zip, struct str manifest)
{
    bool good = add_source(zip, PACK_MANIFEST,
                           zip_source_buffer(zip, manifest.ptr, manifest.len, 0));

    for (size_t i = 0; i < b->list.count && good; i++) {
        const struct pack_entry *e = &b->list.items[i];
        good =
            add_source(zip, str_c(b->arena, e->name), zip_source_file(zip, e->path, 0, -1));
    }
    return good;
}

static enum err pack(struct backing *b, const char *path)
{
    struct str manifest = write_manifest(b);
    int why = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &why);

    if (!zip)
        return cannot_write(b, "zip");
    if (add_all(b, zip, manifest) && zip_close(zip) == 0) {
        step_done(b, 3);
        return ERR_OK;
    }
    enum err err = cannot_write(b, zip_strerror(zip));
    zip_discard(zip);
    return err;
}

static bool copy_bytes(int from, int to, int64_t bytes)
{
    for (int64_t done = 0; done < bytes;) {
        ssize_t n = sendfile(to, from, NULL, (size_t)(bytes - done));
        if (n <= 0)
            return false;
        done += n;
    }
    return fsync(to) == 0;
}

/* Onto another disk: beside its place, flushed, then in place in one step. */
static bool carry(struct backing *b, int from)
{
    const char *path = file_beside(b->arena, b->path);
    int to = file_open_new(path, 0600);
    bool good = to >= 0 && copy_bytes(from, to, b->bytes);

    return file_close_into(to, good, path, b->path, false);
}

static enum err exists(struct backing *b, const char *path)
{
    return FAIL(&b->call->fault, ERR_CONFLICT, "backup.exists", "%s", path);
}

static enum err put_in_place(struct backing *b, const char *packed)
{
    struct stat info;
    int fd = open(packed, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0 && fstat(fd, &info) == 0;

    if (good) {
        b->bytes = info.st_size;
        good = file_move_new(packed, b->path) || (errno == EXDEV && carry(b, fd));
    }
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (good)
        return ERR_OK;
    return why == EEXIST ? exists(b, b->path) : cannot_write(b, strerror(why));
}

/* ---- its test ------------------------------------------------------------------------ */

static enum err walk_copy(struct backing *b, const char *path, struct verify_result *out)
{
    struct db *db;

    TRY(db_open(str_of(path), DB_READ, &db, &b->call->fault));
    enum err err = verify_trace(b->call, db, out);
    db_free(db);
    return err;
}

static enum err try_restore(struct backing *b, struct verify_result *out)
{
    const char *folder = in_folder(b, "test");

    TRY(backup_restore(b->arena, b->path, NULL, str_of(folder), &b->call->fault));
    return walk_copy(b, in_folder(b, "test/huanjie.db"), out);
}

static enum err untested(struct backing *b, struct str why)
{
    b->call->fault = (struct fault){0}; /* the reason becomes part of a new one */
    return FAIL(&b->call->fault, ERR_IO, "backup.untested", "%.*s", STR_FMT(why));
}

static enum err say_tested(struct backing *b)
{
    struct str note = str_print(b->arena, "{\"bytes\":%lld,\"at\":%lld}\n",
                                (long long)b->bytes, (long long)b->call->now.ms);

    return file_write(beside(b, ".ok"), note, 0600, &b->call->fault);
}

static enum err test(struct backing *b)
{
    AUTO(buf) struct buf why = BUF_SHOWN(BUF_MESSAGE);
    struct verify_result found = {.findings = BUF_SHOWN(BUF_MESSAGE)};
    enum err err = try_restore(b, &found);

    if (!err && !found.wrong)
        err = say_tested(b);
    if (err)
        fault_write(&why, b->call->locale, &b->call->fault);
    else if (found.wrong)
        buf_str(&why, str_trim(buf_view(&found.findings)));
    buf_done(&found.findings);
    if (err || found.wrong)
        return untested(b, buf_view(&why));
    step_done(b, 5);
    return ERR_OK;
}

/* ---- the whole ----------------------------------------------------------------------- */

static struct str base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return str_of(slash ? slash + 1 : path);
}

/* Without a digest: the parts have theirs inside it, and it may be as large as a disk. */
static enum err note_backup(struct call *c, void *arg)
{
    const struct backing *b = arg;
    struct handed h = {
        .what = "backup", .of = base_name(b->path), .rows = -1, .bytes = b->bytes};

    return handed_note(c, &h);
}

static enum err place_file(struct backing *b, const char *packed)
{
    (void)unlink(beside(b, ".ok")); /* it spoke of an older backup of this name */
    TRY(put_in_place(b, packed));
    enum err err = call_write(b->call, note_backup, b);
    if (err)
        (void)unlink(b->path);
    return err;
}

/* The keys first: no backup is without them.  It is noted before it is tested: one that fails its test holds all that
 * it holds, too.  What fails takes back what it put there itself, and no key of another backup. */
static enum err place(struct backing *b, const char *packed, struct str keys)
{
    const char *path = beside(b, ".keys");
    enum err err = file_write_new(path, keys, 0600, &b->call->fault);

    if (err)
        return err;
    err = place_file(b, packed);
    if (err)
        (void)unlink(path);
    return err;
}

static enum err make(struct backing *b)
{
    const char *packed = in_folder(b, "packed.hjb");
    struct str keys;

    TRY(read_master(b, &keys));
    TRY(collect(b));
    TRY(pack(b, packed));
    TRY(place(b, packed, keys));
    step_done(b, 4);
    return test(b);
}

static enum err run(struct backing *b)
{
    struct call *c = b->call;

    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM));
    if (c->site->rehearsed)
        return FAIL(&c->fault, ERR_RULE, "rehearsal.backup", "%s", "");
    if (db_is_postgres(c->db))
        return FAIL(&c->fault, ERR_RULE, "backup.postgres", "%s", "");
    b->folder = site_path(c->site, b->arena, "work/backup-XXXXXX");
    if (file_is_there(b->path))
        return exists(b, b->path);
    if (file_is_there(beside(b, ".keys")))
        return exists(b, beside(b, ".keys"));
    if (!mkdtemp(b->folder))
        return cannot_write(b, strerror(errno));
    enum err err = make(b);
    pack_remove_tree(b->folder);
    return err;
}

enum err backup_write(struct call *c, const char *path)
{
    AUTO(arena) struct arena *a = arena_new();
    struct backing b = {.call = c, .arena = a, .path = path};

    return run(&b);
}

/* huanjie-20260503-163005.hjb, in China time */
static struct str name_of(struct arena *a, instant at)
{
    int64_t second = (at.ms / 1000 + 8LL * 3600) % 86400;

    return str_print(a, "huanjie-%08lld-%02lld%02lld%02lld.hjb",
                     (long long)date_of_instant(at), (long long)(second / 3600),
                     (long long)(second / 60 % 60), (long long)(second % 60));
}

enum err backup_job(struct job_work *w)
{
    AUTO(arena) struct arena *a = arena_new();
    struct call *c = w->call;
    struct str name = name_of(a, c->now),
               file = str_print(a, "backups/%.*s", STR_FMT(name));
    struct backing b = {
        .call = c, .arena = a, .job = w, .path = site_path(c->site, a, file.ptr)};
    struct jsonw json = {.out = w->result};

    TRY(run(&b));
    jsonw_open(&json, '{');
    jsonw_pair(&json, "name", name);
    jsonw_pair_i64(&json, "bytes", b.bytes);
    jsonw_pair_bool(&json, "tested", true);
    jsonw_close(&json, '}');
    return ERR_OK;
}

/* ---- those there are ----------------------------------------------------------------- */

/* Its note speaks of a file of this size. */
static bool is_tested(struct arena *a, const char *path, int64_t bytes)
{
    struct fault ignored = {0};
    struct str text, note = str_print(a, "%s.ok", path);
    struct json *root;

    return !file_read(a, note.ptr, 4096, &text, &ignored) &&
           !json_parse(a, text, &root, &ignored) &&
           json_find_number(root, "bytes", -1) == bytes;
}

static int newest_first(const void *a, const void *b)
{
    return str_cmp(((const struct backup_file *)b)->name,
                   ((const struct backup_file *)a)->name);
}

static bool look_at(struct call *c, struct str name, struct backup_file *out)
{
    struct str file = str_print(c->arena, "backups/%.*s", STR_FMT(name));
    const char *path = site_path(c->site, c->arena, file.ptr);
    struct stat info;

    if (!str_ends(name, STR(".hjb")) || stat(path, &info) != 0)
        return false;
    *out = (struct backup_file){.name = str_copy(c->arena, name), .bytes = info.st_size};
    out->at.ms = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
    out->is_tested = is_tested(c->arena, path, out->bytes);
    return true;
}

enum err backup_list(struct call *c, struct backup_file **out, size_t *out_count)
{
    struct backup_file *files = NULL, one;
    size_t count = 0, room = 0;

    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM));
    DIR *dir = opendir(site_path(c->site, c->arena, "backups"));
    for (struct dirent *e; dir && count < BACKUPS_MOST && (e = readdir(dir));)
        if (look_at(c, str_of(e->d_name), &one))
            *ARENA_PUSH(c->arena, files, count, room) = one;
    if (dir)
        closedir(dir);
    if (count)
        qsort(files, count, sizeof(*files), newest_first);
    *out = files;
    *out_count = count;
    return ERR_OK;
}
