/* What the properties of a document mean. */
#include "paper/doc.h"

static const double DEFAULT_SIZE = 10.5; /* 五号: what WPS takes */

static void set_number(const struct node *n, const char *attribute, int *out)
{
    *out = node_number(n, attribute, *out);
}

static bool value_is(const struct node *n, const char *value)
{
    return str_eq(node_value(n, "val"), str_of(value));
}

static enum doc_align align_of(const struct node *jc, enum doc_align otherwise)
{
    if (!jc)
        return otherwise;
    if (value_is(jc, "center"))
        return ALIGN_CENTRE;
    if (value_is(jc, "right") || value_is(jc, "end"))
        return ALIGN_RIGHT;
    if (value_is(jc, "both") || value_is(jc, "distribute"))
        return ALIGN_BOTH;
    return ALIGN_LEFT;
}

static void apply_indent(const struct node *ind, struct para_style *out)
{
    set_number(ind, "left", &out->left);
    set_number(ind, "start", &out->left);
    set_number(ind, "right", &out->right);
    set_number(ind, "end", &out->right);
    set_number(ind, "leftChars", &out->left_chars);
    set_number(ind, "startChars", &out->left_chars);
    set_number(ind, "rightChars", &out->right_chars);
    set_number(ind, "endChars", &out->right_chars);
    set_number(ind, "firstLine", &out->first);
    set_number(ind, "firstLineChars", &out->first_chars);
    out->first = -node_number(ind, "hanging", -out->first);
    out->first_chars = -node_number(ind, "hangingChars", -out->first_chars);
}

static void apply_spacing(const struct node *spacing, struct para_style *out)
{
    struct str rule = node_value(spacing, "lineRule");

    set_number(spacing, "line", &out->line);
    set_number(spacing, "before", &out->before);
    set_number(spacing, "after", &out->after);
    set_number(spacing, "beforeLines", &out->before_lines);
    set_number(spacing, "afterLines", &out->after_lines);
    if (str_eq(rule, STR("exact")))
        out->spacing = SPACING_EXACT;
    else if (str_eq(rule, STR("atLeast")))
        out->spacing = SPACING_LEAST;
    else if (!str_is_empty(rule))
        out->spacing = SPACING_AUTO;
}

static void apply_tabs(const struct node *tabs, struct para_style *out)
{
    const struct node *tab = tabs ? tabs->first : NULL;

    for (; tab && out->tab_count < DOC_TABS_MAX; tab = tab->next)
        if (!value_is(tab, "clear"))
            out->tabs[out->tab_count++] =
                (struct doc_tab){node_number(tab, "pos", 0), align_of(tab, ALIGN_LEFT)};
}

void doc_para_apply(const struct node *ppr, struct para_style *out)
{
    if (!ppr)
        return;
    out->align = align_of(node_child(ppr, "jc"), out->align);
    out->starts_page = node_flag(ppr, "pageBreakBefore", out->starts_page);
    out->keeps_next = node_flag(ppr, "keepNext", out->keeps_next);
    apply_indent(node_child(ppr, "ind"), out);
    apply_spacing(node_child(ppr, "spacing"), out);
    apply_tabs(node_child(ppr, "tabs"), out);
}

static uint32_t hex(struct str s, uint32_t otherwise)
{
    static const char DIGITS[] = "0123456789ABCDEFabcdef";
    uint32_t value = 0;

    if (s.len != 6)
        return otherwise;
    for (size_t i = 0; i < 6; i++) {
        const char *at = memchr(DIGITS, s.ptr[i], sizeof(DIGITS) - 1);
        if (!at)
            return otherwise;
        uint32_t digit = (uint32_t)(at - DIGITS);
        value = value << 4 | (digit < 16 ? digit : digit - 6);
    }
    return value;
}

void doc_span_apply(const struct node *rpr, struct span_style *out)
{
    const struct node *fonts = node_child(rpr, "rFonts");
    struct str name = node_value(fonts, "eastAsia");
    int half = node_number(node_child(rpr, "sz"), "val", 0);

    if (str_is_empty(name))
        name = node_value(fonts, "ascii");
    if (!str_is_empty(name))
        out->face = type_face(name);
    if (half >= 2 && half <= 400)
        out->size = half / 2.0;
    int space = node_number(node_child(rpr, "spacing"), "val", out->letter_space);
    out->letter_space = space < -100 ? -100 : space > 1000 ? 1000 : space;
    out->bold = node_flag(rpr, "b", out->bold);
    out->underline = node_flag(rpr, "u", out->underline);
    out->strike = node_flag(rpr, "strike", out->strike);
    out->hidden = node_flag(rpr, "vanish", out->hidden);
    out->colour = hex(node_value(node_child(rpr, "color"), "val"), out->colour);
}

void doc_edges_apply(const struct node *borders, struct edge out[EDGES])
{
    static const char *const NAMES[][2] = {{"top", "top"},         {"left", "start"},
                                           {"bottom", "bottom"},   {"right", "end"},
                                           {"insideH", "insideH"}, {"insideV", "insideV"}};

    for (int i = 0; borders && i < EDGES; i++) {
        const struct node *e = node_child(borders, NAMES[i][0]);
        if (!e)
            e = node_child(borders, NAMES[i][1]);
        if (!e)
            continue;
        bool is_none = value_is(e, "nil") || value_is(e, "none");
        int eighths = node_number(e, "sz", 4);
        out[i] = (struct edge){true, is_none        ? 0
                                     : eighths < 2  ? 2
                                     : eighths > 96 ? 96
                                                    : eighths};
    }
}

static const struct node *find_style(const struct doc_styles *s, struct str id)
{
    const struct node *n = s->tree.root ? s->tree.root->first : NULL;

    for (; n; n = n->next) {
        if (!node_is(n, "style"))
            continue;
        if (str_is_empty(id) ? str_eq(node_value(n, "default"), STR("1")) &&
                                   str_eq(node_value(n, "type"), STR("paragraph"))
                             : str_eq(node_value(n, "styleId"), id))
            return n;
    }
    return NULL;
}

/* The style and those it is based on, itself first; the number of them. */
static size_t chain(const struct doc_styles *s, struct str id,
                    const struct node *out[DOC_CHAIN_MAX])
{
    size_t count = 0;

    for (const struct node *n = find_style(s, id); n && count < DOC_CHAIN_MAX;) {
        struct str base = node_value(node_child(n, "basedOn"), "val");
        out[count++] = n;
        n = str_is_empty(base) ? NULL : find_style(s, base);
    }
    return count;
}

void doc_style_apply(const struct doc_styles *s, struct str id, struct para_style *para,
                     struct span_style *span)
{
    const struct node *styles[DOC_CHAIN_MAX];

    for (size_t i = chain(s, id, styles); i-- > 0;) {
        if (para)
            doc_para_apply(node_child(styles[i], "pPr"), para);
        doc_span_apply(node_child(styles[i], "rPr"), span);
    }
}

static void apply_padding(const struct node *margins, struct doc_table *out)
{
    set_number(node_child(margins, "left"), "w", &out->pad_left);
    set_number(node_child(margins, "start"), "w", &out->pad_left);
    set_number(node_child(margins, "right"), "w", &out->pad_right);
    set_number(node_child(margins, "end"), "w", &out->pad_right);
    set_number(node_child(margins, "top"), "w", &out->pad_top);
    set_number(node_child(margins, "bottom"), "w", &out->pad_bottom);
}

static void apply_table_properties(const struct node *tblpr, struct doc_table *out)
{
    doc_edges_apply(node_child(tblpr, "tblBorders"), out->edges);
    apply_padding(node_child(tblpr, "tblCellMar"), out);
    out->align = align_of(node_child(tblpr, "jc"), out->align);
    set_number(node_child(tblpr, "tblInd"), "w", &out->indent);
}

void doc_table_apply(const struct doc_styles *s, const struct node *tblpr,
                     struct doc_table *out)
{
    const struct node *styles[DOC_CHAIN_MAX];
    struct str id = node_value(node_child(tblpr, "tblStyle"), "val");

    for (size_t i = str_is_empty(id) ? 0 : chain(s, id, styles); i-- > 0;)
        apply_table_properties(node_child(styles[i], "tblPr"), out);
    apply_table_properties(tblpr, out);
}

enum err doc_styles_read(struct arena *a, struct pack *p, struct doc_styles *out,
                         struct fault *f)
{
    *out = (struct doc_styles){.span = {.face = FACE_SONG, .size = DEFAULT_SIZE},
                               .para = {.line = 240}};
    if (pack_find(p, STR("word/styles.xml")) < 0)
        return ERR_OK;
    TRY(tree_read(a, p, STR("word/styles.xml"), &out->tree, f));
    const struct node *defaults = node_child(out->tree.root, "docDefaults");
    doc_para_apply(node_child(node_child(defaults, "pPrDefault"), "pPr"), &out->para);
    doc_span_apply(node_child(node_child(defaults, "rPrDefault"), "rPr"), &out->span);
    return ERR_OK;
}
