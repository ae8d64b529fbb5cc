/* The shared strings of a workbook, and text as XLSX writes it. */
#include "office/xlsx.h"

void rich_start(struct rich *r, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        r->phonetic++;
    else if (strcmp(name, "t") == 0)
        r->is_open = r->phonetic == 0;
}

void rich_end(struct rich *r, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        r->phonetic--;
    else if (strcmp(name, "t") == 0)
        r->is_open = false;
}

void rich_text(struct rich *r, struct str text)
{
    if (r->is_open)
        buf_str(r->text, text);
}

/* ---- _xHHHH_ --------------------------------------------------------------------- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of an escape at `s`, or -1. */
static int escape_at(const char *s, size_t len)
{
    int unit = 0;

    if (len < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (hex(s[i]) < 0)
            return -1;
        unit = unit * 16 + hex(s[i]);
    }
    return unit >= 0xD800 && unit < 0xE000 ? -1
                                           : unit; /* half a character stays as it is */
}

static char *put_character(char *to, int unit)
{
    if (unit < 0x80) {
        *to++ = (char)unit;
        return to;
    }
    if (unit < 0x800) {
        *to++ = (char)(0xC0 | unit >> 6);
    } else {
        *to++ = (char)(0xE0 | unit >> 12);
        *to++ = (char)(0x80 | (unit >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (unit & 0x3F));
    return to;
}

struct str xlsx_unescape(char *text, size_t len)
{
    const char *from = len ? memchr(text, '_', len) : NULL, *end = text + len;
    char *to;

    if (!from)
        return (struct str){text, len};
    for (to = text + (from - text); from < end;) {
        int unit = escape_at(from, (size_t)(end - from));
        if (unit >= 0)
            to = put_character(to, unit);
        else
            *to++ = *from;
        from += unit >= 0 ? 7 : 1;
    }
    return (struct str){text, (size_t)(to - text)};
}

/* ---- sharedStrings.xml ----------------------------------------------------------- */

struct strings {
    struct book *book;
    struct arena *arena;
    struct buf text;
    struct rich rich;
    size_t room;
    int64_t bytes; /* with the bookkeeping of each string: many empty ones cost too */
};

static void on_string_start(struct xml *x, const char *name, const char *const *attributes)
{
    struct strings *s = x->self;

    (void)attributes;
    if (strcmp(name, "si") == 0)
        buf_clear(&s->text);
    rich_start(&s->rich, name);
}

static void on_string_end(struct xml *x, const char *name)
{
    struct strings *s = x->self;

    rich_end(&s->rich, name);
    if (strcmp(name, "si") != 0)
        return;
    s->bytes += (int64_t)(s->text.len + sizeof(struct str));
    if (s->bytes > SHEET_STRINGS_MAX || buf_is_full(&s->text)) {
        xml_stop(x,
                 FAIL(x->fault, ERR_TOO_BIG, "sheet.bomb", "%d", SHEET_STRINGS_MAX >> 20));
        return;
    }
    char *copy = arena_bytes(s->arena, s->text.len);
    if (s->text.len)
        memcpy(copy, s->text.ptr, s->text.len);
    *ARENA_PUSH(s->arena, s->book->strings, s->book->string_count, s->room) =
        xlsx_unescape(copy, s->text.len);
}

static void on_string_text(struct xml *x, struct str text)
{
    struct strings *s = x->self;

    rich_text(&s->rich, text);
}

static enum err read_strings(struct strings *s, struct fault *f)
{
    AUTO(xml)
    struct xml x = {
        .self = s,
        .start = on_string_start,
        .end = on_string_end,
        .text = on_string_text,
    };

    TRY(xml_open(&x, &s->book->pack, s->book->strings_part, f));
    return xml_run(&x, f);
}

enum err book_read_strings(struct book *b, struct arena *a, struct fault *f)
{
    struct strings s = {.book = b, .arena = a, .text = BUF(SHEET_STRINGS_MAX)};

    if (str_is_empty(b->strings_part) || pack_find(&b->pack, b->strings_part) < 0)
        return ERR_OK;
    s.rich.text = &s.text;
    enum err err = read_strings(&s, f);
    buf_done(&s.text);
    return err;
}
