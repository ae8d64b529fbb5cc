/*
 * Features speak of ledgers, fields, states and acts by the names of "ledgers/NAME.h", which the compiler
 * knows: DELEGATE_NAME, DELEGATE_IS_ELECTED, DELEGATE_DO_QUALIFY (tools/ledgers.py).  A name of another
 * ledger than the one it is used with is a bug and aborts.
 */
#pragma once

#include "service/record/record.h"

/* A ledger of ours: LEDGER_DELEGATE. */
NONNULL_RESULT const struct ledger *ledger_of(const struct call *c, int ledger);

/* Where the field, state or act stands among those of its ledger. */
int field_at(const struct ledger *l, int field);
int state_at(const struct ledger *l, int state);
struct str field_name(const struct ledger *l, int field);
struct str state_name(const struct ledger *l, int state);
NONNULL_RESULT const struct act *act_at(const struct ledger *l, int act);
/* The field of `l` that is called like this one, of any ledger of ours; NULL: none. */
const struct field *field_like(const struct call *c, const struct ledger *l, int field);

/* Of names of several ledgers, the one that belongs to `l`: for rules that several ledgers share.
 * id_if_of() is 0 when there is none. */
int id_if_of(const struct ledger *l, const int *ids, size_t count);
int id_of(const struct ledger *l, const int *ids, size_t count);
#define ONE_OF(l, ...) \
    id_of((l), (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))
#define ANY_OF(l, ...)                        \
    id_if_of((l), (const int[]){__VA_ARGS__}, \
             sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Is `code` one of those of the field, or empty?  ERR_INVALID "list.code", at the field's name. */
MUST_USE enum err field_check_code(struct call *c, const struct ledger *l, int field,
                                   struct str code);

bool row_has(const struct ledger *l, const struct row *row, int field);
int64_t row_number(const struct ledger *l, const struct row *row, int field); /* 0: empty */
struct str row_text(const struct ledger *l, const struct row *row, int field);
/* The title of what a reference points to. */
struct str row_label(const struct ledger *l, const struct row *row, int field);
/* The label of the code in a field, in the language; empty when the field is, or when nothing knows the code. */
struct str row_code_label(const struct ledger *l, const struct row *row, int field,
                          enum locale locale);
struct str row_state(const struct ledger *l, const struct row *row);
bool row_is(const struct ledger *l, const struct row *row, int state);

/* Empty text, and 0 in a reference, date or instant, leave the field empty. */
void row_put_number(const struct ledger *l, struct row *row, int field, int64_t v);
void row_put_text(const struct ledger *l, struct row *row, int field, struct str v);
/* The same as people typed it: read by the description of the field, mistakes go to c->faults. */
void row_take_text(struct call *c, const struct ledger *l, struct row *row, int field,
                   struct str v);
void row_put_state(const struct ledger *l, struct row *row, int state);

enum {
    ROWS_MOST = 50000
}; /* of one congress, say; that many or more: ERR_TOO_BIG "rows.too_many" */

struct ids {
    int64_t *items;
    size_t count;
};

/* Of these rows, in their order; in the call's arena. */
struct ids rows_ids(struct call *c, const struct list *rows);

/* All rows of the site whose reference `field` is one of `ids`, by `sort`: a field, -field to descend, 0
 * by id; without long texts and sealed fields.  Asks nobody whether he may. */
MUST_USE enum err rows_of(struct call *c, const struct ledger *l, int field, struct ids ids,
                          int sort, struct list *out);

/* The same for one id. */
MUST_USE enum err rows_of_one(struct call *c, const struct ledger *l, int field, row_id id,
                              int sort, struct list *out);

/* Rows of the very place of `row`, none below it, that say the same in `field`, without `row` itself; none where it
 * says nothing.  For guards that ask whether a number or a title is taken. */
MUST_USE enum err rows_like(struct call *c, const struct ledger *l, int field,
                            const struct row *row, struct list *out);

/* Of rows_of_one(), the first by id that is in none of these states; NULL: no such row.  For what guards ask of a whole
 * congress for each row of a file: reads one row, however many there are. */
MUST_USE enum err row_past(struct call *c, const struct ledger *l, int field, row_id id,
                           struct ids states, struct row **out);
#define STATES(...)                         \
    ((struct ids){(int64_t[]){__VA_ARGS__}, \
                  sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)})
