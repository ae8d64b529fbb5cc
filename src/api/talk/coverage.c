/* Routes of talks: who has not been talked with. */
#include "service/talk/coverage.h"

#include "api/part_json.h"
#include "ledgers/person.h"

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

static enum err read_since(struct api *r, date *out)
{
    struct str text = api_query(r, "since");

    *out = 0;
    if (text.len && !date_read(text, out))
        return FAIL(&r->call.fault, ERR_INVALID, "cell.date", "%.*s", STR_FMT(text));
    return ERR_OK;
}

static enum err get_coverage(struct api *r)
{
    bool missing = str_eq(api_query(r, "missing"), STR("1"));
    struct coverage v;
    region within;
    date since;

    TRY(api_region(r, api_query(r, "region"), &within));
    TRY(read_since(r, &since));
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
static const struct route routes[] = {
/*    method    path                   who       how       body       handler       what */
    { HTTP_GET, "/api/talks/coverage", MAY_READ, RUN_READ, BODY_NONE, get_coverage, "who has been talked with, and who has not" },
};
/* clang-format on */

ROUTE_TABLE(talk_routes);
