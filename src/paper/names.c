/* Names of people as lists print them. */
#include "paper/names.h"

#include "base/utf8.h"

/* Length of the Chinese character that `text` begins with, rare ones (four bytes) too; 0: another one. */
static size_t chinese_bytes(struct str text)
{
    unsigned char first = text.len ? (unsigned char)text.ptr[0] : 0;

    return first >= 0xE3 && first <= 0xE9 ? 3 : first == 0xF0 ? 4 : 0;
}

struct str name_spread(struct arena *a, struct str name)
{
    size_t first = chinese_bytes(name), second;

    if (!first || utf8_count(name) != 2)
        return name;
    struct str given = str_sub(name, first, name.len);
    second = chinese_bytes(given);
    if (second != given.len)
        return name;
    return str_print(a, "%.*s\u3000%.*s", STR_FMT(str_sub(name, 0, first)), STR_FMT(given));
}
