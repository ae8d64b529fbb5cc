/* Routes of talks: who has not been talked with. */
#include "service/talk/coverage.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "ledgers/person.h"
#include "ledgers/talk.h"

static void write_person(struct api *r, const struct coverage *v, size_t i)
{
    AUTO(buf) struct buf last = BUF(64);

    if (v->result.standings[i].last)
        date_write(&last, v->result.standings[i].last);
    jsonw_open(&r->w, '{');
    write_id(r, "id", v->people[i]->id.v);
    write_field(r, v->people_of, v->people[i], PERSON_NAME);
    write_field(r, v->people_of, v->people[i], PERSON_UNIT);
    write_field(r, v->people_of, v->people[i], PERSON_CURRENT_POST);
    write_region(r, "region", v->people[i]->region);
    jsonw_pair_i64(&r->w, "talks", v->result.standings[i].talks);
    write_text(r, "last", buf_view(&last));
    jsonw_close(&r->w, '}');
}

static enum err get_coverage(struct api *r)
{
    bool missing = str_eq(api_query(r, "missing"), STR("1"));
    struct coverage v;
    region within;
    date since = 0;

    TRY(api_region(r, api_query(r, "region"), &within));
    (void)date_read(api_query(r, "since"), &since); /* the door has read it */
    TRY(talks_coverage(&r->call, within, since, &v));
    jsonw_open(&r->w, '{');
    write_region(r, "region", within);
    jsonw_pair_i64(&r->w, "people", (int64_t)v.count);
    jsonw_pair_i64(&r->w, "talked", v.talked);
    jsonw_pair_i64(&r->w, "unclear", v.result.unclear);
    jsonw_pair_i64(&r->w, "others", v.result.others);
    jsonw_key(&r->w, "rows");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v.count; i++)
        if (!missing || !v.result.standings[i].talks)
            write_person(r, &v, i);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape coverage_query = OBJECT(
    {"region", MAY, REGION}, {"since", MAY, DAY}, {"missing", MAY, WORD("0", "1")});

static const struct shape coverage_shape = NAMED("TalkCoverage",
    {"region", MUST, SAME(&region_shape)},
    {"people", MUST, COUNT},
    {"talked", MUST, COUNT},
    {"unclear", MUST, COUNT},
    {"others", MUST, COUNT},
    {"rows", MUST, EACH(NAMED("TalkCoverageRow",
        {"id", MUST, ID},
        {"name", MUST, STRING},
        {"unit", OR_NULL, SAME(&ref_shape)},
        {"current_post", OR_NULL, STRING},
        {"region", MUST, SAME(&region_shape)},
        {"talks", MUST, COUNT},
        {"last", OR_NULL, DAY}))});

static const struct route routes[] = {
/*    method    path                   who             how       query            body     reply                handler       what */
    { HTTP_GET, "/api/talks/coverage", OF_BUT(TALK, READ, "and read of `person`"), RUN_READ, &coverage_query, NO_BODY, OK(&coverage_shape), get_coverage, "who has been talked with, and who has not" },
};
/* clang-format on */

ROUTE_TABLE(talk_routes);
