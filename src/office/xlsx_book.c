/* The parts around the worksheets: relations, workbook, styles. */
#include "office/number.h"
#include "office/xlsx.h"

enum { SHEETS_MAX = 1024, FORMATS_MAX = 65536, RELATIONS_MAX = 4096 };

struct relation {
    struct str id, type, target; /* target: full name of a part */
};

struct relations {
    struct arena *arena;
    struct str base; /* folder of the part they belong to, with slash, or empty */
    struct relation *items;
    size_t count, room;
};

static struct str folder_of(struct str part)
{
    size_t len = part.len;

    while (len > 0 && part.ptr[len - 1] != '/')
        len--;
    return str_sub(part, 0, len);
}

/* The name of the part that `target` means, seen from `base`: absolute, relative,
 * with dots. */
static struct str resolve(struct arena *a, struct str base, struct str target)
{
    struct buf path = BUF(4096);
    struct str piece, rest = target;

    if (!str_starts(target, STR("/")))
        buf_str(&path, base);
    while (str_cut(&rest, '/', &piece)) {
        if (str_is_empty(piece) || str_eq(piece, STR(".")))
            continue;
        if (str_eq(piece, STR(".."))) {
            path.len -= path.len > 0; /* its slash */
            path.len = folder_of(buf_view(&path)).len;
            continue;
        }
        buf_str(&path, piece);
        buf_char(&path, '/');
    }
    struct str name = str_copy(a, str_sub(buf_view(&path), 0, path.len - (path.len > 0)));
    buf_done(&path);
    return name;
}

/* Has the reading come to `most`?  Then it ends: what is behind must not be left out silently. */
static bool is_full(struct xml *x, size_t count, int most)
{
    if (count < (size_t)most)
        return false;
    xml_stop(x, FAIL(x->fault, ERR_TOO_BIG, "sheet.parts", "%d", most));
    return true;
}

static void on_relation(struct xml *x, const char *name, const char *const *attributes)
{
    struct relations *all = x->self;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");

    if (strcmp(name, "Relationship") != 0 || !id || !type || !target)
        return;
    if (mode && strcmp(mode, "External") == 0)
        return; /* links to elsewhere are never followed */
    if (is_full(x, all->count, RELATIONS_MAX))
        return;
    *ARENA_PUSH(all->arena, all->items, all->count, all->room) = (struct relation){
        .id = str_copy(all->arena, str_of(id)),
        .type = str_copy(all->arena, str_of(type)),
        .target = resolve(all->arena, all->base, str_of(target)),
    };
}

/* Those of `part`, or of the package when it is empty.  None is no error. */
static enum err read_relations(struct book *b, struct arena *a, struct str part,
                               struct relations *out, struct fault *f)
{
    AUTO(xml) struct xml x = {.self = out, .start = on_relation};
    struct str base = folder_of(part), file = str_sub(part, base.len, part.len);
    struct str name = str_print(a, "%.*s_rels/%.*s.rels", STR_FMT(base), STR_FMT(file));

    *out = (struct relations){.arena = a, .base = base};
    if (pack_find(&b->pack, name) < 0)
        return ERR_OK;
    TRY(xml_open(&x, &b->pack, name, f));
    return xml_run(&x, f);
}

/* Types differ between transitional and strict documents in all but their last word. */
static struct str target_of_type(const struct relations *all, struct str ending)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_ends(all->items[i].type, ending))
            return all->items[i].target;
    return (struct str){0};
}

/* ---- workbook.xml ---------------------------------------------------------------- */

struct workbook {
    struct book *book;
    struct arena *arena;
    const struct relations *relations;
    size_t room;
    bool is_workbook;
};

static void add_sheet(struct xml *x, struct workbook *w, const char *const *attributes)
{
    const char *id = xml_attribute(attributes, "id");
    const char *state = xml_attribute(attributes, "state");
    struct book *b = w->book;

    if (!id || (state && strcmp(state, "visible") != 0) ||
        is_full(x, b->sheet_count, SHEETS_MAX))
        return;
    for (size_t i = 0; i < w->relations->count; i++) {
        const struct relation *r = &w->relations->items[i];
        if (str_eq(r->id, str_of(id)) && str_ends(r->type, STR("/worksheet")))
            *ARENA_PUSH(w->arena, b->sheets, b->sheet_count, w->room) = r->target;
    }
}

static void on_workbook(struct xml *x, const char *name, const char *const *attributes)
{
    struct workbook *w = x->self;

    if (strcmp(name, "workbook") == 0)
        w->is_workbook = true;
    if (strcmp(name, "sheet") == 0)
        add_sheet(x, w, attributes);
    if (strcmp(name, "workbookPr") == 0) {
        const char *on = xml_attribute(attributes, "date1904");
        w->book->is_1904 = on && (strcmp(on, "1") == 0 || strcmp(on, "true") == 0);
    }
}

static enum err read_workbook(struct book *b, struct arena *a, struct str part,
                              struct fault *f)
{
    struct relations relations;
    struct workbook w = {.book = b, .arena = a, .relations = &relations};
    AUTO(xml) struct xml x = {.self = &w, .start = on_workbook};

    TRY(read_relations(b, a, part, &relations, f));
    b->strings_part = target_of_type(&relations, STR("/sharedStrings"));
    b->styles_part = target_of_type(&relations, STR("/styles"));
    TRY(xml_open(&x, &b->pack, part, f));
    TRY(xml_run(&x, f));
    if (!w.is_workbook)
        return FAIL(f, ERR_INVALID, "sheet.not_a_sheet", "%s", "zip");
    return ERR_OK;
}

/* ---- styles.xml ------------------------------------------------------------------ */

struct custom_format {
    int64_t id;
    unsigned format;
};

struct styles {
    struct arena *arena;
    struct custom_format *customs;
    size_t custom_count, custom_room;
    int64_t *ids; /* number format of each cell style */
    size_t count, room;
    bool in_cell_styles;
};

static void on_style(struct xml *x, const char *name, const char *const *attributes)
{
    struct styles *s = x->self;

    if (strcmp(name, "cellXfs") == 0)
        s->in_cell_styles = true;
    if (strcmp(name, "numFmt") == 0 && !is_full(x, s->custom_count, FORMATS_MAX)) {
        const char *code = xml_attribute(attributes, "formatCode");
        *ARENA_PUSH(s->arena, s->customs, s->custom_count, s->custom_room) =
            (struct custom_format){
                .id = xml_number(xml_attribute(attributes, "numFmtId")),
                .format = code ? format_of_code(str_of(code)) : FORMAT_PLAIN,
            };
    }
    if (strcmp(name, "xf") == 0 && s->in_cell_styles && !is_full(x, s->count, FORMATS_MAX))
        *ARENA_PUSH(s->arena, s->ids, s->count, s->room) =
            xml_number(xml_attribute(attributes, "numFmtId"));
}

static void on_style_end(struct xml *x, const char *name)
{
    struct styles *s = x->self;

    if (strcmp(name, "cellXfs") == 0)
        s->in_cell_styles = false;
}

/* A file's own code goes before the built-in meaning of its id. */
static unsigned format_in(const struct styles *s, int64_t id)
{
    for (size_t i = 0; i < s->custom_count; i++)
        if (s->customs[i].id == id)
            return s->customs[i].format;
    return format_of_id(id);
}

static enum err read_styles(struct book *b, struct arena *a, struct fault *f)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct styles s = {.arena = scratch};
    AUTO(xml) struct xml x = {.self = &s, .start = on_style, .end = on_style_end};
    int64_t last = -1;

    if (str_is_empty(b->styles_part) || pack_find(&b->pack, b->styles_part) < 0)
        return ERR_OK;
    TRY(xml_open(&x, &b->pack, b->styles_part, f));
    TRY(xml_run(&x, f));
    b->formats = ARENA_ARRAY(a, uint8_t, s.count);
    b->format_count = s.count;
    for (size_t i = 0; i < s.count; i++) { /* styles come in runs of one format */
        b->formats[i] = i > 0 && s.ids[i] == last ? b->formats[i - 1]
                                                  : (uint8_t)format_in(&s, s.ids[i]);
        last = s.ids[i];
    }
    return ERR_OK;
}

/* ---- the package ----------------------------------------------------------------- */

static struct str kind_of_zip(const struct pack *p)
{
    if (pack_find(p, STR("word/document.xml")) >= 0)
        return STR("docx");
    if (pack_find(p, STR("xl/workbook.bin")) >= 0)
        return STR("xlsb");
    if (pack_find(p, STR("ppt/presentation.xml")) >= 0)
        return STR("pptx");
    return pack_find(p, STR("mimetype")) >= 0 ? STR("ods") : STR("zip");
}

static enum err open_workbook(struct book *b, struct arena *a, struct fault *f)
{
    struct relations package;

    TRY(read_relations(b, a, STR(""), &package, f));
    struct str part = target_of_type(&package, STR("/officeDocument"));
    if (str_is_empty(part))
        part = STR("xl/workbook.xml");
    struct str kind = kind_of_zip(&b->pack);
    if (pack_find(&b->pack, part) < 0 || !str_ends(part, STR(".xml")) ||
        str_eq(kind, STR("docx")))
        return FAIL(f, ERR_INVALID, "sheet.not_a_sheet", "%.*s", STR_FMT(kind));
    TRY(read_workbook(b, a, part, f));
    TRY(read_styles(b, a, f));
    return book_read_strings(b, a, f);
}

enum err book_open(struct book *b, struct arena *a, struct str bytes, struct fault *f)
{
    *b = (struct book){0};
    TRY(pack_open(&b->pack, bytes, f));
    return open_workbook(b, a, f);
}

void book_close(struct book *b)
{
    pack_done(&b->pack);
}
