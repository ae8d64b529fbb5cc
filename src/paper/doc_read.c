/* A document read: word/document.xml with its headers and footers. */
#include "paper/doc.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "paper/form.h"

struct reader {
    struct doc *doc;
    struct pack *pack;
    struct doc_styles styles;
    struct tree relations;
    struct doc_section *section; /* of the blocks being read */
    struct fault *fault;
};

/* A paragraph in the making. */
struct writing {
    struct reader *r;
    struct doc_para *para, **tail; /* a page break in the text begins another one */
    struct span_style base;
    struct buf text;
    enum { FIELD_NONE, FIELD_CODE, FIELD_RESULT, FIELD_REPLACED } field;
};

static enum err count_row(struct reader *r)
{
    if (++r->doc->row_count > FORM_ROWS_MAX)
        return FAIL(r->fault, ERR_TOO_BIG, "form.long", "%d", FORM_ROWS_MAX);
    return ERR_OK;
}

static void add_text(struct writing *w, struct str text, const struct span_style *style)
{
    struct doc_para *p = w->para;

    if (style->hidden || str_is_empty(text))
        return;
    *ARENA_PUSH(w->r->doc->arena, p->spans, p->span_count, p->span_room) =
        (struct span){w->text.len, text.len, *style};
    buf_str(&w->text, text);
}

static void end_para(struct writing *w)
{
    w->para->text = str_copy(w->r->doc->arena, buf_view(&w->text));
    buf_clear(&w->text);
    *w->tail = w->para;
    w->tail = &w->para->next;
}

static void break_page(struct writing *w)
{
    struct doc_para *rest = ARENA_NEW(w->r->doc->arena, struct doc_para);

    rest->style = w->para->style;
    rest->mark = w->para->mark;
    rest->style.starts_page = true;
    rest->style.first = rest->style.first_chars = 0;
    end_para(w);
    w->para = rest;
}

/* PAGE and NUMPAGES are known when drawn; of other fields the result in the file is shown. */
static const char *field_mark(struct str code)
{
    if (str_find(code, STR("NUMPAGES")) >= 0)
        return DOC_PAGES;
    return str_find(code, STR("PAGE")) >= 0 && str_find(code, STR("PAGEREF")) < 0 ? DOC_PAGE
                                                                                  : NULL;
}

static void field_char(struct writing *w, const struct node *n)
{
    struct str kind = node_value(n, "fldCharType");

    if (str_eq(kind, STR("begin")))
        w->field = FIELD_CODE;
    else if (str_eq(kind, STR("end")))
        w->field = FIELD_NONE;
    else if (w->field == FIELD_CODE)
        w->field = FIELD_RESULT;
}

static void field_code(struct writing *w, const struct node *n,
                       const struct span_style *style)
{
    const char *mark = field_mark(n->text);

    if (w->field != FIELD_CODE || !mark)
        return;
    add_text(w, str_of(mark), style);
    w->field = FIELD_REPLACED;
}

static void read_run_part(struct writing *w, const struct node *n,
                          const struct span_style *style)
{
    if (node_is(n, "fldChar"))
        field_char(w, n);
    else if (node_is(n, "instrText"))
        field_code(w, n, style);
    else if (w->field == FIELD_REPLACED || w->field == FIELD_CODE)
        return;
    else if (node_is(n, "t"))
        add_text(w, n->text, style);
    else if (node_is(n, "tab"))
        add_text(w, STR("\t"), style);
    else if (node_is(n, "br") && str_eq(node_value(n, "type"), STR("page")))
        break_page(w);
    else if (node_is(n, "br") || node_is(n, "cr"))
        add_text(w, STR("\u2028"), style);
    else if (node_is(n, "noBreakHyphen"))
        add_text(w, STR("-"), style);
}

static void read_run(struct writing *w, const struct node *n)
{
    const struct node *rpr = node_child(n, "rPr");
    struct span_style style = w->base;
    struct str id = node_value(node_child(rpr, "rStyle"), "val");

    if (!str_is_empty(id))
        doc_style_apply(&w->r->styles, id, NULL, &style);
    doc_span_apply(rpr, &style);
    for (const struct node *c = n->first; c; c = c->next)
        read_run_part(w, c, &style);
}

static bool holds_runs(const struct node *n)
{
    static const char *const NAMES[] = {"hyperlink", "ins",        "smartTag",
                                        "sdt",       "sdtContent", "fldSimple"};

    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        if (node_is(n, NAMES[i]))
            return true;
    return false;
}

static void read_inline(struct writing *w, const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next) {
        const char *mark =
            node_is(c, "fldSimple") ? field_mark(node_value(c, "instr")) : NULL;
        if (w->text.len > DOC_TEXT_MAX)
            return; /* no one reads a paragraph of a hundred pages */
        if (node_is(c, "r"))
            read_run(w, c);
        else if (mark)
            add_text(w, str_of(mark), &w->base);
        else if (holds_runs(c))
            read_inline(w, c);
    }
}

/* One paragraph, or several when it holds page breaks, to the list that ends at *tail. */
static enum err read_para(struct reader *r, const struct node *n, struct doc_para ***tail)
{
    const struct node *ppr = node_child(n, "pPr");
    struct doc_para *p = ARENA_NEW(r->doc->arena, struct doc_para);
    struct writing w = {.r = r,
                        .para = p,
                        .tail = *tail,
                        .base = r->styles.span,
                        .text = BUF(FORM_XML_MAX)};

    TRY(count_row(r));
    p->style = r->styles.para;
    doc_style_apply(&r->styles, (struct str){0}, &p->style, &w.base);
    struct str id = node_value(node_child(ppr, "pStyle"), "val");
    if (!str_is_empty(id))
        doc_style_apply(&r->styles, id, &p->style, &w.base);
    doc_para_apply(ppr, &p->style);
    p->mark = w.base;
    doc_span_apply(node_child(ppr, "rPr"), &p->mark);
    read_inline(&w, n);
    end_para(&w);
    buf_done(&w.text);
    *tail = w.tail;
    return ERR_OK;
}

/* Paragraphs of a cell, header or footer; tables inside give theirs. */
static enum err read_paras(struct reader *r, const struct node *n, struct doc_para ***tail)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (node_is(c, "p"))
            TRY(read_para(r, c, tail));
        else if (node_is(c, "tbl") || node_is(c, "tr") || node_is(c, "tc") ||
                 node_is(c, "sdt") || node_is(c, "sdtContent"))
            TRY(read_paras(r, c, tail));
    return ERR_OK;
}

static enum err read_cell(struct reader *r, const struct node *n, struct doc_cell *cell)
{
    const struct node *pr = node_child(n, "tcPr");
    const struct node *merge = node_child(pr, "vMerge");
    struct str valign = node_value(node_child(pr, "vAlign"), "val");
    struct doc_para **tail = &cell->paras;

    cell->span = node_number(node_child(pr, "gridSpan"), "val", 1);
    if (cell->span < 1 || cell->span > DOC_COLUMNS_MAX)
        cell->span = 1;
    if (!str_eq(node_value(node_child(pr, "tcW"), "type"), STR("pct")))
        cell->width = node_number(node_child(pr, "tcW"), "w", 0);
    if (merge)
        cell->merge =
            str_eq(node_value(merge, "val"), STR("restart")) ? MERGE_START : MERGE_ON;
    cell->valign = str_eq(valign, STR("center"))   ? ALIGN_CENTRE
                   : str_eq(valign, STR("bottom")) ? ALIGN_RIGHT
                                                   : ALIGN_LEFT;
    doc_edges_apply(node_child(pr, "tcBorders"), cell->edges);
    return read_paras(r, n, &tail);
}

static enum err read_cells(struct reader *r, const struct node *n, struct doc_row *row)
{
    for (const struct node *c = n->first; c; c = c->next) {
        if (node_is(c, "sdt") || node_is(c, "sdtContent"))
            TRY(read_cells(r, c, row));
        if (!node_is(c, "tc"))
            continue;
        if (row->cell_count == DOC_COLUMNS_MAX)
            return FAIL(r->fault, ERR_TOO_BIG, "form.long", "%d", DOC_COLUMNS_MAX);
        struct doc_cell *cell =
            ARENA_PUSH(r->doc->arena, row->cells, row->cell_count, row->cell_room);
        *cell = (struct doc_cell){0};
        TRY(read_cell(r, c, cell));
    }
    return ERR_OK;
}

static enum err read_row(struct reader *r, const struct node *n, struct doc_row *row)
{
    const struct node *pr = node_child(n, "trPr");
    const struct node *height = node_child(pr, "trHeight");

    TRY(count_row(r));
    row->before = node_number(node_child(pr, "gridBefore"), "val", 0);
    row->height = node_number(height, "val", 0);
    row->is_exact = str_eq(node_value(height, "hRule"), STR("exact"));
    row->is_header = node_flag(pr, "tblHeader", false);
    return read_cells(r, n, row);
}

static enum err read_rows(struct reader *r, const struct node *n, struct doc_table *t,
                          struct doc_row ***tail)
{
    for (const struct node *c = n->first; c; c = c->next) {
        if (node_is(c, "sdt") || node_is(c, "sdtContent"))
            TRY(read_rows(r, c, t, tail));
        if (!node_is(c, "tr"))
            continue;
        struct doc_row *row = ARENA_NEW(r->doc->arena, struct doc_row);
        TRY(read_row(r, c, row));
        **tail = row;
        *tail = &row->next;
        t->row_count++;
    }
    return ERR_OK;
}

static struct doc_block *add_block(struct reader *r)
{
    struct doc *d = r->doc;
    struct doc_block *b = ARENA_PUSH(d->arena, d->blocks, d->block_count, d->block_room);

    *b = (struct doc_block){.section = r->section};
    return b;
}

static enum err read_table(struct reader *r, const struct node *n)
{
    struct doc_table *t = ARENA_NEW(r->doc->arena, struct doc_table);
    const struct node *grid = node_child(n, "tblGrid");
    struct doc_row **tail = &t->rows;

    t->pad_left = t->pad_right = 108; /* Word's 0.19 cm */
    doc_table_apply(&r->styles, node_child(n, "tblPr"), t);
    for (const struct node *c = grid ? grid->first : NULL; c; c = c->next) {
        if (!node_is(c, "gridCol"))
            continue;
        if (t->column_count == DOC_COLUMNS_MAX)
            return FAIL(r->fault, ERR_TOO_BIG, "form.long", "%d", DOC_COLUMNS_MAX);
        t->grid[t->column_count++] = node_number(c, "w", 0);
    }
    add_block(r)->table = t;
    return read_rows(r, n, t, &tail);
}

/* The paragraphs of the header or footer with this relation, NULL when there is none. */
static enum err read_margin(struct reader *r, struct str id, struct doc_para **out)
{
    const struct node *n = r->relations.root ? r->relations.root->first : NULL;
    struct tree tree = {0};

    while (n && !str_eq(node_value(n, "Id"), id))
        n = n->next;
    struct str target = node_value(n, "Target");
    struct str name = str_print(r->doc->arena, "word/%.*s", STR_FMT(target));
    if (str_is_empty(target) || pack_find(r->pack, name) < 0)
        return ERR_OK;
    TRY(tree_read(r->doc->arena, r->pack, name, &tree, r->fault));
    return read_paras(r, tree.root, &out);
}

static enum err read_margins(struct reader *r, const struct node *sect,
                             struct doc_section *s)
{
    for (const struct node *c = sect->first; c; c = c->next) {
        struct str type = node_value(c, "type");
        int slot = str_eq(type, STR("even")) ? 1 : str_eq(type, STR("first")) ? 2 : 0;
        if (node_is(c, "headerReference"))
            TRY(read_margin(r, node_value(c, "id"), &s->headers[slot]));
        if (node_is(c, "footerReference"))
            TRY(read_margin(r, node_value(c, "id"), &s->footers[slot]));
    }
    return ERR_OK;
}

static int within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* sectPr stands behind what it describes: `s` is already that of the blocks. */
static enum err read_section(struct reader *r, const struct node *sect,
                             struct doc_section *s)
{
    const struct node *size = node_child(sect, "pgSz"), *margin = node_child(sect, "pgMar");

    s->width = within(node_number(size, "w", 11906), 2000, 60000);
    s->height = within(node_number(size, "h", 16838), 2000, 60000);
    s->top = within(node_number(margin, "top", 1440), 0, s->height / 3);
    s->bottom = within(node_number(margin, "bottom", 1440), 0, s->height / 3);
    s->left = within(node_number(margin, "left", 1800), 0, s->width / 3);
    s->right = within(node_number(margin, "right", 1800), 0, s->width / 3);
    s->header = within(node_number(margin, "header", 851), 0, s->top);
    s->footer = within(node_number(margin, "footer", 992), 0, s->bottom);
    s->first_number = node_number(node_child(sect, "pgNumType"), "start", 0);
    s->is_continuous =
        str_eq(node_value(node_child(sect, "type"), "val"), STR("continuous"));
    s->has_title_page = node_flag(sect, "titlePg", false);
    return read_margins(r, sect, s);
}

static enum err read_blocks(struct reader *r, const struct node *n);

static enum err read_body_para(struct reader *r, const struct node *n)
{
    const struct node *sect = node_child(node_child(n, "pPr"), "sectPr");
    struct doc_para *paras = NULL, **tail = &paras;

    TRY(read_para(r, n, &tail));
    for (struct doc_para *p = paras; p; p = p->next)
        add_block(r)->para = p;
    if (!sect)
        return ERR_OK;
    TRY(read_section(r, sect, r->section));
    r->section = ARENA_NEW(r->doc->arena, struct doc_section);
    return ERR_OK;
}

static enum err read_blocks(struct reader *r, const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (node_is(c, "p"))
            TRY(read_body_para(r, c));
        else if (node_is(c, "tbl"))
            TRY(read_table(r, c));
        else if (node_is(c, "sdt") || node_is(c, "sdtContent"))
            TRY(read_blocks(r, c));
    return ERR_OK;
}

static enum err read_side_parts(struct reader *r)
{
    struct arena *a = r->doc->arena;
    struct tree settings = {0};
    static const struct str RELATIONS = STR_INIT("word/_rels/document.xml.rels");
    static const struct str SETTINGS = STR_INIT("word/settings.xml");

    TRY(doc_styles_read(a, r->pack, &r->styles, r->fault));
    if (pack_find(r->pack, RELATIONS) >= 0)
        TRY(tree_read(a, r->pack, RELATIONS, &r->relations, r->fault));
    if (pack_find(r->pack, SETTINGS) >= 0)
        TRY(tree_read(a, r->pack, SETTINGS, &settings, r->fault));
    r->doc->has_even = node_flag(settings.root, "evenAndOddHeaders", false);
    return ERR_OK;
}

enum err doc_read(struct arena *a, struct str docx, struct doc *out, struct fault *f)
{
    AUTO(pack) struct pack pack = {0};
    struct reader r = {.doc = out, .pack = &pack, .fault = f};
    struct tree tree = {0};

    *out = (struct doc){.arena = a};
    TRY(tree_pack(&pack, docx, f));
    TRY(read_side_parts(&r));
    TRY(tree_read(a, &pack, STR("word/document.xml"), &tree, f));
    r.section = ARENA_NEW(a, struct doc_section);
    const struct node *body = node_child(tree.root, "body");
    if (!body)
        return FAIL(f, ERR_INVALID, "form.broken", "%s" SEP "%s", "word/document.xml",
                    "body");
    TRY(read_blocks(&r, body));
    const struct node *sect = node_child(body, "sectPr");
    struct node none = {0};
    return read_section(&r, sect ? sect : &none, r.section);
}
