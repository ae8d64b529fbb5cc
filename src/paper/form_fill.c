/*
 * Filling a template: the text of word/document.xml, headers and footers is copied byte for byte,
 * with the texts (t) of those paragraphs rewritten that hold blanks.
 */
#include "office/zip_write.h"
#include "paper/fill.h"

/* Letters of 9 points. */
#define SMALL_SIZE "<%.*ssz %.*sval=\"18\"/>"

static enum err walk(struct fill *w, const struct node *n);

/* The list that a blank repeats its row or paragraph for; empty: none. */
static struct str repeats(const struct found *f)
{
    return f->blank.kind == BLANK_VALUE ? f->blank.list : (struct str){0};
}

/* What repeats, and with what each time. */
struct repetition {
    struct str list;
    size_t step; /* items taken at a time */
    const struct node *node;
    struct paragraph *paragraph; /* NULL: a row */
};

/* The one list that the blanks of a paragraph are of, added to what *r knows. */
static enum err one_list(struct fill *w, const struct paragraph *p, struct repetition *r)
{
    for (size_t i = 0; i < p->found_count; i++) {
        struct str other = repeats(&p->found[i]);
        size_t step = p->found[i].blank.offset + 1;
        if (str_is_empty(other))
            continue;
        if (!str_is_empty(r->list) && !str_eq(other, r->list))
            return FAIL(w->fault, ERR_INVALID, "form.mixed", "%.*s" SEP "%.*s",
                        STR_FMT(r->list), STR_FMT(other));
        r->list = other;
        r->step = step > r->step ? step : r->step;
    }
    return ERR_OK;
}

static void put_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '&')
            buf_text(out, "&amp;");
        else if (c == '<')
            buf_text(out, "&lt;");
        else if (c == '>')
            buf_text(out, "&gt;");
        else if ((unsigned char)c >= 0x20 || c == '\t')
            buf_char(out, c);
    }
}

/* The prefix that the elements of this file have: "w:". */
static struct str prefix_of(const struct fill *w, const struct node *t)
{
    struct str tag = str_sub(w->xml, t->start + 1, t->open_end - t->start - 1);
    ptrdiff_t colon = str_find(tag, STR(":t"));

    return colon > 0 ? str_sub(tag, 0, (size_t)colon + 1) : STR("");
}

/* <w:t xml:space="preserve">text</w:t>, lines with <w:br/> between. */
static void put_lines(struct fill *w, struct str prefix, struct str text)
{
    struct str line;
    bool is_first = true;

    do {
        if (!str_cut(&text, '\n', &line))
            line = STR("");
        if (!is_first)
            buf_print(w->out, "<%.*sbr/>", STR_FMT(prefix));
        buf_print(w->out, "<%.*st xml:space=\"preserve\">", STR_FMT(prefix));
        put_escaped(w->out, line);
        buf_print(w->out, "</%.*st>", STR_FMT(prefix));
        is_first = false;
    } while (!str_is_empty(text));
}

/* In the order of the schema what follows the size of the letters. */
static bool is_behind_size(const struct node *n)
{
    static const char *const NAMES[] = {"highlight", "u",   "effect",  "bdr",
                                        "shd",       "rtl", "fitText", "vertAlign",
                                        "cs",        "em",  "lang",    "eastAsianLayout",
                                        "oMath",     NULL};

    for (size_t i = 0; NAMES[i]; i++)
        if (node_is(n, NAMES[i]))
            return true;
    return false;
}

/* The run ends, and another like it begins; with small letters, or those it had. */
static void next_run(struct fill *w, const struct node *run, struct str prefix,
                     bool is_small)
{
    const struct node *looks = node_child(run, "rPr");
    bool has_size = !is_small;

    buf_print(w->out, "</%.*sr><%.*sr><%.*srPr>", STR_FMT(prefix), STR_FMT(prefix),
              STR_FMT(prefix));
    for (const struct node *n = looks ? looks->first : NULL; n; n = n->next) {
        if (is_small && (node_is(n, "sz") || node_is(n, "szCs")))
            continue;
        if (!has_size && is_behind_size(n)) {
            buf_print(w->out, SMALL_SIZE, STR_FMT(prefix), STR_FMT(prefix));
            has_size = true;
        }
        buf_str(w->out, str_sub(w->xml, n->start, n->end - n->start));
    }
    if (!has_size)
        buf_print(w->out, SMALL_SIZE, STR_FMT(prefix), STR_FMT(prefix));
    buf_print(w->out, "</%.*srPr>", STR_FMT(prefix));
}

/* The text of a t; the names of what is to be filled in by hand in runs of their own. */
static void put_text(struct fill *w, const struct node *t, struct str text)
{
    const char marks[] = {SMALL_FROM, SMALL_TO};
    struct str prefix = prefix_of(w, t);

    for (size_t i = 0;; i ^= 1) {
        ptrdiff_t at =
            node_is(t->parent, "r") ? str_find(text, (struct str){&marks[i], 1}) : -1;
        if (at < 0)
            break;
        put_lines(w, prefix, str_sub(text, 0, (size_t)at));
        next_run(w, t->parent, prefix, i == 0);
        text = str_sub(text, (size_t)at + 1, text.len);
    }
    put_lines(w, prefix, text);
}

static enum err walk_inside(struct fill *w, const struct node *n)
{
    size_t at = n->start;

    for (const struct node *c = n->first; c; c = c->next) {
        if (w->out)
            buf_str(w->out, str_sub(w->xml, at, c->start - at));
        TRY(walk(w, c));
        at = c->end;
    }
    if (w->out)
        buf_str(w->out, str_sub(w->xml, at, n->end - at));
    return ERR_OK;
}

static enum err write_paragraph(struct fill *w, const struct node *n, struct paragraph *p)
{
    const struct paragraph *outer = w->paragraph;

    if (w->out)
        TRY(fill_pieces(w, p));
    w->paragraph = p->found_count > 0 ? p : NULL;
    TRY(walk_inside(w, n));
    w->paragraph = outer;
    return ERR_OK;
}

/* The value of the only blank of a paragraph when it has several lines. */
static enum err lines_of(struct fill *w, const struct paragraph *p, struct str *out)
{
    const struct found *only = fill_only_blank(p);

    *out = (struct str){0};
    if (!w->out || !only || only->blank.kind != BLANK_VALUE || p->is_line)
        return ERR_OK;
    TRY(fill_blank(w, p, &only->blank, out));
    if (str_find(*out, STR("\n")) < 0)
        *out = (struct str){0};
    return ERR_OK;
}

static enum err write_lines(struct fill *w, const struct node *n, struct paragraph *p)
{
    struct str lines;

    TRY(lines_of(w, p, &lines));
    if (str_is_empty(lines))
        return write_paragraph(w, n, p);
    bool is_followed = w->is_followed;
    p->is_line = true;
    while (str_cut(&lines, '\n', &p->line)) {
        w->is_followed = is_followed || !str_is_empty(lines);
        if (++w->rows > FORM_ROWS_MAX)
            return FAIL(w->fault, ERR_TOO_BIG, "form.long", "%d", FORM_ROWS_MAX);
        TRY(write_paragraph(w, n, p));
    }
    p->is_line = false;
    w->is_followed = is_followed;
    return ERR_OK;
}

/* A table cell must hold a paragraph: in one, a condition that fails only empties it. */
static enum err write_if(struct fill *w, const struct node *n, struct paragraph *p)
{
    const struct paragraph *outer = w->paragraph;

    if (!w->out || fill_holds(w, p))
        return write_lines(w, n, p);
    if (!node_is(n->parent, "tc"))
        return ERR_OK;
    for (size_t i = 0; i < p->piece_count; i++)
        p->pieces[i].out = STR("");
    w->paragraph = p;
    TRY(walk_inside(w, n));
    w->paragraph = outer;
    return ERR_OK;
}

static enum err write_once(struct fill *w, const struct repetition *r)
{
    return r->paragraph ? write_if(w, r->node, r->paragraph) : walk_inside(w, r->node);
}

static enum err repeat(struct fill *w, const struct repetition *r)
{
    w->list = r->list;
    w->items = w->out ? fill_list(w, r->list) : NULL;
    if (!w->out) /* checking: once, whatever the values */
        TRY(write_once(w, r));
    for (w->at = 0; w->items && w->at < w->items->count; w->at += r->step) {
        if (++w->rows > FORM_ROWS_MAX)
            return FAIL(w->fault, ERR_TOO_BIG, "form.long", "%d", FORM_ROWS_MAX);
        w->is_followed = w->at + r->step < w->items->count;
        TRY(write_once(w, r));
    }
    w->is_followed = false;
    w->list = (struct str){0};
    w->items = NULL;
    return ERR_OK;
}

static enum err on_paragraph(struct fill *w, const struct node *n)
{
    struct paragraph p;
    struct repetition r = {.list = w->list, .step = 1, .node = n, .paragraph = &p};

    TRY(fill_read(w, n, &p));
    TRY(one_list(w, &p, &r));
    if (!str_eq(r.list, w->list))
        return repeat(w, &r);
    return write_if(w, n, &p);
}

/* The list of the blanks in a row, and whether the condition at its head holds. */
static enum err scan_row(struct fill *w, const struct node *n, struct repetition *r,
                         const struct node **head)
{
    struct paragraph p;

    if (node_is(n, "p")) {
        TRY(fill_read(w, n, &p));
        *head = *head ? *head : n;
        return one_list(w, &p, r);
    }
    for (const struct node *c = n->first; c; c = c->next)
        TRY(scan_row(w, c, r, head));
    return ERR_OK;
}

/* The list of whose items the first blank of a paragraph speaks. */
static struct str condition_list(const struct paragraph *p)
{
    return p->found_count > 0 ? p->found[0].blank.list : (struct str){0};
}

static enum err on_row(struct fill *w, const struct node *n)
{
    struct repetition r = {.list = w->list, .step = 1, .node = n};
    const struct node *head = NULL;
    struct paragraph p;

    TRY(scan_row(w, n, &r, &head));
    if (w->out && head) {
        TRY(fill_read(w, head, &p));
        if (str_is_empty(condition_list(&p)) && !fill_holds(w, &p))
            return ERR_OK;
    }
    if (!str_eq(r.list, w->list))
        return repeat(w, &r);
    return walk_inside(w, n);
}

static const struct piece *piece_of(const struct fill *w, const struct node *t)
{
    for (size_t i = 0; w->paragraph && i < w->paragraph->piece_count; i++)
        if (w->paragraph->pieces[i].t == t)
            return &w->paragraph->pieces[i];
    return NULL;
}

static enum err walk(struct fill *w, const struct node *n)
{
    if (node_is(n, "p"))
        return on_paragraph(w, n);
    if (node_is(n, "tr"))
        return on_row(w, n);
    if (w->out && w->is_followed && node_is(n, "keepNext"))
        return ERR_OK; /* a long list stays with what is behind it in its last line alone */
    const struct piece *piece = node_is(n, "t") ? piece_of(w, n) : NULL;
    if (piece && w->out) {
        put_text(w, n, piece->out);
        return ERR_OK;
    }
    return walk_inside(w, n);
}

static bool holds_blanks(struct str name)
{
    return str_eq(name, STR("word/document.xml")) ||
           ((str_starts(name, STR("word/header")) ||
             str_starts(name, STR("word/footer"))) &&
            str_ends(name, STR(".xml")));
}

static enum err fill_part(struct fill *w, struct pack *p, struct str name)
{
    struct tree tree = {0};

    TRY(tree_read(w->arena, p, name, &tree, w->fault));
    w->xml = tree.xml;
    if (w->out)
        buf_str(w->out, str_sub(tree.xml, 0, tree.root->start));
    TRY(walk(w, tree.root));
    if (w->out)
        buf_str(w->out, str_sub(tree.xml, tree.root->end, tree.xml.len));
    return ERR_OK;
}

static enum err copy_part(struct fill *w, struct pack *p, struct str name,
                          struct zip_write *zip)
{
    struct str bytes;

    zip_write_begin(zip, name.ptr);
    w->out = zip_write_part(zip);
    if (holds_blanks(name)) {
        TRY(fill_part(w, p, name));
    } else {
        TRY(tree_part(w->arena, p, name, &bytes, w->fault));
        buf_str(w->out, bytes);
    }
    zip_write_end(zip);
    return ERR_OK;
}

/* The name of entry `i` in `a`, NUL-terminated; empty: a folder. */
static struct str entry_name(struct arena *a, const struct pack *p, zip_uint64_t i)
{
    const char *name = zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);

    if (!name || !*name || name[strlen(name) - 1] == '/')
        return (struct str){0};
    return str_of(str_c(a, str_of(name)));
}

static enum err copy_all(struct fill *w, struct pack *p, struct zip_write *zip)
{
    zip_int64_t count = zip_get_num_entries(p->zip, 0);

    for (zip_int64_t i = 0; i < count; i++) {
        struct str name = entry_name(w->arena, p, (zip_uint64_t)i);
        if (!str_is_empty(name))
            TRY(copy_part(w, p, name, zip));
    }
    return ERR_OK;
}

enum err form_fill(struct arena *a, const struct form_source *source, struct str *docx,
                   struct fault *f)
{
    struct fill w = {
        .arena = a, .blanks = source->blanks, .values = source->values, .fault = f};
    w.is_spoken = source->is_spoken;
    AUTO(pack) struct pack pack = {0};
    AUTO(buf) struct buf out = BUF(FORM_XML_MAX);
    struct zip_write zip;

    TRY(form_check(a, source->template_docx, source->blanks, f));
    TRY(tree_pack(&pack, source->template_docx, f));
    zip_write_init(&zip, FORM_XML_MAX);
    enum err err = copy_all(&w, &pack, &zip);
    if (!err && zip_write_finish(&zip, &out))
        err = FAIL(f, ERR_TOO_BIG, "form.long", "%s", "docx");
    zip_write_done(&zip);
    if (!err)
        *docx = str_copy(a, buf_view(&out));
    return err;
}

enum err form_check(struct arena *a, struct str template_docx,
                    const struct form_blanks *blanks, struct fault *f)
{
    struct fill w = {.arena = a, .blanks = blanks, .fault = f};
    AUTO(pack) struct pack pack = {0};

    TRY(tree_pack(&pack, template_docx, f));
    if (pack_find(&pack, STR("word/document.xml")) < 0)
        return FAIL(f, ERR_INVALID, "form.broken", "%s" SEP "%s", "docx",
                    "word/document.xml");
    zip_int64_t count = zip_get_num_entries(pack.zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        struct str name = entry_name(a, &pack, (zip_uint64_t)i);
        if (holds_blanks(name))
            TRY(fill_part(&w, &pack, name));
    }
    return ERR_OK;
}
