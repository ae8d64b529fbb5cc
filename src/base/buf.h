/*
 * Building text and bytes: a buffer on the heap that grows up to a limit.
 *
 * Past its limit a buffer stays as it is, takes nothing more and reports
 * buf_is_full(); the writer checks once, at the end.  A writer that does not ask is found
 * out: what it lost is counted for its thread (buf_lost()), and a transaction or a reply that
 * lost something fails as a whole (service/site/call.h, api/api.c).  Text that is only shown may
 * be shortened instead: BUF_SHOWN.  `ptr` is NULL only while nothing was written.
 */
#pragma once

#include "base/str.h"

#include <stdint.h>

struct buf {
    char *ptr;
    size_t len, room, limit; /* bytes */
    bool full;
    bool shortens; /* BUF_SHOWN */
    bool is_lost;  /* counted in buf_lost() */
};

/* Limits in one place.  A reply or a generated file never grows beyond these. */
enum { BUF_MESSAGE = 8 << 10, BUF_REPLY = 32 << 20, BUF_FILE = 256 << 20 };

#define BUF(most) ((struct buf){.limit = (most)})

/* For text that people look at and nothing reads again: past the limit it ends with "…",
 * behind a whole character. */
#define BUF_SHOWN(most) ((struct buf){.limit = (most), .shortens = true})

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

/* Was something lost?  Who asks, answers for it. */
MUST_USE bool buf_is_full(struct buf *b);

/* Buffers filled past their limit on this thread of which nobody asked.  Compare before and
 * after. */
int64_t buf_lost(void);

static inline struct str buf_view(const struct buf *b)
{
    return (struct str){b->ptr, b->len};
}

static inline void buf_auto(struct buf *b)
{
    buf_done(b);
}
