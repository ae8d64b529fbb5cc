/* Voting with a one-time slip: no account, nothing logged (docs/congress.md). */
#include "api/route.h"
#include "service/poll/urn.h"

static enum err paper(struct api *r)
{
    static const char *const KEYS[] = {"slip", NULL};
    struct str congress, sheets;
    int64_t cast;

    TRY(api_keys(r, KEYS));
    TRY(vote_sheets(&r->call, json_find_text(r->body, "slip"), &congress, &cast, &sheets));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "congress", congress);
    jsonw_pair_i64(&r->w, "cast", cast);
    jsonw_key(&r->w, "polls");
    jsonw_raw(&r->w, sheets);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err cast(struct api *r)
{
    static const char *const KEYS[] = {"slip", "ballots", NULL};

    TRY(api_keys(r, KEYS));
    TRY(vote_cast(&r->call, json_find_text(r->body, "slip"),
                  json_find(r->body, "ballots")));
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "in", true);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path               who         how        body       handler what */
    { HTTP_POST, "/api/vote/paper", MAY_PUBLIC, RUN_READ,  BODY_JSON, paper,  "what may be voted on with this slip" },
    { HTTP_POST, "/api/vote/cast",  MAY_PUBLIC, RUN_WRITE, BODY_JSON, cast,   "the ballots, into the urn" },
};
/* clang-format on */

ROUTE_TABLE(vote_routes);
