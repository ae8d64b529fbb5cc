#include "domain/names/same.h"

#include "base/utf8.h"
#include "domain/names/radicals.h"

enum { DOT = 0xB7, END = 0 };

/* A name read letter by letter, as it is compared. */
struct letters {
    struct str name;
    size_t at;
    uint32_t before; /* the last letter given; 0: none yet */
};

/* The dots that stand in the middle of a line, whatever script they were made for (Unicode 15); and the full-width
 * full stop, which GB 2312 keyboards give for one. */
static bool is_dot(uint32_t c)
{
    static const uint16_t DOTS[] = {DOT,    0x0387, 0x1427, 0x16EB, 0x2022, 0x2024,
                                    0x2027, 0x2219, 0x22C5, 0x25CF, 0x25E6, 0x2E31,
                                    0x2E33, 0x30FB, 0xA78F, 0xFF0E, 0xFF65};

    for (size_t i = 0; i < sizeof(DOTS) / sizeof(DOTS[0]); i++)
        if (c == DOTS[i])
            return true;
    return false;
}

/* The next letter behind blanks and selectors; *blank: there was a blank before it. */
static uint32_t next_seen(struct letters *l, bool *blank)
{
    *blank = false;
    while (l->at < l->name.len) {
        uint32_t c = utf8_next(l->name, &l->at);
        if (utf8_is_blank(c) || c == '\t')
            *blank = true;
        else if (!utf8_is_selector(c))
            return is_dot(c) ? DOT : c;
    }
    return END;
}

static bool needs_blank(uint32_t before, uint32_t after)
{
    bool outside = before == END || after == END;

    return !outside && before != DOT && after != DOT &&
           !(utf8_is_han(before) && utf8_is_han(after));
}

static uint32_t next_letter(struct letters *l)
{
    size_t here = l->at;
    bool blank;
    uint32_t c = next_seen(l, &blank);

    if (blank && l->before != ' ' && needs_blank(l->before, c)) {
        l->at = here; /* the letter itself comes next */
        c = ' ';
    }
    return l->before = c;
}

/* Chinese characters of U+4000..9FFF alone, three bytes each: nothing to leave out. */
static bool is_all_han(struct str s)
{
    for (size_t i = 0; i < s.len; i += 3)
        if ((unsigned char)s.ptr[i] < 0xE4 || (unsigned char)s.ptr[i] > 0xE9)
            return false;
    return true;
}

bool name_is(struct str a, struct str b)
{
    struct letters x = {a, 0, END}, y = {b, 0, END};
    uint32_t c = next_letter(&x);

    if (c == END)
        return false;
    while (c == next_letter(&y)) {
        if (c == END)
            return true;
        c = next_letter(&x);
    }
    return false;
}

struct str name_plain(struct arena *a, struct str name)
{
    if (is_all_han(name))
        return name;

    name = utf8_tidy(a, name);
    char *plain = arena_bytes(a, name.len + 1);
    struct letters l = {name, 0, END};
    size_t len = 0;

    for (uint32_t c; (c = next_letter(&l)) != END;)
        len += utf8_put(plain + len, c);
    return (struct str){plain, len};
}

bool name_is_mark(struct str name)
{
    bool is_mark = false;

    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (utf8_is_letter(c))
            return false;
        is_mark = is_mark || !(utf8_is_blank(c) || c == '\t');
    }
    return is_mark;
}

bool name_is_blank(struct str name)
{
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (!utf8_is_blank(c) && c != '\t')
            return false;
    }
    return true;
}

/* Private use: a sign that only the writer's font shows. */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static bool is_between(uint32_t c)
{
    return is_private(c) || is_dot(c) || utf8_is_blank(c) || c == ' ' || c == '\t' ||
           c == '.' || c == '-' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2013 ||
           c == 0x2014;
}

struct str name_loose(struct arena *a, struct str name)
{
    struct letters l = {name_plain(a, name), 0, END};
    char *loose = arena_bytes(a, l.name.len + 1);
    size_t len = 0;

    while (l.at < l.name.len) {
        uint32_t c = utf8_next(l.name, &l.at);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFF01 - '!';
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (!is_between(c))
            len += utf8_put(loose + len, radical_as_letter(c));
    }
    return (struct str){loose, len};
}
