/* Routes of rehearsals (docs/congress.md, Rehearsal). */
#include "service/rehearsal/rehearsal.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "ledgers/congress.h"
#include "ledgers/rehearsal.h"

static const char *const PLACES[] = {"gone", "stopped", "served", "destroyed", NULL};

static void write_one(struct api *r, const struct ledger *l, const struct rehearsal_view *v)
{
    static const int FIELDS[] = {REHEARSAL_TITLE,        REHEARSAL_BEGUN_AT,
                                 REHEARSAL_BEGUN_BY,     REHEARSAL_DESTROYED_AT,
                                 REHEARSAL_DESTROYED_BY, REHEARSAL_POLLS_HELD,
                                 REHEARSAL_POLLS_SIGNED, 0};

    jsonw_open(&r->w, '{');
    write_id(r, "id", v->row->id.v);
    jsonw_pair(&r->w, "state", str_of(PLACES[v->at]));
    for (const int *field = FIELDS; *field; field++)
        write_field(r, l, v->row, *field);
    jsonw_key(&r->w, "port");
    if (v->port)
        jsonw_i64(&r->w, v->port);
    else
        jsonw_null(&r->w);
    jsonw_close(&r->w, '}');
}

static enum err look(struct api *r)
{
    struct rehearsal_page page;
    int64_t id;

    TRY(api_id(r, r->params[0], &id));
    TRY(rehearsal_look(&r->call, (row_id){id}, &page));
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "may", page.may);
    jsonw_key(&r->w, "work");
    if (page.job) {
        jsonw_open(&r->w, '{');
        write_id(r, "job", page.job);
        jsonw_pair_bool(&r->w, "here", page.is_mine);
        jsonw_close(&r->w, '}');
    } else {
        jsonw_null(&r->w);
    }
    jsonw_key(&r->w, "rehearsals");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < page.count; i++)
        write_one(r, page.ledger, &page.items[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err start(struct api *r, enum err (*act)(struct call *, row_id, int64_t *))
{
    int64_t id, job = 0;

    TRY(api_id(r, r->params[0], &id));
    TRY(act(&r->call, (row_id){id}, &job));
    jsonw_open(&r->w, '{');
    write_id(r, "job", job);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err begin(struct api *r)
{
    return start(r, rehearsal_begin);
}

static enum err destroy(struct api *r)
{
    return start(r, rehearsal_destroy);
}

static enum err cancel(struct api *r)
{
    int64_t id;

    TRY(api_id(r, r->params[0], &id));
    return rehearsal_cancel(&r->call, (row_id){id});
}

static enum err serve(struct api *r)
{
    int64_t id;

    TRY(api_id(r, r->params[0], &id));
    return rehearsal_serve(&r->call, (row_id){id});
}

/* clang-format off */
static const struct shape page_shape = NAMED("Rehearsals",
    {"may", MUST, BOOL},
    {"work", OR_NULL, OBJECT({"job", MUST, ID}, {"here", MUST, BOOL})},
    {"rehearsals", MUST, EACH(NAMED("Rehearsal",
        {"id", MUST, ID},
        {"state", MUST, {.kind = SHAPE_WORD, .words = PLACES}},
        {"title", MUST, STRING},
        {"begun_at", MUST, INSTANT},
        {"begun_by", OR_NULL, SAME(&ref_shape)},
        {"destroyed_at", OR_NULL, INSTANT},
        {"destroyed_by", OR_NULL, SAME(&ref_shape)},
        {"polls_held", OR_NULL, COUNT},
        {"polls_signed", OR_NULL, COUNT},
        {"port", OR_NULL, COUNT}))});

#define LEADS OF_BUT(REHEARSAL, WRITE, "at the congress's region, in the real site")

static const struct route routes[] = {
/*    method     path                                             who                  how        query     body            reply                handler  what */
    { HTTP_GET,  "/api/congresses/{congress}/rehearsals",         OF(REHEARSAL, READ), RUN_READ,  NO_QUERY, NO_BODY,        OK(&page_shape),     look,    "rehearsals of a congress" },
    { HTTP_POST, "/api/congresses/{congress}/rehearse",           LEADS,               RUN_READ,  NO_QUERY, JSON(&NOTHING), ACCEPTED(&started_shape), begin,   "make a copy to rehearse in, and serve it" },
    { HTTP_POST, "/api/congresses/{congress}/rehearse/cancel",    LEADS,               RUN_READ,  NO_QUERY, JSON(&NOTHING), DONE,                cancel,  "give up the copy that is being made" },
    { HTTP_POST, "/api/rehearsals/{rehearsal}/serve",             LEADS,               RUN_WORK,  NO_QUERY, JSON(&NOTHING), DONE,                serve,   "serve one again that is stopped" },
    { HTTP_POST, "/api/rehearsals/{rehearsal}/destroy",           LEADS,               RUN_READ,  NO_QUERY, JSON(&NOTHING), ACCEPTED(&started_shape), destroy, "end it, overwrite and remove its files, record it" },
};
/* clang-format on */

ROUTE_TABLE(rehearsal_routes);
