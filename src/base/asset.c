#include "base/asset.h"

const struct asset *asset_find(struct str name)
{
    size_t low = 0, high = ASSET_COUNT;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(str_of(ASSETS[mid].name), name);
        if (order == 0)
            return &ASSETS[mid];
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}
