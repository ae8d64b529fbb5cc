#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_done(struct buf *b)
{
    free(b->ptr);
    *b = (struct buf){.limit = b->limit};
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->full = b->is_lost = false;
}

/* ---- full ------------------------------------------------------------------------------ */

static _Thread_local int64_t lost;

int64_t buf_lost(void)
{
    return lost;
}

bool buf_is_full(struct buf *b)
{
    if (b->is_lost)
        lost--;
    b->is_lost = false;
    return b->full;
}

static void set_full(struct buf *b)
{
    if (!b->full && !b->shortens) {
        b->is_lost = true;
        lost++;
    }
    b->full = true;
}

static void grow(struct buf *b, size_t need)
{
    size_t room = b->room ? b->room : 512;

    if (need <= b->room)
        return;
    while (room < need)
        room *= 2;
    b->ptr = realloc(b->ptr, room);
    if (!b->ptr)
        abort();
    b->room = room;
}

/* As much as fits behind a whole character, and "…". */
static void shorten(struct buf *b, const char *bytes, size_t len)
{
    size_t keep = b->limit - b->len;

    assert(b->limit >= ELLIPSIS_BYTES && keep < len);
    grow(b, b->limit);
    memcpy(b->ptr + b->len, bytes, keep);
    b->len = str_whole((struct str){b->ptr, b->limit}, b->limit - ELLIPSIS_BYTES);
    memcpy(b->ptr + b->len, ELLIPSIS, ELLIPSIS_BYTES);
    b->len += ELLIPSIS_BYTES;
    b->full = true;
}

char *buf_reserve(struct buf *b, size_t len)
{
    if (b->full || len > b->limit || b->len > b->limit - len) {
        set_full(b);
        return NULL;
    }
    grow(b, b->len + len);
    return b->ptr + b->len;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    if (!len || (b->shortens && b->full))
        return;
    if (b->shortens && len > b->limit - b->len) {
        shorten(b, bytes, len);
        return;
    }
    char *at = buf_reserve(b, len);
    if (!at)
        return;
    memcpy(at, bytes, len);
    b->len += len;
}

void buf_str(struct buf *b, struct str s)
{
    buf_add(b, s.ptr, s.len);
}

void buf_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_i64(struct buf *b, int64_t v)
{
    char digits[20];
    size_t n = sizeof(digits);
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do
        digits[--n] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0)
        buf_char(b, '-');
    buf_add(b, digits + n, sizeof(digits) - n);
}

/* Printed where it belongs when the room is there, as it mostly is: then once. */
static void print_in(struct buf *b, const char *fmt, va_list args)
{
    enum { OFTEN = 128 };
    va_list again;

    if (b->full)
        return;
    grow(b, b->len + OFTEN);
    size_t room = b->room - b->len;
    va_copy(again, args);
    int len = vsnprintf(b->ptr + b->len, room, fmt, args);
    assert(len >= 0);
    char *at = buf_reserve(b, (size_t)len);
    if (at && (size_t)len >= room) {
        grow(b, b->len + (size_t)len + 1); /* vsnprintf() ends with a NUL */
        vsnprintf(b->ptr + b->len, (size_t)len + 1, fmt, again);
    }
    b->len += at ? (size_t)len : 0;
    va_end(again);
}

/* The same for what may be shortened: printed aside. */
static void print_shown(struct buf *b, const char *fmt, va_list args)
{
    char *text = NULL;
    int len = vasprintf(&text, fmt, args);

    if (len < 0)
        abort();
    buf_add(b, text, (size_t)len);
    free(text);
}

void buf_print(struct buf *b, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    if (b->shortens)
        print_shown(b, fmt, args);
    else
        print_in(b, fmt, args);
    va_end(args);
}
