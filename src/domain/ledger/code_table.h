/* Code lists: what may stand in a field of type code.  Pure; all of one lives in the arena it was read into. */
#pragma once

#include "base/json.h"
#include "base/message.h"

struct code_item {
    struct str code;
    struct label label;
    struct str *aliases;
    size_t alias_count;
};

struct code_table {
    struct str name;
    int tag; /* code_tag(name): what the names of "ledgers/codes.h" carry */
    struct label label;
    bool is_open; /* no rule reads it: a site may add codes */
    struct code_item *items;
    size_t count;
};

/* Read one (docs/ledgers.md).  ERR_INVALID "definition.wrong" with the line, the place, the reason. */
MUST_USE enum err code_table_read(struct arena *a, struct str text, struct code_table **out,
                                  struct fault *f);

/* What a site says of a table of ours: other labels, and codes behind ours where it is open.  Nothing goes; `out`
 * shares the items that the site leaves as they are.  ERR_INVALID as above. */
MUST_USE enum err code_table_join(struct arena *a, struct str text,
                                  const struct code_table *ours, struct code_table *out,
                                  struct fault *f);

/* NULL: no such code. */
const struct code_item *code_find(const struct code_table *t, struct str code);
