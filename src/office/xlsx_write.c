/* The worksheet of a workbook being written: headings and rows. */
#include "office/number.h"
#include "office/sheet_writer.h"

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
