/* Bytes of a text file as UTF-8. */
#include "office/text.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

/* Length of the well-formed UTF-8 character in front of `s`; 0: none. */
static size_t character(struct str s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return len <= s.len && utf8_is_valid(str_sub(s, 0, len)) ? len : 0;
}

/* Well-formed many-byte characters and the bytes that belong to none; *first is
 * where the first of those stands. */
static void weigh(struct str s, size_t *good, size_t *bad, size_t *first)
{
    *good = *bad = 0;
    for (size_t at = 0; at < s.len;) {
        size_t len = character(str_sub(s, at, 4));
        *good += len > 1;
        if (len == 0 && (*bad)++ == 0)
            *first = at;
        at += len ? len : 1;
    }
}

static int64_t line_of(struct str s, size_t at)
{
    int64_t line = 1;

    for (size_t i = 0; i < at && i < s.len; i++)
        line += s.ptr[i] == '\n';
    return line;
}

static enum err wrong_bytes(struct str bytes, size_t at, struct fault *f)
{
    return FAIL(f, ERR_INVALID, "sheet.encoding", "%lld", (long long)line_of(bytes, at));
}

static bool is_open(iconv_t cd)
{
    return cd != (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr): iconv's way to fail */
}

static void iconv_auto(iconv_t *cd)
{
    if (is_open(*cd))
        (void)iconv_close(*cd);
}

static enum err convert(struct str bytes, const char *charset, struct buf *room,
                        struct fault *f)
{
    __attribute__((cleanup(iconv_auto))) iconv_t cd = iconv_open("UTF-8", charset);
    char block[8192], *in;
    size_t left = bytes.len;

    memcpy(&in, &bytes.ptr,
           sizeof(in)); /* not const, though iconv() does not write to it */
    if (!is_open(cd))
        return wrong_bytes(bytes, 0, f);
    while (left > 0) {
        char *out = block;
        size_t free = sizeof(block);
        size_t rc = iconv(cd, &in, &left, &out, &free);
        buf_add(room, block, sizeof(block) - free);
        if (rc == (size_t)-1 && errno != E2BIG)
            return wrong_bytes(bytes, bytes.len - left, f);
    }
    if (buf_is_full(room))
        return FAIL(f, ERR_TOO_BIG, "sheet.bomb", "%zu", room->limit >> 20);
    return ERR_OK;
}

enum err text_decode(struct str bytes, struct buf *room, struct str *out, struct fault *f)
{
    size_t good, bad, first = 0;

    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
        TRY(convert(bytes, "UTF-16", room, f));
        *out = buf_view(room);
        return ERR_OK;
    }
    bool has_mark = str_starts(bytes, STR("\xEF\xBB\xBF"));
    struct str text = has_mark ? str_sub(bytes, 3, bytes.len) : bytes;
    if (utf8_is_valid(text)) {
        *out = text;
        return ERR_OK;
    }
    /* GB18030 hardly ever forms a UTF-8 character; text with many of them is UTF-8
     * with a fault, and reading it as GB18030 would hide that behind nonsense. */
    weigh(text, &good, &bad, &first);
    if (has_mark || good > 4 * bad)
        return wrong_bytes(text, first, f);
    TRY(convert(text, "GB18030", room, f));
    *out = buf_view(room);
    return ERR_OK;
}
