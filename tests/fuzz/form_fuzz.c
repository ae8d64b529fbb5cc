/*
 * Any bytes are a template: filling and typesetting end with a document or an explained error, and
 * what was filled can be typeset and holds no blank that is known.
 *
 * Input that begins with X is the parts of a DOCX with \1 between them, zipped here: checksums would
 * keep the fuzzer from getting anywhere in a real archive.
 */
#include "office/zip_write.h"
#include "paper/form.h"

#include <stdlib.h>

static const char BLANKS[] = "{\"blanks\":{\"due\":{\"label\":{\"zh-Hans\":\"应到\"}},"
                             "\"note\":{\"label\":{\"zh-Hans\":\"备注\"}}},\"lists\":{"
                             "\"c\":{\"label\":{\"zh-Hans\":\"人\"},"
                             "\"fields\":{\"name\":{\"label\":{\"zh-Hans\":\"姓名\"}}}}}}";
static const char VALUES[] = "{\"due\":5,\"note\":\"a\\nb&<{{due}}\",\"c\":[{\"name\":"
                             "\"丁伟\"},{\"name\":\"x\"},{}]}";
static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"f\" Target=\"footer1.xml\"/></Relationships>";

static void demand(bool truth)
{
    if (!truth)
        abort();
}

static void add_part(struct zip_write *z, const char *name, struct str text)
{
    zip_write_begin(z, name);
    buf_str(zip_write_part(z), text);
    zip_write_end(z);
}

static struct str zip_parts(struct str parts, struct buf *out)
{
    static const char *const NAMES[] = {"word/document.xml", "word/styles.xml",
                                        "word/footer1.xml", "word/settings.xml"};
    struct zip_write z;
    struct str part;

    zip_write_init(&z, BUF_FILE);
    add_part(&z, "word/_rels/document.xml.rels", str_of(RELATIONS));
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        if (str_cut(&parts, '\1', &part))
            add_part(&z, NAMES[i], part);
    demand(!zip_write_finish(&z, out));
    zip_write_done(&z);
    return buf_view(out);
}

/* Read once for the whole run: nothing writes to it. */
static const struct paper_fonts *machine_fonts(void)
{
    static struct paper_fonts fonts;
    struct fault f = {0};

    if (!fonts.faces)
        demand(!paper_fonts_open(NULL, 0, &fonts, &f));
    return &fonts;
}

static void check_error(enum err err, const struct fault *f)
{
    demand(err == f->kind && !err == !f->code);
}

static void check_pdf(struct arena *a, struct str docx)
{
    AUTO(buf) struct buf pdf = BUF(BUF_FILE);
    struct fault f = {0};
    enum err err = form_pdf(a, docx, machine_fonts(), &pdf, &f);

    check_error(err, &f);
    demand(err || str_starts(buf_view(&pdf), STR("%PDF")));
}

const char *__lsan_default_suppressions(void);

/* cairo 1.16 loses a few hundred bytes for each typeface of a PDF, fontconfig some at its start. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libcairo\nleak:libfontconfig\n";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf zip = BUF(BUF_FILE);
    struct form_source source = {.template_docx = {(const char *)data, len}};
    struct form_blanks *blanks = NULL;
    struct json *values = NULL;
    struct fault f = {0};
    struct str docx = {0};

    demand(!form_blanks_read(a, str_of(BLANKS), &blanks, &f));
    demand(!json_parse(a, str_of(VALUES), &values, &f));
    if (str_starts(source.template_docx, STR("X")))
        source.template_docx = zip_parts(str_sub(source.template_docx, 1, len), &zip);
    source.blanks = blanks;
    source.values = values;
    enum err err = form_fill(a, &source, &docx, &f);
    check_error(err, &f);
    if (!err)
        check_pdf(a, docx);
    check_pdf(a, source.template_docx);
    return 0;
}
