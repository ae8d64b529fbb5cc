/* The worksheet of a workbook being written: headings and rows. */
#include "base/utf8.h"
#include "office/number.h"
#include "office/sheet_writer.h"

/* ---- text ------------------------------------------------------------------------ */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Might a reader take what stands here for one of our own escapes?  Without its last
 * underscore: that may be the first of the escape behind it. */
static bool looks_escaped(struct str s, size_t at)
{
    return s.len - at >= 6 && s.ptr[at + 1] == 'x' && is_hex(s.ptr[at + 2]) &&
           is_hex(s.ptr[at + 3]) && is_hex(s.ptr[at + 4]) && is_hex(s.ptr[at + 5]);
}

static void put_control(struct buf *b, unsigned char c, bool as_element)
{
    if (c == '\n' || c == '\t')
        buf_print(b, as_element ? "%c" : "&#%d;", c);
    else if (as_element)
        buf_print(b, "_x%04X_", (unsigned)c);
}

/* U+FFFE and U+FFFF are characters, but not of XML. */
static bool is_noncharacter(struct str s, size_t at)
{
    return s.len - at >= 3 && (unsigned char)s.ptr[at + 1] == 0xBF &&
           (unsigned char)s.ptr[at + 2] >= 0xBE;
}

/* What stands at `at` in another form; its length in bytes, 0 when it may stay. */
static size_t put_special(struct buf *b, struct str s, size_t at, bool as_element)
{
    unsigned char c = (unsigned char)s.ptr[at];

    switch (c) {
    case '&':
        buf_text(b, "&amp;");
        return 1;
    case '<':
        buf_text(b, "&lt;");
        return 1;
    case '>':
        buf_text(b, "&gt;");
        return 1;
    case '"':
        buf_text(b, "&quot;");
        return 1;
    case '_':
        if (!as_element || !looks_escaped(s, at))
            return 0;
        buf_text(b, "_x005F_");
        return 1;
    case 0xEF:
        if (!is_noncharacter(s, at))
            return 0;
        if (as_element)
            buf_print(b, "_xFFF%c_", (unsigned char)s.ptr[at + 2] == 0xBE ? 'E' : 'F');
        return 3;
    default:
        if (c >= ' ')
            return 0;
        put_control(b, c, as_element);
        return 1;
    }
}

void xlsx_put_text(struct buf *b, struct str s, bool as_element)
{
    size_t from = 0;

    for (size_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.ptr[at];
        bool plain = (c > '>' && c != '_' && c != 0xEF) || (c > '&' && c < '<') || c == ' ';
        if (plain) {
            at++;
            continue;
        }
        buf_str(b, str_sub(s, from, at - from));
        size_t len = put_special(b, s, at, as_element);
        from = at + len;
        at += len ? len : 1;
    }
    buf_str(b, str_sub(s, from, s.len));
}

void xlsx_put_reference(struct buf *b, size_t column, int64_t row)
{
    char letters[8];
    size_t at = sizeof(letters);

    for (column++; column > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    buf_add(b, letters + at, sizeof(letters) - at);
    buf_i64(b, row);
}

/* ---- cells ----------------------------------------------------------------------- */

static bool needs_preserving(struct str s)
{
    return memchr(s.ptr, '\n', s.len) || strchr(" \t", s.ptr[0]) ||
           strchr(" \t", s.ptr[s.len - 1]);
}

static void put_cell(struct buf *b, size_t column, int64_t row, int style, struct str s)
{
    buf_text(b, "<c r=\"");
    xlsx_put_reference(b, column, row);
    buf_text(b, "\" s=\"");
    buf_i64(b, style);
    if (style == STYLE_NONE || style == STYLE_NUMBER_RED) {
        buf_text(b, "\"><v>");
        buf_str(b, s);
        buf_text(b, "</v></c>");
        return;
    }
    buf_text(b, needs_preserving(s) ? "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                                    : "\" t=\"inlineStr\"><is><t>");
    xlsx_put_text(b, s, true);
    buf_text(b, "</t></is></c>");
}

static int style_of(const struct sheet_writer *w, size_t column, struct str s, bool mark)
{
    if (w->headings[column].is_number && number_is_plain(s))
        return mark ? STYLE_NUMBER_RED : STYLE_NONE;
    return mark ? STYLE_TEXT_RED : STYLE_TEXT;
}

/* An empty cell matters only when it is red: there something is missing. */
static void put_empty(struct buf *b, size_t column, int64_t row)
{
    buf_text(b, "<c r=\"");
    xlsx_put_reference(b, column, row);
    buf_print(b, "\" s=\"%d\"/>", STYLE_TEXT_RED);
}

static void open_row(struct buf *b, int64_t row)
{
    buf_text(b, "<row r=\"");
    buf_i64(b, row);
    buf_text(b, "\">");
}

void xlsx_row(struct sheet_writer *w, const struct str *cells, size_t count,
              const bool *marks)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct buf *b = zip_write_part(&w->zip);

    open_row(b, w->rows);
    for (size_t i = 0; i < count; i++) {
        bool mark = marks && marks[i];
        struct str s = sheet_clean(scratch, cells[i]);
        if (!str_is_empty(s))
            put_cell(b, i, w->rows, style_of(w, i, s, mark), s);
        else if (mark)
            put_empty(b, i, w->rows);
    }
    buf_text(b, "</row>");
    zip_write_flush(&w->zip);
}

/* ---- the worksheet around them --------------------------------------------------- */

static void put_columns(const struct sheet_writer *w, struct buf *b)
{
    if (w->count == 0)
        return;
    buf_text(b, "<cols>");
    for (size_t i = 0; i < w->count; i++) {
        const struct sheet_heading *h = &w->headings[i];
        /* Text columns are formatted as text: a number typed there keeps its digits. */
        buf_print(b, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"", i + 1,
                  i + 1, h->width > 0 ? h->width : 12);
        buf_print(b, " style=\"%d\"/>", h->is_number ? STYLE_NONE : STYLE_TEXT);
    }
    buf_text(b, "</cols>");
}

void xlsx_begin(struct sheet_writer *w)
{
    xlsx_frame_begin(w);
    zip_write_begin(&w->zip, "xl/worksheets/sheet1.xml");

    struct buf *b = zip_write_part(&w->zip);
    buf_text(b,
             "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
             "<worksheet"
             " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
             " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
             "relationships\">"
             "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">"
             "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\""
             " state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>"
             "<sheetFormatPr defaultRowHeight=\"15\"/>");
    put_columns(w, b);
    buf_text(b, "<sheetData>");
    open_row(b, w->rows);
    for (size_t i = 0; i < w->count; i++)
        if (!str_is_empty(w->headings[i].text))
            put_cell(b, i, w->rows, STYLE_HEADING, w->headings[i].text);
    buf_text(b, "</row>");
    zip_write_flush(&w->zip);
}

enum err xlsx_finish(struct sheet_writer *w, struct buf *out)
{
    struct buf *b = zip_write_part(&w->zip);

    buf_text(b, "</sheetData>");
    if (w->count > 0) {
        buf_text(b, "<autoFilter ref=\"A1:");
        xlsx_put_reference(b, w->count - 1, w->rows);
        buf_text(b, "\"/>");
    }
    xlsx_validations(w, b);
    if (xlsx_has_notes(w))
        buf_text(b, "<legacyDrawing r:id=\"rId1\"/>");
    buf_text(b, "</worksheet>");
    zip_write_end(&w->zip);
    xlsx_frame_end(w);
    return zip_write_finish(&w->zip, out);
}
