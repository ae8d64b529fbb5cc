/* Uploaded files: bytes in DIR/files under their hash, a row in hj_file. */
#include "service/record/attachment.h"

#include "base/utf8.h"
#include "service/record/seen.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <sys/stat.h>

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

static enum err add_row(struct call *c, void *arg)
{
    const struct file_row *file = arg;

    return store_file_add(c->db, file->id, file->name, file->bytes, file->hash, c->who,
                          c->now);
}

enum err attachment_keep(struct call *c, struct str name, struct str bytes, file_id *out)
{
    struct file_row file = {.bytes = (int64_t)bytes.len};
    struct stat info;

    TRY(call_require_anywhere(c, all_writers(engine_catalog(c->site->engine))));
    TRY(check_name(c, name, &file.name));
    if (bytes.len > FILE_MOST)
        return FAIL(&c->fault, ERR_TOO_BIG, "request.too_big", "%d", FILE_MOST >> 20);
    file.id = (file_id){id_next(&c->site->engine->ids, c->now)};
    file.hash = hash_of(c, bytes);
    const char *path = path_of(c, file.hash);
    /* The bytes before the row: a row never points to a file that is not there. */
    if (stat(path, &info) != 0 || info.st_size != file.bytes)
        TRY(file_write(path, bytes, 0600, &c->fault));
    TRY(call_write(c, add_row, &file));
    *out = file.id;
    return ERR_OK;
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
