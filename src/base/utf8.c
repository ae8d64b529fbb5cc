#include "base/utf8.h"

#include <stdlib.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

bool utf8_is_valid(struct str s)
{
    return s.len == 0 || u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

struct str utf8_unmark(struct str s)
{
    struct str mark = STR("\xEF\xBB\xBF");

    return str_starts(s, mark) ? str_sub(s, mark.len, s.len) : s;
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

size_t utf8_put(char *out, uint32_t c)
{
    int len = u8_uctomb((uint8_t *)out, c, 4);

    return len > 0 ? (size_t)len : 0;
}

bool utf8_is_han(uint32_t c)
{
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x33480) || c == 0x3007;
}

bool utf8_is_letter(uint32_t c)
{
    return utf8_is_han(c) ? c != 0x3007
                          : uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L |
                                                                    UC_CATEGORY_MASK_Co);
}

bool utf8_is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
           (c >= 0x180B && c <= 0x180D) || c == 0x180F;
}

bool utf8_is_blank(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

struct str utf8_head(struct str s, size_t count)
{
    size_t at = 0;

    while (at < s.len && count-- > 0)
        (void)utf8_next(s, &at);
    return (struct str){s.ptr, at};
}

struct str utf8_shown(struct arena *a, struct str s, size_t count)
{
    if (utf8_head(s, count).len == s.len)
        return s;
    return str_print(a, "%.*s" ELLIPSIS, STR_FMT(utf8_head(s, count - 1)));
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

struct str utf8_tidy(struct arena *a, struct str s)
{
    return str_trim(normalise(a, str_trim(s)));
}

/* ---- what a person's text may hold ----------------------------------------------------- */

struct range {
    uint32_t first, last;
};

/* In order.  Nothing of these is seen, or it changes how its neighbours are read. */
static const struct range UNSEEN[] = {
    {0x00, 0x1F},       /* C0 */
    {0x7F, 0x9F},       /* delete and C1 */
    {0xAD, 0xAD},       /* soft hyphen */
    {0x34F, 0x34F},     /* grapheme joiner */
    {0x61C, 0x61C},     /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer inherent vowels */
    {0x180E, 0x180E},   /* Mongolian vowel separator */
    {0x200B, 0x200F},   /* zero width, direction marks */
    {0x2028, 0x202E},   /* line and paragraph separators, embeddings and overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates, deprecated */
    {0x2800, 0x2800},   /* Braille blank */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFDD0, 0xFDEF},   /* noncharacters */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* half-width Hangul filler */
    {0xFFF0, 0xFFFC},   /* unassigned, annotations, object */
    {0x1BCA0, 0x1BCA3}, /* shorthand controls */
    {0x1D173, 0x1D17A}, /* music controls */
    {0xE0000, 0xE0FFF}, /* tags; selectors were let through before */
};

static bool is_unseen(uint32_t c)
{
    if ((c & 0xFFFE) == 0xFFFE)
        return true; /* the last two of each plane are no characters */
    for (size_t i = 0; i < sizeof(UNSEEN) / sizeof(UNSEEN[0]); i++)
        if (c <= UNSEEN[i].last)
            return c >= UNSEEN[i].first;
    return false;
}

/* No character at all, or none that Unicode knows; of Han more are registered every year. */
static bool is_unknown(uint32_t c)
{
    return c == 0xFFFD ||
           (!utf8_is_han(c) && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Cn));
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 &&
           uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

/* Does the selector pick a glyph of the character before it? */
static bool picks_glyph(uint32_t before, uint32_t selector)
{
    if (selector >= 0x180B && selector <= 0x180F)
        return before >= 0x1820 && before <= 0x18AA;
    return utf8_is_han(before);
}

/* The byte length of a character that is fine beyond doubt: printable ASCII, U+4000..9FFF. */
static size_t plain_here(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.ptr[at];

    if (c >= ' ' && c < 0x7F)
        return 1;
    return c >= 0xE4 && c <= 0xE9 ? 3 : 0;
}

struct flaw {
    uint32_t character;
    size_t place;
};

enum { MARKS_MOST = 4 }; /* combining marks on one letter; Vietnamese needs two */

/* What is read up to here: the letter before, and how many marks stand on it. */
struct reading {
    uint32_t before;
    int marks;
};

static bool is_flaw(struct reading *r, uint32_t c, bool lines)
{
    if (lines && (c == '\n' || c == '\r' || c == '\t'))
        return r->before = ' ', r->marks = 0, false;
    if (utf8_is_selector(c))
        return !picks_glyph(r->before, c);
    if (is_unseen(c) || is_unknown(c))
        return true;
    if (is_mark(c))
        return !r->before || utf8_is_han(r->before) || ++r->marks > MARKS_MOST;
    r->marks = 0;
    r->before = c;
    return false;
}

static bool find_flaw(struct str s, bool lines, struct flaw *out)
{
    struct reading r = {0};

    for (size_t at = 0, place = 1; at < s.len; place++) {
        size_t plain = plain_here(s, at);
        if (plain) {
            r = (struct reading){plain == 3 ? 0x4E00 : ' ', 0};
            at += plain;
            continue;
        }
        uint32_t c = utf8_next(s, &at);
        if (is_flaw(&r, c, lines)) {
            *out = (struct flaw){c, place};
            return true;
        }
    }
    return false;
}

bool utf8_is_plain(struct str s, bool lines)
{
    struct flaw ignored;

    return !find_flaw(s, lines, &ignored);
}

enum err utf8_check(struct str s, bool lines, struct fault *f)
{
    struct flaw flaw;

    if (!find_flaw(s, lines, &flaw))
        return ERR_OK;
    bool breaks = flaw.character == '\n' || flaw.character == '\r';
    return FAIL(f, ERR_INVALID, breaks ? "cell.line_break" : "cell.character",
                "U+%04X" SEP "%zu", (unsigned)flaw.character, flaw.place);
}

static bool has_breaks(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '\r' || s.ptr[i] == '\t')
            return true;
    return false;
}

static struct str plain_breaks(struct arena *a, struct str s)
{
    char *plain = arena_bytes(a, s.len);
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool pair = s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n';
        if (s.ptr[i] == '\t')
            plain[n++] = ' ';
        else if (!pair)
            plain[n++] = (char)(s.ptr[i] == '\r' ? '\n' : s.ptr[i]);
    }
    return (struct str){plain, n};
}

static bool is_odd_blank(uint32_t c)
{
    return c != ' ' && c != 0x3000 && utf8_is_blank(c);
}

static bool has_odd_blanks(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t plain = plain_here(s, at);
        if (plain)
            at += plain;
        else if (is_odd_blank(utf8_next(s, &at)))
            return true;
    }
    return false;
}

/* Blanks of other widths as plain ones; that of U+3000 is how short names are set. */
static struct str plain_blanks(struct arena *a, struct str s)
{
    char *plain = arena_bytes(a, s.len);
    size_t n = 0;

    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        if (is_odd_blank(utf8_next(s, &at))) {
            plain[n++] = ' ';
            continue;
        }
        memcpy(plain + n, s.ptr + from, at - from);
        n += at - from;
    }
    return (struct str){plain, n};
}

enum err utf8_take(struct arena *a, struct str s, bool lines, struct str *out,
                   struct fault *f)
{
    s = str_trim(s);
    if (!utf8_is_valid(s))
        return FAIL(f, ERR_INVALID, "cell.encoding", "%s", "");
    TRY(utf8_check(s, lines, f));
    if (lines && has_breaks(s))
        s = plain_breaks(a, s);
    if (has_odd_blanks(s))
        s = plain_blanks(a, s);
    *out = utf8_tidy(a, s);
    return ERR_OK;
}
