/* Whole files, read and written safely. */
#include "base/crypto.h"
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

const char *file_beside(struct arena *a, const char *path)
{
    uint64_t once;

    crypto_random(&once, sizeof(once));
    return str_print(a, "%s.%016llx.new", path, (unsigned long long)once).ptr;
}

int file_open_new(const char *path, int mode)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

bool file_is_there(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0;
}

bool file_move_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    /* a file system that knows no such step, as NFS: looked at just before */
    if (file_is_there(to)) {
        errno = EEXIST;
        return false;
    }
    return rename(from, to) == 0;
}

bool file_close_into(int fd, bool good, const char *beside, const char *path,
                     bool may_replace)
{
    int why = errno;

    if (fd < 0)
        return false;
    if (close(fd) != 0 && good) {
        good = false;
        why = errno;
    }
    if (good && (may_replace ? rename(beside, path) == 0 : file_move_new(beside, path)))
        return true;
    why = good ? errno : why;
    (void)unlink(beside);
    errno = why;
    return false;
}

static enum err put(const char *path, struct str bytes, int mode, bool may_replace,
                    struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *beside = file_beside(a, path);
    int fd = file_open_new(beside, mode);
    bool good = fd >= 0 && write_all(fd, bytes);

    if (file_close_into(fd, good, beside, path, may_replace))
        return ERR_OK;
    if (errno == EEXIST && !may_replace)
        return FAIL(f, ERR_CONFLICT, "file.exists", "%s", path);
    return FAIL(f, ERR_IO, "file.write", "%s" SEP "%s", path, strerror(errno));
}

enum err file_write(const char *path, struct str bytes, int mode, struct fault *f)
{
    return put(path, bytes, mode, true, f);
}

enum err file_write_new(const char *path, struct str bytes, int mode, struct fault *f)
{
    return put(path, bytes, mode, false, f);
}
