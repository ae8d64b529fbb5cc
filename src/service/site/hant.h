/* From one Chinese script to the other, with OpenCC: labels of a site's own descriptions, names to compare. */
#pragma once

#include "base/str.h"

/*
 * `json` with a "zh-Hant" beside every "zh-Hans" that has none, on the same line, so that
 * faults name the lines of the original.  The text as it is when it is no JSON, or when
 * OpenCC finds no dictionary: labels then repeat the simplified text.
 */
struct str hant_fill(struct arena *a, struct str json);

/* The text in simplified characters; as it is when OpenCC finds no dictionary. */
struct str hans_of(struct arena *a, struct str text);
