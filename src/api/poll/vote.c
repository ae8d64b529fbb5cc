/* Voting with a one-time slip: no account, nothing logged (docs/congress.md). */
#include "api/poll/poll_shapes.h"
#include "api/route.h"
#include "api/shapes.h"
#include "service/poll/urn.h"

static enum err paper(struct api *r)
{
    struct str congress, sheets;
    int64_t cast;

    TRY(vote_sheets(&r->call, body_text(r, "slip"), &congress, &cast, &sheets));
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
    TRY(vote_cast(&r->call, body_text(r, "slip"), json_find(r->body, "ballots")));
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "in", true);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape slip_body = OBJECT({"slip", MUST, TEXT(200)});

static const struct shape paper_shape = NAMED("VotePaper",
    {"congress", MUST, STRING},
    {"cast", MUST, COUNT},
    {"polls", MUST, EACH(OBJECT(
        {"id", MUST, ID},
        {"title", MUST, STRING},
        {"colour", MUST, STRING},
        {"questions", MUST, EACH(OBJECT(
            {"title", MUST, STRING},
            {"office", MUST, STRING},
            {"seats", MUST, COUNT},
            {"candidates", MUST, EACH(OBJECT({"name", MUST, STRING}, {"unit", MUST, STRING}))},
            {"write_ins", MUST, COUNT},
            {"write_in", MUST, WORD("oppose", "nothing", "never")},
            {"after_abstain", MUST, BOOL}))}))});

static const struct shape cast_body = OBJECT(
    {"slip", MUST, TEXT(200)},
    {"ballots", MUST, LIST(100, OBJECT({"poll", MUST, TEXT(40)}, {"answers", MUST, LIST(100, SAME(&answer_shape))}))});
static const struct shape cast_shape = OBJECT({"in", MUST, BOOL});

static const struct route routes[] = {
/*    method     path               who     how        query     body              reply             handler what */
    { HTTP_POST, "/api/vote/paper", PUBLIC, RUN_READ,  NO_QUERY, JSON(&slip_body), OK(&paper_shape), paper,  "what may be voted on with this slip" },
    { HTTP_POST, "/api/vote/cast",  PUBLIC, RUN_WRITE, NO_QUERY, JSON(&cast_body), OK(&cast_shape),  cast,   "the ballots, into the urn" },
};
/* clang-format on */

ROUTE_TABLE(vote_routes);
