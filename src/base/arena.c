#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Under AddressSanitizer a block is poisoned but for what was asked for, with a gap between two
 * objects: writing past one is found although both lie in one allocation of the system's.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_FENCED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_FENCED
#endif

#ifdef ARENA_FENCED
#include <sanitizer/asan_interface.h>
#define FENCE(p, len)   ASAN_POISON_MEMORY_REGION((p), (len))
#define UNFENCE(p, len) ASAN_UNPOISON_MEMORY_REGION((p), (len))
#else
#define FENCE(p, len)   ((void)(p))
#define UNFENCE(p, len) ((void)(p))
#endif

enum {
    BLOCK_BYTES = 16 * 1024,
#ifdef ARENA_FENCED
    GAP = 16,
#else
    GAP = 0,
#endif
};

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks;
    size_t total;
};

static void *checked(void *p)
{
    if (!p)
        abort();
    return p;
}

struct arena *arena_new(void)
{
    return checked(calloc(1, sizeof(struct arena)));
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

void arena_clear(struct arena *a)
{
    struct block *kept = a->blocks;

    if (!kept)
        return;
    for (struct block *b = kept->next, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    if (kept->size > 4 * (size_t)BLOCK_BYTES) { /* one huge request must not stay */
        free(kept);
        a->blocks = NULL;
        a->total = 0;
        return;
    }
    kept->next = NULL;
    kept->used = 0;
    FENCE(kept->bytes, kept->size);
    a->total = kept->size;
}

static struct block *add_block(struct arena *a, size_t at_least)
{
    size_t size = a->total > BLOCK_BYTES ? 4 * (size_t)BLOCK_BYTES : BLOCK_BYTES;

    if (at_least > size)
        size = at_least;
    struct block *b = checked(malloc(sizeof(*b) + size));
    b->size = size;
    b->used = 0;
    b->next = a->blocks;
    a->blocks = b;
    a->total += size;
    FENCE(b->bytes, size);
    return b;
}

static unsigned char *take(struct arena *a, size_t bytes)
{
    struct block *b = a->blocks;

    if (!b || b->size - b->used < bytes + GAP)
        b = add_block(a, bytes + GAP);
    unsigned char *p = b->bytes + b->used;
    b->used += bytes + GAP;
    UNFENCE(p, bytes);
    return p;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    const size_t align = alignof(max_align_t);
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2)
        abort();
    bytes = (bytes + align - 1) / align * align;

    struct block *b = a->blocks;
    if (b) /* text before us may have left an odd offset */
        b->used = b->used + align - 1 >= b->size ? b->size
                                                 : (b->used + align - 1) / align * align;
    return memset(take(a, bytes), 0, bytes);
}

char *arena_bytes(struct arena *a, size_t len)
{
    if (len > SIZE_MAX / 2)
        abort();
    return (char *)take(a, len ? len : 1);
}

void *arena_grow(struct arena *a, const void *old, size_t *room, size_t item)
{
    size_t wider = *room ? *room * 2 : 8;
    void *rows = arena_alloc(a, wider, item);

    if (*room)
        memcpy(rows, old, *room * item);
    *room = wider;
    return rows;
}

size_t arena_size(const struct arena *a)
{
    return a->total;
}
