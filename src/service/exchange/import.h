/*
 * Importing spreadsheets: upload, match the columns, check every row, import all or
 * nothing, undo later.  Checking and importing are jobs with progress; both can be cancelled.
 *
 * The uploaded file lies in work/ for as long as the import is in hand; wrong rows are
 * written again from it.  Only what was done is kept in the database.
 */
#pragma once

#include "office/sheet.h"
#include "service/account/session.h"
#include "service/record/record.h"

struct imports;

enum import_state {
    IMPORT_UPLOADED,
    IMPORT_CHECKING,
    IMPORT_CHECKED,
    IMPORT_RUNNING,
    IMPORT_DONE,
    IMPORT_UNDOING,
    IMPORT_UNDONE,
    IMPORT_CANCELLED,
    IMPORT_FAILED,
    IMPORT_STATES,
};

extern const char *const IMPORT_STATE_NAMES[IMPORT_STATES];

enum {
    IMPORT_FILE_MOST = 64 << 20, /* bytes */
    IMPORT_ERRORS_MOST = 1000,   /* kept for the table; all are counted */
    IMPORT_SAMPLES = 3,
    IMPORT_PREVIEW = 5,
};

/* Where a column goes: a field's index, or one of these. */
enum { COLUMN_NONE = -1, COLUMN_REGION = -2, COLUMN_STATE = -3, COLUMN_ID = -4 };

struct import_column {
    struct str heading, samples[IMPORT_SAMPLES];
    int target;
};

struct import_error {
    int64_t row;   /* of the sheet, 1 first */
    size_t column; /* 0 first; SIZE_MAX: the row as a whole */
    int field;     /* index, or COLUMN_* */
    struct str value;
    struct fault fault;
};

/* The same bytes, taken into the same ledger before and not taken back since. */
struct import_before {
    batch_id id; /* 0: there are none */
    instant at;
    struct str who;
    int64_t rows;
};

struct import_view {
    batch_id id;
    const struct ledger *ledger;
    struct str name, who;
    instant at;
    enum import_state state;
    struct import_column *columns;
    size_t column_count;
    region region;
    bool is_old; /* old books: rows keep the states they name, vouched for by two persons */
    int64_t check; /* which check this is, 1 first; 0: none yet */
    int64_t done, total, rows, good, bad;
    struct import_error *errors;
    size_t error_count;
    struct str **preview; /* cells of the first rows, column_count each */
    size_t preview_count;
    struct fault fault; /* when it failed */
    struct import_before before;
};

/* What is said where an import is begun. */
struct import_word {
    int64_t
        check;  /* the check that was seen (view.check; 0: the newest, not for old books) */
    bool again; /* the rows are wanted once more, though the file was taken in before */
    struct second registrar; /* beside the caller, for old books */
};

struct imports *imports_new(void);
void imports_free(struct imports *i);

/* Take a file and propose a column for each heading.  ERR_INVALID: see sheet_open(), "import.no_heading". */
MUST_USE enum err import_upload(struct call *c, const struct ledger *l, struct str name,
                                struct str bytes, batch_id *out);

/* ERR_NOT_FOUND "import.none". */
MUST_USE enum err import_view(struct call *c, batch_id id, struct import_view *out);

/* Check all rows in the background.  `targets` has one per column.  `is_old`: the states that rows name
 * stand without the acts that lead to them.  ERR_INVALID "import.column_twice", "import.required" (a
 * required field without a column); ERR_RULE "import.state". */
MUST_USE enum err import_check(struct call *c, batch_id id, const int *targets,
                               size_t count, region place, bool is_old);

/* Import all rows in the background, as the check that was seen found them.  Old books need a registrar
 * (session_second()) who may vouch where the rows lie.  Asked again while it runs or when it is done, as after
 * an answer that was lost, it does nothing.  ERR_RULE "import.bad_rows", "import.state", "import.unvouched",
 * "second.*"; ERR_CONFLICT "import.rechecked", "import.same" (see import_before). */
MUST_USE enum err import_run(struct call *c, batch_id id, const struct import_word *word);
MUST_USE enum err import_cancel(struct call *c, batch_id id);

/* Take back a whole import; old books with a registrar, as they came in.  ERR_CONFLICT "import.changed" when
 * a row was changed since; ERR_RULE "import.unvouched", "second.*". */
MUST_USE enum err import_undo(struct call *c, batch_id id, const struct second *registrar);

/* The wrong rows as XLSX with the reasons in a last column and the wrong cells in red. */
MUST_USE enum err import_wrong(struct call *c, batch_id id, struct buf *out);

enum import_now { IMPORT_DRY, IMPORT_ONCE, IMPORT_AGAIN };

/* For the command line: an upload with the columns as proposed, checked only (dry) or imported
 * when all is right, also a file that was taken in before (again).  Mistakes are left in *out. */
MUST_USE enum err import_now(struct call *c, batch_id id, region place, enum import_now how,
                             struct import_view *out);

struct import_line {
    batch_id id;
    struct str name, who, state;
    instant at;
    region region;
    bool is_old;
    int64_t rows;
};

/* Imports of a ledger, newest first; those still in hand with their present state. */
MUST_USE enum err import_list(struct call *c, const struct ledger *l,
                              struct import_line **out, size_t *out_count);

/* Which target does this heading name?  By label in any language, alias or field name, blanks and
 * case aside. */
int import_match(const struct ledger *l, struct str heading);
