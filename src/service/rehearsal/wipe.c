/* The end of a rehearsal: its files are overwritten and removed. */
#include "service/rehearsal/private.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 << 10, OPEN_MOST = 16 };

static void overwrite(const char *path, int64_t bytes)
{
    static char zeros[BLOCK]; /* not const: no bytes of the binary */
    int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

    for (int64_t at = 0; fd >= 0 && at < bytes;) {
        size_t rest = bytes - at < BLOCK ? (size_t)(bytes - at) : BLOCK;
        ssize_t n = pwrite(fd, zeros, rest, at);
        if (n <= 0)
            break; /* removed all the same; wipe_tree() tells when it was not */
        at += n;
    }
    if (fd < 0)
        return;
    (void)fdatasync(fd);
    close(fd);
}

/* A file with a second name may be somebody else's: its bytes are left alone. */
static int wipe_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)at;
    if (kind == FTW_F && S_ISREG(info->st_mode) && info->st_nlink == 1)
        overwrite(path, info->st_size);
    (void)remove(path);
    return 0;
}

enum err wipe_tree(const char *path, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *keys = str_print(a, "%s/keys", path).ptr;
    struct stat info;

    (void)nftw(keys, wipe_one, OPEN_MOST, FTW_DEPTH | FTW_PHYS);
    (void)nftw(path, wipe_one, OPEN_MOST, FTW_DEPTH | FTW_PHYS);
    if (lstat(path, &info) != 0 && errno == ENOENT)
        return ERR_OK;
    return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(ENOTEMPTY));
}
