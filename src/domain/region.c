#include "domain/region.h"

static const int64_t WIDTH[] = {1000000000, 10000000, 100000, 1000, 1};

enum region_level region_level_read(struct str code)
{
    static const char *const CODES[] = {"province", "city", "county", "township"};

    for (int i = 0; i < 4; i++)
        if (str_eq(code, str_of(CODES[i])))
            return (enum region_level)(REGION_PROVINCE + i);
    return REGION_COUNTRY;
}

enum region_level region_level(region r)
{
    for (int level = REGION_COUNTRY; level < REGION_TOWNSHIP; level++)
        if (r % WIDTH[level] == 0)
            return (enum region_level)level;
    return REGION_TOWNSHIP;
}

region region_last(region r)
{
    return r + WIDTH[region_level(r)] - 1;
}

region region_parent(region r)
{
    enum region_level level = region_level(r);

    return level == REGION_COUNTRY ? 0 : region_at(r, level - 1);
}

region region_at(region r, enum region_level level)
{
    return r - r % WIDTH[level];
}

bool region_read(struct str code, region *out)
{
    int64_t v;
    bool length = code.len == 2 || code.len == 4 || code.len == 6 || code.len == 9;

    if (str_eq(code, STR("0"))) {
        *out = 0;
        return true;
    }
    if (!length || !str_i64(code, &v) || code.ptr[0] < '1')
        return false;
    for (size_t i = code.len; i < 9; i++)
        v *= 10;
    *out = v;
    return true;
}

void region_write(struct buf *out, region r)
{
    buf_i64(out, r / WIDTH[region_level(r)]);
}
