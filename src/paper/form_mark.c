/* A DOCX with a mark across every page: a header of its own in the place of those it had. */
#include "office/zip_write.h"
#include "paper/form.h"
#include "paper/tree.h"

#define RELATIONS   "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define HEADER_PART "word/header_mark.xml"
#define RELS_PART   "word/_rels/document.xml.rels"

static const char TYPE[] =
    "<Override PartName=\"/" HEADER_PART "\" ContentType=\"application/vnd.openxmlformats-"
    "officedocument.wordprocessingml.header+xml\"/>";
static const char RELATION[] = "<Relationship Id=\"rIdMark\" Type=\"" RELATIONS
                               "/header\" Target=\"header_mark.xml\"/>";
static const char ALL_RELATIONS[] = "<Relationships "
                                    "xmlns=\"http://schemas.openxmlformats.org/package/"
                                    "2006/relationships\"></Relationships>";

/* Of first, even and other pages, whatever the section says of them. */
#define REFERENCE(type) \
    "<w:headerReference xmlns:r=\"" RELATIONS "\" w:type=\"" type "\" r:id=\"rIdMark\"/>"
static const char REFERENCES[] = REFERENCE("default") REFERENCE("first") REFERENCE("even");

/* In words at the head, and as office programs draw a watermark. */
static const char HEADER_BEGIN[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:hdr "
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\">"
    "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:color "
    "w:val=\"C8102E\"/></w:rPr><w:t>";
static const char HEADER_SHAPE[] =
    "</w:t></w:r><w:r><w:pict><v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" "
    "o:spt=\"136\" "
    "path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:path textpathok=\"t\" "
    "o:connecttype=\"rect\"/><v:textpath on=\"t\" "
    "fitshape=\"t\"/></v:shapetype><v:shape id=\"mark\" type=\"#_x0000_t136\" "
    "style=\"position:absolute;width:420pt;height:84pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin\" "
    "fillcolor=\"#f0b8c0\" stroked=\"f\">"
    "<v:fill opacity=\".5\"/><v:textpath style=\"font-family:&quot;SimHei&quot;\" "
    "string=\"";
static const char HEADER_END[] = "\"/></v:shape></w:pict></w:r></w:p></w:hdr>";

static ptrdiff_t find_last(struct str text, struct str part)
{
    ptrdiff_t last = -1;

    for (size_t from = 0; from < text.len; from = (size_t)last + 1) {
        ptrdiff_t at = str_find(str_sub(text, from, text.len), part);
        if (at < 0)
            break;
        last = (ptrdiff_t)from + at;
    }
    return last;
}

/* `text` with `added` before the end tag of its root; an empty root is opened. */
static void write_inside(struct buf *out, struct str text, const char *root,
                         const char *added)
{
    ptrdiff_t end = find_last(text, str_of(root));
    bool is_empty = end < 0;

    if (is_empty)
        end = find_last(text, STR("/>"));
    if (end < 0) {
        buf_str(out, text);
        return;
    }
    buf_str(out, str_sub(text, 0, (size_t)end));
    buf_text(out, is_empty ? ">" : "");
    buf_text(out, added);
    buf_text(out, is_empty ? root : "");
    buf_str(out, str_sub(text, (size_t)end + (is_empty ? 2 : 0), text.len));
}

/* Without the references to headers that it had. */
static void write_section(struct buf *out, struct str inside)
{
    static const char OLD[] = "<w:headerReference";

    buf_text(out, REFERENCES);
    for (;;) {
        ptrdiff_t at = str_find(inside, STR(OLD));
        buf_str(out, at < 0 ? inside : str_sub(inside, 0, (size_t)at));
        if (at < 0)
            return;
        struct str rest = str_sub(inside, (size_t)at, inside.len);
        ptrdiff_t end = str_find(rest, STR(">"));
        if (end < 0)
            return;
        inside = str_sub(rest, (size_t)end + 1, rest.len);
    }
}

/* Sections begin "<w:sectPr", with attributes or without, perhaps empty; a change that is tracked
 * ("<w:sectPrChange") is none. */
static bool next_section(struct str text, size_t *tag, size_t *tag_end)
{
    static const char BEGIN[] = "<w:sectPr";
    const size_t len = sizeof(BEGIN) - 1;

    for (size_t from = 0; from < text.len;) {
        ptrdiff_t at = str_find(str_sub(text, from, text.len), STR(BEGIN));
        if (at < 0)
            return false;
        *tag = from + (size_t)at;
        from = *tag + len;
        if (from >= text.len ||
            (text.ptr[from] != '>' && text.ptr[from] != ' ' && text.ptr[from] != '/'))
            continue;
        ptrdiff_t end = str_find(str_sub(text, from, text.len), STR(">"));
        if (end < 0)
            return false;
        *tag_end = from + (size_t)end;
        return true;
    }
    return false;
}

static void write_document(struct buf *out, struct str text)
{
    size_t tag, end;
    bool is_found = false;

    while (next_section(text, &tag, &end)) {
        bool is_empty = text.ptr[end - 1] == '/';
        buf_str(out, str_sub(text, 0, is_empty ? end - 1 : end));
        buf_char(out, '>');
        struct str rest = str_sub(text, end + 1, text.len);
        ptrdiff_t close = is_empty ? 0 : str_find(rest, STR("</w:sectPr>"));
        size_t inside = close < 0 ? rest.len : (size_t)close;
        write_section(out, str_sub(rest, 0, inside));
        if (is_empty)
            buf_text(out, "</w:sectPr>");
        text = str_sub(rest, inside, rest.len);
        is_found = true;
    }
    if (is_found) {
        buf_str(out, text);
        return;
    }
    AUTO(buf) struct buf section = BUF(4096);
    buf_print(&section, "<w:sectPr>%s</w:sectPr>%c", REFERENCES, '\0');
    write_inside(out, text, "</w:body>", section.ptr);
}

static void write_header(struct buf *out, struct str mark)
{
    buf_text(out, HEADER_BEGIN);
    buf_str(out, mark);
    buf_text(out, HEADER_SHAPE);
    buf_str(out, mark);
    buf_text(out, HEADER_END);
}

static void write_part(struct buf *out, struct str name, struct str text)
{
    if (str_eq(name, STR("[Content_Types].xml")))
        write_inside(out, text, "</Types>", TYPE);
    else if (str_eq(name, STR(RELS_PART)))
        write_inside(out, text, "</Relationships>", RELATION);
    else if (str_eq(name, STR("word/document.xml")))
        write_document(out, text);
    else
        buf_str(out, text);
}

static enum err mark_all(struct arena *a, struct pack *pack, struct str mark,
                         struct zip_write *zip, struct fault *f)
{
    zip_int64_t count = zip_get_num_entries(pack->zip, 0);

    for (zip_int64_t i = 0; i < count; i++) {
        const char *raw = zip_get_name(pack->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        struct str name = str_of(raw ? raw : ""), text;
        if (!name.len || str_ends(name, STR("/")) || str_eq(name, STR(HEADER_PART)))
            continue;
        TRY(tree_part(a, pack, name, &text, f));
        zip_write_begin(zip, str_c(a, name));
        write_part(zip_write_part(zip), name, text);
        zip_write_end(zip);
    }
    if (pack_find(pack, STR(RELS_PART)) < 0) {
        zip_write_begin(zip, RELS_PART);
        write_inside(zip_write_part(zip), STR(ALL_RELATIONS), "</Relationships>", RELATION);
        zip_write_end(zip);
    }
    zip_write_begin(zip, HEADER_PART);
    write_header(zip_write_part(zip), mark);
    zip_write_end(zip);
    return ERR_OK;
}

enum err form_mark(struct arena *a, struct str docx, struct str mark, struct str *out,
                   struct fault *f)
{
    AUTO(pack) struct pack pack = {0};
    AUTO(buf) struct buf bytes = BUF(FORM_XML_MAX);
    struct zip_write zip;

    TRY(tree_pack(&pack, docx, f));
    zip_write_init(&zip, FORM_XML_MAX);
    enum err err = mark_all(a, &pack, mark, &zip, f);
    if (!err && zip_write_finish(&zip, &bytes))
        err = FAIL(f, ERR_TOO_BIG, "form.long", "%s", "docx");
    zip_write_done(&zip);
    if (!err)
        *out = str_copy(a, buf_view(&bytes));
    return err;
}
