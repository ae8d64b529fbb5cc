#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

int str_cmp(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_sub(s, s.len - suffix.len, suffix.len), suffix);
}

struct str str_sub(struct str s, size_t from, size_t len)
{
    if (from >= s.len)
        return (struct str){0};
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){s.ptr + from, len};
}

size_t str_whole(struct str s, size_t most)
{
    if (s.len <= most)
        return s.len;
    while (most > 0 && ((unsigned char)s.ptr[most] & 0xC0) == 0x80)
        most--;
    return most;
}

bool str_fits(char *out, size_t room, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    int len = vsnprintf(out, room, fmt, args);
    va_end(args);
    bool fits = len >= 0 && (size_t)len < room;
    if (!fits)
        out[0] = '\0';
    return fits;
}

bool str_cut(struct str *rest, char sep, struct str *head)
{
    if (!rest->ptr)
        return false;

    const char *at = rest->len ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (!at) {
        *head = *rest;
        *rest = (struct str){0};
        return true;
    }
    *head = (struct str){rest->ptr, (size_t)(at - rest->ptr)};
    *rest = (struct str){at + 1, rest->len - head->len - 1};
    return true;
}

static size_t blank_at_start(struct str s)
{
    if (s.len && (unsigned char)s.ptr[0] <= ' ')
        return 1;
    return str_starts(s, STR("\xE3\x80\x80")) ? 3 : 0;
}

static size_t blank_at_end(struct str s)
{
    if (s.len && (unsigned char)s.ptr[s.len - 1] <= ' ')
        return 1;
    return str_ends(s, STR("\xE3\x80\x80")) ? 3 : 0;
}

struct str str_trim(struct str s)
{
    for (size_t n; (n = blank_at_start(s)) > 0;)
        s = (struct str){s.ptr + n, s.len - n};
    for (size_t n; (n = blank_at_end(s)) > 0;)
        s.len -= n;
    return s;
}

ptrdiff_t str_find(struct str s, struct str needle)
{
    if (needle.len == 0)
        return 0;
    const char *at = s.len ? memmem(s.ptr, s.len, needle.ptr, needle.len) : NULL;
    return at ? at - s.ptr : -1;
}

bool str_eq_nocase(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

char *str_c(struct arena *a, struct str s)
{
    char *copy = arena_bytes(a, s.len + 1);

    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str str_copy(struct arena *a, struct str s)
{
    return (struct str){str_c(a, s), s.len};
}

struct str str_print(struct arena *a, const char *fmt, ...)
{
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        abort();

    char *text = arena_bytes(a, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}

bool str_i64(struct str s, int64_t *out)
{
    bool minus = s.len > 1 && s.ptr[0] == '-';
    size_t i = minus || (s.len > 1 && s.ptr[0] == '+');
    int64_t v = 0;

    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        int digit = s.ptr[i] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(v, (int64_t)10, &v) ||
            __builtin_sub_overflow(v, (int64_t)digit, &v)) /* negative: INT64_MIN fits */
            return false;
    }
    if (!minus && v == INT64_MIN)
        return false;
    *out = minus ? v : -v;
    return true;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return h;
}
