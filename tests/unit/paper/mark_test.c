/* A document with a mark across every page, whatever its sections were before. */
#include "paper/form.h"

#include "unit/paper/docx.h"

#include <criterion/criterion.h>

#define P       "<w:p><w:r><w:t>text</w:t></w:r></w:p>"
#define MARK    "演练 REHEARSAL"
#define OLD     "<w:headerReference w:type=\"default\" r:id=\"rId7\"/>"
#define SIZE    "<w:pgSz w:w=\"8391\" w:h=\"11906\"/>"
#define CHANGED "<w:sectPrChange w:id=\"1\"/>"

static int times(struct str text, const char *part)
{
    int count = 0;

    for (ptrdiff_t at; (at = str_find(text, str_of(part))) >= 0; count++)
        text = str_sub(text, (size_t)at + 1, text.len);
    return count;
}

struct sections {
    const char *body;
    int count; /* of sections, each with three references to the mark's header */
    const char *stays;
};

Test(mark, every_section_refers_to_it_and_to_no_other)
{
    static const struct sections CASES[] = {
        {P, 1, "text"},
        {P "<w:sectPr/>", 1, "text"},
        {P "<w:sectPr>" SIZE "</w:sectPr>", 1, SIZE},
        {P "<w:sectPr w:rsidR=\"0\">" OLD SIZE "<w:titlePg/></w:sectPr>", 1,
         "<w:titlePg/>"},
        {"<w:p><w:pPr><w:sectPr>" OLD OLD "</w:sectPr></w:pPr></w:p>" P
         "<w:sectPr>" SIZE CHANGED "</w:sectPr>",
         2, CHANGED},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct fault f = {0};
        struct str out;
        enum err err = form_mark(a, docx_of(a, CASES[i].body), STR(MARK), &out, &f);
        cr_assert_eq(err, ERR_OK, "%zu: %s %s", i, f.code, f.detail);
        struct str document = docx_part(a, out, "word/document.xml");
        cr_expect_eq(times(document, "r:id=\"rIdMark\""), 3 * CASES[i].count, "%zu: %.*s",
                     i, STR_FMT(document));
        cr_expect_eq(times(document, "rId7"), 0, "%zu", i);
        cr_expect_eq(times(document, CASES[i].stays), 1, "%zu", i);
        cr_expect_eq(times(docx_part(a, out, "word/header_mark.xml"), MARK), 2, "%zu", i);
        cr_expect_eq(times(docx_part(a, out, "[Content_Types].xml"), "header_mark"), 1);
        cr_expect_eq(times(docx_part(a, out, "word/_rels/document.xml.rels"), "rIdMark"),
                     1);
        AUTO(buf) struct buf pdf = BUF(BUF_FILE);
        cr_expect_eq(form_pdf(a, out, test_fonts(), &pdf, &f), ERR_OK, "%zu: %s", i,
                     f.code);
    }
}
