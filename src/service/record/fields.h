/* Features speak of ledgers and fields by name; a name that is not there is a bug and aborts. */
#pragma once

#include "service/record/record.h"

/* A ledger of ours. */
NONNULL_RESULT const struct ledger *ledger_named(const struct call *c, const char *name);
int field_at(const struct ledger *l, const char *name);

bool row_has(const struct ledger *l, const struct row *row, const char *field);
int64_t row_number(const struct ledger *l, const struct row *row,
                   const char *field); /* 0: empty */
struct str row_text(const struct ledger *l, const struct row *row, const char *field);
/* The title of what a reference points to. */
struct str row_label(const struct ledger *l, const struct row *row, const char *field);
struct str row_state(const struct ledger *l, const struct row *row);
bool row_is(const struct ledger *l, const struct row *row, const char *state);

/* Empty text, and 0 in a reference, date or instant, leave the field empty. */
void row_put_number(const struct ledger *l, struct row *row, const char *field, int64_t v);
void row_put_text(const struct ledger *l, struct row *row, const char *field, struct str v);
void row_put_state(const struct ledger *l, struct row *row, const char *state);

enum { ROWS_MOST = 50000 }; /* of one congress, say */

struct ids {
    int64_t *items;
    size_t count;
};

/* All rows of the site whose reference `field` is one of `ids`, by `sort` ("name", "-at"; NULL: by id);
 * without long texts and sealed fields.  Asks nobody whether he may. */
MUST_USE enum err rows_of(struct call *c, const struct ledger *l, const char *field,
                          struct ids ids, const char *sort, struct list *out);

/* The same for one id. */
MUST_USE enum err rows_of_one(struct call *c, const struct ledger *l, const char *field,
                              row_id id, const char *sort, struct list *out);
