/* Ids are 64-bit, made by the program; 0 is "none".  Distinct types, so that two
 * kinds cannot be mixed.  See store/id.h for how they are made. */
#pragma once

#include <stdint.h>

/* clang-format off */
#define ID_MAP(X) X(account_id) X(row_id) X(file_id) X(batch_id)
/* clang-format on */

#define X(name)           \
    typedef struct name { \
        int64_t v;        \
    } name;
ID_MAP(X)
#undef X
