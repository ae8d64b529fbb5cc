/* The heap, for the few long-lived objects and growing buffers that no arena owns.
 * Out of memory aborts: results are never NULL. */
#pragma once

#include "base/compiler.h"

#include <stddef.h>

NONNULL_RESULT void *mem_new(size_t count, size_t size); /* zeroed; aborts on overflow */
NONNULL_RESULT void *mem_copy(const void *bytes, size_t len);
NONNULL_RESULT void *mem_resize(void *p, size_t count, size_t size);
void mem_free(void *p); /* NULL is fine */

#define MEM_NEW(type) ((type *)mem_new(1, sizeof(type)))
