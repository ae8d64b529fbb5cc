/* The names of blanks: what stands between {{ and }}.  Private to form_*.c. */
#pragma once

#include "paper/form.h"

enum { BLANK_OFFSET_MAX = 9 };

enum blank_kind { BLANK_VALUE, BLANK_IF, BLANK_IF_NOT, BLANK_JOIN };

/* A blank as it is written: list empty outside lists, field "#" its number. */
struct blank {
    enum blank_kind kind;
    struct str list, field; /* English keys */
    size_t offset;          /* {{list+1.field}} is that of the next item */
    struct str label;       /* what people call it; in lists, the list */
    struct str separator;   /* of BLANK_JOIN: {{list.field|、}} */
};

/* What `text` (between the braces) names.  False: unknown. */
bool blank_find(const struct form_blanks *blanks, struct str text, struct blank *out);

/* The known name that looks most like `text`, in `a`. */
struct str blank_nearest(struct arena *a, const struct form_blanks *blanks,
                         struct str text);
