#include "failing.h"

#include "base/mem.h"
#include "service/site/site.h"

#include <stdatomic.h>
#include <stdlib.h>
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

enum err __real_db_step(struct stmt *s, bool *row);
enum err __wrap_db_step(struct stmt *s, bool *row);
enum err __real_db_run(struct stmt *s);
enum err __wrap_db_run(struct stmt *s);
enum err __real_file_write(const char *path, struct str bytes, int mode, struct fault *f);
enum err __wrap_file_write(const char *path, struct str bytes, int mode, struct fault *f);
void *__real_mem_new(size_t count, size_t size);
void *__wrap_mem_new(size_t count, size_t size);

enum err __wrap_db_step(struct stmt *s, bool *row)
{
    *row = false;
    return is_due(FAIL_STEP) ? ERR_IO : __real_db_step(s, row);
}

enum err __wrap_db_run(struct stmt *s)
{
    return is_due(FAIL_STEP) ? ERR_IO : __real_db_run(s);
}

enum err __wrap_file_write(const char *path, struct str bytes, int mode, struct fault *f)
{
    if (is_due(FAIL_FILE))
        return FAIL(f, ERR_IO, "file.write", "%s", path);
    return __real_file_write(path, bytes, mode, f);
}

/* As the real one does when there is no more: the process ends. */
void *__wrap_mem_new(size_t count, size_t size)
{
    if (is_due(FAIL_MEMORY))
        _exit(66);
    return __real_mem_new(count, size);
}
