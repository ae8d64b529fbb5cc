/*
 * The parts of an Office Open XML package: a zip archive read from memory.
 *
 * Trusts no size in the archive.  All bytes unpacked from one package are counted
 * together and held against SHEET_UNPACKED_MAX and SHEET_RATIO_MAX.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <zip.h>

enum { PACK_PARTS_MAX = 10000, PACK_RATIO_FREE = 1 << 20 };

struct pack {
    zip_t *zip;
    int64_t packed;   /* bytes of the whole archive */
    int64_t unpacked; /* bytes taken out of it so far */
};

/* A part being read.  All zero: none. */
struct part {
    struct pack *pack;
    zip_file_t *file;
    struct str name;        /* borrowed */
    int64_t done, declared; /* bytes read; bytes the archive claims there are */
};

/* `bytes` are borrowed until pack_done().  ERR_INVALID sheet.broken. */
MUST_USE enum err pack_open(struct pack *p, struct str bytes, struct fault *f);
void pack_done(struct pack *p); /* a zeroed pack is fine */

/* Index of the part `name` (no slash in front; letters without case), or -1. */
int64_t pack_find(const struct pack *p, struct str name);

/* ERR_INVALID sheet.broken (also when absent), sheet.encrypted. */
MUST_USE enum err part_open(struct part *part, struct pack *p, struct str name,
                            struct fault *f);
void part_done(struct part *part);

/* Up to `room` bytes; *got is 0 at the end.  ERR_INVALID sheet.broken; ERR_TOO_BIG
 * sheet.bomb. */
MUST_USE enum err part_read(struct part *part, void *to, size_t room, size_t *got,
                            struct fault *f);

static inline void pack_auto(struct pack *p)
{
    pack_done(p);
}

static inline void part_auto(struct part *part)
{
    part_done(part);
}
