/* Where a reader of ELECTION.json is, and how it refuses. */
#include "domain/poll/election_reading.h"

#include "base/buf.h"
#include "base/jsonw.h"
#include "base/utf8.h"

enum { SHOWN = 60 /* characters of a value */ };

static bool has_member(const struct json *o, struct str key)
{
    for (size_t i = 0; o && i < o->count; i++)
        if (str_eq(o->items[i].key, key))
            return true;
    return false;
}

/* What one question has and another has not. */
static bool is_of_question(struct str key)
{
    static const char *const KEYS[] = {"office", "seats", "candidates"};

    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
        if (str_eq(key, str_of(KEYS[i])))
            return true;
    return false;
}

struct str place_of(const struct reading *r, const char *key)
{
    struct str rest = str_of(key), first = rest;

    (void)str_cut(&rest, '.', &first);
    if (!r->own || (!has_member(r->own, first) && !is_of_question(first)))
        return str_of(key);
    return str_print(r->arena, "questions[%zu].%s", r->number, key);
}

struct str place_item(const struct reading *r, const char *key, size_t item)
{
    struct str list = place_of(r, key);

    return str_print(r->arena, "%.*s[%zu]", STR_FMT(list), item);
}

struct str value_shown(const struct reading *r, const struct json *v)
{
    AUTO(buf) struct buf text = BUF_SHOWN(4 * SHOWN + 8);
    struct jsonw w = {.out = &text};

    if (!v)
        return STR("—");
    jsonw_value(&w, v);
    struct str all = buf_view(&text), head = utf8_head(all, SHOWN);
    return str_print(r->arena, "%.*s%s", STR_FMT(head), head.len < all.len ? "…" : "");
}

enum err wrong_number(const struct reading *r, struct str place, const struct json *v,
                      int64_t least, int64_t most)
{
    struct str read = value_shown(r, v);

    return FAIL(r->fault, ERR_INVALID, v ? "election.integer" : "election.missing_integer",
                "%.*s" SEP "%lld" SEP "%lld" SEP "%.*s", STR_FMT(place), (long long)least,
                (long long)most, STR_FMT(read));
}

enum err wrong_list(const struct reading *r, struct str place, const struct json *v,
                    int64_t least, int64_t most)
{
    bool is_list = v && v->kind == JSON_KIND_LIST;
    struct str read = is_list ? str_print(r->arena, "%zu", v->count) : value_shown(r, v);

    return FAIL(r->fault, ERR_INVALID,
                is_list ? "election.items"
                : v     ? "election.list"
                        : "election.missing_list",
                "%.*s" SEP "%lld" SEP "%lld" SEP "%.*s", STR_FMT(place), (long long)least,
                (long long)most, STR_FMT(read));
}

enum err wrong_word(const struct reading *r, struct str place, const struct json *v,
                    struct str words)
{
    struct str read = value_shown(r, v);

    return FAIL(r->fault, ERR_INVALID, v ? "election.word" : "election.missing_word",
                "%.*s" SEP "%.*s" SEP "%.*s", STR_FMT(place), STR_FMT(words),
                STR_FMT(read));
}

enum err wrong_value(const struct reading *r, const char *code, struct str place,
                     struct str value)
{
    return FAIL(r->fault, ERR_INVALID, code, "%.*s" SEP "%.*s", STR_FMT(place),
                STR_FMT(utf8_head(value, SHOWN + 1)));
}

enum err wrong_key(const struct reading *r, struct str place, const char *const *known)
{
    struct str all = STR("");

    for (size_t i = 0; known[i]; i++)
        all = str_print(r->arena, "%.*s%s%s", STR_FMT(all), i ? ", " : "", known[i]);
    return FAIL(r->fault, ERR_INVALID, "election.unknown_key", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(place, SHOWN)), STR_FMT(all));
}
