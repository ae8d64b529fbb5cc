/* The typefaces of everything printed: fontconfig over files that the caller names. */
#include "paper/fonts.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "paper/fonts_private.h"

struct paper_fonts {
    char *files[PAPER_FONT_FILES_MAX];
    size_t count;
    FcConfig *own;    /* our files only; when there are none, the machine's */
    FcCharSet *chars; /* what they can print */
    struct str mark;
};

static bool add_files(const struct paper_fonts *fonts, FcConfig *config, size_t *bad)
{
    for (size_t i = 0; i < fonts->count; i++) {
        *bad = i;
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)fonts->files[i]))
            return false;
    }
    return true;
}

static void unite(FcCharSet *all, const FcFontSet *set)
{
    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *chars = NULL;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &chars) == FcResultMatch)
            FcCharSetMerge(all, chars, NULL);
    }
}

static FcCharSet *characters(FcConfig *config)
{
    FcCharSet *all = FcCharSetCreate();

    unite(all, FcConfigGetFonts(config, FcSetSystem));
    unite(all, FcConfigGetFonts(config, FcSetApplication));
    return all;
}

enum err paper_fonts_open(const char *const *files, size_t count, struct paper_fonts **out,
                          struct fault *f)
{
    AUTO(paper_fonts) struct paper_fonts *fonts = MEM_NEW(struct paper_fonts);
    size_t bad = 0;

    for (size_t i = 0; i < count && i < PAPER_FONT_FILES_MAX; i++)
        fonts->files[fonts->count++] = mem_copy(files[i], strlen(files[i]) + 1);
    fonts->own = count > 0 ? FcConfigCreate() : FcInitLoadConfigAndFonts();
    if (!fonts->own)
        return FAIL(f, ERR_IO, "paper.font", "%s", "fontconfig");
    if (!add_files(fonts, fonts->own, &bad))
        return FAIL(f, ERR_IO, "paper.font", "%s", fonts->files[bad]);
    fonts->chars = characters(fonts->own);
    *out = fonts;
    fonts = NULL;
    return ERR_OK;
}

void paper_fonts_mark(struct paper_fonts *fonts, struct str mark)
{
    fonts->mark = mark;
}

struct str paper_fonts_marked(const struct paper_fonts *fonts)
{
    return fonts->mark;
}

void paper_fonts_free(struct paper_fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < fonts->count; i++)
        mem_free(fonts->files[i]);
    if (fonts->chars)
        FcCharSetDestroy(fonts->chars);
    if (fonts->own)
        FcConfigDestroy(fonts->own);
    mem_free(fonts);
}

/* Breaks, joiners, marks of direction and variation: nothing is printed for them. */
static bool is_invisible(uint32_t c)
{
    return c < 0x20 || c == 0x7F || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF;
}

/* The first character from byte *at on that is not in `chars`; *at moves behind it. */
static bool find_missing(const FcCharSet *chars, struct str text, size_t *at, uint32_t *out)
{
    while (*at < text.len) {
        uint32_t c = utf8_next(text, at);
        if (!is_invisible(c) && !FcCharSetHasChar(chars, c)) {
            *out = c;
            return true;
        }
    }
    return false;
}

static enum err glyph_missing(struct str text, size_t end, uint32_t c, struct fault *f)
{
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    struct str character = str_sub(text, end - len, len);

    return FAIL(f, ERR_INVALID, "paper.glyph", "%.*s" SEP "U+%04X", STR_FMT(character), c);
}

/* Ours and the machine's, made anew each time: a rare name should not make all others slow. */
static enum err with_machine(const struct paper_fonts *fonts, struct str text,
                             FcConfig **out, struct fault *f)
{
    size_t at = 0;
    uint32_t missing;
    FcConfig *config = FcInitLoadConfigAndFonts();

    if (!config || !add_files(fonts, config, &at)) {
        if (config)
            FcConfigDestroy(config);
        return FAIL(f, ERR_IO, "paper.font", "%s", "fontconfig");
    }
    FcCharSet *chars = characters(config);
    at = 0;
    bool is_missing = find_missing(chars, text, &at, &missing);
    FcCharSetDestroy(chars);
    if (!is_missing) {
        *out = config;
        return ERR_OK;
    }
    FcConfigDestroy(config);
    return glyph_missing(text, at, missing, f);
}

enum err paper_fonts_config(const struct paper_fonts *fonts, struct str text,
                            FcConfig **out, struct fault *f)
{
    size_t at = 0;
    uint32_t missing;

    if (find_missing(fonts->chars, text, &at, &missing)) {
        if (fonts->count > 0)
            return with_machine(fonts, text, out, f);
        return glyph_missing(text, at, missing, f);
    }
    *out = FcConfigReference(fonts->own);
    return ERR_OK;
}

enum err paper_fonts_check(const struct paper_fonts *fonts, struct str text,
                           struct fault *f)
{
    FcConfig *config = NULL;

    TRY(paper_fonts_config(fonts, text, &config, f));
    FcConfigDestroy(config);
    return ERR_OK;
}
