/* Names in stroke order. */
#include "domain/names/names.h"

#include "base/utf8.h"
#include "domain/names/strokes.h"

/* Behind all places of the table; the code point follows. */
enum { PLACE_GAP = 1, PLACE_KNOWN = 2, PLACE_UNKNOWN = 1 << 16 };

static bool is_silent(uint32_t c)
{
    return c <= ' ' || c == 0x3000 || c == 0xA0 || c == 0xB7 || c == 0x2022 ||
           c == 0x2027 || c == 0x30FB || c == 0xFF65;
}

static bool is_bracket(uint32_t c)
{
    return c == '(' || c == 0xFF08 || c == '[' || c == 0x3010;
}

static uint32_t place_of(uint32_t c)
{
    const struct stroke *s = stroke_find(c);

    return s ? (uint32_t)PLACE_KNOWN + s->place : (uint32_t)PLACE_UNKNOWN + c;
}

struct name_key name_key(struct arena *a, struct str name, enum names_order order)
{
    uint32_t places[NAME_CHARACTERS_MAX + 2];
    size_t count = 0;

    for (size_t at = 0; at < name.len && count < NAME_CHARACTERS_MAX;) {
        uint32_t c = utf8_next(name, &at);
        if (is_bracket(c) && count > 0)
            break;
        if (!is_silent(c))
            places[count++] = place_of(c);
    }
    if (order == NAMES_SURNAME && count == 2) { /* 田富 is 田, nothing, 富 */
        places[2] = places[1];
        places[1] = PLACE_GAP;
        count = 3;
    }
    struct name_key key = {.name = name, .places = ARENA_ARRAY(a, uint32_t, count + 1)};
    memcpy(key.places, places, count * sizeof(*places));
    return key;
}

int name_compare(const struct name_key *x, const struct name_key *y)
{
    const uint32_t *p = x->places, *q = y->places;

    while (*p && *p == *q)
        p++, q++;
    if (*p != *q)
        return *p < *q ? -1 : 1;
    return str_cmp(x->name, y->name);
}

/* From `from` to `to`, runs of `width` merged in pairs: stable. */
static void merge_runs(const struct name_key *from, struct name_key *to, size_t count,
                       size_t width)
{
    for (size_t start = 0; start < count; start += 2 * width) {
        size_t middle = start + width < count ? start + width : count;
        size_t end = start + 2 * width < count ? start + 2 * width : count;
        size_t left = start, right = middle;

        for (size_t i = start; i < end; i++) {
            bool take_left = left < middle &&
                             (right == end || name_compare(&from[left], &from[right]) <= 0);
            to[i] = take_left ? from[left++] : from[right++];
        }
    }
}

void names_sort(struct str *names, size_t count, enum names_order order, size_t *from)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct name_key *keys = ARENA_ARRAY(scratch, struct name_key, count);
    struct name_key *other = ARENA_ARRAY(scratch, struct name_key, count);

    for (size_t i = 0; i < count; i++) {
        keys[i] = name_key(scratch, names[i], order);
        keys[i].index = i;
    }
    for (size_t width = 1; width < count; width *= 2) {
        merge_runs(keys, other, count, width);
        struct name_key *swap = keys;
        keys = other;
        other = swap;
    }
    for (size_t i = 0; i < count; i++) {
        names[i] = keys[i].name;
        if (from)
            from[i] = keys[i].index;
    }
}

void name_unknown(struct str name, struct buf *out)
{
    for (size_t at = 0; at < name.len;) {
        size_t start = at;
        uint32_t c = utf8_next(name, &at);
        if (is_bracket(c) && start > 0)
            break;
        if (!is_silent(c) && !stroke_find(c))
            buf_str(out, str_sub(name, start, at - start));
    }
}

static void report_unknown(struct str name, struct buf *unknown)
{
    AUTO(buf) struct buf characters = BUF(BUF_MESSAGE);

    name_unknown(name, &characters);
    if (characters.len == 0)
        return;
    buf_str(unknown, name);
    buf_char(unknown, '\t');
    buf_str(unknown, buf_view(&characters));
    buf_char(unknown, '\n');
}

enum err names_sort_lines(struct str text, enum names_order order, struct arena *a,
                          struct buf *out, struct buf *unknown, struct fault *f)
{
    struct str *names = NULL, line;
    size_t count = 0, room = 0;
    int64_t number = 0;

    text = utf8_unmark(text);
    while (str_cut(&text, '\n', &line)) {
        number++;
        if (!utf8_is_valid(line))
            return FAIL(f, ERR_INVALID, "names.encoding", "%lld", (long long)number);
        line = str_trim(line);
        if (str_is_empty(line))
            continue;
        if (count == NAMES_MAX)
            return FAIL(f, ERR_TOO_BIG, "names.too_many", "%d", NAMES_MAX);
        *ARENA_PUSH(a, names, count, room) = line;
    }
    names_sort(names, count, order, NULL);
    for (size_t i = 0; i < count; i++) {
        buf_str(out, names[i]);
        buf_char(out, '\n');
        if (unknown)
            report_unknown(names[i], unknown);
    }
    return buf_is_full(out) ? FAIL(f, ERR_TOO_BIG, "names.too_many", "%d", NAMES_MAX)
                            : ERR_OK;
}

bool names_order_read(struct str text, enum names_order *out)
{
    if (str_eq(text, STR("surname")))
        *out = NAMES_SURNAME;
    else if (str_eq(text, STR("fullname")))
        *out = NAMES_FULLNAME;
    else
        return false;
    return true;
}
