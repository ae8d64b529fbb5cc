/*
 * What a ledger is: the description of one kind of record, read from JSON
 * (docs/ledgers.md) and checked.  Pure; everything lives in the arena it was read into
 * and never changes afterwards.
 */
#pragma once

#include "base/json.h"
#include "base/message.h"
#include "domain/ledger/code_table.h"
#include "domain/ledger/tag.h"
#include "domain/region.h"

enum field_type {
    FIELD_TEXT,
    FIELD_LONGTEXT,
    FIELD_INTEGER,
    FIELD_DECIMAL, /* held as integer × 10^scale */
    FIELD_MONEY,   /* held in fen */
    FIELD_DATE,
    FIELD_INSTANT,
    FIELD_BOOL,
    FIELD_CODE,
    FIELD_REGION,
    FIELD_REF,
    FIELD_PERSON,  /* a reference to the ledger "person" */
    FIELD_ACCOUNT, /* who works with the system: an account */
    FIELD_FILE,
    FIELD_SEALED,
    FIELD_TYPE_COUNT,
};

enum field_format { FORMAT_NONE, FORMAT_ID_NUMBER, FORMAT_PHONE, FORMAT_EMAIL };
enum field_mask { MASK_NONE, MASK_NAME, MASK_PHONE, MASK_ALL };
enum seal {
    SEAL_NONE,
    SEAL_IDENTITY,
    SEAL_COMPLAINT,
    SEAL_REPORTER,
    SEAL_TALK,
    SEAL_COUNT
};

/* Who works with records, and the three who administer and read none (三员分立). */
enum role {
    ROLE_OFFICE,
    ROLE_CADRE,
    ROLE_INSPECTOR,
    ROLE_REVIEWER,
    ROLE_DISCIPLINE,
    ROLE_CONGRESS,
    ROLE_TELLER,
    ROLE_SCRUTINEER,
    ROLE_LEADER,
    ROLE_REGISTRAR, /* vouches, beside whoever imports them, for old books with their states */
    ROLE_SYSTEM,
    ROLE_SECURITY,
    ROLE_AUDIT,
    ROLE_COUNT,
};

typedef uint32_t role_set; /* bit 1 << enum role */

enum { ROLES_ADMIN = 1 << ROLE_SYSTEM | 1 << ROLE_SECURITY | 1 << ROLE_AUDIT };

extern const char *const ROLE_NAMES[ROLE_COUNT + 1];             /* ends with NULL */
extern const char *const FIELD_TYPE_NAMES[FIELD_TYPE_COUNT + 1]; /* ends with NULL */
extern const char *const SEAL_NAMES[SEAL_COUNT + 1];             /* ends with NULL */

struct field {
    struct str name;
    enum field_type type;
    uint16_t index; /* its place in ledger->fields and in a row's values */
    struct label label, help, unit;
    struct str group;
    struct str *aliases;
    size_t alias_count;
    bool is_required, is_unique, in_list, is_searched, is_indexed, has_lookup, by_month;
    bool is_site;  /* added by the site */
    bool is_kept;  /* written by a feature alone, never by the general routes or imports */
    bool is_named; /* a person's: whoever writes the row may name anybody */
    bool is_past;  /* a date of what has happened: not after today */
    bool is_picture;    /* a file: takes pictures alone */
    int not_before;     /* index of the date that this one does not precede, or -1 */
    bool is_after_sign; /* may change under signatures: they do not speak of it */
    bool has_min, has_max;
    int64_t min, max;    /* value (scaled), or length in characters */
    int scale;           /* digits after the point: 2 for money, 0 for integers */
    struct str fallback; /* "default": as in a cell; empty: none */
    const struct code_table *codes;
    struct str to; /* ledger referred to */
    enum field_format format;
    enum field_mask mask;
    enum seal seal;
};

struct state {
    struct str name, tone;
    struct label label;
};

struct act {
    struct str name;
    struct label label;
    struct label help; /* what follows from it, said before it is done; or empty */
    uint64_t from;     /* bit per state */
    int to;            /* index of the state */
    role_set roles;
    uint64_t requires[2]; /* bit per field: a ledger has at most 128 */
    bool needs_reason, needs_sign;
    struct str post;              /* of signing_post, granted to who signs; or empty */
    enum region_level post_level; /* where it is held (account_signs_as()) */
    bool is_kept;                 /* done by a feature alone */
    bool unsigns;    /* takes the row's signatures back (domain/ledger/signing.h) */
    int stamp;       /* index of the date field that gets today, or -1 */
    int by;          /* index of the account field that gets who did it, or -1 */
    int start_field; /* index of the deadline field it starts, or -1 */
    int start_days;
    bool start_working;
};

/* What stays once the row was decided about, or carries what was: fields that are not edited then, and the region;
 * and fields that are written once and changed by an act alone. */
struct held_fields {
    uint64_t states;    /* bit per state; 0: the hook says when */
    uint64_t fields[2]; /* bit per field; none: nothing is held */
    uint64_t always[2]; /* bit per field: from the first entry on, whatever the state */
};

struct figure_where {
    int field;          /* index, or FIGURE_STATE */
    struct str *values; /* any of; "*" filled, "" empty */
    size_t count;
};

enum { FIGURE_STATE = -2, FIGURE_NONE = -1 };

struct figure {
    struct str name;
    struct label label;
    int by;   /* index of a field, FIGURE_STATE, or FIGURE_NONE: the total only */
    int sum;  /* index of a field, or FIGURE_NONE: counts rows */
    int wall; /* place on the wall, 1 first; 0: not there */
    struct figure_where *where;
    size_t where_count;
};

struct unique_group {
    int *fields;
    size_t count;
};

enum {
    LEDGER_FIELDS_MAX = 120,
    LEDGER_STATES_MAX = 16,
    LEDGER_ACTS_MAX = 64,
    LEDGER_NAME_MAX = 30,
};

struct ledger {
    struct str name;
    int tag; /* ledger_tag(name): what the names of "ledgers/NAME.h" carry */
    struct label label, hint;
    struct str menu;
    int order;
    int title; /* index of a field */
    int sort;  /* index of a field, or -1: newest first */
    bool sort_descends;
    struct label region_label;
    struct str *region_aliases;
    size_t region_alias_count;

    struct field *fields;
    size_t field_count;
    uint16_t *by_name; /* indexes of the fields in the order of their names, for digests */
    struct unique_group *uniques;
    size_t unique_count;
    struct state *states;
    size_t state_count;
    struct act *acts;
    size_t act_count;
    uint64_t signed_states; /* bit per state that a signature led to */
    struct held_fields held;
    struct figure *figures;
    size_t figure_count;

    int deadline;           /* index of a date field, or -1 */
    uint64_t deadline_done; /* bit per state in which the deadline no longer counts */
    int deadline_from;      /* date field it is reckoned from when left empty, or -1 */
    int deadline_days;
    bool deadline_working;

    role_set readers, writers, exporters, unsealers[SEAL_COUNT];
    struct str check_hook; /* name of its hook; empty: none */
    bool is_site;
};

/* The whole description of a site: code tables and ledgers, referring to each other. */
struct catalog {
    struct ledger **ledgers;
    size_t count;
    struct code_table **codes;
    size_t code_count;
};

/*
 * Read one definition.  `codes` must hold the tables it names.  Refuses anything that
 * docs/ledgers.md does not know: ERR_INVALID "definition.wrong" with the arguments
 * line, path, reason.  zh-Hant may be missing; it then repeats zh-Hans.
 */
MUST_USE enum err ledger_read(struct arena *a, struct str text, const struct catalog *codes,
                              struct ledger **out, struct fault *f);

/* One field, as a site adds it to `l`; its index is left 0. */
MUST_USE enum err field_read(struct arena *a, struct str text, const struct ledger *l,
                             const struct catalog *codes, struct field *out,
                             struct fault *f);

/* Does every reference of every ledger point to a ledger of the catalog? */
MUST_USE enum err catalog_check(const struct catalog *c, struct fault *f);

/* NULL when there is none. */
const struct ledger *catalog_ledger(const struct catalog *c, struct str name);
const struct code_table *catalog_codes(const struct catalog *c, struct str name);
const struct field *ledger_field(const struct ledger *l, struct str name);

/* No field may bear it: a member of every row, a parameter of routes, a word of SQL (docs/ledgers.md). */
bool field_name_is_kept(struct str name);
int ledger_state(const struct ledger *l, struct str name); /* -1 */
const struct act *ledger_act(const struct ledger *l, struct str name);
/* Are the states of its rows changed by a feature alone?  Then a new row is in the first. */
bool ledger_keeps_states(const struct ledger *l);

/* Fill l->by_name: after its fields are complete. */
void ledger_sort_names(struct arena *a, struct ledger *l);

/* What a field refers to: "person", the ref's ledger, or empty. */
struct str field_target(const struct field *f);

/* Is its value held as a number (not text, not bytes)? */
static inline bool field_is_number(const struct field *f)
{
    return f->type != FIELD_TEXT && f->type != FIELD_LONGTEXT && f->type != FIELD_CODE &&
           f->type != FIELD_SEALED;
}

bool role_read(struct str name, enum role *out);
