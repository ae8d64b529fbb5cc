/*
 * A name without what people put around it: a unit or a word in brackets, 王明华（县人大）; a form of address or an
 * office behind or before it, 王明华先生, 县长王明华; a unit set apart by a blank or a comma, 王明华 县人大.
 * For comparing alone: whoever was meant, a person says.  What was written is kept and counted as it was written
 * (domain/names/same.h says when two names are one).  Pure.
 */
#pragma once

#include "base/str.h"

/* The bare name, loose (name_loose), each character as the first of those that are written for it
 * (domain/names/variants.h), and never empty unless `name` is: what would leave less than two characters stays.
 * Names that are alike so may be one person's. */
struct str name_bare(struct arena *a, struct str name);

/* May both be one person's?  Not when each has its own word in brackets, 张伟（女） and 张伟（男）, nor when each has figures
 * of its own, 代表1号 and 代表2号.  Two empty ones are not. */
bool name_may_be(struct str a, struct str b);

/* A name made ready for being compared with many. */
struct name_form {
    struct str bare; /* name_bare() */
    struct str
        whole; /* what stands outside of brackets, loose, in first shapes: nothing taken off */
    struct str inside; /* what stands in brackets, likewise */
    struct str figures;
};

struct name_form name_form(struct arena *a, struct str name);

enum {
    NAME_LEAST = 2,       /* characters of a name to which something is written on */
    NAME_BESIDE_LEAST = 2 /* characters of what is written on to it */
};

/* May both be one person's: name_may_be(), or one begins or ends with the other's bare name and has two characters or
 * more beside it, a place or a unit, whatever it is called: 岚桥镇李武, 县委办李武.  No list has every unit, so a table
 * may take off too little or too much; a name is compared bare and whole.  Whoever asks whether two names may be one
 * person's asks here; `a` and `b` in one script (service/site/hant.h). */
bool name_forms_perhaps(const struct name_form *a, const struct name_form *b);
bool name_perhaps(struct str a, struct str b);
