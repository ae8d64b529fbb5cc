/* Characters by strokes: 横1 竖2 撇3 点4 折5 (GF 3003-1999, rules.md 8).  Pure. */
#pragma once

#include <stdint.h>

struct stroke {
    uint32_t character; /* Unicode */
    uint16_t place;     /* in stroke order among all known, 1 first */
    uint8_t strokes;    /* how many */
};

/* NULL when it is not among the 8,105 of 通用规范汉字表. */
const struct stroke *stroke_find(uint32_t character);
