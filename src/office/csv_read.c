/* Reading comma-separated values. */
#include "base/utf8.h"
#include "office/csv.h"
#include "office/number.h"
#include "office/text.h"

enum { CELL_BYTES_MAX = 4 * SHEET_CELL_MAX, DECODED_MAX = SHEET_UNPACKED_MAX };

/* The separator that occurs most in the first record, outside quotes. */
static char find_separator(struct str text)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        commas += !quoted && c == ',';
        semicolons += !quoted && c == ';';
        tabs += !quoted && c == '\t';
    }
    if (tabs > commas && tabs >= semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

enum err csv_open(struct csv *c, struct arena *a, struct str bytes, struct fault *f)
{
    *c = (struct csv){.cell = BUF(CELL_BYTES_MAX), .decoded = BUF(DECODED_MAX)};
    TRY(text_decode(bytes, &c->decoded, &c->text, f));
    if (c->text.len > 0 && memchr(c->text.ptr, '\0', c->text.len))
        return FAIL(f, ERR_INVALID, "sheet.not_a_sheet", "%s", "?");
    c->separator = find_separator(c->text);
    c->cells = ARENA_ARRAY(a, struct str, SHEET_COLUMNS_MAX);
    return ERR_OK;
}

void csv_close(struct csv *c)
{
    buf_done(&c->cell);
    buf_done(&c->decoded);
}

bool csv_is_risky(struct str cell)
{
    while (cell.len > 0 && cell.ptr[0] == '\'')
        cell = str_sub(cell, 1, cell.len);
    if (cell.len == 0 || !strchr("=+-@\t\r", cell.ptr[0]) || cell.ptr[0] == '\0')
        return false;
    bool is_signed = cell.ptr[0] == '-' || cell.ptr[0] == '+';
    struct str digits = str_sub(cell, is_signed, cell.len);
    return !is_signed || str_starts(digits, STR("-")) || !number_is_plain(digits);
}

/* What the cell means: our own apostrophe off; ="001", by which people keep leading
 * zeros, is 001. */
static struct str meaning(struct str cell)
{
    if (str_starts(cell, STR("'")) && csv_is_risky(cell))
        return str_sub(cell, 1, cell.len);
    if (cell.len < 3 || !str_starts(cell, STR("=\"")) || !str_ends(cell, STR("\"")))
        return cell;
    struct str inner = str_sub(cell, 2, cell.len - 3);
    return str_find(inner, STR("\"")) < 0 ? inner : cell;
}

/* Behind the quoted text that begins at c->at; false without a closing quote. */
static bool read_quoted(struct csv *c)
{
    for (c->at++; c->at < c->text.len;) {
        struct str rest = str_sub(c->text, c->at, c->text.len);
        const char *quote = memchr(rest.ptr, '"', rest.len);
        if (!quote)
            return false;
        size_t len = (size_t)(quote - rest.ptr);
        buf_add(&c->cell, rest.ptr, len);
        c->at += len + 1;
        if (c->at >= c->text.len || c->text.ptr[c->at] != '"')
            return true;
        buf_char(&c->cell, '"');
        c->at++;
    }
    return false;
}

static struct str read_bare(struct csv *c)
{
    size_t from = c->at;

    while (c->at < c->text.len) {
        char now = c->text.ptr[c->at];
        if (now == c->separator || now == '\n' || now == '\r')
            break;
        c->at++;
    }
    return str_sub(c->text, from, c->at - from);
}

static enum err too_long(const struct csv *c, struct arena *a, struct fault *f)
{
    struct str column = sheet_column(a, c->column);

    return FAIL(f, ERR_TOO_BIG, "sheet.cell_too_long", "%.*s%lld" SEP "%d", STR_FMT(column),
                (long long)c->number, SHEET_CELL_MAX);
}

static enum err read_cell(struct csv *c, struct arena *a, struct str *out, struct fault *f)
{
    *out = (struct str){0};
    if (c->at >= c->text.len || c->text.ptr[c->at] != '"') {
        *out = read_bare(c);
        return ERR_OK;
    }
    buf_clear(&c->cell);
    if (!read_quoted(c))
        return FAIL(f, ERR_INVALID, "sheet.open_quote", "%lld", (long long)c->number);
    buf_str(&c->cell, read_bare(c)); /* "a"b: not RFC 4180, but nothing is lost */
    if (buf_is_full(&c->cell))
        return too_long(c, a, f);
    *out = buf_view(&c->cell);
    return ERR_OK;
}

static enum err keep_cell(struct csv *c, struct arena *a, struct str cell, size_t *count,
                          struct fault *f)
{
    if (str_is_empty(cell))
        return ERR_OK;
    if (c->column >= SHEET_COLUMNS_MAX)
        return FAIL(f, ERR_TOO_BIG, "sheet.too_wide", "%lld" SEP "%d", (long long)c->number,
                    SHEET_COLUMNS_MAX);
    if (cell.len > SHEET_CELL_MAX && utf8_count(cell) > SHEET_CELL_MAX)
        return too_long(c, a, f);
    memset(c->cells + *count, 0, (c->column - *count) * sizeof(*c->cells));
    c->cells[c->column] = str_copy(a, cell);
    *count = c->column + 1;
    return ERR_OK;
}

/* Past the end of the record when c->at stands at one; false at a separator. */
static bool end_record(struct csv *c)
{
    if (c->at >= c->text.len)
        return true;
    char now = c->text.ptr[c->at++];
    if (now == '\r' && c->at < c->text.len && c->text.ptr[c->at] == '\n')
        c->at++;
    return now == '\r' || now == '\n';
}

static enum err read_record(struct csv *c, struct arena *a, size_t *count, struct fault *f)
{
    *count = 0;
    if (++c->number > SHEET_ROWS_MAX)
        return FAIL(f, ERR_TOO_BIG, "sheet.too_long", "%d", SHEET_ROWS_MAX);
    for (c->column = 0;; c->column++) {
        struct str cell;
        TRY(read_cell(c, a, &cell, f));
        TRY(keep_cell(c, a, meaning(cell), count, f));
        if (end_record(c))
            return ERR_OK;
    }
}

enum err csv_next(struct csv *c, struct arena *a, struct sheet_row *out, bool *more,
                  struct fault *f)
{
    size_t count = 0;

    while (count == 0 && c->at < c->text.len)
        TRY(read_record(c, a, &count, f));
    *more = count > 0;
    if (!*more)
        return ERR_OK;
    struct str *cells = ARENA_ARRAY(a, struct str, count);
    memcpy(cells, c->cells, count * sizeof(*cells));
    *out = (struct sheet_row){.number = c->number, .cells = cells, .count = count};
    return ERR_OK;
}
