/* What stands in a paragraph of a template: its texts, and the blanks in them. */
#include "base/utf8.h"
#include "paper/fill.h"

/* Characters of the text around an unknown blank; the most bytes they take. */
static const size_t AROUND = 12, AROUND_BYTES = 36;

/* The texts of a paragraph but for those of paragraphs inside it (text boxes). */
static void gather(struct fill *w, const struct node *n, struct paragraph *p,
                   struct buf *text)
{
    for (const struct node *c = n->first; c; c = c->next) {
        if (node_is(c, "p") || node_is(c, "del"))
            continue;
        if (node_is(c, "t")) {
            *ARENA_PUSH(w->arena, p->pieces, p->piece_count, p->piece_room) =
                (struct piece){.t = c, .from = text->len};
            buf_str(text, c->text);
        } else {
            gather(w, c, p, text);
        }
    }
}

static struct str around(struct str text, size_t from, size_t end)
{
    size_t start = from > AROUND_BYTES ? from - AROUND_BYTES : 0;

    while (start > 0 && ((unsigned char)text.ptr[start] & 0xC0) == 0x80)
        start--;
    struct str behind = str_sub(text, end, text.len);
    size_t tail = utf8_head(behind, AROUND).len;
    return str_sub(text, start, end - start + tail);
}

static enum err unknown(struct fill *w, struct str text, size_t from, size_t end)
{
    struct str name = str_sub(text, from + 2, end - from - 4);
    struct str place = around(text, from, end);
    struct str nearest = blank_nearest(w->arena, w->blanks, name);

    return FAIL(w->fault, ERR_INVALID, "form.blank", "%.*s" SEP "%.*s" SEP "%.*s",
                STR_FMT(name), STR_FMT(place), STR_FMT(nearest));
}

bool fill_is_condition(const struct blank *b)
{
    return b->kind == BLANK_IF || b->kind == BLANK_IF_NOT;
}

/* A condition elsewhere than at the head of its paragraph would be lost without a word. */
static enum err check_place(struct fill *w, const struct paragraph *p,
                            const struct found *found)
{
    struct str before = str_trim(str_sub(p->text, 0, found->from));
    struct str name = str_sub(p->text, found->from + 2, found->end - found->from - 4);

    if (!fill_is_condition(&found->blank) || (str_is_empty(before) && p->found_count == 0))
        return ERR_OK;
    return FAIL(w->fault, ERR_INVALID, "form.condition", "%.*s", STR_FMT(name));
}

static enum err find_blanks(struct fill *w, struct paragraph *p)
{
    size_t at = 0;

    for (;;) {
        ptrdiff_t open = str_find(str_sub(p->text, at, p->text.len), STR("{{"));
        if (open < 0)
            return ERR_OK;
        struct found found = {.from = at + (size_t)open};
        struct str behind = str_sub(p->text, found.from + 2, p->text.len);
        ptrdiff_t close = str_find(behind, STR("}}"));
        if (close < 0) {
            struct str rest = utf8_head(behind, 2 * AROUND);
            return FAIL(w->fault, ERR_INVALID, "form.open", "%.*s", STR_FMT(rest));
        }
        found.end = found.from + (size_t)close + 4;
        struct str name = str_sub(behind, 0, (size_t)close);
        if (!blank_find(w->blanks, name, &found.blank))
            return unknown(w, p->text, found.from, found.end);
        TRY(check_place(w, p, &found));
        *ARENA_PUSH(w->arena, p->found, p->found_count, p->found_room) = found;
        at = found.end;
    }
}

const struct found *fill_only_blank(const struct paragraph *p)
{
    size_t len = 0;

    for (size_t i = 0; i < p->found_count; i++) {
        len += p->found[i].end - p->found[i].from;
        if (i + 1 < p->found_count && !fill_is_condition(&p->found[i].blank))
            return NULL;
    }
    bool is_alone = p->found_count > 0 && str_trim(p->text).len == len;
    return is_alone ? p->found + p->found_count - 1 : NULL;
}

enum err fill_read(struct fill *w, const struct node *n, struct paragraph *p)
{
    AUTO(buf) struct buf text = BUF(FORM_XML_MAX);

    *p = (struct paragraph){0};
    gather(w, n, p, &text);
    p->text = str_copy(w->arena, buf_view(&text));
    TRY(find_blanks(w, p));
    p->is_cell = node_is(n->parent, "tc") && fill_only_blank(p);
    return ERR_OK;
}
