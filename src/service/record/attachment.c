/* Uploaded files: bytes in DIR/files under their hash, a row in hj_file. */
#include "service/record/attachment.h"

#include "base/utf8.h"
#include "service/record/seen.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

bool attachment_is_hash(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!strchr("0123456789abcdef", name.ptr[i]))
            return false;
    return name.len == (size_t)HASH_BYTES * 2;
}

static char *path_of(struct call *c, struct str hash)
{
    struct str name = str_print(c->arena, "files/%.*s", STR_FMT(hash));

    return site_path(c->site, c->arena, name.ptr);
}

static struct str hash_of(struct call *c, struct str bytes)
{
    unsigned char hash[HASH_BYTES];

    crypto_digest(NULL, bytes, hash);
    return crypto_hex(c->arena, hash, sizeof(hash));
}

/* ---- keeping ------------------------------------------------------------------------- */

static role_set all_writers(const struct catalog *c)
{
    role_set roles = 0;

    for (size_t i = 0; i < c->count; i++)
        roles |= c->ledgers[i]->writers;
    return roles;
}

static enum err check_name(struct call *c, struct str name, struct str *out)
{
    TRY(utf8_take(c->arena, name, false, out, &c->fault));
    bool is_path = str_find(*out, STR("/")) >= 0 || str_find(*out, STR("\\")) >= 0 ||
                   str_eq(*out, STR(".")) || str_eq(*out, STR(".."));
    if (!out->len || utf8_count(*out) > FILE_NAME_MOST || is_path)
        return FAIL(&c->fault, ERR_INVALID, "file.name", "%s", "");
    return ERR_OK;
}

/* Kept one at a time: between the bytes of one and its row nobody clears bytes that no row has. */
static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;

struct keeping {
    struct file_row file;
    struct file_row *cleared; /* leftovers whose rows went */
    size_t cleared_count;
};

/* What waits unused is bounded, so that nobody fills the disk with what no row shows. */
static enum err check_quota(struct call *c, int64_t bytes)
{
    struct number_row unused;

    TRY(store_file_unused_bytes(c->db, c->arena, c->who, &unused));
    if (unused.n + bytes <= (int64_t)FILES_UNUSED_MOST)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "file.quota", "%lld" SEP "%d" SEP "%d",
                (long long)unused.n >> 20, FILES_UNUSED_MOST >> 20, FILES_UNUSED_HOURS);
}

static enum err add_row(struct call *c, void *arg)
{
    struct keeping *k = arg;
    const struct file_row *file = &k->file;
    instant before = {c->now.ms - (int64_t)FILES_UNUSED_HOURS * 3600 * 1000};

    int64_t dropped;

    TRY(store_file_leftovers(c->db, c->arena, before, &k->cleared, &k->cleared_count));
    for (size_t i = 0; i < k->cleared_count; i++)
        TRY(store_file_drop(c->db, k->cleared[i].id, &dropped));
    TRY(check_quota(c, file->bytes));
    return store_file_add(c->db, file->id, file->name, file->bytes, file->hash, c->who,
                          c->now);
}

/* Their rows are gone for good: bytes that no other upload has go, too. */
static void clear_bytes(struct call *c, const struct keeping *k)
{
    for (size_t i = 0; i < k->cleared_count; i++) {
        struct number_row others = {1};
        if (attachment_is_hash(k->cleared[i].hash) &&
            !store_file_of_hash(c->db, c->arena, k->cleared[i].hash, &others) && !others.n)
            (void)unlink(path_of(c, k->cleared[i].hash));
    }
}

/* The bytes before the row: a row never points to a file that is not there. */
static enum err keep(struct call *c, struct str bytes, struct keeping *k)
{
    const char *path = path_of(c, k->file.hash);
    struct stat info;

    if (stat(path, &info) != 0 || info.st_size != k->file.bytes)
        TRY(file_write(path, bytes, 0600, &c->fault));
    TRY(call_write(c, add_row, k));
    clear_bytes(c, k);
    return ERR_OK;
}

enum err attachment_keep(struct call *c, struct str name, struct str bytes, file_id *out)
{
    struct keeping k = {.file = {.bytes = (int64_t)bytes.len}};

    TRY(call_require_anywhere(c, all_writers(engine_catalog(c->site->engine))));
    TRY(check_name(c, name, &k.file.name));
    if (bytes.len > FILE_MOST)
        return FAIL(&c->fault, ERR_TOO_BIG, "request.too_big", "%d", FILE_MOST >> 20);
    TRY(check_quota(c, k.file.bytes));
    k.file.id = (file_id){id_next(&c->site->engine->ids, c->now)};
    k.file.hash = hash_of(c, bytes);
    pthread_mutex_lock(&keeping);
    enum err err = keep(c, bytes, &k);
    pthread_mutex_unlock(&keeping);
    *out = k.file.id;
    return err;
}

/* ---- reading ------------------------------------------------------------------------- */

static enum err find_reader(struct call *c, const struct ledger *l, file_id id, bool *out)
{
    struct file_place *places;
    size_t count;
    bool hidden;

    if (!call_may_anywhere(c, l->readers))
        return ERR_OK;
    enum err err = engine_file_places(c->db, c->arena, l, id, &places, &count);
    if (err)
        return db_fail(c->db, err, &c->fault);
    for (size_t i = 0; i < count && !*out; i++) {
        if (!call_may(c, l->readers, places[i].region))
            continue;
        TRY(row_is_hidden(c, l, places[i].row, &hidden));
        *out = !hidden;
    }
    return ERR_OK;
}

static enum err may_read(struct call *c, file_id id, bool *out)
{
    const struct catalog *catalog = engine_catalog(c->site->engine);

    *out = false;
    for (size_t i = 0; i < catalog->count && !*out; i++)
        TRY(find_reader(c, catalog->ledgers[i], id, out));
    return ERR_OK;
}

bool attachment_may_use(struct call *c, file_id id)
{
    struct file_row file;
    bool may = false;

    if (store_file_get(c->db, c->arena, id, &file))
        return false;
    return call_is_machine(c) || call_is(c, file.who) || (!may_read(c, id, &may) && may);
}

/* By what it holds, not by what it is called. */
static bool is_picture(struct str bytes)
{
    static const struct str PNG = STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    static const struct str JPEG = STR_INIT("\xff\xd8\xff"), END = STR_INIT("\xff\xd9");

    return str_starts(bytes, PNG) || (str_starts(bytes, JPEG) && str_ends(bytes, END));
}

const char *attachment_no_picture(struct call *c, file_id id)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct fault unread = {0};
    struct file_row file;
    struct str bytes;

    if (store_file_get(c->db, scratch, id, &file) || !attachment_is_hash(file.hash))
        return "cell.picture";
    if (file.bytes > PICTURE_MOST)
        return "cell.picture_big";
    if (file_read(scratch, path_of(c, file.hash), PICTURE_MOST, &bytes, &unread))
        return "cell.picture";
    return is_picture(bytes) ? NULL : "cell.picture";
}

void attachment_about(struct call *c, file_id id, struct str *name, int64_t *bytes)
{
    struct file_row file;
    bool is_there = store_file_get(c->db, c->arena, id, &file) == ERR_OK;

    *name = is_there ? file.name : (struct str){0};
    *bytes = is_there ? file.bytes : 0;
}

enum err attachment_get(struct call *c, file_id id, struct str *name, struct str *bytes)
{
    struct file_row file;
    bool may = false;
    enum err err = store_file_get(c->db, c->arena, id, &file);

    if (!err)
        TRY(may_read(c, id, &may));
    if (!may || !attachment_is_hash(file.hash))
        return FAIL(&c->fault, ERR_NOT_FOUND, "file.none", "%s", "");
    TRY(file_read(c->arena, path_of(c, file.hash), FILE_MOST, bytes, &c->fault));
    if (!str_eq(hash_of(c, *bytes), file.hash))
        return FAIL(&c->fault, ERR_IO, "file.broken", "%.*s", STR_FMT(file.name));
    *name = file.name;
    return ERR_OK;
}
