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

/* Does one bare name of two characters or more begin or end the other, with two more beside it: a place or a
 * unit that is written on to a name, 岚桥镇李武, whatever it is called? So may they be one person's, too; no list has
 * every unit. */
bool name_within(struct str one_bare, struct str other_bare);

/* May both be one person's?  Not when each has its own word in brackets, 张伟（女） and 张伟（男）, nor when each has figures
 * of its own, 代表1号 and 代表2号.  Two empty ones are not. */
bool name_may_be(struct str a, struct str b);
