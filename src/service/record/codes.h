/*
 * Features speak of codes by the names of "ledgers/codes.h", which the compiler knows: CODE_VOTE_WAY_PAPER is
 * "paper" of data/codes/vote_way.json (tools/ledgers.py).  So no code that a rule names can leave its list: what
 * names it does not compile.  A code of another list than the field's is a bug and aborts.
 */
#pragma once

#include "service/record/fields.h"

#include "ledgers/codes.h"

/* What it spells: "paper". */
struct str code_name(int code);
const char *code_word(int code); /* the same, ends with 0 */

/* Does the text spell it?  For texts that no field describes: from a request, or passed on. */
bool code_is(struct str text, int code);

/* Does the row hold it in this field? */
bool row_has_code(const struct ledger *l, const struct row *row, int field, int code);
void row_put_code(const struct ledger *l, struct row *row, int field, int code);

/* Codes as a table of texts: what the generated part gives (hook_table.c has a neighbour, code_lists.c). */
struct code_list {
    struct str name;
    int tag;
    const struct str *codes;
    size_t count;
};

struct code_lists {
    const struct code_list *items; /* by tag, ascending */
    size_t count;
};

extern const struct code_lists CODE_LISTS;
