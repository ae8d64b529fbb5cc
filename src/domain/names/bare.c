#include "domain/names/bare.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/names/radicals.h"
#include "domain/names/same.h"
#include "domain/names/variants.h"

enum { LEAST = 2, MOST_BEHIND = 4 /* characters of a name */ };

/* ---- brackets ------------------------------------------------------------------------------ */

static bool opens(uint32_t c)
{
    return c == '(' || c == 0xFF08 || c == '[' || c == 0xFF3B || c == '<' || c == 0xFF1C ||
           c == '"' || c == 0x201C || c == '{' || c == 0xFF5B ||
           (c >= 0x3008 && c <= 0x301A && c % 2 == 0 && c != 0x3012);
}

static bool closes(uint32_t c)
{
    return c == ')' || c == 0xFF09 || c == ']' || c == 0xFF3D || c == '>' || c == 0xFF1E ||
           c == '"' || c == 0x201D || c == '}' || c == 0xFF5D ||
           (c >= 0x3009 && c <= 0x301B && c % 2 == 1 && c != 0x3013);
}

/* What stands outside of brackets, and inside: both of `a`.  One that is not closed goes to the end. */
static void take_apart(struct arena *a, struct str name, struct str *outside,
                       struct str *inside)
{
    char *out = arena_bytes(a, name.len + 1), *in = arena_bytes(a, name.len + 1);
    size_t outs = 0, ins = 0;
    bool is_in = false;

    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (is_in ? closes(c) : opens(c))
            is_in = !is_in;
        else if (is_in)
            ins += utf8_put(in + ins, c);
        else
            outs += utf8_put(out + outs, c);
    }
    *outside = (struct str){out, outs};
    *inside = (struct str){in, ins};
}

/* ---- words ----------------------------------------------------------------------------------- */

/* Forms of address, then offices and units; those with 副 are found by the word behind it. */
enum { ADDRESSES = 8 };

static const char *const WORDS[] = {
    "先生",   "女士",   "小姐",   "同志",   "老师",   "教授",   "医生", "律师", "书记",
    "县长",   "区长",   "市长",   "镇长",   "乡长",   "村长",   "主任", "主席", "局长",
    "院长",   "检察长", "部长",   "常委",   "委员",   "代表",   "组长", "队长", "科长",
    "处长",   "厂长",   "经理",   "董事长", "校长",   "所长",   "站长", "秘书", "县委",
    "县政府", "县人大", "县政协", "县纪委", "县监委", "县法院", "区委", "市委", "镇党委",
    "镇政府", "镇人大", "乡党委", "乡政府", "乡人大", "人大",   "政协", "党委", "政府",
    "法院",   "检察院", "公司",   "街道",   "社区",   "候选人", "同意", "赞成", "当选"};

static size_t start_of(struct str s, size_t from, struct str word)
{
    ptrdiff_t at = str_find(str_sub(s, from, s.len), word);

    return at < 0 ? s.len : from + (size_t)at;
}

/* Where the first word of the table begins behind the first two characters; s.len: none does. */
static size_t first_word(struct str s)
{
    size_t first = s.len, from = utf8_head(s, LEAST).len;

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        size_t at = start_of(s, from, str_of(WORDS[i]));
        first = at < first ? at : first;
    }
    return first;
}

/* Where the last word of the table ends; 0: there is none. */
static size_t last_end(struct str s)
{
    size_t last = 0;

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        struct str word = str_of(WORDS[i]);
        for (size_t at = 0; (at = start_of(s, at, word)) < s.len; at += word.len)
            last = at + word.len > last ? at + word.len : last;
    }
    return last;
}

/* A unit's name ends so: 望河镇, 教育局.  Or it has an office or a unit of the table in it, or is a form of address. */
static bool is_unit(struct str s)
{
    static const char *const ENDS[] = {"县", "局", "委", "办", "会", "部",  "院",
                                       "校", "镇", "乡", "村", "组", "处",  "室",
                                       "队", "所", "站", "厂", "科", "中心"};

    for (size_t i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++)
        if (utf8_count(s) > LEAST && str_ends(s, str_of(ENDS[i])))
            return true;
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (i < ADDRESSES ? str_eq(s, str_of(WORDS[i]))
                          : str_find(s, str_of(WORDS[i])) >= 0)
            return true;
    return false;
}

/* ---- set apart --------------------------------------------------------------------------------- */

static bool parts(uint32_t c)
{
    return utf8_is_blank(c) || c == ' ' || c == '\t' || c == ',' || c == 0xFF0C ||
           c == 0x3001 || c == ':' || c == 0xFF1A || c == ';' || c == 0xFF1B || c == '/' ||
           c == 0xFF0F;
}

/* Without a unit or an office that a blank or a comma sets apart, before or behind. */
static struct str without_units(struct str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t here = at;
        if (!parts(utf8_next(s, &at)))
            continue;
        struct str head = str_sub(s, 0, here), tail = str_sub(s, at, s.len);
        if (utf8_count(head) >= LEAST && is_unit(str_trim(tail)))
            return head;
        if (utf8_count(str_trim(tail)) >= LEAST && is_unit(head))
            return without_units(str_trim(tail));
    }
    return s;
}

/* Without 副, which is of the office behind it. */
static struct str without_vice(struct str s)
{
    struct str vice = STR("副");

    return str_ends(s, vice) && utf8_count(s) > LEAST ? str_sub(s, 0, s.len - vice.len) : s;
}

/* What a voter writes before the name that he means: 选周山, 同意周山. */
static struct str without_verbs(struct str s)
{
    static const char *const VERBS[] = {"不同意", "不赞成", "同意", "赞成", "推选",
                                        "推荐",   "提名",   "另选", "改选", "选举",
                                        "我选",   "投给",   "选",   "投"};

    for (size_t i = 0; i < sizeof(VERBS) / sizeof(VERBS[0]); i++) {
        struct str verb = str_of(VERBS[i]);
        if (str_starts(s, verb) && utf8_count(str_sub(s, verb.len, s.len)) >= LEAST)
            return str_sub(s, verb.len, s.len);
    }
    return s;
}

static struct str without_words(struct str s)
{
    s = without_verbs(s);
    size_t end = last_end(s), from = first_word(s);
    struct str behind = str_sub(s, end, s.len);
    size_t count = utf8_count(behind);

    if (end && count >= LEAST && count <= MOST_BEHIND)
        return behind;
    return from < s.len ? without_vice(str_sub(s, 0, from)) : s;
}

/* Loose, each character as the first of those that are written for it.  Words around a name are taken off before. */
static struct str in_first_shapes(struct arena *a, struct str loose)
{
    char *text = arena_bytes(a, 4 * loose.len + 1); /* the first may take more bytes */
    size_t len = 0;

    for (size_t at = 0; at < loose.len;)
        len += utf8_put(text + len, variant_first(utf8_next(loose, &at)));
    return (struct str){text, len};
}

struct str name_bare(struct arena *a, struct str name)
{
    struct str outside, inside, bare;

    take_apart(a, name, &outside, &inside);
    bare = utf8_count(name_loose(a, outside)) < LEAST
               ? name_loose(a, name)
               : without_words(name_loose(a, without_units(str_trim(outside))));
    return in_first_shapes(a, bare);
}

/* Three Chinese characters: shorter than a name with anything around it. */
enum { SHORT = 9 };

static uint32_t first_shape(uint32_t c)
{
    return variant_first(radical_as_letter(c));
}

/* So short, and Chinese characters of U+4000..9FFF alone: nothing of it is left out but 丶 and 零. */
static bool is_short(struct str s)
{
    for (size_t i = 0; s.len <= SHORT && i < s.len; i += 3)
        if ((unsigned char)s.ptr[i] < 0xE4 || (unsigned char)s.ptr[i] > 0xE9)
            return false;
    return s.len <= SHORT && str_find(s, STR("丶")) < 0 && str_find(s, STR("零")) < 0;
}

/* Letter by letter. */
static bool is_in_other_shapes(struct str a, struct str b)
{
    size_t i = 0, j = 0;

    while (i < a.len && j < b.len)
        if (first_shape(utf8_next(a, &i)) != first_shape(utf8_next(b, &j)))
            return false;
    return a.len && i == a.len && j == b.len;
}

/* The figures of a name, which number people whose names nobody knows: 甲村1号. */
static struct str figures_of(struct arena *a, struct str name)
{
    char *figures = arena_bytes(a, name.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] >= '0' && name.ptr[i] <= '9')
            figures[len++] = name.ptr[i];
    return (struct str){figures, len};
}

struct name_form name_form(struct arena *a, struct str name)
{
    struct str outside, inside;

    take_apart(a, name, &outside, &inside);
    outside = name_loose(a, outside);
    if (utf8_count(outside) < LEAST)
        outside = name_loose(a, name);
    return (struct name_form){.bare = name_bare(a, name),
                              .whole = in_first_shapes(a, outside),
                              .inside = in_first_shapes(a, name_loose(a, inside)),
                              .figures = figures_of(a, name)};
}

/* Has each its own word in brackets, or figures of its own? */
static bool are_told_apart(const struct name_form *a, const struct name_form *b)
{
    return (a->inside.len && b->inside.len && !str_eq(a->inside, b->inside)) ||
           (a->figures.len && b->figures.len && !str_eq(a->figures, b->figures));
}

static bool are_one_bare(const struct name_form *a, const struct name_form *b)
{
    return a->bare.len && str_eq(a->bare, b->bare);
}

bool name_may_be(struct str a, struct str b)
{
    if (is_short(a) && is_short(b))
        return name_is(a, b) || is_in_other_shapes(a, b);

    AUTO(arena) struct arena *arena = arena_new();
    struct name_form x = name_form(arena, a), y = name_form(arena, b);

    return are_one_bare(&x, &y) && !are_told_apart(&x, &y);
}

/* Is the name written on to, before it or behind it? */
static bool is_within(struct str name, struct str longer)
{
    return utf8_count(name) >= NAME_LEAST &&
           utf8_count(longer) >= utf8_count(name) + NAME_BESIDE_LEAST &&
           (str_starts(longer, name) || str_ends(longer, name));
}

static bool holds(const struct name_form *longer, const struct name_form *name)
{
    return is_within(name->bare, longer->bare) || is_within(name->bare, longer->whole);
}

bool name_forms_perhaps(const struct name_form *a, const struct name_form *b)
{
    return (are_one_bare(a, b) || holds(a, b) || holds(b, a)) && !are_told_apart(a, b);
}

bool name_perhaps(struct str a, struct str b)
{
    AUTO(arena) struct arena *arena = arena_new();
    struct name_form x = name_form(arena, a), y = name_form(arena, b);

    return name_forms_perhaps(&x, &y);
}
