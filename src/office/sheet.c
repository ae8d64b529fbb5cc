/* Spreadsheets as rows: which kind of file it is, and one face for all kinds. */
#include "office/sheet.h"

#include "office/csv.h"
#include "office/xlsx.h"

struct sheet_reader {
    struct arena *arena; /* the reader itself, names, shared strings */
    bool is_xlsx, has_rows, is_reading;
    struct csv csv;
    struct book book;
    struct rows rows;
    size_t next_sheet;
};

/* An OLE2 container: an encrypted XLSX has a stream of this name, an old XLS has not. */
static bool is_encrypted(struct str bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    return str_find(bytes, (struct str){name, sizeof(name)}) >= 0;
}

/* Files of other kinds that people choose by mistake; NULL: none known. */
static const char *other_kind(struct str bytes)
{
    static const struct {
        const char *kind;
        struct str start;
    } KNOWN[] = {
        {"pdf", STR_INIT("%PDF")},         {"png", STR_INIT("\x89PNG")},
        {"jpg", STR_INIT("\xFF\xD8\xFF")}, {"rar", STR_INIT("Rar!")},
        {"7z", STR_INIT("7z\xBC\xAF")},    {"gz", STR_INIT("\x1F\x8B")},
        {"rtf", STR_INIT("{\\rtf")},       {"xml", STR_INIT("<?xml")},
        {"html", STR_INIT("<!DOCTYPE")},   {"html", STR_INIT("<html")},
        {"html", STR_INIT("<HTML")},       {"html", STR_INIT("<table")},
    };

    for (size_t i = 0; i < sizeof(KNOWN) / sizeof(KNOWN[0]); i++)
        if (str_starts(bytes, KNOWN[i].start))
            return KNOWN[i].kind;
    return NULL;
}

static enum err open_any(struct sheet_reader *r, struct str bytes, struct fault *f)
{
    const char *other = other_kind(bytes);

    if (str_starts(bytes, STR("\xD0\xCF\x11\xE0")))
        return FAIL(f, ERR_INVALID,
                    is_encrypted(bytes) ? "sheet.encrypted" : "sheet.old_xls", "%s", "");
    if (other)
        return FAIL(f, ERR_INVALID, "sheet.not_a_sheet", "%s", other);
    r->is_xlsx = str_starts(bytes, STR("PK"));
    if (!r->is_xlsx)
        return csv_open(&r->csv, r->arena, bytes, f);
    return book_open(&r->book, r->arena, bytes, f);
}

enum err sheet_open(struct str bytes, struct sheet_reader **out, struct fault *f)
{
    struct arena *a = arena_new();
    struct sheet_reader *r = ARENA_NEW(a, struct sheet_reader);

    r->arena = a;
    enum err err = open_any(r, bytes, f);
    if (err) {
        sheet_close(r);
        return err;
    }
    *out = r;
    return ERR_OK;
}

void sheet_close(struct sheet_reader *r)
{
    if (!r)
        return;
    csv_close(&r->csv);
    rows_close(&r->rows);
    book_close(&r->book);
    arena_free(r->arena);
}

/* The first filled sheet is the one: go on to the next only while nothing was found. */
static enum err next_of_book(struct sheet_reader *r, struct arena *a, struct sheet_row *out,
                             bool *more, struct fault *f)
{
    for (*more = false;;) {
        if (r->is_reading)
            TRY(rows_next(&r->rows, a, out, more, f));
        if (*more || r->has_rows || r->next_sheet == r->book.sheet_count)
            break;
        TRY(rows_open(&r->rows, &r->book, r->book.sheets[r->next_sheet++], r->arena, f));
        r->is_reading = true;
    }
    r->has_rows |= *more;
    return ERR_OK;
}

enum err sheet_next(struct sheet_reader *r, struct arena *a, struct sheet_row *out,
                    bool *more, struct fault *f)
{
    if (r->is_xlsx)
        return next_of_book(r, a, out, more, f);
    return csv_next(&r->csv, a, out, more, f);
}

void sheet_progress(const struct sheet_reader *r, int64_t *done, int64_t *total)
{
    const struct part *part = &r->rows.xml.part;

    *total = r->is_xlsx ? part->declared : (int64_t)r->csv.text.len;
    *done = r->is_xlsx ? part->done : (int64_t)r->csv.at;
    if (*done > *total)
        *done = *total;
}
