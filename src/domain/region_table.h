/* The names of regions, from data/regions.tsv: code TAB name [TAB traditional name], sorted
 * by padded code; lines that begin with # are comments.  Pure. */
#pragma once

#include "base/message.h"
#include "domain/region.h"

struct region_entry {
    region code;
    struct str name[2]; /* LOCALE_HANS, LOCALE_HANT */
};

struct region_table {
    struct region_entry *entries;
    size_t count;
};

/* The texts are borrowed for as long as the table lives.  `beside`, which may be empty, goes on where `text`
 * ends: the invented places (data/invented.tsv, code 99) that only a demonstration knows. */
struct region_table *region_table_read(struct arena *a, struct str text, struct str beside);

/* NULL when it is not known.  0, the whole country, is always known. */
const struct region_entry *region_find(const struct region_table *t, region r);

/* The name alone: 天元区.  The code when it is not known. */
struct str region_name(const struct region_table *t, struct arena *a, region r,
                       enum locale l);

/* The names from the province down, separated by blanks: 湖南省 株洲市 天元区. */
struct str region_path(const struct region_table *t, struct arena *a, region r,
                       enum locale l);

/* The children of `r`, one level down: entries [*first, *end) hold them and everything
 * below them. */
void region_subtree(const struct region_table *t, region r, size_t *first, size_t *end);

/* The nearest entry above `r` that the table has (cities without counties have towns as children). */
region region_known_parent(const struct region_table *t, region r);

/* The region that `text` names (code, name, or path without or with blanks) within the subtree
 * of `within`.  False: none, or more than one. */
bool region_resolve(const struct region_table *t, struct arena *a, struct str text,
                    region within, region *out);
