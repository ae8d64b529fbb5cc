/* From a backup file to a new site folder.  Trusts nothing in the file. */
#include "service/record/attachment.h"
#include "service/site/site.h"
#include "service/upkeep/pack.h"
#include "service/upkeep/upkeep.h"
#include "store/queries.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

/* ---- shared with writing ------------------------------------------------------------- */

bool pack_name_is_allowed(struct str name)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz0123456789_+";

    if (str_eq(name, STR("huanjie.db")) || str_eq(name, STR("site.json")) ||
        str_eq(name, STR("calendar.json")))
        return true;
    if (str_starts(name, STR("files/")))
        return attachment_is_hash(str_sub(name, 6, name.len));
    if (!str_starts(name, STR("ledgers/")) || !str_ends(name, STR(".json")))
        return false;
    struct str stem = str_sub(name, 8, name.len - 13);
    for (size_t i = 0; i < stem.len; i++)
        if (!memchr(PLAIN, stem.ptr[i], sizeof(PLAIN) - 1))
            return false;
    return name.len > 13 && stem.len <= 64;
}

struct str pack_key_mark(struct arena *a, const struct key *master)
{
    unsigned char mark[HASH_BYTES];

    crypto_digest(master, STR("huanjie backup"), mark);
    return crypto_hex(a, mark, sizeof(mark));
}

static bool hash_open_file(int fd, size_t len, unsigned char out[HASH_BYTES])
{
    if (!len) {
        crypto_digest(NULL, STR(""), out);
        return true;
    }
    void *bytes = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return false;
    crypto_digest(NULL, (struct str){bytes, len}, out);
    munmap(bytes, len);
    return true;
}

enum err pack_hash_file(struct arena *a, const char *path, int64_t *bytes, struct str *hash,
                        struct fault *f)
{
    unsigned char digest[HASH_BYTES];
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
                hash_open_file(fd, (size_t)info.st_size, digest);
    int why = errno;

    if (fd >= 0)
        close(fd);
    if (!good)
        return FAIL(f, ERR_IO, "file.read", "%s" SEP "%s", path, strerror(why));
    *bytes = info.st_size;
    *hash = crypto_hex(a, digest, sizeof(digest));
    return ERR_OK;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info, (void)kind, (void)at;
    (void)remove(path); /* what stays, stays */
    return 0;
}

void pack_remove_tree(const char *path)
{
    (void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- the list of what is in it ------------------------------------------------------- */

struct unpacking {
    struct arena *arena;
    const char *path; /* of the backup */
    char *folder;     /* made beside the target, renamed at the end */
    zip_t *zip;
    struct pack_list list;
    struct fault *fault;
};

static enum err not_one(struct unpacking *u, const char *why)
{
    return FAIL(u->fault, ERR_INVALID, "backup.not_one", "%s" SEP "%s", u->path, why);
}

static enum err damaged(struct unpacking *u, struct str name)
{
    return FAIL(u->fault, ERR_INVALID, "backup.damaged", "%.*s", STR_FMT(name));
}

static enum err read_text(struct unpacking *u, struct str *out)
{
    zip_stat_t info;

    zip_stat_init(&info);
    if (zip_stat(u->zip, PACK_MANIFEST, 0, &info) != 0 || info.size > JSON_BYTES_MAX)
        return not_one(u, "no " PACK_MANIFEST);
    char *text = arena_bytes(u->arena, info.size + 1);
    zip_file_t *file = zip_fopen(u->zip, PACK_MANIFEST, 0);
    zip_int64_t got = file ? zip_fread(file, text, info.size) : -1;
    if (file)
        (void)zip_fclose(file);
    if (got < 0 || (zip_uint64_t)got != info.size)
        return damaged(u, STR(PACK_MANIFEST));
    *out = (struct str){text, info.size};
    return ERR_OK;
}

static int compare_names(const void *a, const void *b)
{
    return str_cmp(((const struct pack_entry *)a)->name,
                   ((const struct pack_entry *)b)->name);
}

static const struct pack_entry *find_entry(const struct unpacking *u, struct str name)
{
    struct pack_entry key = {.name = name};

    return bsearch(&key, u->list.items, u->list.count, sizeof(key), compare_names);
}

/* A file lies under its own hash. */
static bool is_sound(const struct pack_entry *e)
{
    if (!pack_name_is_allowed(e->name) || e->bytes < 0 || !attachment_is_hash(e->hash))
        return false;
    return !str_starts(e->name, STR("files/")) ||
           str_eq(str_sub(e->name, 6, e->name.len), e->hash);
}

/* Every name allowed and once; database and settings among them. */
static enum err check_names(struct unpacking *u)
{
    struct pack_list *l = &u->list;
    int needed = 0;

    qsort(l->items, l->count, sizeof(*l->items), compare_names);
    for (size_t i = 0; i < l->count; i++) {
        const struct pack_entry *e = &l->items[i];
        bool twice = i > 0 && str_eq(e->name, l->items[i - 1].name);
        if (twice || !is_sound(e))
            return damaged(u, e->name);
        needed += str_eq(e->name, STR("huanjie.db")) || str_eq(e->name, STR("site.json"));
    }
    return needed == 2 ? ERR_OK : not_one(u, "no database");
}

/* The manifest comes first, and names whatever else there is, each once. */
static enum err check_entries(struct unpacking *u)
{
    zip_int64_t count = zip_get_num_entries(u->zip, 0);

    for (zip_int64_t i = 0; i < count; i++) {
        struct str name = str_of(zip_get_name(u->zip, (zip_uint64_t)i, 0));
        if (i == 0 ? !str_eq(name, STR(PACK_MANIFEST)) : !find_entry(u, name))
            return damaged(u, name);
    }
    return (size_t)count == u->list.count + 1 ? ERR_OK : damaged(u, STR(PACK_MANIFEST));
}

static enum err read_manifest(struct unpacking *u)
{
    struct str text = {0};
    struct json *root;
    struct fault ignored = {0};

    TRY(read_text(u, &text));
    if (json_parse(u->arena, text, &root, &ignored))
        return not_one(u, PACK_MANIFEST);
    const struct json *files = json_find(root, "files");
    if (json_find_number(root, "format", 0) != PACK_FORMAT || !files ||
        files->kind != JSON_KIND_LIST)
        return not_one(u, PACK_MANIFEST " of another program");
    u->list.key = json_find_text(root, "key");
    u->list.items = ARENA_ARRAY(u->arena, struct pack_entry, files->count);
    for (size_t i = 0; i < files->count; i++)
        u->list.items[u->list.count++] =
            (struct pack_entry){.name = json_find_text(&files->items[i], "name"),
                                .bytes = json_find_number(&files->items[i], "bytes", -1),
                                .hash = json_find_text(&files->items[i], "hash")};
    TRY(check_names(u));
    return check_entries(u);
}

/* ---- taking it out ------------------------------------------------------------------- */

static char *path_in(struct unpacking *u, struct str name)
{
    struct str path = str_print(u->arena, "%s/%.*s", u->folder, STR_FMT(name));

    return str_c(u->arena, path);
}

/* Exactly `bytes` of them, so that no archive unpacks to more than it says. */
static bool copy_out(zip_file_t *from, int to, int64_t bytes)
{
    char block[1 << 16];
    int64_t done = 0;

    for (;;) {
        zip_int64_t got = zip_fread(from, block, sizeof(block));
        if (got <= 0 || done + got > bytes)
            return got == 0 && done == bytes;
        for (zip_int64_t at = 0; at < got;) {
            ssize_t n = write(to, block + at, (size_t)(got - at));
            if (n < 0)
                return false;
            at += n;
        }
        done += got;
    }
}

static enum err take_out(struct unpacking *u, const struct pack_entry *e)
{
    const char *path = path_in(u, e->name);
    zip_file_t *from = zip_fopen(u->zip, str_c(u->arena, e->name), 0);
    errno = 0;
    int to = from ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    struct str hash = {0};
    int64_t bytes;

    bool good = to >= 0 && copy_out(from, to, e->bytes);
    int why = errno;
    if (to >= 0 && close(to) != 0)
        good = false;
    if (from)
        (void)zip_fclose(from);
    if (!good && why)
        return FAIL(u->fault, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(why));
    if (!good)
        return damaged(u, e->name);
    TRY(pack_hash_file(u->arena, path, &bytes, &hash, u->fault));
    return str_eq(hash, e->hash) ? ERR_OK : damaged(u, e->name);
}

static enum err restore_keys(struct unpacking *u, const char *keys)
{
    struct str bytes;
    struct key master;
    struct str beside = str_print(u->arena, "%s.keys", u->path);

    if (!keys)
        keys = beside.ptr;
    enum err err = file_read(u->arena, keys, 4096, &bytes, u->fault);
    if (err)
        return err;
    if (bytes.len == KEY_BYTES)
        memcpy(master.bytes, bytes.ptr, KEY_BYTES);
    if (bytes.len != KEY_BYTES || !str_eq(pack_key_mark(u->arena, &master), u->list.key))
        return FAIL(u->fault, ERR_INVALID, "backup.keys", "%s", keys);
    return file_write(path_in(u, STR("keys/master.key")), bytes, 0600, u->fault);
}

/* The settings open no other database.  A rehearsal makes no backup; one that says so nevertheless was put together
 * by somebody. */
static enum err check_settings(struct unpacking *u)
{
    struct fault ignored = {0};
    struct str text;
    struct json *root;

    TRY(file_read(u->arena, path_in(u, STR("site.json")), 1 << 16, &text, u->fault));
    if (json_parse(u->arena, text, &root, &ignored))
        return damaged(u, STR("site.json"));
    if (json_find(root, "rehearsal"))
        return FAIL(u->fault, ERR_RULE, "backup.rehearsal", "%s", u->path);
    const struct json *db = json_find(root, "db");
    return db && db->kind == JSON_KIND_TEXT && !db->text.len ? ERR_OK
                                                             : damaged(u, STR("site.json"));
}

/* A site whose own descriptions are wrong would not start. */
static enum err check_descriptions(struct unpacking *u)
{
    struct fault ignored = {0};
    struct str wrong = STR("ledgers/");

    if (!site_try_definitions(u->arena, str_of(u->folder), &wrong, &ignored))
        return ERR_OK;
    return damaged(u, wrong);
}

/* Every uploaded file that the database speaks of came with it. */
static enum err check_files(struct unpacking *u, struct db *db)
{
    enum { AT_ONCE = 1000 };
    struct file_row *rows;
    size_t count;
    int64_t after = 0;

    do {
        TRY(store_file_list(db, u->arena, after, AT_ONCE, &rows, &count));
        for (size_t i = 0; i < count; i++) {
            struct str name = str_print(u->arena, "files/%.*s", STR_FMT(rows[i].hash));
            const struct pack_entry *e = find_entry(u, name);
            if (!e || e->bytes != rows[i].bytes)
                return FAIL(u->fault, ERR_INVALID, "backup.no_file", "%.*s" SEP "%.*s",
                            STR_FMT(rows[i].name), STR_FMT(name));
            after = rows[i].id.v;
        }
    } while (count == AT_ONCE);
    return ERR_OK;
}

static enum err check_database(struct unpacking *u)
{
    struct db *db;

    TRY(db_open(str_of(path_in(u, STR("huanjie.db"))), DB_READ, &db, u->fault));
    enum err err = db_check(db, u->fault);
    if (!err)
        err = check_files(u, db);
    db_free(db);
    return err;
}

/* All of it on the disk, before its name says so. */
static void flush(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    (void)syncfs(fd); /* the hashes were checked; a lost disk is beyond us */
    close(fd);
}

static enum err unpack(struct unpacking *u, const char *keys)
{
    static const char *const FOLDERS[] = {"keys", "files", "work", "ledgers", "backups"};

    TRY(read_manifest(u));
    for (size_t i = 0; i < sizeof(FOLDERS) / sizeof(FOLDERS[0]); i++) {
        const char *path = path_in(u, str_of(FOLDERS[i]));
        if (mkdir(path, 0700) != 0)
            return FAIL(u->fault, ERR_IO, "file.write", "%s" SEP "%s", path,
                        strerror(errno));
    }
    TRY(restore_keys(u, keys));
    for (size_t i = 0; i < u->list.count; i++)
        TRY(take_out(u, &u->list.items[i]));
    TRY(check_settings(u));
    TRY(check_descriptions(u));
    TRY(check_database(u));
    flush(u->folder);
    return ERR_OK;
}

/* ---- the target ---------------------------------------------------------------------- */

static enum err check_target(const char *dir, struct fault *f)
{
    DIR *d = opendir(dir);
    size_t count = 0;

    if (!d && errno == ENOENT)
        return ERR_OK;
    if (!d)
        return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", dir, strerror(errno));
    for (struct dirent *e; (e = readdir(d));)
        count += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return count ? FAIL(f, ERR_CONFLICT, "site.exists", "%s", dir) : ERR_OK;
}

static enum err put_in_place(struct unpacking *u, const char *dir)
{
    if (chmod(u->folder, 0750) == 0 && rename(u->folder, dir) == 0)
        return ERR_OK;
    return FAIL(u->fault, ERR_IO, "file.write", "%s" SEP "%s", dir, strerror(errno));
}

static enum err restore_zip(struct unpacking *u, const char *keys, const char *dir)
{
    u->folder = str_c(u->arena, str_print(u->arena, "%s.restoring-XXXXXX", dir));
    if (!mkdtemp(u->folder))
        return FAIL(u->fault, ERR_IO, "file.write", "%s" SEP "%s", u->folder,
                    strerror(errno));
    enum err err = unpack(u, keys);
    if (!err)
        err = put_in_place(u, dir);
    if (err)
        pack_remove_tree(u->folder);
    return err;
}

enum err backup_restore(struct arena *a, const char *path, const char *keys, struct str dir,
                        struct fault *f)
{
    struct unpacking u = {.arena = a, .path = path, .fault = f};
    int why = 0;

    while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
        dir.len--;
    const char *target = str_c(a, dir);
    TRY(check_target(target, f));
    u.zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &why);
    if (!u.zip && why == ZIP_ER_NOENT)
        return FAIL(f, ERR_NOT_FOUND, "file.read", "%s" SEP "%s", path, strerror(ENOENT));
    if (!u.zip)
        return not_one(&u, "no sound zip file");
    enum err err = restore_zip(&u, keys, target);
    zip_discard(u.zip);
    return err;
}
