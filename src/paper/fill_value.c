/* What is put in the place of a blank. */
#include "paper/fill.h"
#include "paper/names.h"

static const struct str FILL_IN = STR_INIT("＿＿＿＿");

/* The item that a blank of the list being repeated speaks of; NULL behind the last. */
static const struct json *item_of(const struct fill *w, const struct blank *b)
{
    size_t at = w->at + b->offset;

    return w->items && at < w->items->count ? &w->items->items[at] : NULL;
}

static const struct json *find_value(const struct fill *w, const struct blank *b)
{
    const struct json *object = str_is_empty(b->list) ? w->values : item_of(w, b);

    return json_find(object, str_c(w->arena, b->field));
}

const struct json *fill_list(const struct fill *w, struct str list)
{
    const struct json *items = json_find(w->values, str_c(w->arena, list));

    return items && items->kind == JSON_KIND_LIST ? items : NULL;
}

static bool is_there(const struct json *v)
{
    if (!v)
        return false;
    switch (v->kind) {
    case JSON_KIND_TEXT:
        return !str_is_empty(str_trim(v->text)) && !str_eq(v->text, STR("0"));
    case JSON_KIND_NUMBER:
        return v->number != 0;
    case JSON_KIND_LIST:
        return v->count > 0;
    default:
        return v->kind == JSON_KIND_TRUE;
    }
}

bool fill_holds(const struct fill *w, const struct paragraph *p)
{
    const struct found *first = p->found;

    if (p->found_count == 0 || !fill_is_condition(&first->blank))
        return true;
    bool there = is_there(find_value(w, &first->blank));
    return there == (first->blank.kind == BLANK_IF);
}

/* What is left to be filled in by hand. */
static struct str open_blank(const struct fill *w, const struct paragraph *p,
                             const struct blank *b)
{
    if ((b->list.len && b->kind != BLANK_JOIN) || p->is_cell)
        return (struct str){0};
    return w->is_spoken
               ? str_print(w->arena, "%.*s〔%.*s〕", STR_FMT(FILL_IN), STR_FMT(b->label))
               : str_print(w->arena, "%.*s%c〔%.*s〕%c", STR_FMT(FILL_IN), SMALL_FROM,
                           STR_FMT(b->label), SMALL_TO);
}

static enum err value_text(struct fill *w, const struct paragraph *p, const struct blank *b,
                           const struct json *v, struct str *out)
{
    if (v && v->kind == JSON_KIND_TEXT)
        *out = v->text;
    else if (v && v->kind == JSON_KIND_NUMBER)
        *out = str_print(w->arena, "%lld", (long long)v->number);
    else if (!v)
        *out = open_blank(w, p, b);
    else
        return FAIL(w->fault, ERR_INVALID, "form.value", "%.*s%s%.*s", STR_FMT(b->list),
                    b->list.len ? "." : "", STR_FMT(b->field));
    return ERR_OK;
}

static enum err join(struct fill *w, const struct paragraph *p, const struct blank *b,
                     struct str *out)
{
    const struct json *items = fill_list(w, b->list);
    AUTO(buf) struct buf all = BUF(FORM_XML_MAX);
    struct str text;

    for (size_t i = 0; items && i < items->count; i++) {
        const struct json *v = json_find(&items->items[i], str_c(w->arena, b->field));
        if (!v) /* nothing of this item */
            continue;
        TRY(value_text(w, p, b, v, &text));
        if (all.len > 0 && !str_is_empty(text))
            buf_str(&all, b->separator);
        buf_str(&all, text);
    }
    *out = all.len ? str_copy(w->arena, buf_view(&all)) : open_blank(w, p, b);
    return ERR_OK;
}

enum err fill_blank(struct fill *w, const struct paragraph *p, const struct blank *b,
                    struct str *out)
{
    *out = STR("");
    if (fill_is_condition(b))
        return ERR_OK;
    if (b->kind == BLANK_JOIN)
        return join(w, p, b, out);
    if (p->is_line)
        *out = p->line;
    else if (!str_eq(b->field, STR("#")))
        TRY(value_text(w, p, b, find_value(w, b), out));
    else if (item_of(w, b))
        *out = str_print(w->arena, "%zu", w->at + b->offset + 1);
    if (!str_is_empty(b->list) && str_eq(b->field, STR("name")))
        *out = name_spread(w->arena, *out);
    return ERR_OK;
}

/* One piece, from the blank *next on; *next becomes the first that begins behind it. */
static enum err fill_piece(struct fill *w, const struct paragraph *p, struct piece *piece,
                           size_t *next)
{
    size_t at = piece->from, end = at + piece->t->text.len;
    AUTO(buf) struct buf out = BUF(FORM_XML_MAX);

    if (*next > 0 && at < p->found[*next - 1].end)
        at = p->found[*next - 1].end < end ? p->found[*next - 1].end : end;
    for (; *next < p->found_count && p->found[*next].from < end; (*next)++) {
        const struct found *found = &p->found[*next];
        struct str value;
        buf_str(&out, str_sub(p->text, at, found->from - at));
        TRY(fill_blank(w, p, &found->blank, &value));
        buf_str(&out, value);
        at = found->end < end ? found->end : end;
    }
    buf_str(&out, str_sub(p->text, at, end - at));
    piece->out = str_copy(w->arena, buf_view(&out));
    return ERR_OK;
}

enum err fill_pieces(struct fill *w, struct paragraph *p)
{
    size_t next = 0;

    for (size_t i = 0; i < p->piece_count; i++)
        TRY(fill_piece(w, p, &p->pieces[i], &next));
    return ERR_OK;
}
