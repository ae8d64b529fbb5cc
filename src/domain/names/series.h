/* Names in one text, 王明华、李文 and 张强.  Pure. */
#pragma once

#include "base/str.h"

struct name_series {
    struct str *items; /* of the arena */
    size_t count;
};

/* Names separated by 、 ， , ； ; or blanks; the same name twice counts once. */
struct name_series names_of_series(struct arena *a, struct str text);

/* Is the name among them? */
bool series_has(const struct name_series *all, struct str name);
