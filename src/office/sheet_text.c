/* What reading and writing share: names of columns, text that is UTF-8. */
#include "base/utf8.h"
#include "office/sheet_writer.h"

struct str sheet_column(struct arena *a, size_t index)
{
    char letters[16];
    size_t at = sizeof(letters);

    for (index++; index > 0; index = (index - 1) / 26)
        letters[--at] = (char)('A' + (index - 1) % 26);
    return str_copy(a, (struct str){letters + at, sizeof(letters) - at});
}

struct str sheet_clean(struct arena *a, struct str s)
{
    if (utf8_is_valid(s))
        return s;

    static const char REPLACEMENT[] = {'\xEF', '\xBF', '\xBD'}; /* U+FFFD */
    char *clean = arena_bytes(a, 3 * s.len), *to = clean;
    for (size_t at = 0; at < s.len;) {
        size_t len = 1;
        while (len < 4 && at + len < s.len &&
               ((unsigned char)s.ptr[at + len] & 0xC0) == 0x80)
            len++;
        if (utf8_is_valid(str_sub(s, at, len))) {
            memcpy(to, s.ptr + at, len);
            to += len;
        } else {
            memcpy(to, REPLACEMENT, sizeof(REPLACEMENT));
            to += sizeof(REPLACEMENT);
        }
        at += len;
    }
    return (struct str){clean, (size_t)(to - clean)};
}
