#include "unit/paper/docx.h"

#include "base/asset.h"
#include "base/buf.h"
#include "base/gunzip.h"
#include "office/zip_write.h"
#include "paper/tree.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct str docx_of(struct arena *a, const char *body)
{
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct zip_write z;

    zip_write_init(&z, BUF_FILE);
    zip_write_begin(&z, "[Content_Types].xml");
    buf_text(zip_write_part(&z), "<Types/>");
    zip_write_end(&z);
    zip_write_begin(&z, "word/document.xml");
    buf_print(zip_write_part(&z),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document "
              "xmlns:w=\"w\"><w:body>%s</w:body></w:document>\n",
              body);
    zip_write_end(&z);
    cr_assert_eq(zip_write_finish(&z, &out), ERR_OK);
    zip_write_done(&z);
    return str_copy(a, buf_view(&out));
}

struct str docx_part(struct arena *a, struct str docx, const char *name)
{
    AUTO(pack) struct pack pack = {0};
    struct fault f = {0};
    struct str bytes = {0};

    cr_assert_eq(tree_pack(&pack, docx, &f), ERR_OK);
    cr_assert_eq(tree_part(a, &pack, str_of(name), &bytes, &f), ERR_OK, "%s", name);
    return bytes;
}

struct str docx_text(struct arena *a, struct str docx)
{
    struct str xml = docx_part(a, docx, "word/document.xml");
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    bool is_tag = false;

    for (size_t i = 0; i < xml.len; i++) {
        struct str rest = str_sub(xml, i, xml.len);
        if (str_starts(rest, STR("</w:p>")))
            buf_char(&out, '/');
        is_tag |= xml.ptr[i] == '<';
        if (!is_tag && xml.ptr[i] != '\n')
            buf_char(&out, xml.ptr[i]);
        is_tag &= xml.ptr[i] != '>';
    }
    return str_copy(a, buf_view(&out));
}

struct str asset_text(const char *name)
{
    const struct asset *asset = asset_find(str_of(name));

    cr_assert(asset, "%s is not in the program", name);
    return asset_bytes(asset);
}

static const char *font_path(const struct asset *asset)
{
    static char paths[PAPER_FONT_FILES_MAX][64];
    static int count;
    AUTO(buf) struct buf bytes = BUF(BUF_FILE);
    int file = memfd_create(asset->name, 0);

    cr_assert(gunzip(asset_bytes(asset), &bytes));
    cr_assert_eq(write(file, bytes.ptr, bytes.len), (ssize_t)bytes.len);
    (void)snprintf(paths[count], sizeof(paths[0]), "/proc/self/fd/%d", file);
    return paths[count++];
}

const struct paper_fonts *test_fonts(void)
{
    static struct paper_fonts fonts;
    const char *files[PAPER_FONT_FILES_MAX];
    size_t count = 0;
    struct fault f = {0};

    for (size_t i = 0; !fonts.faces && i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), STR("fonts/")))
            files[count++] = font_path(&ASSETS[i]);
    if (!fonts.faces)
        cr_assert_eq(paper_fonts_open(files, count, &fonts, &f), ERR_OK, "%s", f.detail);
    return &fonts;
}

int pdf_pages(struct str pdf)
{
    static const struct str PAGE = STR_INIT("/Type /Page %");
    int count = 0;

    for (ptrdiff_t at; (at = str_find(pdf, PAGE)) >= 0; count++)
        pdf = str_sub(pdf, (size_t)at + PAGE.len, pdf.len);
    return count;
}
