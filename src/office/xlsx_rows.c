/* The rows of one worksheet as a stream: the parser pauses behind each filled row. */
#include "base/utf8.h"
#include "office/number.h"
#include "office/xlsx.h"

/* Bytes a cell may have while it is collected: more cannot be 32,767 characters. */
enum { CELL_BYTES_MAX = 4 * SHEET_CELL_MAX };

static void wrong_cell(struct rows *r, enum err err, const char *code)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct str column = sheet_column(scratch, (size_t)r->column);

    xml_stop(&r->xml, FAIL(r->xml.fault, err, code, "%.*s%lld" SEP "%d", STR_FMT(column),
                           (long long)r->number, SHEET_CELL_MAX));
}

/* ---- what a cell says ------------------------------------------------------------ */

/* 2021-05-30T08:30:00.000Z as 2021-05-30 08:30:00. */
static struct str iso_text(struct arena *a, struct str stored)
{
    struct str text = str_copy(a, str_sub(stored, 0, 19));

    if (text.len < 19 || text.ptr[10] != 'T')
        return str_sub(text, 0, text.len < 19 ? stored.len : 10);
    if (str_ends(text, STR("00:00:00")))
        return str_sub(text, 0, 10);
    return str_print(a, "%.10s %.8s", text.ptr, text.ptr + 11);
}

static bool is_short_whole(struct str s)
{
    if (s.len == 0 || s.len > NUMBER_DIGITS || (s.ptr[0] == '0' && s.len > 1))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

static struct str number_cell(struct rows *r, struct str stored)
{
    const struct book *b = r->book;
    unsigned format = r->style >= 0 && (size_t)r->style < b->format_count
                          ? b->formats[r->style]
                          : (unsigned)FORMAT_PLAIN;

    if (format == FORMAT_PLAIN && is_short_whole(stored))
        return str_copy(r->arena, stored);
    return number_text(r->arena, stored, format, b->is_1904);
}

static struct str shared_cell(struct rows *r, struct str stored)
{
    int64_t at = 0;

    if (!str_i64(str_trim(stored), &at) || at < 0 ||
        (uint64_t)at >= r->book->string_count) {
        wrong_cell(r, ERR_INVALID, "sheet.broken_cell");
        return (struct str){0};
    }
    return str_copy(r->arena, r->book->strings[at]);
}

static struct str text_cell(struct rows *r, struct str stored)
{
    char *copy = arena_bytes(r->arena, stored.len);

    memcpy(copy, stored.ptr, stored.len);
    return xlsx_unescape(copy, stored.len);
}

static struct str cell_value(struct rows *r, struct str stored)
{
    switch (r->type) {
    case 's':
        return shared_cell(r, stored);
    case 'i':
    case 't':
        return text_cell(r, stored);
    case 'b':
        return str_eq(stored, STR("1")) ? STR("TRUE") : STR("FALSE");
    case 'd':
        return iso_text(r->arena, stored);
    default:
        return number_cell(r, str_trim(stored));
    }
}

/* The first letter of the type names tells them apart, but for s and str. */
static char cell_type(const char *type)
{
    if (!type)
        return 'n';
    if (strcmp(type, "str") == 0 || strcmp(type, "e") == 0)
        return 't';
    return type[0];
}

/* ---- where it stands ------------------------------------------------------------- */

/* The column of "AB12", 0 first, or -1.  Beyond the widest sheet all columns are one. */
static int64_t column_of(const char *reference)
{
    int64_t column = 0;

    if (!reference)
        return -1;
    for (; *reference >= 'A' && *reference <= 'Z'; reference++)
        if (column <= INT32_MAX)
            column = column * 26 + (*reference - 'A' + 1);
    return column - 1;
}

static void begin_row(struct rows *r, const char *const *attributes)
{
    const char *said = xml_attribute(attributes, "r");
    int64_t number = said ? xml_number(said) : r->number + 1;

    if (number <=
        r->number) { /* two rows of one number: one would stand in the other's place */
        xml_stop(&r->xml, FAIL(r->xml.fault, ERR_INVALID, "sheet.row_order",
                               "%s" SEP "%lld", said, (long long)r->number));
        return;
    }
    r->number = number;
    if (r->number > SHEET_ROWS_MAX || ++r->elements > SHEET_ROWS_MAX) {
        xml_stop(&r->xml,
                 FAIL(r->xml.fault, ERR_TOO_BIG, "sheet.too_long", "%d", SHEET_ROWS_MAX));
        return;
    }
    if (r->count > 0)
        memset(r->cells, 0, r->count * sizeof(*r->cells));
    r->count = 0;
    r->column = -1;
    r->in_row = true;
}

static void begin_cell(struct rows *r, const char *const *attributes)
{
    const char *reference = NULL, *style = NULL, *type = NULL;

    for (; attributes[0]; attributes += 2) { /* hot: one pass, names are one letter */
        char name = (char)(attributes[0][1] ? '\0' : attributes[0][0]);
        if (name == 'r')
            reference = attributes[1];
        else if (name == 's')
            style = attributes[1];
        else if (name == 't')
            type = attributes[1];
    }
    int64_t column = column_of(reference);
    r->column = column >= 0 ? column : r->column + 1;
    r->style = xml_number(style ? style : "0");
    r->type = cell_type(type);
    buf_clear(&r->text);
    r->in_cell = true;
}

static void end_cell(struct rows *r)
{
    struct str stored = buf_view(&r->text);

    r->in_cell = false;
    if (buf_is_full(&r->text)) {
        wrong_cell(r, ERR_TOO_BIG, "sheet.cell_too_long");
        return;
    }
    if (str_is_empty(stored))
        return;
    struct str value = cell_value(r, stored);
    if (r->xml.err || str_is_empty(value))
        return;
    if (r->column >= SHEET_COLUMNS_MAX) {
        xml_stop(&r->xml, FAIL(r->xml.fault, ERR_TOO_BIG, "sheet.too_wide", "%lld" SEP "%d",
                               (long long)r->number, SHEET_COLUMNS_MAX));
        return;
    }
    if (value.len > SHEET_CELL_MAX && utf8_count(value) > SHEET_CELL_MAX) {
        wrong_cell(r, ERR_TOO_BIG, "sheet.cell_too_long");
        return;
    }
    size_t at = (size_t)r->column;
    if (r->cells[at].len) {
        wrong_cell(r, ERR_INVALID, "sheet.cell_twice");
        return;
    }
    r->cells[at] = value;
    r->count = at >= r->count ? at + 1 : r->count;
}

/* ---- events ---------------------------------------------------------------------- */

static void on_cell_part(struct rows *r, const char *name)
{
    if (strcmp(name, "v") == 0)
        r->rich.is_open = true;
    else
        rich_start(&r->rich, name);
}

static void on_start(struct xml *x, const char *name, const char *const *attributes)
{
    struct rows *r = x->self;

    if (r->in_cell)
        on_cell_part(r, name);
    else if (r->in_row && strcmp(name, "c") == 0)
        begin_cell(r, attributes);
    else if (r->in_data && !r->in_row && strcmp(name, "row") == 0)
        begin_row(r, attributes);
    else if (strcmp(name, "sheetData") == 0)
        r->in_data = true;
}

static void on_end(struct xml *x, const char *name)
{
    struct rows *r = x->self;

    if (r->in_cell && strcmp(name, "v") == 0) {
        r->rich.is_open = false;
    } else if (r->in_cell && strcmp(name, "c") == 0) {
        end_cell(r);
    } else if (r->in_cell) {
        rich_end(&r->rich, name);
    } else if (r->in_row && strcmp(name, "row") == 0) {
        r->in_row = false;
        if (r->count > 0)
            xml_pause(x);
    } else if (strcmp(name, "sheetData") == 0) {
        r->in_data = false;
    }
}

static void on_text(struct xml *x, struct str text)
{
    struct rows *r = x->self;

    rich_text(&r->rich, text);
}

enum err rows_open(struct rows *r, struct book *b, struct str part, struct arena *a,
                   struct fault *f)
{
    struct str *cells = r->cells ? r->cells : ARENA_ARRAY(a, struct str, SHEET_COLUMNS_MAX);

    rows_close(r);
    *r = (struct rows){.book = b, .cells = cells, .text = BUF(CELL_BYTES_MAX)};
    memset(cells, 0, SHEET_COLUMNS_MAX * sizeof(*cells));
    r->rich.text = &r->text;
    r->xml = (struct xml){.self = r, .start = on_start, .end = on_end, .text = on_text};
    return xml_open(&r->xml, &b->pack, part, f);
}

void rows_close(struct rows *r)
{
    xml_done(&r->xml);
    buf_done(&r->text);
}

enum err rows_next(struct rows *r, struct arena *a, struct sheet_row *out, bool *more,
                   struct fault *f)
{
    r->arena = a;
    r->count = 0;
    TRY(xml_run(&r->xml, f));
    *more = !r->xml.is_done;
    if (!*more)
        return ERR_OK;

    struct str *cells = ARENA_ARRAY(a, struct str, r->count);
    memcpy(cells, r->cells, r->count * sizeof(*cells));
    *out = (struct sheet_row){.number = r->number, .cells = cells, .count = r->count};
    memset(r->cells, 0, r->count * sizeof(*cells));
    return ERR_OK;
}
