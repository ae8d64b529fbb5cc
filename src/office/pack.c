/* The parts of an Office Open XML package, by libzip. */
#include "office/pack.h"

#include "office/sheet.h"

enum err pack_open(struct pack *p, struct str bytes, struct fault *f)
{
    zip_error_t error;

    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!zip) {
        (void)FAIL(f, ERR_INVALID, "sheet.broken", "%s" SEP "%s", "zip",
                   zip_error_strerror(&error));
        zip_source_free(source); /* NULL is fine */
        zip_error_fini(&error);
        return ERR_INVALID;
    }
    zip_error_fini(&error);
    *p = (struct pack){.zip = zip, .packed = (int64_t)bytes.len};
    if (zip_get_num_entries(zip, 0) > PACK_PARTS_MAX)
        return FAIL(f, ERR_TOO_BIG, "sheet.parts", "%d", PACK_PARTS_MAX);
    return ERR_OK;
}

void pack_done(struct pack *p)
{
    if (p->zip)
        zip_discard(p->zip);
    *p = (struct pack){0};
}

/* Some writers on Windows store xl\workbook.xml: both slashes are one. */
static bool is_same_name(const char *entry, struct str name)
{
    if (strlen(entry) != name.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char slashed = (char)(entry[i] == '\\' ? '/' : entry[i]);
        if (slashed != name.ptr[i] &&
            !str_eq_nocase((struct str){&slashed, 1}, (struct str){name.ptr + i, 1}))
            return false;
    }
    return true;
}

int64_t pack_find(const struct pack *p, struct str name)
{
    zip_int64_t count = zip_get_num_entries(p->zip, 0);

    for (zip_int64_t i = 0; i < count; i++) {
        const char *entry = zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (entry && is_same_name(entry, name))
            return i;
    }
    return -1;
}

enum err part_open(struct part *part, struct pack *p, struct str name, struct fault *f)
{
    int64_t at = pack_find(p, name);
    zip_stat_t stat;

    if (at < 0 || zip_stat_index(p->zip, (zip_uint64_t)at, 0, &stat) != 0)
        return FAIL(f, ERR_INVALID, "sheet.broken", "%.*s" SEP "%s", STR_FMT(name),
                    "missing");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return FAIL(f, ERR_INVALID, "sheet.encrypted", "%s", "");

    zip_file_t *file = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
    if (!file)
        return FAIL(f, ERR_INVALID, "sheet.broken", "%.*s" SEP "%s", STR_FMT(name),
                    zip_strerror(p->zip));
    *part = (struct part){.pack = p, .file = file, .name = name};
    if (stat.valid & ZIP_STAT_SIZE && stat.size < INT64_MAX)
        part->declared = (int64_t)stat.size;
    return ERR_OK;
}

void part_done(struct part *part)
{
    if (part->file)
        (void)zip_fclose(part->file); /* nothing was written: nothing can be lost */
    *part = (struct part){0};
}

static enum err check_bomb(const struct pack *p, struct fault *f)
{
    int64_t most = SHEET_UNPACKED_MAX;

    if (p->packed < (SHEET_UNPACKED_MAX - PACK_RATIO_FREE) / SHEET_RATIO_MAX)
        most = PACK_RATIO_FREE + p->packed * SHEET_RATIO_MAX;
    if (p->unpacked > most)
        return FAIL(f, ERR_TOO_BIG, "sheet.bomb", "%lld", (long long)(most >> 20));
    return ERR_OK;
}

enum err part_read(struct part *part, void *to, size_t room, size_t *got, struct fault *f)
{
    zip_int64_t len = zip_fread(part->file, to, room);

    if (len < 0)
        return FAIL(f, ERR_INVALID, "sheet.broken", "%.*s" SEP "%s", STR_FMT(part->name),
                    zip_file_strerror(part->file));
    part->done += len;
    part->pack->unpacked += len;
    TRY(check_bomb(part->pack, f));
    *got = (size_t)len;
    return ERR_OK;
}
