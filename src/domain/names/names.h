/*
 * Names in stroke order (姓氏笔画为序), the order of every official list.
 *
 * First characters are compared by number of strokes, then stroke by stroke, then
 * by the official table; equal ones give way to the next character.  The two
 * conventions differ in names of two characters (rules.md 8.1, 5):
 *
 *   NAMES_SURNAME   姓氏笔画, Party and consultative conference: the missing middle sorts
 *                   first, 田富 before 田大利
 *   NAMES_FULLNAME  姓名笔画, people's congresses: the second character is compared,
 *                   田大利 before 田富
 *
 * Blanks and interpuncts (·) in a name do not count, nor does what stands in brackets
 * behind it, 张伟（女）, unless all else is equal.  Characters outside the table
 * come behind all others, by code point, and are reported: the organiser decides.
 * Pure.  The order is total and stable: the same names give the same list.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum names_order { NAMES_SURNAME, NAMES_FULLNAME };

enum { NAMES_MAX = 1000000, NAME_CHARACTERS_MAX = 64 };

/* A name prepared for comparing. */
struct name_key {
    struct str name;
    uint32_t *places; /* of its characters in stroke order; ends with 0 */
    size_t index;     /* in the list it came from */
};

/* `name` is well-formed UTF-8. */
struct name_key name_key(struct arena *a, struct str name, enum names_order order);

/* <0, 0, >0.  0 only for the same bytes. */
int name_compare(const struct name_key *x, const struct name_key *y);

/* Sort in place; `from[i]`, unless NULL, is where names[i] stood before. */
void names_sort(struct str *names, size_t count, enum names_order order, size_t *from);

/* The characters of `name` that the table does not know, one after another. */
void name_unknown(struct str name, struct buf *out);

/*
 * One name a line: sorted lines to `out`; to `unknown`, unless NULL, a line
 * "name TAB characters" for each with characters that are not in the table.
 * Empty lines are left out.  ERR_INVALID names.encoding (line); ERR_TOO_BIG names.too_many.
 */
MUST_USE enum err names_sort_lines(struct str text, enum names_order order, struct arena *a,
                                   struct buf *out, struct buf *unknown, struct fault *f);

/* "surname" or "fullname". */
bool names_order_read(struct str text, enum names_order *out);
