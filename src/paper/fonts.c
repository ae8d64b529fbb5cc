/*
 * The typefaces of everything printed: fontconfig over files that the caller names, and pango over it.
 *
 * Nothing here is ever freed, for pango 1.50 cannot: each map has a thread that sorts fonts behind the typesetter's
 * back and lets go of them in the map's own tables when it comes to it, which may be after the last reference to the
 * map is gone (seen as a division by zero in g_hash_table_remove(), once in some thousand papers).  So maps are lent
 * and come back; there are as many as papers were ever set at once, and each knows so many sizes (type_size()).
 */
#include "paper/fonts.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "paper/fonts_private.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

struct font_set {
    FcConfig *config;
    FcCharSet *chars; /* what it can print */
    GMutex lock;
    GPtrArray *idle;        /* maps nobody uses */
    struct font_set *older; /* of the machine, before fonts were installed */
};

struct typefaces {
    char *files[PAPER_FONT_FILES_MAX];
    size_t count;
    struct font_set *own; /* our files only; when there are none, the machine's */
    GMutex lock;
    struct font_set *machine; /* both; NULL until a character asks for it */
};

static void unite(FcCharSet *all, const FcFontSet *set)
{
    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *chars = NULL;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &chars) == FcResultMatch)
            FcCharSetMerge(all, chars, NULL);
    }
}

static struct font_set *set_of(FcConfig *config)
{
    struct font_set *set = MEM_NEW(struct font_set);

    set->config = config;
    set->chars = FcCharSetCreate();
    unite(set->chars, FcConfigGetFonts(config, FcSetSystem));
    unite(set->chars, FcConfigGetFonts(config, FcSetApplication));
    set->idle = g_ptr_array_new();
    g_mutex_init(&set->lock);
    return set;
}

/* Over `config`, which is ours from now on, and our files. */
static enum err set_open(const struct typefaces *faces, FcConfig *config,
                         struct font_set **out, struct fault *f)
{
    if (!config)
        return FAIL(f, ERR_IO, "paper.font", "%s", "fontconfig");
    for (size_t i = 0; i < faces->count; i++)
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)faces->files[i])) {
            FcConfigDestroy(config);
            return FAIL(f, ERR_IO, "paper.font", "%s", faces->files[i]);
        }
    *out = set_of(config);
    return ERR_OK;
}

static void free_unopened(struct typefaces *faces)
{
    for (size_t i = 0; i < faces->count; i++)
        mem_free(faces->files[i]);
    mem_free(faces);
}

enum err paper_fonts_open(const char *const *files, size_t count, struct paper_fonts *out,
                          struct fault *f)
{
    struct typefaces *faces = MEM_NEW(struct typefaces);
    FcConfig *config = count > 0 ? FcConfigCreate() : FcInitLoadConfigAndFonts();

    for (size_t i = 0; i < count && i < PAPER_FONT_FILES_MAX; i++)
        faces->files[faces->count++] = mem_copy(files[i], strlen(files[i]) + 1);
    g_mutex_init(&faces->lock);
    enum err err = set_open(faces, config, &faces->own, f);
    if (err)
        free_unopened(faces);
    else
        *out = (struct paper_fonts){.faces = faces};
    return err;
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

/* Ours and the machine's, read once, and again when fonts were installed. */
static enum err machine_set(struct typefaces *faces, struct font_set **out, struct fault *f)
{
    enum err err = ERR_OK;
    struct font_set *newer = NULL;

    g_mutex_lock(&faces->lock);
    if (!faces->machine || !FcConfigUptoDate(faces->machine->config))
        err = set_open(faces, FcInitLoadConfigAndFonts(), &newer, f);
    if (newer) {
        newer->older = faces->machine;
        faces->machine = newer;
    }
    *out = faces->machine;
    g_mutex_unlock(&faces->lock);
    return err;
}

enum err font_set_for(const struct paper_fonts *fonts, struct str text,
                      struct font_set **out, struct fault *f)
{
    size_t at = 0;
    uint32_t missing;

    *out = fonts->faces->own;
    if (!find_missing((*out)->chars, text, &at, &missing))
        return ERR_OK;
    if (fonts->faces->count > 0) {
        TRY(machine_set(fonts->faces, out, f));
        at = 0;
        if (!find_missing((*out)->chars, text, &at, &missing))
            return ERR_OK;
    }
    return glyph_missing(text, at, missing, f);
}

enum err paper_fonts_check(const struct paper_fonts *fonts, struct str text,
                           struct fault *f)
{
    struct font_set *set;

    return font_set_for(fonts, text, &set, f);
}

static PangoFontMap *new_map(FcConfig *config)
{
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);

    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    return map;
}

PangoFontMap *font_set_borrow(struct font_set *set)
{
    g_mutex_lock(&set->lock);
    guint idle = set->idle->len;
    PangoFontMap *map = idle > 0 ? g_ptr_array_remove_index(set->idle, idle - 1) : NULL;
    g_mutex_unlock(&set->lock);
    return map ? map : new_map(set->config);
}

void font_set_return(struct font_set *set, PangoFontMap *map)
{
    g_mutex_lock(&set->lock);
    g_ptr_array_add(set->idle, map);
    g_mutex_unlock(&set->lock);
}
