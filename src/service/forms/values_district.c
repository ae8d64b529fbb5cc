/* Values of a district of a direct election. */
#include "service/forms/values.h"

enum err put_district(struct values *v)
{
    const struct ledger *l = ledger_named(v->call, "district");

    put_text(v, "district_title", row_text(l, v->district, "title"));
    return ERR_OK;
}
