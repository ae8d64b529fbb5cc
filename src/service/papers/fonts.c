/* The typefaces inside the program, as files that exist only in memory. */
#include "service/papers/fonts.h"

#include "base/asset.h"
#include "base/gunzip.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FONT_BYTES_MAX = 32 << 20, PATH_ROOM = 32 };

/* Those of all sites of the process. */
static struct {
    pthread_mutex_t lock;
    struct paper_fonts fonts; /* without faces: not opened yet */
    int files[PAPER_FONT_FILES_MAX];
    char paths[PAPER_FONT_FILES_MAX][PATH_ROOM];
    size_t count;
} unpacked = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool write_all(int file, struct str bytes)
{
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = write(file, bytes.ptr + done, bytes.len - done);
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static enum err unpack(const struct asset *asset, struct fault *f)
{
    AUTO(buf) struct buf bytes = BUF(FONT_BYTES_MAX);
    size_t i = unpacked.count;
    int file = memfd_create(asset->name, MFD_CLOEXEC);

    if (file < 0)
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    unpacked.files[unpacked.count++] = file;
    if (!str_fits(unpacked.paths[i], PATH_ROOM, "/proc/self/fd/%d", file))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    if (!asset->is_gzip)
        buf_str(&bytes, asset_bytes(asset));
    else if (!gunzip(asset_bytes(asset), &bytes))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    if (!write_all(file, buf_view(&bytes)))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    return ERR_OK;
}

static enum err open_locked(struct fault *f)
{
    const char *paths[PAPER_FONT_FILES_MAX];

    while (unpacked.count > 0) /* of an attempt that failed */
        (void)close(unpacked.files[--unpacked.count]);
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), STR("fonts/")) &&
            unpacked.count < PAPER_FONT_FILES_MAX)
            TRY(unpack(&ASSETS[i], f));
    for (size_t i = 0; i < unpacked.count; i++)
        paths[i] = unpacked.paths[i];
    return paper_fonts_open(paths, unpacked.count, &unpacked.fonts, f);
}

enum err site_fonts(const struct site *s, struct paper_fonts *out, struct fault *f)
{
    enum err err = ERR_OK;

    (void)pthread_mutex_lock(&unpacked.lock);
    if (!unpacked.fonts.faces)
        err = open_locked(f);
    *out = unpacked.fonts;
    (void)pthread_mutex_unlock(&unpacked.lock);
    out->mark = s->rehearsed ? STR(REHEARSAL_MARK) : STR("");
    return err;
}
