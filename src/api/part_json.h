/* Small parts of replies and requests that features share. */
#pragma once

#include "api/route.h"

/* "key":"2021-07-28T01:30:00Z", or null for 0. */
void write_moment(struct api *r, const char *key, instant t);
/* "key":"text", or null when empty. */
void write_text(struct api *r, const char *key, struct str text);
void write_id(struct api *r, const char *key, int64_t id);
/* A value of a row under its name, as rows write it. */
void write_field(struct api *r, const struct ledger *l, const struct row *row, int field);

/* The same for a text or number of a row as it is, without what its type adds: null when empty; a number
 * that is not there is 0. */
void write_field_text(struct api *r, const struct ledger *l, const struct row *row,
                      int field);
void write_field_number(struct api *r, const struct ledger *l, const struct row *row,
                        int field);

/* The id in the path.  ERR_NOT_FOUND "row.none". */
MUST_USE enum err path_id(struct api *r, row_id *out);
