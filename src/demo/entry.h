/*
 * One row being written. Text may be a literal, or live in d->keep, or in d->scratch
 * when it was made after entry_new(): the scratch is forgotten by entry_put().
 */
#pragma once

#include "demo/county.h"

struct entry {
    struct demo *demo;
    const struct ledger *ledger;
    struct row *row;
    struct row *before; /* of one that is changed */
};

struct entry entry_new(struct demo *d, const char *ledger, region where);

/* Set a field by its name; a wrong name, type or code is a bug.  Empty text, id 0 and
 * date 0 leave it empty. */
void entry_c(struct entry *e, const char *field, const char *text);
void entry_str(struct entry *e, const char *field, struct str text);
void entry_num(struct entry *e, const char *field, int64_t number);
void entry_ref(struct entry *e, const char *field, row_id id);
/* An account of the demo by the name that is typed at sign-in; a site without it leaves the field empty. */
void entry_account(struct entry *e, const char *field, const char *account);
void entry_seal(struct entry *e, const char *field, struct str text);
void entry_state(struct entry *e, const char *state);

/* clang-format off */
#define SET(e, field, v)                                                              \
    _Generic((v), char *: entry_c, const char *: entry_c, struct str: entry_str,       \
             row_id: entry_ref, default: entry_num)((e), (field), (v))
/* clang-format on */

#define PRINT(e, field, ...) \
    entry_str((e), (field), str_print((e)->demo->scratch, __VA_ARGS__))

/* Store it as recorded on `on` (never after the day of the demo).  `out` may be NULL. */
MUST_USE enum err entry_put(struct entry *e, date on, row_id *out);

/* The same, at a moment. */
MUST_USE enum err entry_put_at(struct entry *e, instant at, row_id *out);

/* As entry_put(), followed by a second version in `state`, recorded on `then`. */
MUST_USE enum err entry_put_then(struct entry *e, date on, const char *state, date then,
                                 row_id *out);

/* A row stored before, to be changed; stored at the end of that day. */
MUST_USE enum err entry_open(struct demo *d, const char *ledger, row_id id,
                             struct entry *out);
MUST_USE enum err entry_change(struct entry *e, date on);

/* A row stored before comes to another state at the end of that day, or at a moment. */
MUST_USE enum err entry_turn(struct demo *d, const char *ledger, row_id id,
                             const char *state, date on);
MUST_USE enum err entry_turn_at(struct demo *d, const char *ledger, row_id id,
                                const char *state, instant at);

/* Name, person, unit and post of somebody, into the fields a ledger has for them. */
void entry_person(struct entry *e, const char *name_field, const struct person *p);

/* The same of a leader who is a delegate, a deputy or a member of the conference: also his kind, sex, month of birth
 * and education. */
void entry_leader(struct entry *e, const struct person *p);

/* Deal a birth day with age `age` at `at`, so that identity numbers do not repeat. */
void entry_birth(struct demo *d, struct person *p, int age, date at);
/* An identity number that belongs to nobody: of a county that is none, its orders scattered. */
struct str entry_id_number(struct demo *d, const struct person *p);
/* 199-0000-0000 to 9999 */
struct str entry_phone(struct demo *d);
