/* Routes of names to choose from. */
#include "api/route.h"
#include "api/shapes.h"

#include "service/people/names.h"

static void write_names(struct api *r, const struct name_line *lines, size_t count)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "names");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_id(w, lines[i].id);
        jsonw_pair(w, "label", lines[i].title);
        jsonw_key(w, "name");
        jsonw_str_or_null(w, lines[i].name);
        jsonw_key(w, "unit");
        jsonw_str_or_null(w, lines[i].detail);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static enum err accounts(struct api *r)
{
    struct name_line *lines;
    size_t count;

    TRY(names_of_accounts(&r->call, api_query(r, "q"), &lines, &count));
    write_names(r, lines, count);
    return ERR_OK;
}

static enum err people(struct api *r)
{
    struct name_line *lines;
    size_t count;

    TRY(names_of_people(&r->call, api_query(r, "q"), &lines, &count));
    write_names(r, lines, count);
    return ERR_OK;
}

/* clang-format off */
static const struct shape names_query = OBJECT({"q", MAY, TEXT(100)});

static const struct shape names_shape = NAMED("Names",
    {"names", MUST, EACH(NAMED("NameLine",
        {"id", MUST, ID}, {"label", MUST, STRING}, {"name", OR_NULL, STRING}, {"unit", OR_NULL, STRING}))});

#define RECORDS ROLES(NAMES_ROLES)

static const struct route routes[] = {
/*    method     path                   who      how       query         body     reply             handler   what */
    { HTTP_GET,  "/api/accounts/names", RECORDS, RUN_READ, &names_query, NO_BODY, OK(&names_shape), accounts, "accounts to choose from" },
    { HTTP_GET,  "/api/people/names",   RECORDS, RUN_READ, &names_query, NO_BODY, OK(&names_shape), people,   "people to choose from, by name" },
};
/* clang-format on */

ROUTE_TABLE(people_routes);
