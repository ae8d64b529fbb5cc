#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void *mem_new(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);

    if (!p)
        abort();
    return p;
}

void *mem_copy(const void *bytes, size_t len)
{
    void *p = mem_new(1, len);

    if (len)
        memcpy(p, bytes, len);
    return p;
}

void *mem_resize(void *p, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        abort();
    p = realloc(p, bytes ? bytes : 1);
    if (!p)
        abort();
    return p;
}

void mem_free(void *p)
{
    free(p);
}
