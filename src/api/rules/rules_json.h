/* What replies say of a rule beside its value: one place decides who is told how surely it is known. */
#pragma once

#include "api/route.h"

/* May the caller amend rules?  Whoever may not is not told how surely an editor knows one. */
bool sees_certainty(struct api *r);

/* "open": 须对照原文, or empty, for everybody; "confidence" for those who may amend rules, else null. */
void write_certainty(struct api *r, struct str confidence);
