/* Names of people as lists print them. */
#include "paper/names.h"

#include "base/utf8.h"

static const size_t CHINESE_BYTES = 3;

struct str name_spread(struct arena *a, struct str name)
{
    if (name.len != 2 * CHINESE_BYTES || utf8_count(name) != 2)
        return name;
    struct str family = str_sub(name, 0, CHINESE_BYTES);
    struct str given = str_sub(name, CHINESE_BYTES, CHINESE_BYTES);
    return str_print(a, "%.*s\u3000%.*s", STR_FMT(family), STR_FMT(given));
}
