/* Whole files, read and written safely. */
#include "service/site/site.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err read_all(int fd, char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        ssize_t n = read(fd, bytes + at, len - at);
        if (n <= 0)
            return ERR_IO;
        at += (size_t)n;
    }
    return ERR_OK;
}

enum err file_read(struct arena *a, const char *path, size_t most, struct str *out,
                   struct fault *f)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum err err = ERR_IO;

    if (fd < 0)
        return FAIL(f, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "file.read", "%s" SEP "%s",
                    path, strerror(errno));
    if (fstat(fd, &info) == 0 && info.st_size >= 0 && (size_t)info.st_size > most)
        err = ERR_TOO_BIG;
    else if (info.st_size >= 0) {
        char *bytes = arena_bytes(a, (size_t)info.st_size + 1);
        err = read_all(fd, bytes, (size_t)info.st_size);
        bytes[info.st_size] = '\0';
        *out = (struct str){bytes, (size_t)info.st_size};
    }
    close(fd);
    if (err == ERR_TOO_BIG)
        return FAIL(f, err, "file.too_big", "%s" SEP "%zu", path, most >> 20);
    return err ? FAIL(f, err, "file.read", "%s" SEP "%s", path, strerror(errno)) : ERR_OK;
}

static bool write_all(int fd, struct str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        ssize_t n = write(fd, bytes.ptr + at, bytes.len - at);
        if (n < 0)
            return false;
        at += (size_t)n;
    }
    return fsync(fd) == 0;
}

/* Beside its place and whole, then in place in one step. */
static bool write_beside(const char *beside, const char *path, struct str bytes, int mode)
{
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
    bool good = fd >= 0 && write_all(fd, bytes);

    if (fd < 0)
        return false;
    if (close(fd) != 0)
        good = false;
    if (good && rename(beside, path) == 0)
        return true;
    int why = errno;
    (void)unlink(beside); /* half of it, or a key */
    errno = why;
    return false;
}

enum err file_write(const char *path, struct str bytes, int mode, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *beside = str_print(a, "%s.new", path).ptr;

    return write_beside(beside, path, bytes, mode)
               ? ERR_OK
               : FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
}
