/* What waits for the caller's signature. */
#include "service/waiting/waiting.h"

#include "api/part_json.h"
#include "api/shapes.h"

static enum err get_waiting(struct api *r)
{
    struct jsonw *w = &r->w;
    struct waiting found;

    TRY(waiting_find(&r->call, &found));
    jsonw_open(w, '{');
    jsonw_key(w, "waiting");
    jsonw_open(w, '[');
    for (size_t i = 0; i < found.count; i++) {
        const struct waiting_one *one = &found.items[i];
        jsonw_open(w, '{');
        jsonw_pair(w, "ledger", one->ledger->name);
        write_label(w, "ledger_label", &one->ledger->label);
        write_id(r, "row", one->row.v);
        jsonw_pair(w, "title", one->title);
        write_region(r, "region", one->region);
        jsonw_pair(w, "act", one->act);
        jsonw_pair(w, "label", one->label);
        write_instant(w, "since", one->since);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_pair_bool(w, "more", found.has_more);
    jsonw_close(w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape waiting_shape = NAMED("Waiting",
    {"waiting", MUST, EACH(NAMED("WaitingOne",
        {"ledger", MUST, STRING},
        {"ledger_label", MUST, SAME(&label_shape)},
        {"row", MUST, ID},
        {"title", MUST, STRING},
        {"region", MUST, SAME(&region_shape)},
        {"act", MUST, STRING},
        {"label", MUST, STRING},
        {"since", OR_NULL, INSTANT}))},
    {"more", MUST, BOOL});

static const struct route routes[] = {
/*    method    path            who                                      how       query     body     reply               handler      what */
    { HTTP_GET, "/api/waiting", SIGNED("what he may sign himself"),      RUN_WORK, NO_QUERY, NO_BODY, OK(&waiting_shape), get_waiting, "what waits for a signature of the caller" },
};
/* clang-format on */

ROUTE_TABLE(waiting_routes);
