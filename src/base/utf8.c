#include "base/utf8.h"

#include <stdlib.h>
#include <uninorm.h>
#include <unistr.h>

bool utf8_is_valid(struct str s)
{
    return s.len == 0 || u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

size_t utf8_count(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

uint32_t utf8_next(struct str s, size_t *at)
{
    ucs4_t c = 0xFFFD;
    int len = u8_mbtouc(&c, (const uint8_t *)s.ptr + *at, s.len - *at);

    *at += len > 0 ? (size_t)len : 1;
    return c;
}

struct str utf8_head(struct str s, size_t count)
{
    size_t at = 0;

    while (at < s.len && count-- > 0)
        (void)utf8_next(s, &at);
    return (struct str){s.ptr, at};
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    return true;
}

static bool is_quick_nfc(struct str s)
{
    /* Han, kana, Latin-1 and punctuation below U+0300 and in U+3000..9FFF are NFC as they stand. */
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        if (c >= 0x300 && !(c >= 0x2000 && c < 0x2070) && !(c >= 0x3000 && c < 0x3040) &&
            !(c >= 0x4E00 && c < 0xA000) && !(c >= 0xFF01 && c < 0xFF5F))
            return false;
    }
    return true;
}

static struct str normalise(struct arena *a, struct str s)
{
    size_t len = 0;

    if (is_ascii(s) || is_quick_nfc(s))
        return s;
    uint8_t *nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)s.ptr, s.len, NULL, &len);
    if (!nfc)
        abort();
    struct str copy = str_copy(a, (struct str){(const char *)nfc, len});
    free(nfc);
    return copy;
}

static bool needs_cleaning(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == 0x7f)
            return true;
    return false;
}

static struct str without_controls(struct arena *a, struct str s, bool lines)
{
    char *clean = arena_bytes(a, s.len);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool breaks = c == '\n' || (c == '\r' && (i + 1 == s.len || s.ptr[i + 1] != '\n'));
        if (breaks && lines)
            clean[n++] = '\n';
        else if (breaks || c == '\t')
            clean[n++] = ' ';
        else if (c >= ' ' && c != 0x7f)
            clean[n++] = (char)c;
    }
    return (struct str){clean, n};
}

/* Controls out first: what stood on both sides of one may compose. */
struct str utf8_clean(struct arena *a, struct str s, bool lines)
{
    if (needs_cleaning(s))
        s = without_controls(a, s, lines);
    return str_trim(normalise(a, s));
}
