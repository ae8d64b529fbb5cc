#include "domain/congress/laid.h"

#include "base/arena.h"
#include "domain/names/same.h"

#define COLON "："
#define COMMA "、"

struct str laid_line(struct arena *a, struct str election, const struct str *names,
                     size_t count)
{
    struct str line = str_print(a, "%.*s" COLON, STR_FMT(election));

    for (size_t i = 0; i < count; i++)
        line = str_print(a, "%.*s%s%.*s", STR_FMT(line), i ? COMMA : "", STR_FMT(names[i]));
    return line;
}

/* What stands behind the title; empty: it is another election's line. */
static struct str names_of(struct str line, struct str election)
{
    struct str rest = str_sub(line, election.len, line.len);

    return str_starts(line, election) && str_starts(rest, STR(COLON))
               ? str_sub(rest, STR(COLON).len, rest.len)
               : (struct str){0};
}

struct str laid_of(struct arena *a, struct str list, struct str election)
{
    struct str all = {0}, line;

    while (list.len) {
        (void)str_cut(&list, '\n', &line);
        if (names_of(line, election).len)
            all = str_print(a, "%.*s%s%.*s", STR_FMT(all), all.len ? "\n" : "",
                            STR_FMT(line));
    }
    return all;
}

/* The next name of a line. */
static struct str cut_name(struct str *rest)
{
    ptrdiff_t at = str_find(*rest, STR(COMMA));
    size_t end = at < 0 ? rest->len : (size_t)at;
    struct str name = str_sub(*rest, 0, end);

    *rest = at < 0 ? (struct str){0} : str_sub(*rest, end + STR(COMMA).len, rest->len);
    return name;
}

static bool has_name(struct str names, struct str name)
{
    while (names.len)
        if (name_is(cut_name(&names), name))
            return true;
    return false;
}

struct name_series laid_names(struct arena *a, struct str list, struct str election)
{
    struct name_series all = {ARENA_ARRAY(a, struct str, list.len / STR(COMMA).len + 1), 0};
    struct str line;

    while (list.len) {
        (void)str_cut(&list, '\n', &line);
        for (struct str names = names_of(line, election); names.len;) {
            struct str name = cut_name(&names);
            if (name.len && !series_has(&all, name))
                all.items[all.count++] = name;
        }
    }
    return all;
}

bool laid_has(struct str list, struct str election, struct str name)
{
    struct str line;

    while (list.len) {
        (void)str_cut(&list, '\n', &line);
        if (has_name(names_of(line, election), name))
            return true;
    }
    return false;
}
