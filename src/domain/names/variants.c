/* Characters written for each other: a sorted table made from data/variants.tsv. */
#include "domain/names/variants.h"

#include <stddef.h>

struct variant {
    uint32_t character, first;
};

#include "domain/names/variants_table.h"

uint32_t variant_first(uint32_t c)
{
    size_t low = 0, high = sizeof(VARIANTS) / sizeof(VARIANTS[0]);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (VARIANTS[middle].character == c)
            return VARIANTS[middle].first;
        if (VARIANTS[middle].character < c)
            low = middle + 1;
        else
            high = middle;
    }
    return c;
}
