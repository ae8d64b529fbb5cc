/* Which driver a URL asks for: above both. */
#include "store/driver.h"

enum err db_open(struct str url, enum db_mode mode, struct db **out, struct fault *f)
{
    if (str_starts(url, STR("postgresql://")) || str_starts(url, STR("postgres://")))
        return pg_open(url, mode, out, f);
    return sqlite_open(url, mode, out, f);
}
