/* Text and references as a workbook holds them. */
#include "office/sheet_writer.h"

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Might a reader take what stands here for one of our own escapes?  Without its last
 * underscore: that may be the first of the escape behind it. */
static bool looks_escaped(struct str s, size_t at)
{
    return s.len - at >= 6 && s.ptr[at + 1] == 'x' && is_hex(s.ptr[at + 2]) &&
           is_hex(s.ptr[at + 3]) && is_hex(s.ptr[at + 4]) && is_hex(s.ptr[at + 5]);
}

static void put_control(struct buf *b, unsigned char c, bool as_element)
{
    if (c == '\n' || c == '\t')
        buf_print(b, as_element ? "%c" : "&#%d;", c);
    else if (as_element)
        buf_print(b, "_x%04X_", (unsigned)c);
}

/* U+FFFE and U+FFFF are characters, but not of XML. */
static bool is_noncharacter(struct str s, size_t at)
{
    return s.len - at >= 3 && (unsigned char)s.ptr[at + 1] == 0xBF &&
           (unsigned char)s.ptr[at + 2] >= 0xBE;
}

/* What stands at `at` in another form; its length in bytes, 0 when it may stay. */
static size_t put_special(struct buf *b, struct str s, size_t at, bool as_element)
{
    unsigned char c = (unsigned char)s.ptr[at];

    switch (c) {
    case '&':
        buf_text(b, "&amp;");
        return 1;
    case '<':
        buf_text(b, "&lt;");
        return 1;
    case '>':
        buf_text(b, "&gt;");
        return 1;
    case '"':
        buf_text(b, "&quot;");
        return 1;
    case '_':
        if (!as_element || !looks_escaped(s, at))
            return 0;
        buf_text(b, "_x005F_");
        return 1;
    case 0xEF:
        if (!is_noncharacter(s, at))
            return 0;
        if (as_element)
            buf_print(b, "_xFFF%c_", (unsigned char)s.ptr[at + 2] == 0xBE ? 'E' : 'F');
        return 3;
    default:
        if (c >= ' ')
            return 0;
        put_control(b, c, as_element);
        return 1;
    }
}

void xlsx_put_text(struct buf *b, struct str s, bool as_element)
{
    size_t from = 0;

    for (size_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.ptr[at];
        bool plain = (c > '>' && c != '_' && c != 0xEF) || (c > '&' && c < '<') || c == ' ';
        if (plain) {
            at++;
            continue;
        }
        buf_str(b, str_sub(s, from, at - from));
        size_t len = put_special(b, s, at, as_element);
        from = at + len;
        at += len ? len : 1;
    }
    buf_str(b, str_sub(s, from, s.len));
}

void xlsx_put_reference(struct buf *b, size_t column, int64_t row)
{
    char letters[8];
    size_t at = sizeof(letters);

    for (column++; column > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    buf_add(b, letters + at, sizeof(letters) - at);
    buf_i64(b, row);
}
