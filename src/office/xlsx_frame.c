/* The parts around the worksheet of a workbook being written: types, relations, styles,
 * notes on headings, lists to choose from. */
#include "base/utf8.h"
#include "office/sheet_writer.h"

#define XML_HEAD  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define NS_SHEET  "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define NS_PACK   "http://schemas.openxmlformats.org/package/2006/"
#define NS_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE      "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum { INLINE_LIST_MAX = 255, SHEET_NAME_MAX = 31 }; /* characters, Excel's limits */

static const char LIST_SHEET[] = "_choices";

struct str xlsx_sheet_name(struct arena *a, struct str title)
{
    struct str head = str_trim(utf8_head(title, SHEET_NAME_MAX));
    char *name = arena_bytes(a, head.len);

    if (str_is_empty(head))
        return STR("Sheet1");
    for (size_t i = 0; i < head.len; i++) {
        bool bad = (unsigned char)head.ptr[i] < ' ' || strchr("[]:*?/\\'", head.ptr[i]);
        name[i] = (char)(bad ? '-' : head.ptr[i]);
    }
    if (str_eq_nocase((struct str){name, head.len}, STR("_choices")))
        return STR("Sheet1");
    return (struct str){name, head.len};
}

bool xlsx_has_notes(const struct sheet_writer *w)
{
    for (size_t i = 0; i < w->count; i++)
        if (!str_is_empty(w->headings[i].note))
            return true;
    return false;
}

/* ---- lists to choose from -------------------------------------------------------- */

/* A list fits into the rule itself when it is short and no choice holds a comma. */
static bool is_inline(const struct sheet_heading *h)
{
    size_t characters = 0;

    for (size_t i = 0; i < h->choice_count; i++) {
        struct str c = h->choices[i];
        if (c.len == 0 || memchr(c.ptr, ',', c.len) || memchr(c.ptr, '"', c.len))
            return false;
        characters += utf8_count(c) + 1;
    }
    return characters <= INLINE_LIST_MAX;
}

static bool has_long_lists(const struct sheet_writer *w)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->headings[i].choice_count > 0 && !is_inline(&w->headings[i]))
            return true;
    return false;
}

static void put_list(const struct sheet_heading *h, size_t column, struct buf *b)
{
    struct buf end = BUF(BUF_MESSAGE);

    if (is_inline(h)) {
        for (size_t i = 0; i < h->choice_count; i++) {
            buf_text(b, i == 0 ? "&quot;" : ",");
            xlsx_put_text(b, h->choices[i], false);
        }
        buf_text(b, "&quot;");
        return;
    }
    xlsx_put_reference(&end, column, 1);
    end.len--; /* the letters alone */
    buf_print(b, "%s!$%.*s$1:$%.*s$%zu", LIST_SHEET, STR_FMT(buf_view(&end)),
              STR_FMT(buf_view(&end)), h->choice_count);
    buf_done(&end);
}

void xlsx_validations(struct sheet_writer *w, struct buf *b)
{
    bool is_open = false;

    for (size_t i = 0; i < w->count; i++) {
        if (w->headings[i].choice_count == 0)
            continue;
        buf_text(b, is_open ? "" : "<dataValidations>");
        is_open = true;
        /* A warning, not a stop: our import says what is wrong, with reasons. */
        buf_text(b, "<dataValidation type=\"list\" errorStyle=\"warning\" allowBlank=\"1\""
                    " showErrorMessage=\"1\" sqref=\"");
        xlsx_put_reference(b, i, 2);
        buf_char(b, ':');
        xlsx_put_reference(b, i, SHEET_ROWS_MAX);
        buf_text(b, "\"><formula1>");
        put_list(&w->headings[i], i, b);
        buf_text(b, "</formula1></dataValidation>");
    }
    buf_text(b, is_open ? "</dataValidations>" : "");
}

static void put_choice(const struct sheet_heading *h, size_t column, size_t at,
                       struct buf *b)
{
    if (at >= h->choice_count || is_inline(h) || str_is_empty(h->choices[at]))
        return;
    buf_text(b, "<c r=\"");
    xlsx_put_reference(b, column, (int64_t)at + 1);
    buf_text(b, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    xlsx_put_text(b, h->choices[at], true);
    buf_text(b, "</t></is></c>");
}

static void put_list_sheet(struct sheet_writer *w)
{
    struct buf *b = zip_write_part(&w->zip);
    size_t rows = 0;

    for (size_t i = 0; i < w->count; i++)
        if (w->headings[i].choice_count > rows)
            rows = w->headings[i].choice_count;
    zip_write_begin(&w->zip, "xl/worksheets/sheet2.xml");
    buf_text(b, XML_HEAD "<worksheet xmlns=\"" NS_SHEET "\"><sheetData>");
    for (size_t row = 0; row < rows; row++) {
        buf_print(b, "<row r=\"%zu\">", row + 1);
        for (size_t i = 0; i < w->count; i++)
            put_choice(&w->headings[i], i, row, b);
        buf_text(b, "</row>");
        zip_write_flush(&w->zip);
    }
    buf_text(b, "</sheetData></worksheet>");
    zip_write_end(&w->zip);
}

/* ---- notes ----------------------------------------------------------------------- */

static void put_notes(struct sheet_writer *w)
{
    struct buf *b = zip_write_part(&w->zip);

    zip_write_begin(&w->zip, "xl/comments1.xml");
    buf_text(b, XML_HEAD "<comments xmlns=\"" NS_SHEET "\"><authors><author></author>"
                         "</authors><commentList>");
    for (size_t i = 0; i < w->count; i++) {
        if (str_is_empty(w->headings[i].note))
            continue;
        buf_text(b, "<comment ref=\"");
        xlsx_put_reference(b, i, 1);
        buf_text(b, "\" authorId=\"0\"><text><t xml:space=\"preserve\">");
        xlsx_put_text(b, w->headings[i].note, true);
        buf_text(b, "</t></text></comment>");
    }
    buf_text(b, "</commentList></comments>");
    zip_write_end(&w->zip);
}

/* Excel shows a note only with a drawing of its box, in the format of 1999. */
static void put_note_boxes(struct sheet_writer *w)
{
    struct buf *b = zip_write_part(&w->zip);

    zip_write_begin(&w->zip, "xl/drawings/vmlDrawing1.vml");
    buf_text(b, "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\""
                " xmlns:o=\"urn:schemas-microsoft-com:office:office\""
                " xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
                "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
                " path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
                "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>");
    for (size_t i = 0; i < w->count; i++) {
        if (str_is_empty(w->headings[i].note))
            continue;
        buf_print(b,
                  "<v:shape id=\"_x0000_s%zu\" type=\"#_x0000_t202\""
                  " style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\""
                  " o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
                  "<v:path o:connecttype=\"none\"/><v:textbox/>"
                  "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
                  "<x:Anchor>%zu,15,1,2,%zu,54,7,4</x:Anchor><x:AutoFill>False</x:AutoFill>"
                  "<x:Row>0</x:Row><x:Column>%zu</x:Column></x:ClientData></v:shape>",
                  1025 + i, i + 1, i + 4, i);
    }
    buf_text(b, "</xml>");
    zip_write_end(&w->zip);
}

/* ---- the fixed parts ------------------------------------------------------------- */

static void put_part(struct sheet_writer *w, const char *name, const char *text)
{
    zip_write_begin(&w->zip, name);
    buf_text(zip_write_part(&w->zip), text);
    zip_write_end(&w->zip);
}

/* clang-format off */
static const char STYLES[] =
    XML_HEAD "<styleSheet xmlns=\"" NS_SHEET "\">"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EBF0\"/></patternFill>"
    "</fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CE\"/>"
    "</patternFill></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
    "</borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" applyNumberFormat=\"1\""
    " applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">"
    "<alignment vertical=\"center\" wrapText=\"1\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"3\" borderId=\"0\" applyNumberFormat=\"1\""
    " applyFill=\"1\"/>"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"3\" borderId=\"0\" applyFill=\"1\"/>"
    "</cellXfs><cellStyles count=\"1\">"
    "<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
/* clang-format on */

static void put_types(struct sheet_writer *w)
{
    struct buf *b = zip_write_part(&w->zip);

    zip_write_begin(&w->zip, "[Content_Types].xml");
    buf_text(b, XML_HEAD "<Types xmlns=\"" NS_PACK "content-types\">"
                         "<Default Extension=\"rels\" ContentType=\"application/"
                         "vnd.openxmlformats-package.relationships+xml\"/>"
                         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                         "<Default Extension=\"vml\" ContentType=\"application/"
                         "vnd.openxmlformats-officedocument.vmlDrawing\"/>"
                         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE
                         "sheet.main+xml\"/>"
                         "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE
                         "styles+xml\"/>"
                         "<Override PartName=\"/xl/worksheets/sheet1.xml\""
                         " ContentType=\"" TYPE "worksheet+xml\"/>");
    if (has_long_lists(w))
        buf_text(b, "<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"" TYPE
                    "worksheet+xml\"/>");
    if (xlsx_has_notes(w))
        buf_text(b, "<Override PartName=\"/xl/comments1.xml\" ContentType=\"" TYPE
                    "comments+xml\"/>");
    buf_text(b, "</Types>");
    zip_write_end(&w->zip);
}

static void put_relations(struct sheet_writer *w)
{
    put_part(w, "_rels/.rels",
             XML_HEAD "<Relationships xmlns=\"" NS_PACK "relationships\">"
                      "<Relationship Id=\"rId1\" Type=\"" NS_OFFICE "/officeDocument\""
                      " Target=\"xl/workbook.xml\"/></Relationships>");
    zip_write_begin(&w->zip, "xl/_rels/workbook.xml.rels");
    buf_text(zip_write_part(&w->zip),
             XML_HEAD "<Relationships xmlns=\"" NS_PACK "relationships\">"
                      "<Relationship Id=\"rId1\" Type=\"" NS_OFFICE "/worksheet\""
                      " Target=\"worksheets/sheet1.xml\"/>"
                      "<Relationship Id=\"rId3\" Type=\"" NS_OFFICE "/styles\""
                      " Target=\"styles.xml\"/>");
    if (has_long_lists(w))
        buf_text(zip_write_part(&w->zip),
                 "<Relationship Id=\"rId2\" Type=\"" NS_OFFICE "/worksheet\""
                 " Target=\"worksheets/sheet2.xml\"/>");
    buf_text(zip_write_part(&w->zip), "</Relationships>");
    zip_write_end(&w->zip);
    if (xlsx_has_notes(w))
        put_part(w, "xl/worksheets/_rels/sheet1.xml.rels",
                 XML_HEAD "<Relationships xmlns=\"" NS_PACK "relationships\">"
                          "<Relationship Id=\"rId1\" Type=\"" NS_OFFICE "/vmlDrawing\""
                          " Target=\"../drawings/vmlDrawing1.vml\"/>"
                          "<Relationship Id=\"rId2\" Type=\"" NS_OFFICE "/comments\""
                          " Target=\"../comments1.xml\"/></Relationships>");
}

/* At the end, for the filter's name covers the rows. */
static void put_workbook(struct sheet_writer *w)
{
    struct buf *b = zip_write_part(&w->zip);
    struct buf last = BUF(BUF_MESSAGE);

    zip_write_begin(&w->zip, "xl/workbook.xml");
    buf_text(b, XML_HEAD "<workbook xmlns=\"" NS_SHEET "\" xmlns:r=\"" NS_OFFICE
                         "\"><bookViews><workbookView/></bookViews><sheets><sheet name=\"");
    xlsx_put_text(b, w->title, false);
    buf_text(b, "\" sheetId=\"1\" r:id=\"rId1\"/>");
    if (has_long_lists(w))
        buf_print(b, "<sheet name=\"%s\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>",
                  LIST_SHEET);
    buf_text(b, "</sheets>");
    if (w->count > 0) {
        xlsx_put_reference(&last, w->count - 1, 1);
        last.len--;
        buf_text(b, "<definedNames><definedName name=\"_xlnm._FilterDatabase\""
                    " localSheetId=\"0\" hidden=\"1\">'");
        xlsx_put_text(b, w->title, false);
        buf_print(b, "'!$A$1:$%.*s$%lld</definedName></definedNames>",
                  STR_FMT(buf_view(&last)), (long long)w->rows);
    }
    buf_text(b, "</workbook>");
    buf_done(&last);
    zip_write_end(&w->zip);
}

void xlsx_frame_begin(struct sheet_writer *w)
{
    put_types(w);
    put_relations(w);
    put_part(w, "xl/styles.xml", STYLES);
}

void xlsx_frame_end(struct sheet_writer *w)
{
    if (xlsx_has_notes(w)) {
        put_notes(w);
        put_note_boxes(w);
    }
    if (has_long_lists(w))
        put_list_sheet(w);
    put_workbook(w);
}
