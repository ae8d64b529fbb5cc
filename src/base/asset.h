/* Files that are part of the program: descriptions of ledgers, code tables, regions, the web
 * application.  Made by tools/bundle.py. */
#pragma once

#include "base/str.h"

struct asset {
    const char *name; /* "ledgers/person.json", "ui/index.html" */
    const char *type; /* media type */
    const char *etag; /* quoted */
    bool is_gzip;     /* `bytes` are compressed */
    const unsigned char *begin, *end;
};

extern const struct asset ASSETS[]; /* sorted by name */
extern const size_t ASSET_COUNT;

const struct asset *asset_find(struct str name); /* NULL when there is none */

static inline struct str asset_bytes(const struct asset *a)
{
    return (struct str){(const char *)a->begin, (size_t)(a->end - a->begin)};
}
