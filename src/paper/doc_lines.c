/* A paragraph broken into lines by pango, set at heights of our own. */
#include "base/buf.h"
#include "paper/doc_flow.h"
#include "paper/form.h"

/* Song and Hei stand in a square: its middle is this far above the baseline, in ems. */
static const double MIDDLE = 0.38;
static const double NATURAL = 1.3; /* ems from line to line where the file leaves it open */
enum { DEFAULT_TAB = 420 /* twips */ };

static void insert(PangoAttrList *list, PangoAttribute *a, size_t from, size_t end)
{
    a->start_index = (guint)from;
    a->end_index = (guint)end;
    pango_attr_list_insert(list, a);
}

static void add_attributes(PangoAttrList *list, const struct span_style *s, size_t from,
                           size_t end)
{
    PangoFontDescription *font = type_font(s->face, s->size, s->bold);
    uint32_t c = s->colour;

    insert(list, pango_attr_font_desc_new(font), from, end);
    pango_font_description_free(font);
    if (s->letter_space)
        insert(list, pango_attr_letter_spacing_new(s->letter_space * PANGO_SCALE / 20),
               from, end);
    if (s->underline)
        insert(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, end);
    if (s->strike)
        insert(list, pango_attr_strikethrough_new(TRUE), from, end);
    if (c)
        insert(list,
               pango_attr_foreground_new((guint16)((c >> 16 & 0xFF) * 257),
                                         (guint16)((c >> 8 & 0xFF) * 257),
                                         (guint16)((c & 0xFF) * 257)),
               from, end);
}

/* The text of a span; numbers of pages in the place of their marks. */
static void add_span(struct flow *w, struct buf *out, struct str text, int number)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == DOC_PAGE[0])
            buf_i64(out, number);
        else if (text.ptr[i] == DOC_PAGES[0])
            buf_i64(out, w->pages_shown);
        else
            buf_char(out, text.ptr[i]);
    }
}

static double largest(const struct doc_para *p)
{
    double size = p->span_count ? 0 : p->mark.size;

    for (size_t i = 0; i < p->span_count; i++)
        size = p->spans[i].style.size > size ? p->spans[i].style.size : size;
    return size;
}

/* Hundredths of characters win over twips. */
static double indent(int chars, int length, double size)
{
    return chars ? chars * size / 100 : twips(length);
}

static void set_tabs(PangoLayout *layout, const struct para_style *s, double left)
{
    static const PangoTabAlign ALIGNS[] = {
        [ALIGN_LEFT] = PANGO_TAB_LEFT,
        [ALIGN_CENTRE] = PANGO_TAB_CENTER,
        [ALIGN_RIGHT] = PANGO_TAB_RIGHT,
        [ALIGN_BOTH] = PANGO_TAB_LEFT,
    };
    PangoTabArray *tabs = pango_tab_array_new(DOC_TABS_MAX, FALSE);
    int last = 0;

    for (size_t i = 0; i < DOC_TABS_MAX; i++) {
        bool is_given = i < s->tab_count;
        last = is_given ? s->tabs[i].at : (last / DEFAULT_TAB + 1) * DEFAULT_TAB;
        double at = twips(last) - left;
        pango_tab_array_set_tab(tabs, (int)i,
                                is_given ? ALIGNS[s->tabs[i].align] : PANGO_TAB_LEFT,
                                at > 0 ? (int)(at * PANGO_SCALE) : 0);
    }
    pango_layout_set_tabs(layout, tabs);
    pango_tab_array_free(tabs);
}

static void set_align(PangoLayout *layout, enum doc_align align, struct str text)
{
    static const PangoAlignment ALIGNS[] = {
        [ALIGN_LEFT] = PANGO_ALIGN_LEFT,
        [ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
        [ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
        [ALIGN_BOTH] = PANGO_ALIGN_LEFT,
    };

    pango_layout_set_alignment(layout, ALIGNS[align]);
    /* With a blank in the line, pango would widen only that; it would stretch short lines too. */
    bool is_solid = str_find(text, STR(" ")) < 0 && str_find(text, STR("\t")) < 0 &&
                    str_find(text, STR("\u2028")) < 0;
    pango_layout_set_justify(layout, align == ALIGN_BOTH && is_solid);
}

static PangoLayout *new_layout(struct flow *w, const struct doc_para *p, int number,
                               struct str *text)
{
    PangoLayout *layout = pango_layout_new(w->type->context);
    PangoAttrList *list = pango_attr_list_new();
    AUTO(buf) struct buf out = BUF(FORM_XML_MAX);

    ARENA_PUSH(w->arena, w->layouts, w->layout_count, w->layout_room)->layout = layout;
    for (size_t i = 0; i < p->span_count; i++) {
        const struct span *s = &p->spans[i];
        size_t from = out.len;
        add_span(w, &out, str_sub(p->text, s->from, s->len), number);
        add_attributes(list, &s->style, from, out.len);
    }
    *text = str_copy(w->arena, buf_view(&out));
    pango_layout_set_text(layout, text->ptr ? text->ptr : "", (int)text->len);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    return layout;
}

static double line_height(const struct para_style *s, double size)
{
    double natural = size * NATURAL;

    if (s->spacing == SPACING_EXACT)
        return twips(s->line > 0 ? s->line : 240);
    if (s->spacing == SPACING_LEAST)
        return twips(s->line) > natural ? twips(s->line) : natural;
    return natural * (s->line > 0 ? s->line : 240) / 240;
}

/* The largest print of one line. */
static double line_size(const struct doc_para *p, const PangoLayoutLine *line,
                        double otherwise)
{
    double size = 0;

    for (const GSList *i = line->runs; i; i = i->next) {
        const PangoGlyphItem *run = i->data;
        PangoFontDescription *font =
            pango_font_describe_with_absolute_size(run->item->analysis.font);
        double own = pango_font_description_get_size(font) / (double)PANGO_SCALE;
        pango_font_description_free(font);
        size = own > size ? own : size;
    }
    return p->span_count < 2 || size <= 0 ? otherwise : size;
}

static void add_lines(struct flow *w, const struct doc_para *p, PangoLayout *layout,
                      double left, struct laid_para *out)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    double most = largest(p);

    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(iter, NULL, &logical);
        double size = line_size(p, line, most), height = line_height(&p->style, size);
        *ARENA_PUSH(w->arena, out->lines, out->count, out->room) =
            (struct laid_line){.line = line,
                               .x = left + (double)logical.x / PANGO_SCALE,
                               .height = height,
                               .baseline = height / 2 + MIDDLE * size};
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

void flow_lay(struct flow *w, const struct doc_para *p, double width, int number,
              struct laid_para *out)
{
    const struct para_style *s = &p->style;
    double size = largest(p), line = line_height(s, size);
    double left = indent(s->left_chars, s->left, size);
    double right = indent(s->right_chars, s->right, size);
    double room = width - left - right;
    struct str text;

    *out = (struct laid_para){0};
    out->before = s->before_lines ? s->before_lines * line / 100 : twips(s->before);
    out->after = s->after_lines ? s->after_lines * line / 100 : twips(s->after);
    if (p->span_count == 0) {
        *ARENA_PUSH(w->arena, out->lines, out->count, out->room) =
            (struct laid_line){.height = line};
        return;
    }
    PangoLayout *layout = new_layout(w, p, number, &text);
    room = room < size ? size : room;
    pango_layout_set_width(layout, (int)(room * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_indent(layout,
                            (int)(indent(s->first_chars, s->first, size) * PANGO_SCALE));
    set_align(layout, s->align, text);
    set_tabs(layout, s, left);
    add_lines(w, p, layout, left, out);
}

void flow_put(struct flow *w, struct doc_page *page, const struct laid_line *line, double x,
              double y)
{
    if (line->line)
        *ARENA_PUSH(w->arena, page->lines, page->line_count, page->line_room) =
            (struct placed_line){line->line, x + line->x, y + line->baseline};
}

void flow_rule(struct flow *w, struct placed_rule rule)
{
    struct doc_page *page = flow_page(w);

    *ARENA_PUSH(w->arena, page->rules, page->rule_count, page->rule_room) = rule;
}
