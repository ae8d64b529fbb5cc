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

bool name_is_answer(struct str name)
{
    static const char *const WORDS[] = {"赞成",     "同意",   "反对", "不赞成", "不同意",
                                        "弃权",     "同上",   "无",   "没有",   "空白",
                                        "另选他人", "候选人", "棄權", "贊成",   "反對"};

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (name_is(name, str_of(WORDS[i])))
            return true;
    return false;
}

/* Private use: a sign that only the writer's font shows. */
static bool is_private(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

/* Letters by their category alone: the dot 丶, the long stroke of Japanese, Korean and modifier letters that look
 * like a dot or a tick; and 零, which is written 〇, which is written ○. */
static bool looks_like_sign(uint32_t c)
{
    return c == 0x4E36 || c == 0x96F6 || c == 0x30FC || c == 0xFF70 || c == 0x318D ||
           c == 0x119E || (c >= 0x2B0 && c <= 0x2FF) || (c >= 0xA700 && c <= 0xA721);
}

enum { DASH = 0x4E00 /* 一, as a hand writes a dash */, PART_LEAST = 2, WHOLE_LEAST = 5 };

/* Without 一 between two parts of a long name, which may be the stroke of a transliterated one. */
static size_t drop_dashes(char *text, size_t bytes)
{
    struct str loose = {text, bytes};
    size_t count = utf8_count(loose), nth = 0, len = 0;

    for (size_t at = 0; at < loose.len; nth++) {
        uint32_t c = utf8_next(loose, &at);
        bool is_inside = nth >= PART_LEAST && nth + PART_LEAST < count;
        if (c != DASH || !is_inside || count < WHOLE_LEAST)
            len += utf8_put(text + len, c);
    }
    return len;
}

/* Full width as plain, capitals as small. */
static uint32_t folded(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - '!';
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

struct str name_loose(struct arena *a, struct str name)
{
    struct letters l = {name_plain(a, name), 0, END};
    char *loose = arena_bytes(a, l.name.len + 1);
    size_t len = 0;

    while (l.at < l.name.len) {
        uint32_t c = radical_as_letter(folded(utf8_next(l.name, &l.at)));
        if (utf8_is_letter(c) && !is_private(c) && !looks_like_sign(c))
            len += utf8_put(loose + len, c);
    }
    return (struct str){loose, drop_dashes(loose, len)};
}
