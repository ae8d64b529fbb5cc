/* Filling a row with what was given, and all that can be wrong with it. */
#pragma once

#include "service/site/call.h"

/* Which way a row comes to be written. */
enum door {
    DOOR_WORDS, /* a new row that was typed or sent, and every row of an import: a state is only named,
                 * and must be reached by acts */
    DOOR_ACT, /* one row by a person whose demands were checked: an edit that leaves the state, an act, a
               * removal; and what was there before (restore, an import taken back) */
    DOOR_VOUCHED, /* two people take back what two brought: rows go although they are signed */
    DOOR_FEATURE, /* a feature that owns the rule: it may point to rows that its caller cannot read, and is
                   * not asked for what keeps a row as it is (kept.h) or for the ledger's hook on removals */
};

/* What a value was before it became words.  Cells, queries and the command line know words alone. */
enum given { GIVEN_WORDS, GIVEN_TEXT, GIVEN_NUMBER, GIVEN_BOOL, GIVEN_ID };

/* One field as the caller gave it, before it is read by its description. */
struct input {
    struct str field;
    struct str text;
    bool clears; /* null: empty the field */
    enum given given;
};

struct inputs {
    struct input *items;
    size_t count;
};

/* Read `in` into `row`; mistakes go to c->faults: "row.field", "cell.*", a type that is not the field's
 * (docs/ledgers.md, in JSON) "cell.type_text", "cell.type_number", "cell.type_bool", "cell.type_id". */
void record_fill(struct call *c, const struct ledger *l, const struct input *in,
                 struct row *row);

/* One more mistake of a row: at a field's index, or -1 for its region. */
void record_wrong(struct call *c, int field, const char *code, struct str text);
/* The same at a key of the body that is no field of the ledger. */
void record_wrong_key(struct call *c, struct str key, const char *code, struct str text);

/* Whoever is to be elected is eighteen today: a mistake at the field at `birth`, the date. */
void record_of_age(struct call *c, int birth, const struct row *row);

/* Mistakes that bear no name yet are of fields of `l`, at c->place. */
void record_name_faults(struct call *c, const struct ledger *l);

/* What went wrong while a part of the body was worked on is a mistake at that place, in c->faults, unless
 * it is there already.  Gives `err` back. */
enum err record_wrong_part(struct call *c, struct str place, enum err err);

/* Everything that can be wrong with a row as a whole: required fields, references, uniqueness,
 * its hook.  ERR_INVALID "row.invalid" with c->faults. */
MUST_USE enum err record_check(struct call *c, const struct ledger *l, struct row *row,
                               enum door door);

/* Are the rows still there that this one points to?  For rows that were checked a while ago.  ERR_CONFLICT
 * "cell.ref_gone" (field, ledger). */
MUST_USE enum err record_refs_stand(struct call *c, const struct ledger *l,
                                    const struct row *row);
