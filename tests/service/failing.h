/*
 * What fails on request: the n-th step of the database, the n-th write of a file, the n-th piece of memory.
 * The linker puts these in front of db_step(), db_run(), file_write() and mem_new() (tests/meson.build).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum failing { FAIL_STEP, FAIL_FILE, FAIL_MEMORY, FAILINGS };

/* From now on the `n`th use fails, 1 first, and that one alone; 0: none. */
void fail_at(enum failing what, int64_t n);

/* Has the one that was asked for been met? */
bool has_failed(void);
