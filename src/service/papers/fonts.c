/* The typefaces inside the program, as files that exist only in memory. */
#include "service/papers/fonts.h"

#include "base/asset.h"
#include "base/gunzip.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FONT_BYTES_MAX = 32 << 20, PATH_ROOM = 32 };

struct font_box {
    pthread_mutex_t lock;
    struct paper_fonts *fonts; /* NULL: not opened yet */
    int files[PAPER_FONT_FILES_MAX];
    char paths[PAPER_FONT_FILES_MAX][PATH_ROOM];
    size_t count;
    struct str mark;
};

struct font_box *font_box_new(struct str mark)
{
    struct font_box *box = MEM_NEW(struct font_box);

    box->mark = mark;
    (void)pthread_mutex_init(&box->lock, NULL); /* cannot fail with default attributes */
    return box;
}

void font_box_free(struct font_box *box)
{
    if (!box)
        return;
    paper_fonts_free(box->fonts);
    for (size_t i = 0; i < box->count; i++)
        (void)close(box->files[i]); /* memory: nothing can be lost */
    (void)pthread_mutex_destroy(&box->lock);
    mem_free(box);
}

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

static enum err unpack(struct font_box *box, const struct asset *asset, struct fault *f)
{
    AUTO(buf) struct buf bytes = BUF(FONT_BYTES_MAX);
    int file = memfd_create(asset->name, MFD_CLOEXEC);

    if (file < 0)
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    box->files[box->count] = file; /* the box closes it, whatever comes */
    if (!str_fits(box->paths[box->count], PATH_ROOM, "/proc/self/fd/%d", file))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    box->count++;
    if (!asset->is_gzip)
        buf_str(&bytes, asset_bytes(asset));
    else if (!gunzip(asset_bytes(asset), &bytes))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    if (!write_all(file, buf_view(&bytes)))
        return FAIL(f, ERR_IO, "paper.font", "%s", asset->name);
    return ERR_OK;
}

static void close_all(struct font_box *box)
{
    while (box->count > 0)
        (void)close(box->files[--box->count]);
}

static enum err open_locked(struct font_box *box, struct fault *f)
{
    const char *paths[PAPER_FONT_FILES_MAX];

    close_all(box); /* of an attempt that failed */
    for (size_t i = 0; i < ASSET_COUNT; i++)
        if (str_starts(str_of(ASSETS[i].name), STR("fonts/")) &&
            box->count < PAPER_FONT_FILES_MAX)
            TRY(unpack(box, &ASSETS[i], f));
    for (size_t i = 0; i < box->count; i++)
        paths[i] = box->paths[i];
    TRY(paper_fonts_open(paths, box->count, &box->fonts, f));
    paper_fonts_mark(box->fonts, box->mark);
    return ERR_OK;
}

enum err font_box_open(struct font_box *box, const struct paper_fonts **out,
                       struct fault *f)
{
    enum err err = ERR_OK;

    (void)pthread_mutex_lock(&box->lock);
    if (!box->fonts)
        err = open_locked(box, f);
    *out = box->fonts;
    (void)pthread_mutex_unlock(&box->lock);
    return err;
}
