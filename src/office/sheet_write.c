/* Writing sheets: one face for both formats, and CSV. */
#include "base/utf8.h"
#include "office/csv.h"
#include "office/sheet_writer.h"

#include <assert.h>

/* ---- CSV ------------------------------------------------------------------------- */

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (strchr(",;\t\"\r\n", s.ptr[i]))
            return true;
    return s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
}

static void put_csv(struct buf *b, struct str s)
{
    bool quoted = needs_quotes(s), risky = csv_is_risky(s);

    if (quoted)
        buf_char(b, '"');
    if (risky)
        buf_char(b, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"')
            buf_char(b, '"');
        if (s.ptr[i] == '\0') /* text files have no NUL: readers take it for the end */
            buf_text(b, "\xEF\xBF\xBD");
        else
            buf_char(b, s.ptr[i]);
    }
    if (quoted)
        buf_char(b, '"');
}

void csv_line(struct buf *b, struct arena *a, const struct str *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_char(b, ',');
        put_csv(b, sheet_clean(a, cells[i]));
    }
    buf_text(b, "\r\n");
}

static void csv_begin(struct sheet_writer *w)
{
    struct str *texts = ARENA_ARRAY(w->arena, struct str, w->count);

    for (size_t i = 0; i < w->count; i++)
        texts[i] = w->headings[i].text;
    buf_text(&w->csv, "\xEF\xBB\xBF");
    csv_line(&w->csv, w->arena, texts, w->count);
}

/* ---- both ------------------------------------------------------------------------ */

static struct sheet_heading copy_heading(struct arena *a, const struct sheet_heading *h)
{
    struct sheet_heading copy = *h;
    struct str *choices = ARENA_ARRAY(a, struct str, h->choice_count);

    for (size_t i = 0; i < h->choice_count; i++)
        choices[i] = str_copy(a, sheet_clean(a, h->choices[i]));
    copy.text = str_copy(a, sheet_clean(a, h->text));
    copy.note = str_copy(a, sheet_clean(a, h->note));
    copy.choices = choices;
    return copy;
}

enum err sheet_create(enum sheet_format format, struct str title,
                      const struct sheet_heading *headings, size_t count,
                      struct sheet_writer **out)
{
    if (count > SHEET_COLUMNS_MAX)
        return ERR_TOO_BIG;

    struct arena *a = arena_new();
    struct sheet_writer *w = ARENA_NEW(a, struct sheet_writer);
    *w = (struct sheet_writer){.arena = a, .format = format, .count = count, .rows = 1};
    w->title = xlsx_sheet_name(a, sheet_clean(a, title));
    w->headings = ARENA_ARRAY(a, struct sheet_heading, count);
    for (size_t i = 0; i < count; i++)
        w->headings[i] = copy_heading(a, &headings[i]);
    w->csv = BUF(BUF_FILE);
    zip_write_init(&w->zip, BUF_FILE);
    if (format == SHEET_CSV)
        csv_begin(w);
    else
        xlsx_begin(w);
    *out = w;
    return ERR_OK;
}

enum err sheet_write(struct sheet_writer *w, const struct str *cells, size_t count)
{
    return sheet_write_marked(w, cells, count, NULL);
}

enum err sheet_write_marked(struct sheet_writer *w, const struct str *cells, size_t count,
                            const bool *marks)
{
    AUTO(arena) struct arena *scratch = arena_new();

    assert(count <= w->count);
    for (size_t i = 0; i < count; i++)
        if (cells[i].len > SHEET_CELL_MAX && utf8_count(cells[i]) > SHEET_CELL_MAX)
            return ERR_TOO_BIG;
    if (++w->rows > SHEET_ROWS_MAX)
        return ERR_TOO_BIG;
    if (w->format == SHEET_CSV)
        csv_line(&w->csv, scratch, cells, count);
    else
        xlsx_row(w, cells, count, marks);
    return ERR_OK;
}

enum err sheet_finish(struct sheet_writer *w, struct buf *out)
{
    if (w->format == SHEET_XLSX)
        return xlsx_finish(w, out);
    if (buf_is_full(&w->csv))
        return ERR_TOO_BIG;
    buf_str(out, buf_view(&w->csv));
    return buf_is_full(out) ? ERR_TOO_BIG : ERR_OK;
}

void sheet_discard(struct sheet_writer *w)
{
    if (!w)
        return;
    zip_write_done(&w->zip);
    buf_done(&w->csv);
    arena_free(w->arena);
}
