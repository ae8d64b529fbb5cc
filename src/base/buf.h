/*
 * Building text and bytes: a buffer on the heap that grows up to a limit.
 *
 * Past its limit a buffer stays as it is, takes nothing more and reports
 * buf_is_full(); the writer checks once, at the end.  `ptr` is NULL only while
 * nothing was written.
 */
#pragma once

#include "base/str.h"

#include <stdint.h>

struct buf {
    char *ptr;
    size_t len, room, limit; /* bytes */
    bool full;
};

/* Limits in one place.  A reply or a generated file never grows beyond these. */
enum { BUF_MESSAGE = 8 << 10, BUF_REPLY = 32 << 20, BUF_FILE = 256 << 20 };

#define BUF(most) ((struct buf){.limit = (most)})

void buf_done(struct buf *b); /* frees; a zeroed buffer is fine */
void buf_clear(struct buf *b);

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_i64(struct buf *b, int64_t v);
void buf_print(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* A C string literal or NUL-terminated text. */
void buf_text(struct buf *b, const char *text);

/* Room for `len` bytes to be filled by the caller, who then calls buf_took().
 * NULL past the limit. */
char *buf_reserve(struct buf *b, size_t len);

static inline void buf_took(struct buf *b, size_t len)
{
    b->len += len;
}

static inline bool buf_is_full(const struct buf *b)
{
    return b->full;
}

static inline struct str buf_view(const struct buf *b)
{
    return (struct str){b->ptr, b->len};
}

static inline void buf_auto(struct buf *b)
{
    buf_done(b);
}
