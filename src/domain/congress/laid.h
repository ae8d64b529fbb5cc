/*
 * The list of candidates as a meeting had it before it: a line for each election, 县委委员：王文、李武.  The presidium
 * and the delegates talk over names, not an item of an agenda: who came onto the ballot later was talked over by nobody
 * (组织法 27; 基层条例 15).  Pure.
 */
#pragma once

#include "domain/names/series.h"

struct arena;

/* One line; election and names as they stand. */
struct str laid_line(struct arena *a, struct str election, const struct str *names,
                     size_t count);

/* The lines of `list` that are of the election; empty: none is. */
struct str laid_of(struct arena *a, struct str list, struct str election);

/* All names on its lines, each once. */
struct name_series laid_names(struct arena *a, struct str list, struct str election);

/* Is the name on one of its lines? */
bool laid_has(struct str list, struct str election, struct str name);
