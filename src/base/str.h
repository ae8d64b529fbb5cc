/* A read-only run of bytes: pointer and length, not necessarily NUL-terminated.
 * Never owns memory; it borrows from an arena or from a literal.  {NULL, 0} is
 * "no text"; str_is_empty() is true for it. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len; /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)              \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

/* For "%.*s".  Evaluates its argument twice: pass a variable, not a call. */
#define STR_FMT(s) (int)(s).len, (s).ptr

static inline struct str str_of(const char *c) /* NULL gives {NULL, 0} */
{
    return (struct str){c, c ? strlen(c) : 0};
}

static inline bool str_is_empty(struct str s)
{
    return s.len == 0;
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Order by bytes, which for UTF-8 is the order of code points: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* The part from byte `from`, `len` bytes at most; empty when out of range. */
struct str str_sub(struct str s, size_t from, size_t len);

/* Cut at the first `sep`: *head gets what stands before it and `*rest` what stands
 * behind.  False when *rest was empty and nothing is left. */
bool str_cut(struct str *rest, char sep, struct str *head);

/* How many bytes of `s`, `most` at most, end behind a whole character of UTF-8. */
size_t str_whole(struct str s, size_t most);

/* Stands where text that is only shown was cut. */
#define ELLIPSIS       "…"
#define ELLIPSIS_BYTES (sizeof(ELLIPSIS) - 1)

/* printf into `room` bytes of `out`, NUL-terminated.  False: it did not fit, *out is empty. */
MUST_USE bool str_fits(char *out, size_t room, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Without ASCII blanks and U+3000 at both ends. */
struct str str_trim(struct str s);

/* Position of `needle` in bytes, or -1. */
ptrdiff_t str_find(struct str s, struct str needle);

/* ASCII letters compared without case. */
bool str_eq_nocase(struct str a, struct str b);

/* A NUL-terminated copy in `a`. */
char *str_c(struct arena *a, struct str s);
struct str str_copy(struct arena *a, struct str s);

/* printf into `a`. */
struct str str_print(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Decimal digits with an optional sign, the whole of `s`, in the range of int64_t. */
bool str_i64(struct str s, int64_t *out);

/* 64-bit hash (FNV-1a).  For tables in memory only, never stored. */
uint64_t str_hash(struct str s);
