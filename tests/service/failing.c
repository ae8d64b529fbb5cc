/* What fails on request, in front of the real thing. */
#include "failing.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static _Atomic int64_t left[FAILINGS];
static atomic_bool failed;

void fail_at(enum failing what, int64_t n)
{
    for (int i = 0; i < FAILINGS; i++)
        atomic_store(&left[i], 0);
    atomic_store(&failed, false);
    atomic_store(&left[what], n);
}

bool has_failed(void)
{
    return atomic_load(&failed);
}

static bool is_due(enum failing what)
{
    if (atomic_load(&left[what]) <= 0 || atomic_fetch_sub(&left[what], 1) != 1)
        return false;
    atomic_store(&failed, true);
    return true;
}

int __real_sqlite3_step(sqlite3_stmt *s);
int __wrap_sqlite3_step(sqlite3_stmt *s);
int __real_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why);
int __real_open64(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, int mode);
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_renameat2(int from_at, const char *from, int to_at, const char *to,
                     unsigned flags);
int __wrap_renameat2(int from_at, const char *from, int to_at, const char *to,
                     unsigned flags);
void *__real_mem_new(size_t count, size_t size);
void *__wrap_mem_new(size_t count, size_t size);

int __wrap_sqlite3_step(sqlite3_stmt *s)
{
    return is_due(FAIL_STEP) ? SQLITE_IOERR : __real_sqlite3_step(s);
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why)
{
    /* SQLite's ROLLBACK ends a transaction whatever the disk says */
    if (strncmp(sql, "ROLLBACK", strlen("ROLLBACK")) != 0 && is_due(FAIL_STEP))
        return SQLITE_IOERR;
    return __real_sqlite3_exec(db, sql, row, arg, why);
}

static bool is_full(void)
{
    if (!is_due(FAIL_FILE))
        return false;
    errno = ENOSPC;
    return true;
}

/* What is only read is there. */
int __wrap_open64(const char *path, int flags, int mode)
{
    return flags & O_CREAT && is_full() ? -1 : __real_open64(path, flags, mode);
}

/* Half of it is on the disk already. */
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (fd <= STDERR_FILENO || !is_full())
        return __real_write(fd, bytes, len);
    (void)!__real_write(fd, bytes, len / 2);
    errno = ENOSPC;
    return -1;
}

int __wrap_fsync(int fd)
{
    return is_full() ? -1 : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    return is_full() ? -1 : __real_rename(from, to);
}

int __wrap_renameat2(int from_at, const char *from, int to_at, const char *to,
                     unsigned flags)
{
    return is_full() ? -1 : __real_renameat2(from_at, from, to_at, to, flags);
}

/* As the real one does when there is no more: the process ends. */
void *__wrap_mem_new(size_t count, size_t size)
{
    if (is_due(FAIL_MEMORY))
        _exit(66);
    return __real_mem_new(count, size);
}
