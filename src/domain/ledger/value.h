/*
 * Values of a row: from a cell or JSON text to what is stored, and back.  Pure.
 *
 * number: integers; decimals × 10^scale; money in fen; dates yyyymmdd; instants in ms;
 * bool 0/1; regions; ids of rows and files.  text: text, codes, and sealed fields (the
 * plain text on its way in, the sealed bytes once stored).
 */
#pragma once

#include "base/date.h"
#include "base/jsonw.h"
#include "domain/ids.h"
#include "domain/ledger/definition.h"

struct value {
    bool is_set;
    int64_t number;
    struct str text;
};

struct row {
    row_id id;
    region region;
    int64_t ver; /* 1 first; 0: not stored yet */
    int state;   /* index, -1 when the ledger has none */
    instant created_at, updated_at;
    struct value *values; /* ledger->field_count of them */
    struct str
        *labels; /* titles of what ref and person fields point to; NULL: not loaded */
};

/* An empty row of `l`. */
struct row *row_new(struct arena *a, const struct ledger *l);
struct row *row_copy(struct arena *a, const struct ledger *l, const struct row *from);

/*
 * Read the text of one cell (or JSON string) into *out.  Empty text gives an unset value.
 * A ref, person, account or region whose text is not an id or code comes back with number 0 and
 * the text, for the caller to resolve.  ERR_INVALID with a code "cell.*"; the message "cell.*.hint"
 * tells what would be right.
 */
MUST_USE enum err value_read(struct arena *a, const struct field *f, struct str text,
                             struct value *out, struct fault *fault);

/* Is a value that is set one of the field's: length, limits, code table?  Whatever hand put it there; the
 * errors are those of value_read(). */
MUST_USE enum err value_check(const struct field *f, const struct value *v,
                              struct fault *fault);

/* As people read it in a spreadsheet; codes as labels, references as their title (`title`). */
void value_write_cell(struct buf *out, const struct field *f, const struct value *v,
                      struct str title, enum locale l);

/* As JSON: see docs/ledgers.md.  Sealed: {"sealed":true}.  References: the id as text. */
void value_write_json(struct jsonw *w, const struct field *f, const struct value *v);

bool value_equal(const struct field *f, const struct value *a, const struct value *b);

/* The text that a masked field shows to those who may not see it whole. */
struct str value_masked(struct arena *a, enum field_mask mask, struct str text);

/* Mistakes found in a row as a whole. */
struct row_fault {
    int field; /* index, or -1: none of the ledger's */
    struct str
        name; /* as the caller knows it; empty until somebody does who knows the ledger */
    struct fault fault;
};

struct row_faults {
    struct row_fault *items;
    size_t count, room;
};

void row_faults_add(struct arena *a, struct row_faults *faults, int field,
                    const struct fault *fault);

/* Required fields that are empty, and values that are none of their field's (value_check()). */
void row_check(struct arena *a, const struct ledger *l, const struct row *row,
               struct row_faults *faults);

/* Fill the defaults of fields that are not set, and the deadline that follows from another date. */
void row_defaults(struct arena *a, const struct ledger *l, struct row *row);

/* A deadline that followed from a date follows it when that is corrected; one that somebody set by hand stays,
 * and so does one that is changed now. */
void row_deadline_follows(const struct ledger *l, const struct row *before,
                          struct row *after);
