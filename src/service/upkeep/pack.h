/* What a backup file holds, shared by writing and restoring.  Private to upkeep_*.c. */
#pragma once

#include "base/crypto.h"
#include "base/err.h"

#define PACK_MANIFEST "MANIFEST.json"

enum {
    PACK_FORMAT = 1,
    PACK_ENTRIES_MOST = 80000
}; /* MANIFEST.json stays below JSON_BYTES_MAX */

struct pack_entry {
    struct str name; /* "huanjie.db", "site.json", "ledgers/….json", "files/<hash>" */
    int64_t bytes;
    struct str hash;  /* BLAKE2b-256, hexadecimal */
    const char *path; /* of the file to be packed; NULL while restoring */
};

struct pack_list {
    struct pack_entry *items;
    size_t count, room;
    struct str key; /* pack_key_mark() of the site's master key */
};

/* Is it one of the names above?  Nothing else is ever written to a disk. */
bool pack_name_is_allowed(struct str name);

/* Tells whether a key belongs to a backup, and nothing about the key. */
struct str pack_key_mark(struct arena *a, const struct key *master);

/* Size and hash of a whole file, which is mapped, not read.  ERR_IO "file.read". */
MUST_USE enum err pack_hash_file(struct arena *a, const char *path, int64_t *bytes,
                                 struct str *hash, struct fault *f);

/* Remove a folder and everything below it; what cannot be removed stays. */
void pack_remove_tree(const char *path);
