/* Names of people as lists print them. */
#pragma once

#include "base/str.h"

/* A name of two Chinese characters spread to the width of three (丁　伟); others as they are. */
struct str name_spread(struct arena *a, struct str name);
