/* A zip archive made in memory (APPNOTE 6.3: local headers, then the directory). */
#include "office/zip_write.h"

enum {
    LOCAL_BYTES = 30,
    PENDING_MAX = 64 << 20, /* text of one part between two flushes */
    VERSION = 20,
    DEFLATED = 8,
    DAY_1980 = 1 << 5 | 1, /* MS-DOS date of the 1st of January 1980 */
};

static void put16(struct buf *b, uint32_t v)
{
    buf_char(b, (char)(v & 0xFF));
    buf_char(b, (char)(v >> 8 & 0xFF));
}

static void put32(struct buf *b, uint32_t v)
{
    put16(b, v & 0xFFFF);
    put16(b, v >> 16);
}

void zip_write_init(struct zip_write *z, size_t limit)
{
    *z = (struct zip_write){.out = BUF(limit), .pending = BUF(PENDING_MAX)};
}

void zip_write_done(struct zip_write *z)
{
    if (z->is_open)
        (void)deflateEnd(&z->stream);
    buf_done(&z->out);
    buf_done(&z->pending);
    z->is_open = false;
}

/* The fields that local header and directory share, from "version needed" on. */
static void put_common(struct buf *b, const struct zip_entry *e)
{
    put16(b, VERSION);
    put16(b, 0);
    put16(b, DEFLATED);
    put16(b, 0);
    put16(b, DAY_1980);
    put32(b, e->crc);
    put32(b, e->packed);
    put32(b, e->unpacked);
    put16(b, (uint32_t)strlen(e->name));
    put16(b, 0);
}

static void put_local(struct buf *b, const struct zip_entry *e)
{
    buf_add(b, "PK\3\4", 4);
    put_common(b, e);
    buf_text(b, e->name);
}

static void put_directory(struct buf *b, const struct zip_entry *e)
{
    buf_add(b, "PK\1\2", 4);
    put16(b, VERSION);
    put_common(b, e);
    put16(b, 0); /* comment, disk, attributes: none */
    put16(b, 0);
    put16(b, 0);
    put32(b, 0);
    put32(b, e->at);
    buf_text(b, e->name);
}

void zip_write_begin(struct zip_write *z, const char *name)
{
    struct zip_entry *e = &z->parts[z->count];

    if (z->count == ZIP_PARTS_MAX) {
        z->failed = true;
        return;
    }
    *e = (struct zip_entry){.name = name, .at = (uint32_t)z->out.len};
    e->crc = (uint32_t)crc32(0, NULL, 0);
    put_local(&z->out, e);
    z->unpacked = 0;
    z->stream = (z_stream){0};
    /* Raw deflate; level 4 is half the time of 6 for 8 % more bytes. */
    z->is_open =
        deflateInit2(&z->stream, 4, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    z->failed |= !z->is_open;
}

static void compress_pending(struct zip_write *z, int flush)
{
    struct zip_entry *e = &z->parts[z->count];
    int rc = Z_OK;

    if (!z->is_open || z->failed)
        return;
    e->crc = (uint32_t)crc32(e->crc, (const Bytef *)z->pending.ptr, (uInt)z->pending.len);
    z->unpacked += z->pending.len;
    z->stream.next_in = (Bytef *)z->pending.ptr;
    z->stream.avail_in = (uInt)z->pending.len;
    do {
        char *room = buf_reserve(&z->out, ZIP_BLOCK);
        if (!room)
            break; /* past the limit: zip_write_finish() says so */
        z->stream.next_out = (Bytef *)room;
        z->stream.avail_out = ZIP_BLOCK;
        rc = deflate(&z->stream, flush);
        buf_took(&z->out, ZIP_BLOCK - z->stream.avail_out);
    } while (rc == Z_OK &&
             (z->stream.avail_in > 0 || flush == Z_FINISH || z->stream.avail_out == 0));
    z->failed |= buf_is_full(&z->pending);
    buf_clear(&z->pending);
}

void zip_write_flush(struct zip_write *z)
{
    if (z->pending.len >= ZIP_BLOCK)
        compress_pending(z, Z_NO_FLUSH);
}

void zip_write_end(struct zip_write *z)
{
    struct zip_entry *e = &z->parts[z->count];

    compress_pending(z, Z_FINISH);
    if (!z->is_open)
        return;
    (void)deflateEnd(&z->stream); /* Z_DATA_ERROR only when cut short, seen as full */
    z->is_open = false;
    if (buf_is_full(&z->out) || z->unpacked > UINT32_MAX || z->out.len > UINT32_MAX) {
        z->failed = true;
        return;
    }
    e->unpacked = (uint32_t)z->unpacked;
    e->packed = (uint32_t)(z->out.len - e->at - LOCAL_BYTES - strlen(e->name));
    struct buf header = BUF(1024);
    put_local(&header, e);
    memcpy(z->out.ptr + e->at, header.ptr, header.len);
    buf_done(&header);
    z->count++;
}

enum err zip_write_finish(struct zip_write *z, struct buf *out)
{
    uint32_t at = (uint32_t)z->out.len, count = (uint32_t)z->count;

    for (size_t i = 0; i < z->count; i++)
        put_directory(&z->out, &z->parts[i]);
    uint32_t len = (uint32_t)z->out.len - at;
    buf_add(&z->out, "PK\5\6", 4);
    put32(&z->out, 0);
    put16(&z->out, count);
    put16(&z->out, count);
    put32(&z->out, len);
    put32(&z->out, at);
    put16(&z->out, 0);
    if (z->failed || buf_is_full(&z->out))
        return ERR_TOO_BIG;
    buf_str(out, buf_view(&z->out));
    return buf_is_full(out) ? ERR_TOO_BIG : ERR_OK;
}
