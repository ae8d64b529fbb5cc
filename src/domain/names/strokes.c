/* Characters by strokes: a sorted table made from data/strokes.tsv. */
#include "domain/names/strokes.h"

#include "domain/names/strokes_table.h"

#include <stddef.h>

const struct stroke *stroke_find(uint32_t character)
{
    size_t low = 0, high = sizeof(STROKES) / sizeof(STROKES[0]);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (STROKES[middle].character == character)
            return &STROKES[middle];
        if (STROKES[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
