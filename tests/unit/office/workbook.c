#include "workbook.h"

#include <criterion/criterion.h>
#include <string.h>
#include <zip.h>

struct str zip_of(struct arena *a, const struct test_part *parts)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);

    cr_assert(zip);
    zip_source_keep(source);
    for (; parts->name; parts++) {
        zip_source_t *text = zip_source_buffer(zip, parts->text, strlen(parts->text), 0);
        cr_assert(zip_file_add(zip, parts->name, text, 0) >= 0);
    }
    cr_assert(zip_close(zip) == 0);

    zip_stat_t stat;
    cr_assert(zip_source_open(source) == 0 && zip_source_stat(source, &stat) == 0);
    char *bytes = arena_bytes(a, stat.size);
    cr_assert(zip_source_read(source, bytes, stat.size) == (zip_int64_t)stat.size);
    zip_source_close(source);
    zip_source_free(source);
    zip_error_fini(&error);
    return (struct str){bytes, stat.size};
}

struct str book_of(struct arena *a, const char *sheet, const char *styles,
                   const char *strings)
{
    struct test_part parts[6] = {
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\""
         " r:id=\"rId1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
         "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"x/styles\" "
         "Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"x/sharedStrings\" "
         "Target=\"sharedStrings.xml\"/></Relationships>"},
        {"xl/worksheets/sheet1.xml", sheet},
    };
    size_t n = 3;

    if (styles)
        parts[n++] = (struct test_part){"xl/styles.xml", styles};
    if (strings)
        parts[n++] = (struct test_part){"xl/sharedStrings.xml", strings};
    return zip_of(a, parts);
}

static void put_row(struct buf *b, const struct sheet_row *row)
{
    buf_print(b, "%s%lld:", b->len ? ";" : "", (long long)row->number);
    for (size_t i = 0; i < row->count; i++) {
        buf_str(b, row->cells[i]);
        buf_char(b, '|');
    }
}

static enum err read_all(struct str bytes, struct arena *a, struct buf *b, struct fault *f)
{
    AUTO(sheet_reader) struct sheet_reader *r = NULL;
    struct sheet_row row = {0};

    TRY(sheet_open(bytes, &r, f));
    for (bool more = true;;) {
        TRY(sheet_next(r, a, &row, &more, f));
        if (!more)
            return ERR_OK;
        put_row(b, &row);
    }
}

struct str rows_of(struct arena *a, struct str bytes)
{
    struct fault f = {0};
    AUTO(buf) struct buf b = BUF(BUF_FILE);
    enum err err = read_all(bytes, a, &b, &f);

    cr_assert_eq(err, f.kind, "an error is explained");
    size_t rows_len = b.len;
    if (err)
        buf_print(&b, "%s%s(%s)", b.len ? ";" : "", f.code, f.detail);
    for (size_t i = rows_len; i < b.len; i++)
        if (b.ptr[i] == SEP[0])
            b.ptr[i] = ',';
    return str_copy(a, buf_view(&b));
}
