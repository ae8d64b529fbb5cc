#include "domain/names/series.h"

#include "base/arena.h"
#include "domain/names/same.h"

#include <string.h>

bool series_has(const struct name_series *all, struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (name_is(all->items[i], name))
            return true;
    return false;
}

struct name_series names_of_series(struct arena *a, struct str text)
{
    static const char *const MARKS[] = {"、", "，", "；", ";", " ", "　"};
    struct str rest = text, name;
    struct name_series all = {0};
    size_t room = 0;

    for (size_t m = 0; m < sizeof(MARKS) / sizeof(MARKS[0]); m++)
        for (ptrdiff_t at; (at = str_find(rest, str_of(MARKS[m]))) >= 0;) {
            struct str head = str_sub(rest, 0, (size_t)at);
            struct str tail = str_sub(rest, (size_t)at + strlen(MARKS[m]), rest.len);
            rest = str_print(a, "%.*s,%.*s", STR_FMT(head), STR_FMT(tail));
        }
    while (str_cut(&rest, ',', &name))
        if (name.len && !series_has(&all, name))
            *ARENA_PUSH(a, all.items, all.count, room) = name;
    return all;
}
