/* A zip archive made in memory, part by part, each compressed while it is written. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <zlib.h>

enum { ZIP_PARTS_MAX = 512, ZIP_BLOCK = 32 << 10 };

struct zip_entry {
    const char *name; /* static */
    uint32_t crc, packed, unpacked, at;
};

/* Parts are written one behind another.  Its times are fixed: same cells, same bytes. */
struct zip_write {
    struct buf out;
    struct buf pending; /* of the open part, not compressed yet */
    struct zip_entry parts[ZIP_PARTS_MAX];
    size_t count;
    uint64_t unpacked;
    z_stream stream;
    bool is_open, failed;
};

void zip_write_init(struct zip_write *z, size_t limit); /* `limit`: bytes of the archive */
void zip_write_done(struct zip_write *z);               /* a zeroed one is fine */

void zip_write_begin(struct zip_write *z, const char *name);
void zip_write_end(struct zip_write *z);

/* Where to write the open part's text; call zip_write_flush() now and then. */
static inline struct buf *zip_write_part(struct zip_write *z)
{
    return &z->pending;
}

void zip_write_flush(struct zip_write *z);

/* The archive appended to `out`.  ERR_TOO_BIG past a limit. */
MUST_USE enum err zip_write_finish(struct zip_write *z, struct buf *out);
