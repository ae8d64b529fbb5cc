/*
 * Arenas: memory that dies together.
 *
 * Every request owns one arena.  Whatever a function returns lives in the arena
 * its caller passed in; nothing in it is freed one by one.  Out of memory
 * aborts the process, so results are never NULL: sizes that users control must
 * be limited before they reach an arena.
 */
#pragma once

#include "base/compiler.h"

#include <stddef.h>

struct arena;

NONNULL_RESULT struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine */

/* Forget everything in it but keep its first block for what comes next. */
void arena_clear(struct arena *a);

/* Zeroed memory for `count` objects; aborts if count * size overflows. */
NONNULL_RESULT void *arena_alloc(struct arena *a, size_t count, size_t size);

/* `len` bytes, not zeroed and not aligned: for text. */
NONNULL_RESULT char *arena_bytes(struct arena *a, size_t len);

/* A wider copy of an array of *room items (0: none yet); *room becomes the new room.
 * The old copy is left behind and dies with the arena. */
NONNULL_RESULT void *arena_grow(struct arena *a, const void *old, size_t *room,
                                size_t item);

/* Bytes it has taken from the system. */
size_t arena_size(const struct arena *a);

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type)))

/* Append room for one item to `items`, an array of `count` with space for `room`. */
#define ARENA_PUSH(a, items, count, room)                                        \
    ((count) == (room)                                                           \
         ? (void)((items) = arena_grow((a), (items), &(room), sizeof(*(items)))) \
         : (void)0,                                                              \
     &(items)[(count)++])

static inline void arena_auto(struct arena **a)
{
    arena_free(*a);
}
